import { buildConversation, type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { lexiconFor } from '../lexicon/registry.js'
import type { Wording } from '../lexicon/types.js'
import { membersOf } from '../link/members.js'
import { lineTokensOf } from '../render/line-tokens.js'
import { hasLiftedRules, isOfLifting } from '../rules-in-force.js'
import { statesSomeValue } from '../state/values.js'
import type { ItemReading, ItemType, Message, MessageAnnotation, UnitAnnotation } from '../types.js'
import { FLAG } from '../unit-flags.js'
import { inOneShape } from '../unit-shape.js'
import { type OwnSigns, ownSignsOf } from './chat-facts.js'
import { dayOf } from './day-of-unit.js'
import { hintsOf } from './hints.js'
import { itemTypeOf } from './item-type.js'
import { looksOf } from './looks.js'
import { mayTellWhole } from './message-facts.js'
import {
  questionAnsweredBy,
  type Statement,
  spanOf,
  speakerLabel,
  statementOf,
  type Told,
} from './statement.js'
import { ruleAlone, ruleStatement, wholeRule } from './whole-rule.js'

/** What a unit is as an item. */
export interface ReadItem {
  readonly type: ItemType
  readonly statement: Statement
  /** What its words tell of it as a fact of a chat, where that was read before. */
  readonly ofChat?: OwnSigns
}

/** Reads a unit in its conversation, with the question where it answers one. */
export function readUnit(
  conversation: Conversation,
  unit: Unit,
  wording: Wording,
  tell: () => Told | undefined = teller(conversation, unit, wording),
): ReadItem | undefined {
  const type = itemTypeOf(conversation, unit, tell)
  if (type === undefined) return undefined
  // A rule is never reworded, not even by its speaker's label.
  if (type === 'constraint') return { type, statement: ruleStatement(conversation, unit) }
  const statement = tell()
  return statement && { type, statement }
}

/** Tells the unit when it is first asked to. */
function teller(conversation: Conversation, unit: Unit, wording: Wording): () => Told | undefined {
  let told: Told | undefined | null = null
  return () => {
    if (told === null) told = statementOf(conversation, unit, wording)
    return told
  }
}

/**
 * Whether what was read when the message was annotated holds in the conversation: nothing is answered, and among named
 * people the message has a name.
 */
export function isReadAlone(conversation: Conversation, unit: Unit): boolean {
  const { index } = unit
  if (!hasFlag(conversation, index, FLAG.read)) return false
  if (conversation.isNamed && !hasFlag(conversation, index, FLAG.ofNamed)) return false
  return questionAnsweredBy(conversation, unit) === undefined
}

/** What the place in `ItemReading.types` stands for. */
const settingOf = ({ isNamed, isChronicle }: Conversation): number => (isNamed ? (isChronicle ? 2 : 1) : 0)

/** The item that `readUnit` would make, from the reading that is stored with the unit. */
export function fromReading(conversation: Conversation, unit: Unit, wording: Wording): ReadItem | undefined {
  const setting = settingOf(conversation)
  if (!hasFlag(conversation, unit.index, FLAG.item << setting)) return undefined
  const { item } = unit.annotation
  const type = item?.types[setting]
  if (item === undefined || type == null || isOfLifting(conversation, unit)) return undefined
  if (type === 'constraint') return { type, statement: ruleRead(conversation, unit, item) }
  const own = spanOf(conversation, unit)
  const evidence = item.evidence === undefined ? [own] : spansOf(own.messageId, item.evidence)
  const said = item.said ?? textOf(conversation, unit)
  const statement = { content: `${speakerLabel(conversation, unit, wording)}: ${said}`, evidence }
  return item.ofChat === undefined ? { type, statement } : { type, statement, ofChat: item.ofChat }
}

/** A user's rule may be told by the message before; where some rule was lifted, the clauses beside it decide. */
function ruleRead(conversation: Conversation, unit: Unit, { rule }: ItemReading): Statement {
  if (!hasFlag(conversation, unit.index, FLAG.ofSystem) || hasLiftedRules(conversation))
    return ruleStatement(conversation, unit)
  if (rule === undefined) return ruleAlone(conversation, unit)
  return { content: rule.said, evidence: spansOf(spanOf(conversation, unit).messageId, rule.evidence) }
}

function spansOf(messageId: string, offsets: readonly number[]) {
  const spans = []
  for (let at = 0; at + 1 < offsets.length; at += 2)
    spans.push({ messageId, start: offsets[at] as number, end: offsets[at + 1] as number })
  return spans
}

/**
 * Reads the units of one message as items and values, as far as they depend on nothing but the message, so that a run need not.
 * Where the name of the speaker decides ("never give up" among people is a remark), both readings are kept.
 *
 * Cost: linear in the units; some 30 µs for each that states something.
 */
export function readItems(message: Message, annotation: MessageAnnotation): MessageAnnotation {
  const alone = buildConversation([{ message, annotation }])
  const settings = [alone]
  if (message.name) settings.push({ ...alone, isNamed: true }, { ...alone, isNamed: true, isChronicle: true })
  const lexicon = lexiconFor(annotation.language)
  const { wording } = lexicon.source
  const units = alone.units.map((unit): UnitAnnotation => {
    const tell = teller(alone, unit, wording)
    const reads = settings.map((setting) => readUnit(setting, unit, wording, tell))
    const isItem = reads.some((read) => read !== undefined)
    const statesValue = statesSomeValue(alone, unit)
    const hints = hintsOf(alone, unit)
    const looks = looksOf(alone, unit, hints)
    return inOneShape(unit.annotation, {
      item: isItem ? toReading(alone, unit, reads, wording) : undefined,
      namedDay: isItem ? undefined : dayOf(alone, unit, annotation.language),
      statesValue: statesValue ? true : undefined,
      hints: hints === 0 ? undefined : hints,
      looks: looks === 0 ? undefined : looks,
      members: membersOf(textOf(alone, unit), unit.annotation, lexicon),
      lineTokens: lineTokensOf(unit.annotation.shortened ?? textOf(alone, unit)),
    })
  })
  return { ...annotation, isRead: true, ...(mayTellWhole(alone) ? { mayTellWhole: true } : {}), units }
}

/** Leaves out what the unit says itself, so that little is stored. */
function toReading(
  conversation: Conversation,
  unit: Unit,
  reads: readonly (ReadItem | undefined)[],
  wording: Wording,
): ItemReading {
  const told = reads.find((read) => read !== undefined && read.type !== 'constraint')?.statement
  const said = told?.content.slice(speakerLabel(conversation, unit, wording).length + ': '.length)
  const isOwn = said === undefined || said === textOf(conversation, unit)
  const offsets = told?.evidence.flatMap(({ start, end }) => [start, end]) ?? []
  const language = conversation.entries[0]?.annotation.language ?? 'en'
  const date = dayOf(conversation, unit, language)
  const rule = reads.some((read) => read?.type === 'constraint') ? ruleOf(conversation, unit) : undefined
  const isFactOfChat = language === 'en' && reads.at(-1)?.type === 'fact' && reads.length > 1
  return {
    types: reads.map((read) => read?.type ?? null),
    ...(isOwn ? {} : { said }),
    ...(offsets.length <= 2 ? {} : { evidence: offsets }),
    ...(rule === undefined ? {} : { rule }),
    ...(date === undefined ? {} : { day: date.day }),
    ...(date?.isRelative === true ? { isRelativeDay: true } : {}),
    ...(isFactOfChat && said !== undefined ? { ofChat: ownSignsOf(said, offsets.length > 2, false) } : {}),
  }
}

/** What is stored of a system's rule: nothing where its own words tell it. */
function ruleOf(conversation: Conversation, unit: Unit): ItemReading['rule'] {
  if (!hasFlag(conversation, unit.index, FLAG.ofSystem)) return undefined
  const { content, evidence } = wholeRule(conversation, unit)
  const offsets = evidence.flatMap(({ start, end }) => [start, end])
  const alone = ruleAlone(conversation, unit)
  return content === alone.content && offsets.length <= 2 ? undefined : { said: content, evidence: offsets }
}
