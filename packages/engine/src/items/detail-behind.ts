import { type Conversation, textOf, type Unit } from '../conversation.js'
import { oneLine, sentenceOf } from './passage.js'
import { type Statement, spanOf } from './statement.js'

/** "宿を予約しました。" settles something and does not say what; longer ones do. In characters. */
const MAX_LENGTH = 18
const MAX_LENGTH_OF_DETAIL = 60
const MIN_TERMS = 3
const ASKS = /[?？]\s*$|か。?$|吗[？。]?$/u

/**
 * A short decision in a language without spaces with the sentence behind it, which says of what: "宿を予約しました。湖畔荘の洋室、二部屋です。" As it
 * was where none stands there. Cost: a look at the next unit.
 */
export function withDetailBehind(conversation: Conversation, unit: Unit, statement: Statement): Statement {
  const language = conversation.entries[unit.messageIndex]?.annotation.language
  if (language !== 'ja' && language !== 'zh') return statement
  const passage = sentenceOf(conversation, unit)
  const last = passage.units.at(-1) as Unit // proof: a passage has a unit
  const next = conversation.units[last.index + 1]
  if (passage.text.length > MAX_LENGTH || next === undefined || next.messageIndex !== unit.messageIndex)
    return statement
  const text = oneLine(textOf(conversation, next))
  if (next.annotation.kind !== 'prose' || text.length > MAX_LENGTH_OF_DETAIL || ASKS.test(text))
    return statement
  if (next.terms.length < MIN_TERMS || next.annotation.stances.includes('rule')) return statement
  if (
    !statement.content.endsWith(passage.text.replace(/[。！]$/, '')) &&
    !statement.content.endsWith(passage.text)
  )
    return statement
  const content = /[。！]$/.test(statement.content) ? statement.content : `${statement.content}。`
  return { content: `${content}${text}`, evidence: [...statement.evidence, spanOf(conversation, next)] }
}
