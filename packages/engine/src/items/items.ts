import { type Conversation, textOf, type Unit } from '../conversation.js'
import { isRule } from '../protect.js'
import type { Item, ItemType } from '../types.js'

/** A statement of fewer content terms is about nothing. */
const MIN_TERMS = 3

/** Finds the typed things that were said. Precision first: a unit that fits no type makes no item. */
export function extractItems(conversation: Conversation): Item[] {
  const items: Item[] = []
  const hasAssistant = !conversation.isNamed
  for (const unit of conversation.units) {
    const type = typeOf(conversation, unit, hasAssistant)
    if (type !== undefined) items.push(toItem(conversation, unit, type))
  }
  return items
}

function typeOf(conversation: Conversation, unit: Unit, hasAssistant: boolean): ItemType | undefined {
  const { annotation } = unit
  if (isRule(conversation, unit)) return 'constraint'
  const entry = conversation.entries[unit.messageIndex]
  if (entry === undefined || entry.annotation.isToolOutput) return undefined
  if (annotation.kind === 'code' || annotation.kind === 'output' || annotation.kind === 'aside')
    return undefined
  if (annotation.act === 'filler' || unit.terms.length < MIN_TERMS) return undefined
  if (/[?？]\s*$/.test(textOf(conversation, unit)) || annotation.stances.includes('hypothetical'))
    return undefined
  const isPerson = !hasAssistant || entry.message.role === 'user'
  if (annotation.stances.includes('decision')) return 'decision'
  if (!isPerson) return undefined
  if (annotation.stances.includes('preference') && annotation.firstPerson) return 'preference'
  if (annotation.stances.includes('emotion') && annotation.firstPerson) return 'emotion'
  if (annotation.act === 'request' && hasAssistant) return 'task'
  if (annotation.stances.includes('plan') && annotation.firstPerson) return 'next_step'
  if (annotation.firstPerson || annotation.names.length > 0 || annotation.numbers.length > 0) return 'fact'
  return undefined
}

/** Wording that commits: said outright, not hedged. */
const EXPLICIT = 1
const IMPLIED = 0.75

function toItem(conversation: Conversation, unit: Unit, type: ItemType): Item {
  const entry = conversation.entries[unit.messageIndex]
  const message = entry?.message
  const speaker = conversation.speakers[unit.speaker] ?? ''
  const { annotation } = unit
  const content = (annotation.shortened ?? textOf(conversation, unit)).replace(/\s+/g, ' ')
  return {
    id: `${type}:${message?.id ?? ''}:${annotation.start}`,
    type,
    content: type === 'constraint' ? textOf(conversation, unit) : `${speaker}: ${content}`,
    speaker,
    confidence: annotation.firstPerson || type === 'constraint' || type === 'decision' ? EXPLICIT : IMPLIED,
    evidence: [{ messageId: message?.id ?? '', start: annotation.start, end: annotation.end }],
    ...(message?.timestamp === undefined ? {} : { saidAt: message.timestamp }),
    ...(annotation.eventDate === undefined ? {} : { eventDate: annotation.eventDate }),
  }
}
