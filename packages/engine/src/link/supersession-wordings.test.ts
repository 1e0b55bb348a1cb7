import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { buildConversation } from '../conversation.js'
import type { Message } from '../types.js'
import { findSuperseded } from './supersession.js'

/** A value and, later and in other words, the one that holds instead. */
const REPLACED: readonly (readonly [before: string, after: string])[] = [
  ['The dentist appointment is on the 6th of May.', 'actually dentist got pushed to the 15th of may'],
  ['My manager is Kenji.', 'Solveig took over as my manager this week.'],
  ['We expect 48 guests.', "The guest list has grown, it's 82 now."],
  ['Our flight leaves at 7:40.', 'The airline rescheduled the flight, it now goes at 9:15.'],
  ['The rent is 840 euros a month.', "Rent's been raised to 910 from this month."],
  ["We're flying to Lisbon in October.", 'We swapped Lisbon for Porto, still in October.'],
  ['The rehearsal is at the town hall on Thursday.', 'The rehearsal had to be moved to Friday.'],
  ['My locker number is 114.', 'They gave me a new locker, number 231.'],
  ['The kickoff call is at 10 am.', 'Kickoff call slipped to 11 am.'],
  ['Our release is planned for March 3.', "We're postponing the release until March 17."],
  ['I take 20 mg of the medication.', 'The doctor upped my medication to 30 mg.'],
  ['The plumber comes on Monday.', "The plumber can't make Monday, he'll come Wednesday."],
  ['My car is a Skoda.', 'I traded the Skoda in, my car is a Volvo now.'],
  ['The wifi password is heron-22.', "I changed the wifi password, it's osprey-47 now."],
  ['Deposit for the hall is 300 euros.', 'The hall wants a deposit of 450 euros after all.'],
  ['The deadline is the 12th.', 'We got an extension, the deadline is the 19th.'],
  ['Our contact at the bank is Mr Aldous.', 'Mr Aldous left, our contact at the bank is now Ms Fenwick.'],
  ['My phone number is 555-0142.', 'New phone number: 555-0199.'],
  ['The team has 6 people.', 'Two joined, so the team has 8 people.'],
  ['The train departs from platform 4.', 'Platform change: the train departs from platform 9.'],
  ['The project budget is $12,000.', 'Finance cut the project budget to $9,500.'],
  ['Choir practice is on Tuesdays.', 'Choir practice has been shifted to Wednesdays.'],
  ['The venue is the Corn Exchange.', "The Corn Exchange fell through, the venue is Butler's Wharf."],
  ['Use port 8080 for the service.', 'Port 8080 is taken, use port 9090 for the service.'],
  ['The timeout is 30 seconds.', 'I set the timeout to 45 seconds.'],
  ["We'll go with Postgres for the store.", "On reflection, let's use SQLite for the store."],
  ['My son is in year 4.', 'My son has moved up to year 5.'],
  ['The board meeting is at 14:30.', "They've pushed the board meeting to 16:00."],
  ['Our subscription costs 29 dollars.', 'The subscription went up to 35 dollars.'],
  ['My physio is Dr Larsen.', 'Dr Okonjo replaces Dr Larsen as my physio.'],
  ['The shop closes at 18:00.', 'From now on the shop closes at 19:30.'],
  ['The course has 14 participants.', 'The course has 17 participants now.'],
  ['The interview is on Thursday.', 'HR moved the interview to next Tuesday.'],
  ['Our savings target is 6000 euros.', 'We lowered the savings target to 4500 euros.'],
  ['The parcel arrives on the 4th.', 'The parcel is delayed, it arrives on the 9th.'],
  ['My gym membership ends in March.', 'I extended my gym membership until September.'],
  ['The chapter has 32 pages.', 'I cut the chapter down to 24 pages.'],
  ['The garden fence is 1.40 m high.', 'We decided on a garden fence of 1.80 m instead.'],
  ['The bakery opens at 6:30.', 'Since last week the bakery opens at 7:00.'],
  ['My dose is 5 ml.', 'My dose was increased to 8 ml.'],
  ['The keynote speaker is Ingrid Vale.', 'Ingrid Vale cancelled, the keynote speaker is Tomas Reyes.'],
  ['The server has 16 GB of memory.', 'We upgraded the server to 32 GB of memory.'],
  ['The rental car is booked until Sunday.', 'I extended the rental car until Wednesday.'],
  ['The thesis is due on May 2.', 'My thesis deadline was moved to May 30.'],
  ["Grandma's party is on Saturday.", "Grandma's party is on Sunday after all."],
]

