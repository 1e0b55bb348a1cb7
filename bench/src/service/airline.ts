import type { Random } from '../../../packages/engine/test/survival/random.js'
import { digits, makePerson, type Person } from './people.js'
import type { Recorder } from './recorder.js'

const POLICY = `# Airline agent policy
The current time is 2024-05-15 15:00:00 EST.
As an airline agent, you can help users book, modify, or cancel flight reservations.
Before taking any action that updates the booking database, you must list the action details and obtain explicit user confirmation (yes) to proceed.
You should not provide any information, knowledge, or procedures that were not provided by the user or the available tools.
You should deny user requests that are against this policy.
Cancel flight: all reservations can be cancelled within 24 hours of booking, or if the airline cancelled the flight. Otherwise, basic economy or economy flights can be cancelled only if travel insurance is bought and the condition is met, and business flights can always be cancelled.
Basic economy flights cannot be modified. Other reservations can be modified without changing the origin, destination, and trip type.
Checked bags: a regular member has 0 free bags in basic economy, 1 in economy and 2 in business; each extra bag costs $50. The user can add but not remove bags.
Compensation: if the user complains about cancelled flights, the agent can offer a certificate of $100 times the number of passengers, after confirming the facts.`

const AIRPORTS = 'ATL BOS DEN DFW EWR IAH JFK LAX MCO MSP ORD PHX SEA SFO'.split(' ')
const money = (random: Random): number => random.whole(60, 480)

interface Flight {
  readonly flight_number: string
  readonly origin: string
  readonly destination: string
  readonly scheduled_departure_time_est: string
  readonly scheduled_arrival_time_est: string
  readonly status: string
  readonly available_seats: { basic_economy: number; economy: number; business: number }
  readonly prices: { basic_economy: number; economy: number; business: number }
}

function makeFlight(random: Random, origin: string, destination: string): Flight {
  const hour = random.whole(5, 20)
  const minutes = String(random.whole(0, 11) * 5).padStart(2, '0')
  return {
    flight_number: `HAT${digits(random, 3)}`,
    origin,
    destination,
    scheduled_departure_time_est: `${String(hour).padStart(2, '0')}:${minutes}:00`,
    scheduled_arrival_time_est: `${String(hour + 3).padStart(2, '0')}:${minutes}:00`,
    status: 'available',
    available_seats: {
      basic_economy: random.whole(0, 20),
      economy: random.whole(1, 20),
      business: random.whole(1, 20),
    },
    prices: { basic_economy: money(random), economy: money(random), business: money(random) + 300 },
  }
}

function makeReservation(random: Random, person: Person, cabin: string) {
  const [origin = '', destination = ''] = random.shuffle(AIRPORTS)
  const id = Array.from({ length: 6 }, () =>
    random.pick('ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'.split('')),
  ).join('')
  const day = random.whole(17, 29)
  return {
    reservation_id: id,
    user_id: person.id,
    origin,
    destination,
    flight_type: 'one_way',
    cabin,
    flights: [
      {
        origin,
        destination,
        flight_number: `HAT${digits(random, 3)}`,
        date: `2024-05-${day}`,
        price: money(random),
      },
    ],
    passengers: [
      {
        first_name: person.first,
        last_name: person.last,
        dob: `19${random.whole(60, 99)}-0${random.whole(1, 9)}-1${random.whole(0, 9)}`,
      },
    ],
    payment_history: [{ payment_id: `certificate_${digits(random, 7)}`, amount: money(random) }],
    created_at: `2024-05-0${random.whole(1, 9)}T1${random.whole(0, 9)}:22:58`,
    total_baggages: 1,
    nonfree_baggages: 0,
    insurance: 'no',
  }
}
type Reservation = ReturnType<typeof makeReservation>

/** A passenger: changes a flight, adds a bag, is refused a cancellation, and books nothing. */
export function airlineConversation(to: Recorder, random: Random): void {
  const person = makePerson(random)
  const card = `credit_card_${digits(random, 7)}`
  const economy = makeReservation(random, person, 'economy')
  const basic = makeReservation(random, person, 'basic_economy')
  const scene = { to, random, person, card }
  to.system(POLICY)
  const asked = to.user(
    `Hi! I would like to move my flight from ${economy.origin} to ${economy.destination} to another day, and I also need one more checked bag.`,
  )
  to.statement(
    'fact',
    'What did the user want first?',
    `move my flight from ${economy.origin} to ${economy.destination} to another day`,
    [asked],
  )
  to.assistant(
    'I can help you with that. Could you please tell me your user id, and your reservation number if you have it?',
  )
  const said = to.user(
    `My user id is ${person.id}. I don't have the reservation number at hand, can you look it up?`,
  )
  to.slot('What is the user id?', [person.id], [said])
  const details = to.call(
    'get_user_details',
    { user_id: person.id },
    {
      name: { first_name: person.first, last_name: person.last },
      address: person.address,
      email: person.email,
      dob: economy.passengers[0]?.dob,
      payment_methods: {
        [card]: { source: 'credit_card', brand: 'mastercard', last_four: digits(random, 4), id: card },
      },
      saved_passengers: [],
      membership: 'regular',
      reservations: [basic.reservation_id, economy.reservation_id],
    },
  )
  to.slot('What is the membership of the user?', ['regular'], [details.result])
  to.call('get_reservation_details', { reservation_id: basic.reservation_id }, basic)
  const found = to.call('get_reservation_details', { reservation_id: economy.reservation_id }, economy)
  to.slot(
    `What is the reservation number of the flight from ${economy.origin} to ${economy.destination}?`,
    [economy.reservation_id],
    [found.result],
  )
  changeFlight(scene, economy)
  addBag(scene, economy)
  refuseCancellation(scene, basic)
  to.user('Fine. That is everything, thank you.')
  to.assistant('You are welcome, and have a good flight!')
}

