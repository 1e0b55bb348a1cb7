import type { Random } from '../../../packages/engine/test/survival/random.js'
import { cents, digits, dollars, makePerson, type Person } from './people.js'
import type { Recorder } from './recorder.js'

const POLICY = `You are the support agent of an internet provider. Follow these rules.
Verify the caller by account number and date of birth before you read or change anything.
Never read out a full payment card number.
A plan can be changed once per billing cycle. The new price holds from the next invoice.
Credits for outages: one day of the monthly price for each full day without service, at most 30 days.
Only book a technician after the remote line test has failed.
Do not promise arrival times, only windows.`

const PLANS = [
  { id: 'FIBER_100', price_month: 34.9, download_mbps: 100 },
  { id: 'FIBER_250', price_month: 44.9, download_mbps: 250 },
  { id: 'FIBER_500', price_month: 54.9, download_mbps: 500 },
  { id: 'FIBER_1000', price_month: 69.9, download_mbps: 1000 },
]

interface Scene {
  readonly to: Recorder
  readonly random: Random
  readonly person: Person
  readonly account: string
}

/** A caller with an outage: line test, technician, credit, a change of plan, and a waiver that is refused. */
export function broadbandConversation(to: Recorder, random: Random): void {
  const person = makePerson(random)
  const scene: Scene = { to, random, person, account: `AC-${digits(random, 8)}` }
  to.system(POLICY)
  const days = random.whole(2, 6)
  const asked = to.user(
    `hi, my internet has been down for ${days} days now and nobody picks up the phone. i work from home so this is really bad`,
  )
  to.statement('fact', 'What is the problem?', `internet has been down for ${days} days`, [asked])
  to.assistant(
    'I am sorry about the trouble. To look into it, I need your account number and your date of birth.',
  )
  const born = `19${random.whole(60, 99)}-1${random.whole(0, 2)}-0${random.whole(1, 9)}`
  const said = to.user(`${scene.account}, born ${born}. name is ${person.first} ${person.last}`)
  to.slot('What is the account number?', [scene.account], [said])
  to.slot('What is the date of birth?', [born], [said])
  const plan = PLANS[random.whole(0, 1)] as (typeof PLANS)[number]
  const modem = `SN${digits(random, 9)}`
  const looked = to.call(
    'lookup_account',
    { account_number: scene.account, date_of_birth: born },
    {
      account_number: scene.account,
      holder: `${person.first} ${person.last}`,
      contact: { email: person.email, phone: `555-${digits(random, 4)}`, preferred_channel: 'sms' },
      service_address: person.address,
      plan,
      modem: { model: 'HomeBox 7', serial: modem, firmware: '7.29', last_seen: '2025-02-11T04:12:09Z' },
      flags: { vip: false, paperless: true, marketing_opt_in: false, port_protection: true },
      last_invoice: { number: `INV-${digits(random, 6)}`, amount: plan.price_month, status: 'paid' },
    },
  )
  to.slot('What is the serial number of the modem?', [modem], [looked.result])
  to.slot('Which plan does the customer have?', [plan.id], [looked.result])
  const technician = lineTest(scene, modem)
  credit(scene, days, plan.price_month)
  changePlan(scene)
  refuse(scene)
  to.user('ok. so when does the technician come again?')
  to.assistant(`The technician comes ${technician}. You will get a text message on the day before.`)
}

function lineTest({ to, random, account }: Scene, modem: string): string {
  const tested = to.call(
    'run_line_test',
    { account_number: account, modem_serial: modem },
    {
      test_id: `T${digits(random, 6)}`,
      started_at: '2025-02-13T09:02:11Z',
      result: 'FAILED',
      checks: [
        { name: 'power', status: 'ok', value_dbm: -12.4 },
        { name: 'optical_signal', status: 'failed', value_dbm: -38.1, threshold_dbm: -28 },
        { name: 'dhcp', status: 'skipped' },
        { name: 'authentication', status: 'skipped' },
      ],
      error: { code: 'LOS_RED', message: 'Loss of optical signal between splitter and customer premises' },
    },
  )
  to.slot('Which error did the line test give?', ['LOS_RED', 'Loss of optical signal'], [tested.result])
  to.assistant(
    'The line test failed: there is a loss of optical signal on the way to your home. A technician has to repair it. When would it suit you?',
  )
  const wish = to.user(
    random.pick([
      'not before 2 pm, i have calls all morning. and he must not ring the bell, the baby sleeps. call my mobile instead',
      'afternoons only please, and tell him to use the back entrance, the front door is stuck',
    ]),
  )
  to.statement(
    'preference',
    'What did the user ask of the technician visit?',
    wish === '' ? '' : random.whole(0, 0) === 0 ? 'afternoon, not before 2 pm' : '',
    [wish],
  )
  const slots = Array.from({ length: 5 }, (_, at) => ({
    slot_id: `S${digits(random, 5)}`,
    date: `2025-02-${14 + at}`,
    window: at % 2 === 0 ? '08:00-12:00' : '14:00-18:00',
    technician: random.pick(['R. Okafor', 'L. Brandt', 'M. Silva']),
    skills: ['fiber', 'splicing'],
  }))
  const chosen = slots[random.pick([1, 3])] as (typeof slots)[number]
  to.call('list_technician_slots', { account_number: account, zip_only: false }, { slots })
  to.assistant(`I can offer ${chosen.date}, between 14:00 and 18:00. Shall I book it?`)
  to.user('yes book it')
  const ticket = `TCK-${digits(random, 6)}`
  const done = to.call(
    'book_technician',
    {
      account_number: account,
      slot_id: chosen.slot_id,
      reason: 'LOS_RED',
      note: 'call mobile before arrival',
    },
    {
      ticket_id: ticket,
      slot_id: chosen.slot_id,
      date: chosen.date,
      window: chosen.window,
      status: 'BOOKED',
    },
  )
  const when = `on ${chosen.date} between 14:00 and 18:00`
  const end = to.assistant(`Done: the technician is booked ${when}, your ticket is ${ticket}.`)
  to.slot('What is the ticket number?', [ticket], [done.result, end], 'decision')
  to.slot('On which date does the technician come?', [chosen.date], [end, done.result], 'decision')
  return when
}

