import { type Conversation, textOf, type Unit } from '../conversation.js'
import { mayHaveFiniteVerb } from '../items/finite-verbs.js'
import { isOfTool } from '../items/item-type.js'
import { newestUserTurn, unitsOf } from '../protect.js'

/** A longer request is quoted by its beginning and by what it asks at its end. */
const MAX_REQUEST_CHARACTERS = 2_000
const MAX_BEGINNING_CHARACTERS = 1_200
/** A statement of fewer content terms tells nothing new. */
const MIN_TERMS_TOLD = 3

/**
 * The newest user message that asks for something or tells something new; a "thanks", a "yes" and what a program printed
 * are none. The newest turn where there is no such message. Index of the message, or -1.
 */
export function requestTurn(conversation: Conversation, first: number): number {
  const newest = newestUserTurn(conversation)
  let fallback = -1
  for (let index = newest; index >= 0; index--) {
    const entry = conversation.entries[index]
    const units = unitsOf(conversation, index)
    if (entry?.message.role !== 'user' || units.length === 0 || isOfTool(conversation, units[0] as Unit))
      continue
    if (fallback < 0) fallback = index
    if (endsTalk(entry.message.content)) continue
    if (units.some(asks)) return index
    if (index >= first && !endsInOutput(units) && units.some(tells) && !isReaction(conversation, units))
      return index
  }
  return fallback
}

/** "That's all I need", "no, that would be all, thanks": the end of the asking. */
const ENDS_TALK =
  /^[^?]*\bthat(?:['’]?s| is| was| will be| would be|['’]ll be) (?:all\b(?! (?:the|right|about))|it\b)[^?]*$/i
const MAX_CHARACTERS_OF_END = 120

/** The same in other languages: "das wäre alles", "c'est tout", "eso es todo", "就这些", "以上です". */
const ENDS_TALK_ELSEWHERE =
  /^[^?？]*(?:das (?:wär['’]?e?s?|war['’]?s?|ist|reicht) (?:(?:schon|dann|für heute|erst mal|erstmal) )?(?:alles|für heute|dann)|das wär['’]s|c['’](?:est|était|sera) tout|ce sera tout|(?:eso|esto) (?:es|era|sería) todo|nada más, gracias|(?:é|era|seria) (?:só|tudo)(?: isso)?|isso é tudo|就这些|就這些|没别的了|沒別的了|没有别的了|以上です|それだけです|もう大丈夫です)(?!\p{L}{3})[^?？]*$/iu

const endsTalk = (content: string): boolean =>
  content.length <= MAX_CHARACTERS_OF_END && (ENDS_TALK.test(content) || ENDS_TALK_ELSEWHERE.test(content))

const ASKING_ACTS: ReadonlySet<string> = new Set(['question', 'request', 'proposal', 'correction'])
const asks = ({ annotation, terms }: Unit): boolean => ASKING_ACTS.has(annotation.act) && terms.length > 0

function tells({ annotation, terms }: Unit): boolean {
  const { act, kind } = annotation
  return act === 'statement' && kind !== 'output' && kind !== 'code' && terms.length >= MIN_TERMS_TOLD
}

/** "Nice. Almost a whole day.": praise, and then nothing that has a verb, a name or a number. English. */
function isReaction(conversation: Conversation, [first, ...rest]: readonly Unit[]): boolean {
  if (first?.annotation.act !== 'filler' || !first.annotation.wording.includes('praise')) return false
  if (conversation.entries[first.messageIndex]?.annotation.language !== 'en') return false
  return rest.every(
    (unit) =>
      unit.annotation.names.length + unit.annotation.numbers.length === 0 &&
      !mayHaveFiniteVerb(textOf(conversation, unit)),
  )
}

const endsInOutput = (units: readonly Unit[]): boolean => units.at(-1)?.annotation.kind === 'output'

/** The request as it was said; of a very long one its beginning, and the question that stands last. */
export function requestText(conversation: Conversation, index: number): string | null {
  const content = contentOf(conversation, index)
  if (content.length <= MAX_REQUEST_CHARACTERS) return content === '' ? null : content
  const units = unitsOf(conversation, index)
  const raw = conversation.entries[index]?.message.content ?? ''
  const start = units[0]?.annotation.start ?? 0
  const lastOfBeginning = units.findLast(
    ({ annotation }) => annotation.end - start <= MAX_BEGINNING_CHARACTERS,
  )
  const end = lastOfBeginning?.annotation.end ?? start + MAX_BEGINNING_CHARACTERS
  const beginning = raw.slice(start, end).replace(/[\uD800-\uDBFF]$/, '')
  const asked = units.findLast(isQuestion)
  const isInBeginning = asked === undefined || asked.annotation.start < end
  return isInBeginning ? beginning : `${beginning} … ${textOf(conversation, asked)}`
}

/** What the message says; of a recalled text only this speaker's words. */
function contentOf(conversation: Conversation, index: number): string {
  const entry = conversation.entries[index]
  const content = entry?.message.content ?? ''
  if (entry?.isRecalled !== true) return content.trim()
  const units = unitsOf(conversation, index)
  return content.slice(units[0]?.annotation.start ?? 0, units.at(-1)?.annotation.end ?? 0)
}

const isQuestion = ({ annotation: { kind, wording, end, start } }: Unit): boolean =>
  kind === 'prose' &&
  wording.includes('asksMark') &&
  end - start <= MAX_REQUEST_CHARACTERS - MAX_BEGINNING_CHARACTERS - 3
