import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { CompactionResult, ItemType, Message } from '../types.js'

/** "U:" for what a user says to an assistant, "A:" for what that answers. */
function resultOf(talk: string): CompactionResult {
  const messages = talk
    .trim()
    .split('\n')
    .map((line, at): Message => {
      const [, speaker, content = ''] = /^\s*([UA]): (.*)$/.exec(line) ?? []
      return { id: `m${at}`, role: speaker === 'U' ? 'user' : 'assistant', content }
    })
  return compact(messages, { targetTokens: 4_000 })
}

const told = ({ items }: CompactionResult, type: ItemType): readonly string[] =>
  items.filter((item) => item.type === type).map(({ content }) => content)

const REPAIR = `
  U: Hi, my washing machine leaks. Can someone come and look at it?
  A: Sorry to hear that. Which make is it?
  U: A Bosch, bought in 2021.
  A: Where do you live?
  U: 14 Mill Lane, second floor.
  A: We could send Mr. Tarrant on Tuesday between 9 and 12. Would that suit you?
  U: Tuesday is bad, I work until two. Anything in the afternoon?
  A: Then Wednesday 14 May at 3 pm?
  U: Yes, Wednesday works.
  A: To confirm: Mr. Tarrant comes to 14 Mill Lane on Wednesday 14 May at 3 pm for a leaking Bosch. Right?
  U: Right.
  A: It is booked. The call-out costs 45 pounds.
  U: Great. Then I also need a new filter for my Dyson.
  A: Which model?
  U: V10.
  A: The filter for the V10 costs 19 pounds. Shall I order one?
  U: Two, please.
  A: Two filters for the V10, 38 pounds, delivered to 14 Mill Lane. OK?
  U: Yes.
  A: Ordered. They arrive on Friday.
  U: Thanks, bye.`

const TRAVEL = `
  U: I want to go to Ljubljana in June.
  A: From where?
  U: From Basel, by train please.
  A: When would you like to leave?
  U: On the 12th, back on the 17th.
  A: There is a night train on 12 June at 21:05, 139 euros in a sleeper.
  U: What does a couchette cost?
  A: 89 euros.
  U: Then the couchette.
  A: Please confirm: couchette from Basel to Ljubljana on 12 June at 21:05 and back on 17 June, 89 euros each way.
  U: Make it back on the 18th.
  A: Please confirm: couchette from Basel to Ljubljana on 12 June at 21:05 and back on 18 June, 89 euros each way.
  U: Yes, that's it.
  A: Done, your booking number is LJ-4471.
  U: Now a hotel near the river, not over 120 a night.
  A: Hotel Emona is by the river, 110 a night.
  U: Okay, take it.
  A: Five nights at Hotel Emona from 13 to 18 June, 110 a night. Shall I book?
  U: Yes please.
  A: Sorry, Hotel Emona is sold out on the 15th. Hotel Park has rooms at 105.
  U: No, leave it. I'll look myself.
  A: All right. Anything else?
  U: No thanks.`

