import type { Message } from '../../src/types.js'
import type { FaithConversation, Said } from './conversation.js'
import type { Slots } from './language.js'

/** A summary, and whether something in it is wrong. */
export interface Trial {
  readonly kind: TrialKind
  readonly messages: readonly Message[]
  /** The sentence at issue; for a correct summary all of them. */
  readonly lines: readonly string[]
  /** Id of the message whose rule the summary leaves out. */
  readonly lostRule?: string
}

export const TRIAL_KINDS = [
  'correct',
  'number changed',
  'number from elsewhere',
  'date changed',
  'name invented',
  'names swapped',
  'negation lost or added',
  'quote altered',
  'wrong label',
  'wrong person',
  'request invented',
  'decision invented',
  'rule lost',
] as const
export type TrialKind = (typeof TRIAL_KINDS)[number]

const right = (conversation: FaithConversation, { statement, slots }: Said, change: Partial<Slots> = {}) =>
  conversation.random.pick(statement.right)({ ...slots, ...change })

/** Statements whose retellings all show the slot. */
const withSlot = ({ said }: FaithConversation, slot: keyof Slots): readonly Said[] =>
  said.filter(({ statement, slots }) => {
    const other = { ...slots, [slot]: typeof slots[slot] === 'number' ? (slots[slot] as number) + 1 : 'Zzz' }
    return statement.right.every((retell) => retell(slots) !== retell(other))
  })

/** Trials of each kind for which the conversation has material. */
export function trialsOf(conversation: FaithConversation): Trial[] {
  const { random, language, said, quote, own } = conversation
  const everything = [
    ...said.map((one) => right(conversation, one)),
    language.quote.right(quote.person, quote.text),
  ]
  const { messages, talk } = conversation
  const ownRetold = own.flatMap(({ at, speaker }) => language.own[at]?.retold(speaker) ?? [])
  const trials: Trial[] = [
    { kind: 'correct', messages, lines: random.shuffle(everything) },
    { kind: 'correct', messages: talk, lines: ownRetold },
  ]
  const add = (kind: TrialKind, line: string | undefined, of = messages) => {
    if (line !== undefined) trials.push({ kind, messages: of, lines: [line] })
  }
  const changed = (slot: keyof Slots, value: (slots: Slots, other: Slots) => Partial<Slots>) => {
    const [one] = random.shuffle(withSlot(conversation, slot))
    const [other] = random.shuffle(
      said.filter((candidate) => candidate !== one && candidate.statement.uses.includes(slot)),
    )
    return one && other && right(conversation, one, value(one.slots, other.slots))
  }
  add(
    'number changed',
    changed('amount', ({ amount }) => ({ amount: amount + 4321 })),
  )
  add(
    'number changed',
    changed('count', ({ count }) => ({ count: count === 12 ? 3 : count + 1 })),
  )
  add(
    'number from elsewhere',
    changed('amount', (_, other) => ({ amount: other.amount })),
  )
  add(
    'date changed',
    changed('day', ({ day, month }) => ({ day: day + 3, month: (month % 12) + 1 })),
  )
  add(
    'date changed',
    changed('day', (_, other) => ({ day: other.day, month: other.month })),
  )
  for (const slot of ['a', 'b'] as const) {
    add(
      'name invented',
      changed(slot, () => ({ [slot]: random.pick(language.strangers) })),
    )
    add(
      'names swapped',
      changed(slot, (_, other) => ({ [slot]: other[slot] })),
    )
  }
  const turned = random.shuffle(said.filter(({ statement }) => statement.opposite)).slice(0, 2)
  for (const { statement, slots } of turned) add('negation lost or added', statement.opposite?.(slots))
  add('quote altered', language.quote.right(quote.person, quote.altered))
  for (const { at, other } of own) {
    add('wrong label', `${other}: ${language.own[at]?.said}`, talk)
    add('wrong person', language.own[at]?.retold(other), talk)
  }
  add('request invented', random.pick(language.inventedRequests))
  add('decision invented', random.pick(language.inventedDecisions))
  const rules = said.filter(({ statement }) => statement.kind === 'rule')
  for (const rule of rules)
    trials.push({
      kind: 'rule lost',
      messages,
      lines: said.filter((one) => one !== rule).map((one) => right(conversation, one)),
      lostRule: rule.messageId,
    })
  return trials
}