/** Look-alikes: another thing of the same kind, with its own value. Both hold. */
const APART: readonly (readonly [before: string, after: string])[] = [
  ['The meeting with Devika is in Cork.', 'Turns out the caterer meeting will be in Lugano now.'],
  ["Amadou's locker code is 822.", "Actually Tobias's locker code is 311."],
  ['The dentist appointment is on the 6th of May.', 'Actually the vet appointment is on the 15th of May.'],
  ['My sister teaches chemistry in Brno.', 'Actually my brother teaches physics in Graz.'],
  ['The first workshop is on Monday.', 'Actually the second workshop is on Thursday.'],
  ['The deposit for the hall is 300 euros.', 'The deposit for the van is now 120 euros.'],
  ['Lena arrives at 10:30.', 'Change of plan: Jonas arrives at 12:15.'],
  ['The red folder holds 12 invoices.', 'Actually the blue folder holds 30 invoices.'],
  ['Staging runs on port 8080.', 'Production now runs on port 9090.'],
  ['The morning train leaves at 7:12.', 'Actually the evening train leaves at 19:40.'],
  [
    'I bought 3 tickets for the opera in Porto.',
    'I also need 2 tickets for the concert, actually in Lisbon.',
  ],
  ['Our Leipzig office has 40 desks.', 'Our Graz office now has 25 desks.'],
  ['My flight to Oslo is on Friday.', 'Actually my flight back from Oslo is on Sunday.'],
  ["Mira's birthday is June 4.", "Actually Mara's birthday is June 14."],
  ['The call with the landlord is at 3 pm.', 'The call with the bank was moved to 4 pm.'],
  ['Version 2.1 shipped in April.', 'Version 2.2 now ships in June.'],
  ["Grandpa's tablets: 5 mg in the morning.", "Grandma's tablets are now 10 mg in the morning."],
  ['The Vasquez invoice is 480 euros.', 'Actually the Okafor invoice is 560 euros.'],
  ['Parking at the museum costs 6 euros.', 'Parking at the theatre now costs 9 euros.'],
  ["The boys' room is painted blue and 12 square metres.", "The girls' room is now 14 square metres."],
  ['Rent for the garage is 90 euros.', 'Rent for the flat went up to 910 euros.'],
  ['My old manager was Kenji.', 'My manager in the new team is Solveig now.'],
  ['Table 5 is for the Hendersons.', 'Table 7 is now for the Marchettis.'],
  ['Exam one is on the 3rd of June.', 'Exam two got moved to the 10th of June.'],
  ['The backup runs at 02:00.', 'The report now runs at 04:00.'],
  ['Kim prefers the 8 am class.', 'Lou prefers the 9 am class now.'],
  ['The physics lecture is in room 12.', 'The chemistry lecture is now in room 15.'],
  ["Paul's train arrives at 9:05.", "Change of plan: Anna's train arrives at 10:40."],
  ['The upstairs bathroom costs 4000 euros.', 'The downstairs bathroom went up to 5500 euros.'],
  ['The contract with Fennel ends in May.', 'The contract with Marlow was extended until July.'],
  ['I paid 60 euros for the concert ticket.', 'I just paid 45 euros for the theatre ticket instead.'],
  ["The kids' swimming lesson is on Monday.", "The kids' judo lesson was moved to Wednesday."],
  ['Flight LH 402 leaves at 11:15.', 'Flight LH 777 now leaves at 13:50.'],
  ['The January report had 12 pages.', 'The February report now has 15 pages.'],
  ['My bike cost 900 euros.', 'My new helmet cost 90 euros.'],
  ['Team A meets on Tuesday.', 'Team B now meets on Thursday.'],
  ['The recipe needs 200 g of flour.', 'The recipe now also needs 80 g of sugar.'],
  ['The front door code is 4471.', 'The garage door code was changed to 9023.'],
  ['The talk about bees is at 3 pm.', 'The talk about wasps was moved to 5 pm.'],
  ["Monday's shift starts at 6:00.", "Tuesday's shift now starts at 8:00."],
  ['The tickets for adults cost 18 euros.', 'The tickets for children now cost 9 euros.'],
  ['Oskar turned 7 in May.', 'Our Lotte turned 9 in June, actually.'],
  ['We have 3 chickens and a goat.', 'We now have 2 ducks as well.'],
  ['The hotel in Rome costs 120 euros.', 'The hotel in Naples is 95 euros now.'],
  ['The north wing has 20 rooms.', 'The south wing now has 26 rooms.'],
  ['The old printer takes 6 minutes.', 'The new printer takes 2 minutes.'],
  ['The letterpress must never cost more than 390 euros.', 'The letterpress costs 410 euros now.'],
]

