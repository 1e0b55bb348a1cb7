/**
 * The conversation that `precis demo` records: a shop owner and an agent prepare the move of a booking system.
 * Written for this project; the people, the shop and the figures are invented.
 */
export interface DemoTurn {
  readonly role: 'user' | 'assistant' | 'system' | 'tool'
  readonly content: string
  readonly toolCalls?: readonly { readonly id: string; readonly name: string; readonly arguments: string }[]
  readonly toolCallId?: string
}

const user = (content: string): DemoTurn => ({ role: 'user', content })
const agent = (content: string): DemoTurn => ({ role: 'assistant', content })
const call = (id: string, name: string, args: object, content = ''): DemoTurn => ({
  role: 'assistant',
  content,
  toolCalls: [{ id, name, arguments: JSON.stringify(args) }],
})
const result = (toolCallId: string, content: string): DemoTurn => ({ role: 'tool', content, toolCallId })

export const DEMO_TURNS: readonly DemoTurn[] = [
  {
    role: 'system',
    content: 'You help Nora Feldt run Quayside Cycles. You can read the booking database and draft mail.',
  },
  user(
    'Hi! We have to move our bike bookings from the old spreadsheet system to the new database before the season starts. Can you help me plan it and do the checks?',
  ),
  agent(
    'Hello Nora! Absolutely, I would be glad to help you with that. Moving a booking system right before the season is a big step, but with a clear plan it is very doable. To get going, it would help me to know three things: when the season starts for you, how many bookings there are at the moment, and who else is involved. Once I know that, I can suggest an order of work.',
  ),
  user(
    'Season opens on 1 April. We want to switch over on 14 March. It is me, Tomasz in the workshop and Ilse who does the accounts.',
  ),
  user(
    'One rule before anything else: never send mail to customers without showing it to me first. We had a disaster with that last year.',
  ),
  agent(
    'Understood, and thank you for telling me up front. I will never send anything to customers without showing it to you first; I will only prepare drafts. With the switch on 14 March and the season opening on 1 April, you have a little over two weeks of buffer, which is comfortable.',
  ),
  user('Good. Also prices must always be shown in euro including VAT. Ilse insists, and she is right.'),
  agent('Noted: all prices in euro, VAT included. Shall I start by looking at what is in the old system?'),
  user('Yes please. The export is in the table bookings_old.'),
  call(
    'c1',
    'query',
    { sql: 'SELECT count(*), min(start_day), max(end_day) FROM bookings_old' },
    'Let me look at the size of the table first.',
  ),
  result('c1', 'count | min        | max\n3184  | 2021-04-02 | 2026-10-11'),
  agent(
    'The table has 3,184 bookings, from 2 April 2021 to 11 October 2026. That is a manageable size, so we can copy everything in one go rather than in slices. I would suggest that we look at the quality of the data next, because spreadsheets tend to collect surprises over the years.',
  ),
  user('I bet there are duplicates. Ilse sometimes enters phone bookings twice.'),
  call('c2', 'query', {
    sql: 'SELECT count(*) FROM (SELECT customer, bike, start_day FROM bookings_old GROUP BY 1,2,3 HAVING count(*) > 1)',
  }),
  result('c2', 'count\n47'),
  agent(
    'You were right: there are 47 groups of duplicates, where the same customer has the same bike on the same day more than once.',
  ),
  user(
    'Keep the newer one of each pair, but do not delete anything in the old table. I want to be able to go back.',
  ),
  agent(
    'That makes sense. I will keep the newer entry of each duplicate when copying and leave bookings_old untouched, so that you can always go back to it. Great thinking, by the way: a read-only original is the cheapest insurance there is.',
  ),
  user(
    'How do you want to handle the bike numbers? In the old sheet they are like "QC-017", but Tomasz has started to write just 17.',
  ),
  agent(
    'There are a few ways to do this. One option is to store just the number and add the prefix when it is displayed. Another option is to keep the full label as the key. The first is tidier, the second is easier to read in raw exports. I would lean towards the full label, because it is what stands on the frames.',
  ),
  user('Full label then. Everything as QC-017, three digits.'),
  agent(
    'Decided: bike labels are stored in full with three digits, such as QC-017. I will turn the bare numbers into that form on the way in.',
  ),
  call('c3', 'query', {
    sql: "SELECT bike FROM bookings_old WHERE bike !~ '^QC-[0-9]{3}$' GROUP BY 1 ORDER BY 1",
  }),
  result('c3', 'bike\n17\n23\n4\ncargo\ncargo 2\nQC-9'),
  agent(
    'Six spellings do not fit: 17, 23, 4, QC-9, and two that say "cargo" and "cargo 2". The first four are clear. What are the cargo entries?',
  ),
  user(
    'Those are the two cargo bikes, they have no number yet. Make them QC-101 and QC-102. Ask Tomasz if they are labelled already.',
  ),
  agent(
    'I will map "cargo" to QC-101 and "cargo 2" to QC-102. I have put the question whether the frames are labelled on the list for Tomasz.',
  ),
  user('By the way I prefer short answers. No need to praise my thinking :)'),
  agent('Fair enough, short it is.'),
  user('What is the plan then, in steps?'),
  agent(
    '1. Freeze the old sheet on the evening of 13 March.\n2. Copy into the new tables, duplicates resolved, labels normalised.\n3. Compare counts and revenue per month.\n4. Switch the website form on 14 March.\n5. Keep the old sheet readable until the end of April.',
  ),
  user(
    'Looks good. For step 5 make it until the end of June, the accountant needs it for the half-year report.',
  ),
  agent('Changed: the old sheet stays readable until 30 June.'),
  user('And who does the copy?'),
  agent(
    'I can run it, if you confirm on the day. Tomasz would have to stop entering bookings at 18:00 on the 13th.',
  ),
  user(
    'OK, I will tell him. Next: the deposit. We take 50 euro per bike now. For cargo bikes it should be 150.',
  ),
  agent('Deposit: €50 per bike, €150 for the cargo bikes QC-101 and QC-102.'),
  user('Hmm, wait. Ilse says 150 is too much for families. Make the cargo deposit 120 euro instead.'),
  agent('Updated: the cargo deposit is €120. The ordinary deposit stays at €50.'),
  call(
    'c4',
    'query',
    {
      sql: "SELECT date_trunc('month', start_day) m, sum(price_net) FROM bookings_old WHERE start_day >= '2025-01-01' GROUP BY 1 ORDER BY 1",
    },
    'I am taking the revenue per month as the figure to compare after the copy.',
  ),
  result(
    'c4',
    'm          | sum\n2025-04-01 | 6120.40\n2025-05-01 | 9877.10\n2025-06-01 | 14208.75\n2025-07-01 | 19873.00\n2025-08-01 | 21450.25\n2025-09-01 | 11032.60\n2025-10-01 | 2980.90',
  ),
  agent(
    'The old table stores net prices. The best month of 2025 was August with 21,450.25 net. As prices have to be shown with VAT, we need the rate. Is it 19 % for everything?',
  ),
  user(
    'Rental is 19 %. The guided tours are 7 %, at least that is what Ilse told me. Let me check with her.',
  ),
  agent('I will wait for that. Until then I treat the tour rate as open.'),
  user(
    'She confirmed it: 19 % for rental, 7 % for tours? No sorry, she says tours are 19 % as well. Only the printed maps are 7 %.',
  ),
  agent('So: 19 % on rental and tours, 7 % on printed maps only.'),
  user('Correct.'),
  user('Something else, I cannot stand the calendar on the new site. Can the weeks start on Monday?'),
  agent('Yes. I set the first day of the week to Monday in the site settings.'),
  call('c5', 'set_site_setting', { key: 'calendar.first_day', value: 'monday' }),
  result('c5', 'ok: calendar.first_day = monday'),
  user(
    'Lovely, thanks. Tomasz wrote back: the cargo bikes are labelled since last week. QC-101 and QC-102, as you said.',
  ),
  agent('Then that question is closed.'),
  user(
    'I had a call with the card provider. Their test account is ready, the merchant id is MID-88213-Q. Live access comes on Tuesday.',
  ),
  agent(
    'Noted the merchant id MID-88213-Q. Live access on Tuesday; until then we test with the test account.',
  ),
  call('c6', 'test_payment', { merchant: 'MID-88213-Q', amount: '1.00' }),
  result('c6', 'error 402: test card declined, reason "3ds_required"'),
  agent(
    'The test payment failed: the test card needs 3-D Secure. We have to switch it on in the provider panel. Can you do that, or shall I write to their support?',
  ),
  user('I will do it tonight. Remind me if it is still failing tomorrow.'),
  agent('I will.'),
  user(
    'Draft the mail to the customers with open bookings, please. Friendly, three sentences, mention that nothing changes for them except the confirmation link.',
  ),
  agent(
    'Draft:\n\n"Dear guest, on 14 March we move to a new booking system. Your booking stays exactly as it is; you will only receive a new confirmation link from bookings@quayside-cycles.example. If anything looks wrong, just answer this mail."\n\nI have not sent it.',
  ),
  user('Nice. Change the sender to hello@quayside-cycles.example, nobody answers the other one.'),
  agent('Changed the sender to hello@quayside-cycles.example. Still a draft.'),
  user(
    'Bad news: the hosting people do maintenance on 14 March until noon. Actually, let us switch on 17 March instead, that is a Tuesday and the shop is quiet.',
  ),
  agent(
    'The switch is now on 17 March. The freeze moves to the evening of 16 March, 18:00. I changed the date in the draft mail too.',
  ),
  user('Right. And the season date does not move of course.'),
  agent('Of course: 1 April stays.'),
  user('What about backups?'),
  agent(
    'I suggest a full backup right before the copy and one right after, kept for 90 days on the NAS in the office.',
  ),
  user('Agreed. Not on the NAS though, it was broken twice this winter. Use the storage box sb-quay-02.'),
  agent('Backups go to sb-quay-02, kept for 90 days.'),
  call('c7', 'run_copy', { mode: 'dry-run' }, 'Here is a dry run of the copy.'),
  result(
    'c7',
    'dry run: 3184 read, 47 duplicates skipped, 3137 would be written, 2 rejected\nrejected: id 1450 end_day before start_day; id 2210 customer empty',
  ),
  agent(
    'The dry run would write 3,137 bookings. Two are rejected: 1450 ends before it starts, 2210 has no customer.',
  ),
  user('1450 is a typo, the end is 2024-06-09, please fix it in the copy. 2210 was a test, leave it out.'),
  agent('Fixed 1450 in the copy with the end 2024-06-09 and excluded 2210.'),
  user('How are the payments today? I switched 3-D Secure on yesterday night.'),
  call('c8', 'test_payment', { merchant: 'MID-88213-Q', amount: '1.00' }),
  result('c8', 'ok: authorised 1.00 EUR, reference T-550917'),
  agent('The test payment went through, reference T-550917. What is missing is the live access on Tuesday.'),
  user(
    'Great. Then please write me the checklist for the 16th and 17th, with who does what. And keep it short.',
  ),
]