describe('a matter of a brisk dialogue', () => {
  it('is decided in one statement, as it was confirmed last', () => {
    expect(told(resultOf(TRAVEL), 'decision')).toEqual([
      "Assistant: Please confirm: couchette from Basel to Ljubljana on 12 June at 21:05 and back on 18 June, 89 euros each way. → User: Yes, that's it.",
    ])
  })

  it('is a task in one statement: what was asked for, and what it came to', () => {
    expect(told(resultOf(TRAVEL), 'task')).toContain(
      'User: I want to go to Ljubljana in June → couchette from Basel to Ljubljana on 12 June at 21:05 and back on 18 June, 89 euros each way',
    )
  })

  it('has the evidence of every message that it was told from', () => {
    const { items } = resultOf(TRAVEL)
    const task = items.find(({ type, content }) => type === 'task' && content.includes('Ljubljana'))
    expect(task?.evidence.map(({ messageId }) => messageId)).toEqual(['m0', 'm11'])
  })

  it('tells what came of it with what it was about', () => {
    const facts = told(resultOf(REPAIR), 'fact')
    expect(facts).toContain(
      'Assistant (Mr. Tarrant comes to 14 Mill Lane on Wednesday 14 May at 3 pm for a leaking Bosch): The call-out costs 45 pounds.',
    )
    expect(facts).toContain(
      'Assistant (Two filters for the V10, 38 pounds, delivered to 14 Mill Lane): They arrive on Friday.',
    )
  })

  it('begins where something that nobody has named is asked for, once the one before is done', () => {
    expect(told(resultOf(REPAIR), 'decision')).toHaveLength(2)
    expect(told(resultOf(REPAIR), 'task')).toEqual([
      'User: I also need a new filter → Two filters for the V10, 38 pounds, delivered to 14 Mill Lane',
    ])
  })

  it('tells no offer that was not taken, and nothing as decided that could not be done', () => {
    const { items } = resultOf(TRAVEL)
    expect(items.filter(({ content }) => /Emona|Hotel Park|139/.test(content))).toEqual([])
  })

  it('keeps what was put up before where a later question asks about a part of it', () => {
    const result = resultOf(`
      U: I need two rooms in Ghent.
      A: How about the Linden Hotel in Ghent?
      U: Good. From the 3rd to the 6th of May.
      A: Please confirm: 2 rooms at the Linden Hotel in Ghent, checking in on May 3rd and checking out on May 6th.
      U: No, check out on the 7th.
      A: Please confirm: checking out on May 7th.
      U: Yes, that's right.
      A: Your rooms are reserved.
      U: Where is it?
      A: It is at 12 Quay Street.`)
    expect(told(result, 'decision')).toEqual([
      "Assistant (2 rooms at Linden Hotel in Ghent, checking in on May 3rd): Please confirm: checking out on May 7th. → User: Yes, that's right.",
    ])
    expect(result.currentState.values).toEqual({
      'rooms (Linden Hotel)': expect.stringContaining('at Linden Hotel in Ghent'),
    })
    expect(told(result, 'fact').join('\n')).toContain('It is at 12 Quay Street.')
  })

  it('is told without what the user replaced where nothing was settled', () => {
    const result = resultOf(`
      U: Find me flights from Turin to Lisbon on the 4th of May.
      A: There is one at 7 am with Aero Sud for $120. Does that suit you?
      U: Can you look for the 6th instead?
      A: On the 6th there is one at 9 am for $150. Shall I book it?
      U: No, not now.
      A: Anything else?
      U: No.`)
    expect(told(result, 'task')).toEqual([
      'User: Find me flights from Turin to Lisbon. Can you look for the 6th instead?',
    ])
    expect(told(result, 'fact')).toEqual([])
    expect(told(result, 'decision')).toEqual([])
  })

  it('is told with the questions that bare answers need', () => {
    const result = resultOf(`
      U: Can you look up a bus for me?
      A: Where do you want to go?
      U: To Varese.
      A: And from where?
      U: Milan.
      A: When do you want to leave?
      U: On the 9th of May.
      A: There is one at 8 am. Shall I book it?
      U: Not yet, thanks.`)
    expect(told(result, 'task')).toEqual([
      'User: Can you look up a bus for me? (“Where do you want to go?”) To Varese. (“And from where?”) Milan. (“When do you want to leave?”) On the 9th of May.',
    ])
  })

  it('is none where something is only looked up, or opened', () => {
    const result = resultOf(`
      U: Can you tell me the balance of my savings account?
      A: It is $120.40. Do you need anything else?
      U: I'd like to find some songs.
      A: Which genre do you like?
      U: Never mind.`)
    expect(told(result, 'task')).toEqual([])
  })

  it('passes with what is only played', () => {
    const result = resultOf(`
      U: Find me a slow song by Ina Holt.
      A: How about Harbour Lights?
      U: Yes, play it.
      A: Please confirm: play Harbour Lights on the kitchen speaker.
      U: Yes.
      A: It is playing now.`)
    expect(told(result, 'decision')).toEqual([])
    expect(result.currentState.values).toEqual({})
  })

  it('tells a balance no more once a transfer from the account was confirmed', () => {
    const talk = `
      U: What is the balance of my savings account?
      A: Your savings account balance is $500.
      U: I want to send $80 to Ilse.
      A: Please confirm: transfer $80 from your savings account to Ilse.
      U: Yes.
      A: The transfer has been made.`
    expect(resultOf(talk).currentState.values).toEqual({
      'transfer (Ilse)': '$80 from your savings account to Ilse',
    })
  })

  it('is decided by a choice that names what was offered, and not by a word of thanks', () => {
    const talk = (answer: string) =>
      resultOf(`
      U: I want to watch a film at the Tern Cinema on Saturday.
      A: How about The Long Tide?
      U: ${answer}
      A: Anything else?
      U: No, bye.`)
    expect(told(talk('Great.'), 'decision')).toEqual([])
    expect(told(talk('The Long Tide will be good.'), 'decision')).toEqual([
      'User: I want to watch a film at the Tern Cinema on Saturday. → Assistant: How about The Long Tide? → User: The Long Tide will be good.',
    ])
  })

  it('tells no price that was told before another place was asked for', () => {
    const facts = told(
      resultOf(`
      U: I need a rental car in Dover on the 8th of May.
      A: There is a small Kestrel at Dover Station. Shall I reserve it?
      U: What does it cost?
      A: It costs $56.
      U: Is there one in Calais?
      A: Yes, a small Kestrel at Calais Port. Shall I reserve that one?
      U: Yes, please.
      A: Please confirm: a small Kestrel at Calais Port on May 8th.
      U: That's right.
      A: Your car is reserved.`),
      'fact',
    )
    expect(facts).toEqual(['Assistant (a small Kestrel at Calais Port on May 8th): Your car is reserved.'])
  })

  it('tells of a report what lasts', () => {
    const facts = told(
      resultOf(`
      U: I need a taxi to Quay Street 5 for two people.
      A: Please confirm: a taxi for 2 people to Quay Street 5.
      U: Yes.
      A: The taxi has been booked and it is on its way.
      U: What does it cost?
      A: It costs $12 and it will take 4 minutes.`),
      'fact',
    )
    expect(facts.join(' | ')).toContain('a taxi for 2 people to Quay Street 5): It costs $12')
    expect(facts.join(' | ')).not.toMatch(/on its way|minutes/)
  })

  it('tells what a user says of himself in between, not when he would have it', () => {
    const talk = (said: string) => `
      U: I need a hall for 570 people on Friday.
      A: Shall I book the Harbour Hall for 570 people on Friday?
      U: Yes, please.
      A: All right.
      U: ${said}
      A: I will remember that.`
    const facts = (said: string) => told(resultOf(talk(said)), 'fact').join(' | ')
    expect(facts('I live in Ghent and repair 240 cellos a year.')).toContain('240 cellos a year')
    expect(facts('I teach twice a week in Bruges.')).toContain('Bruges')
    expect(facts('I swim in the lake each morning.')).toContain('lake')
    expect(facts('I can come today at 5 pm.')).not.toContain('5 pm')
    expect(facts('I arrive in Ghent on Sunday evening.')).not.toContain('Sunday')
    expect(facts('I want a room for 2 nights.')).not.toContain('2 nights')
  })

  it('leaves orders that are carried out at once as they are', () => {
    const result = resultOf(`
      U: Rename parseRow to readRow.
      A: Done.
      U: Can you add a test for empty lines?
      A: Added. Should it also cover tabs?
      U: Yes.
      A: Done, both pass.`)
    expect(told(result, 'task')).toHaveLength(2)
  })

  it('is nothing among named people', () => {
    const messages = REPAIR.trim()
      .split('\n')
      .map((line, at): Message => {
        const isUser = line.trim().startsWith('U')
        return { id: `m${at}`, role: 'user', name: isUser ? 'Ada' : 'Ben', content: line.trim().slice(3) }
      })
    expect(
      compact(messages).items.filter(({ content }) => /^\w+ \(/.test(content) && !content.includes('“')),
    ).toEqual([])
  })
})