function credit({ to, account }: Scene, days: number, price: number): void {
  const asked = to.user('and what about the money? i paid for the whole month')
  void asked
  const amount = Math.round((price / 30) * days * 100) / 100
  to.assistant(
    `For ${days} full days without service I can give you a credit of ${dollars(amount)} on the next invoice. Do you agree?`,
  )
  to.user('ok yes, better than nothing')
  const done = to.call(
    'apply_credit',
    { account_number: account, amount, reason: 'outage', days },
    { status: 'OK', credit_id: 'CR-77120', amount, applies_to: 'next_invoice' },
  )
  const end = to.assistant(`A credit of ${dollars(amount)} will be on your next invoice.`)
  to.slot(
    'How much credit was given?',
    [dollars(amount), String(amount)],
    [end, done.call, done.result],
    'decision',
  )
}

function changePlan({ to, random, account }: Scene): void {
  const price = cents(random, 40, 60)
  to.user('also what would it cost to go faster? i upload a lot of video')
  const offers = PLANS.map((plan) => ({
    ...plan,
    upload_mbps: plan.download_mbps / 2,
    setup_fee: 0,
    contract_months: 24,
    promo: { code: `UP${digits(random, 3)}`, price_month: price, months: 6 },
  }))
  const listed = to.call(
    'list_plans',
    { account_number: account, include_promotions: true },
    { currency: 'USD', plans: offers },
  )
  const chosen = offers[2] as (typeof offers)[number]
  const offer = to.assistant(
    `${chosen.id} gives you 500 Mbit/s down and 250 up for ${dollars(chosen.price_month)} a month, with the promotion ${chosen.promo.code} only ${dollars(price)} for the first 6 months. The contract runs 24 months.`,
  )
  to.slot('What is the code of the promotion?', [chosen.promo.code], [offer, listed.result])
  to.slot(
    'What does the plan cost with the promotion?',
    [dollars(price), String(price)],
    [offer, listed.result],
  )
  const wish = to.user(
    "24 months is ok. take that one, but only from the next invoice on, i don't want two prices on one bill",
  )
  to.statement('preference', 'From when should the new plan hold?', 'only from the next invoice on', [wish])
  const done = to.call(
    'change_plan',
    { account_number: account, plan_id: chosen.id, promo_code: chosen.promo.code, effective: 'next_invoice' },
    {
      status: 'SCHEDULED',
      plan_id: chosen.id,
      effective_date: '2025-03-01',
      order_number: `PO-${digits(random, 6)}`,
    },
  )
  const said = `Your plan changes to ${chosen.id} on 2025-03-01.`
  const end = to.assistant(said)
  to.slot('To which plan was the contract changed?', [chosen.id], [end, done.call], 'decision')
  to.slot('When does the new plan start?', ['2025-03-01'], [end, done.result], 'decision')
}

function refuse({ to, random }: Scene): void {
  const [asked, said] = random.pick([
    [
      'can you tell me the card number you have on file? i forgot which one it is',
      'I am not allowed to read out card numbers, so please check it in the customer portal.',
    ],
    [
      'and can the technician be here at 3 sharp?',
      'I cannot promise an arrival time, only the window from 14:00 to 18:00.',
    ],
    [
      'while we are at it, waive the last invoice completely',
      'I cannot waive an invoice, because credits are limited to the days without service.',
    ],
  ] as const)
  to.user(asked)
  const end = to.assistant(`Unfortunately not. ${said}`)
  to.statement('decision', 'What was refused?', said, [end])
}