interface Scene {
  readonly to: Recorder
  readonly random: Random
  readonly person: Person
  readonly card: string
}

function changeFlight({ to, random, card }: Scene, reservation: Reservation): void {
  const { origin, destination } = reservation
  const old = reservation.flights[0]
  const told = to.assistant(
    `I found your reservation ${reservation.reservation_id}: flight ${old?.flight_number} from ${origin} to ${destination} on ${old?.date} in economy. To which date would you like to change?`,
  )
  to.slot('What was the flight number before the change?', [old?.flight_number ?? ''], [told])
  const date = `2024-05-${random.whole(18, 30)}`
  const wish = to.user(
    `To ${date}, please. It has to leave before noon, and I want the cheapest one that is not basic economy.`,
  )
  to.slot('To which date did the user want to change?', [date], [wish])
  to.statement(
    'preference',
    'Which flight does the user want?',
    'leave before noon, the cheapest one that is not basic economy',
    [wish],
  )
  const flights = Array.from({ length: 6 }, () => makeFlight(random, origin, destination))
  const chosen = random.pick(flights)
  const listed = to.call('search_direct_flight', { origin, destination, date }, flights)
  const offer = to.assistant(
    `The best match is flight ${chosen.flight_number}, which leaves at ${chosen.scheduled_departure_time_est.slice(0, 5)} EST and costs $${chosen.prices.economy} in economy. The difference would be charged to ${card}. Do you want me to change to it (yes/no)?`,
  )
  to.slot('Which flight was offered?', [chosen.flight_number], [offer, listed.result])
  to.slot(
    `What does flight ${chosen.flight_number} cost in economy?`,
    [`$${chosen.prices.economy}`, String(chosen.prices.economy)],
    [offer, listed.result],
  )
  to.slot(
    `When does flight ${chosen.flight_number} arrive?`,
    [chosen.scheduled_arrival_time_est.slice(0, 5), chosen.scheduled_arrival_time_est],
    [listed.result],
  )
  to.user(random.pick(['Yes, that one is fine.', 'Yes.']))
  const done = to.call(
    'update_reservation_flights',
    {
      reservation_id: reservation.reservation_id,
      cabin: 'economy',
      flights: [{ flight_number: chosen.flight_number, date }],
      payment_id: card,
    },
    {
      ...reservation,
      flights: [{ ...old, flight_number: chosen.flight_number, date, price: chosen.prices.economy }],
    },
  )
  to.slot(
    'Which flight is in the reservation after the change?',
    [chosen.flight_number],
    [done.call, done.result],
    'decision',
  )
  const said = `Your reservation ${reservation.reservation_id} now has flight ${chosen.flight_number} on ${date}.`
  const end = to.assistant(`${said} Shall we go on with the bag?`)
  to.statement('decision', 'What was changed?', said, [end])
}

function addBag({ to, card, random }: Scene, reservation: Reservation): void {
  const wish = to.user(
    random.pick([
      'Yes, one extra checked bag. It is for my cello, so I cannot leave it at home.',
      'Right, one more checked bag please. I travel with diving gear.',
    ]),
  )
  to.slot('How many extra bags did the user ask for?', ['one'], [wish])
  to.assistant(
    `As a regular member you have 1 free bag in economy, which is already used, so the extra bag costs $50, to be paid with ${card}. Do you confirm (yes/no)?`,
  )
  to.user('Yes.')
  const done = to.call(
    'update_reservation_baggages',
    { reservation_id: reservation.reservation_id, total_baggages: 2, nonfree_baggages: 1, payment_id: card },
    { ...reservation, total_baggages: 2, nonfree_baggages: 1 },
  )
  const said = 'The extra bag has been added, and $50 has been charged to your card.'
  const end = to.assistant(said)
  to.statement('decision', 'What was done about the bag?', said, [end, done.call])
  to.slot('How many bags does the reservation have now?', ['2'], [done.call, done.result], 'decision')
}

function refuseCancellation({ to, random }: Scene, basic: Reservation): void {
  const asked = to.user(
    `One more thing: please cancel my other reservation, the one from ${basic.origin} to ${basic.destination}. My ${random.pick(['sister', 'uncle', 'boss'])} got ill.`,
  )
  to.statement(
    'fact',
    'What else did the user want?',
    `cancel my other reservation from ${basic.origin} to ${basic.destination}`,
    [asked],
  )
  const said = `Reservation ${basic.reservation_id} is basic economy, was booked more than 24 hours ago and has no travel insurance, so it cannot be cancelled.`
  const end = to.assistant(`I am sorry to hear that. ${said}`)
  to.statement('decision', 'Why was the cancellation refused?', said, [end])
  to.user('Can you at least move it to another date, then?')
  const also = 'Basic economy flights cannot be modified either.'
  const last = to.assistant(`Unfortunately not. ${also} Is there anything else I can do for you?`)
  to.statement('decision', 'What else was refused?', also, [last])
}