const REPLACED_ELSEWHERE: readonly (readonly [language: string, before: string, after: string])[] = [
  ['de', 'Der Umzug ist am 3. April.', 'Der Umzug wurde auf den 10. April verschoben.'],
  ['de', 'Die Miete beträgt 780 Euro.', 'Die Miete wurde auf 820 Euro erhöht.'],
  [
    'fr',
    'Le rendez-vous avec le notaire est le 4 mars.',
    'Le rendez-vous avec le notaire a été avancé au 1er mars.',
  ],
  ['fr', 'Le loyer est de 700 euros.', 'Le loyer est maintenant de 750 euros.'],
  ['es', 'La reunión con el banco es el lunes.', 'La reunión con el banco se ha cambiado al jueves.'],
  ['es', 'El curso tiene 12 alumnos.', 'El curso ahora tiene 15 alumnos.'],
  ['pt', 'O aluguel é de 900 reais.', 'O aluguel subiu para 980 reais.'],
]

const APART_ELSEWHERE: readonly (readonly [language: string, before: string, after: string])[] = [
  ['de', 'Der Termin beim Zahnarzt ist am Montag.', 'Der Termin beim Notar wurde auf Donnerstag verschoben.'],
  ['de', 'Die Miete für die Garage beträgt 70 Euro.', 'Die Miete für die Wohnung wurde auf 820 Euro erhöht.'],
  ['de', 'Das erste Konzert ist am 3. Mai.', 'Das zweite Konzert ist jetzt am 10. Mai.'],
  ['fr', 'Le train pour Lyon part à 8h10.', 'Le train pour Nantes part maintenant à 9h40.'],
  ['es', 'La clase de piano es el lunes.', 'La clase de dibujo se ha cambiado al jueves.'],
  ['pt', 'O bilhete para adultos custa 18 euros.', 'O bilhete para crianças agora custa 9 euros.'],
]

function replacedIn(language: string, sentences: readonly string[]): readonly number[] {
  const messages = sentences.map((content, at): Message => ({ id: `m${at}`, role: 'user', content }))
  const conversation = buildConversation(
    messages.map((message) => ({ message, annotation: annotate(message, { language }) })),
  )
  return [...findSuperseded(conversation).keys()].map((unit) => conversation.units[unit]?.messageIndex ?? -1)
}

describe('findSuperseded, by wording', () => {
  it.each(REPLACED)('%j is replaced by %j', (before, after) => {
    expect(replacedIn('en', [before, 'Hm.', after])).toEqual([0])
  })

  it.each(APART)('%j stands beside %j', (before, after) => {
    expect(replacedIn('en', [before, 'Hm.', after])).toEqual([])
  })

  it.each(REPLACED_ELSEWHERE)('%s: %j is replaced by %j', (language, before, after) => {
    expect(replacedIn(language, [before, 'Hm.', after])).toEqual([0])
  })

  it.each(APART_ELSEWHERE)('%s: %j stands beside %j', (language, before, after) => {
    expect(replacedIn(language, [before, 'Hm.', after])).toEqual([])
  })
})
