import type { UnitAnnotation } from '../types.js'
import { describesHouse } from './declared-rules.js'

/** Words of what may, must and must never be done, or of a limit. */
const NORMS: Readonly<Record<string, RegExp>> = {
  // "May" is a month.
  en: /\b(?:may|[Mm]ust|[Ss]hall|[Ss]hould|[Nn]ever|[Aa]lways|[Oo]nly|[Cc]annot|[Cc]an['’]t|[Uu]nless|[Aa]t most|[Aa]t least|[Nn]o more than|No \p{Ll}+ (?:is|are|will|can)|(?:has|have|need|needs) to|[Dd]o not|[Dd]on['’]t|MUST|NEVER|ALWAYS|ONLY)\b/u,
  de: /(?<!\p{L})(?:muss|musst|müssen|müsst|darfst?|dürfen|dürft|sollst?|sollen|nie|niemals|immer|stets|nur|höchstens|mindestens|spätestens|ausschließlich|keinesfalls|außer)(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:doi(?:t|s|vent)|devez|peu(?:t|x|vent)|pouvez|jamais|toujours|seulement|uniquement|au plus|au moins|sauf|(?:il )?faut|maximum|minimum)(?!\p{L})/iu,
  es: /(?<!\p{L})(?:deben?|debes|pueden?|puedes|nunca|jamás|siempre|sol[oa]|sólo|solamente|únicamente|como máximo|al menos|salvo|excepto|hay que|tienen? que)(?!\p{L})/iu,
  pt: /(?<!\p{L})(?:deve[ms]?|pode[ms]?|nunca|jamais|sempre|só|somente|apenas|no máximo|no mínimo|pelo menos|salvo|exceto|é preciso|precisam?|tem que|têm que)(?!\p{L})/iu,
  zh: /必须|不得|禁止|不能|不可|只能|仅限|至多|至少|不要|应当/u,
  ja: /必ず|絶対|禁止|しないで|てはいけ|てはなら|できません|のみ|以内|限り/u,
}
/** Beside those: what is not, and on what condition. Told of anything, so that they count in a message that is a policy by its norms. */
const CONDITIONS: Readonly<Record<string, RegExp>> = {
  en: /\b(?:not|no(?! ?\d)|none|nothing|nobody|without|if|when|before|until|once|whenever|within|otherwise|ask)\b/i,
  de: /(?<!\p{L})(?:nicht|nichts|kein(?:e[nmrs]?)?|ohne|wenn|falls|bevor|bis|sobald|sonst|drohen|erst)(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:ne|n['’]\p{L}+|pas|rien|aucune?|sans|si|quand|avant|dès|sinon)(?!\p{L})/iu,
  es: /(?<!\p{L})(?:no|nada|ningun[oa]?|ningún|sin|si|cuando|antes|hasta|salvo)(?!\p{L})/iu,
  pt: /(?<!\p{L})(?:não|nada|nenhuma?|nem|sem|se|quando|antes|até|depois)(?!\p{L})/iu,
  zh: /不|没有|如果|除非|之前|时/u,
  ja: /ない|ません|場合|とき|まで|前に/u,
}
/** "You are the desk of …", "ROLE: …": who the listener is. What stands beside it describes him. */
const ROLE =
  /^[\s#*]*(?:role\b|you are|you['’]re|this is|du bist|sie sind|dies ist|tu es|vous êtes|eres|usted es|você é|tu és|あなたは|你是|您是)/iu

/** A remark or two are no policy ("Answer in English. Never use emojis."): each of those is a rule by itself or none. */
const MIN_NORMS = 3
const MIN_WORDS = 4
const LIST_MARK = /^\s*(?:[-*•–]|\(?\d{1,3}[.)])\s+/
const BLANK_LINE = /\n\s*\n/
/** "Hosts: quarry, slate", "Tools: find_boat": names things, where it sets no norm. */
const LABEL = /^\s*[\p{L} ]{2,24}[:：]/u

/**
 * The policy of a system that has no heading such as "Policy" over it: paragraphs, lists and tables that say under what conditions
 * things may be done. A message with several norms is one; of it every block that sets a norm or a condition, without the one that
 * says who the listener is.
 *
 * Shapes  `units` of one message of the system in order; returns the places of those that are part of the policy.
 */
export function policyBlocks(
  content: string,
  units: readonly UnitAnnotation[],
  language: string,
): ReadonlySet<number> {
  const norm = NORMS[language] ?? (NORMS.en as RegExp) // proof: English is listed
  const condition = CONDITIONS[language] ?? (CONDITIONS.en as RegExp) // proof: as above
  const textOf = ({ start, end }: UnitAnnotation) => content.slice(start, end)
  const isNorm = (unit: UnitAnnotation) => unit.stances.includes('rule') || norm.test(textOf(unit))
  const policy = new Set<number>()
  if (units.filter(isNorm).length < MIN_NORMS) return policy
  for (const { from, end } of blocksOf(content, units)) {
    const block = units.slice(from, end)
    const sets = block.map((unit) => isNorm(unit) || condition.test(textOf(unit)))
    if (!sets.includes(true)) continue
    const firstLine = lengthOfFirstLine(content, block)
    const isDescription = ROLE.test(textOf(block[0] as UnitAnnotation)) // proof: a block has at least one unit
    block.forEach((unit, at) => {
      // Who the listener is stands in a line of its own, or with all that he is to do in one paragraph.
      if (at < firstLine && isDescription && !isNorm(unit)) return
      // "Booking agent for …. Users are shippers.": how a message of the system opens describes too.
      if (at < firstLine && from === 0 && sets[at] !== true) return
      if (language === 'en' && sets[at] !== true && describesHouse(textOf(unit).replace(LIST_MARK, '')))
        return
      if (isStatement(textOf(unit), unit, sets[at] === true)) policy.add(from + at)
    })
  }
  return policy
}

/** Places of units between blank lines: of the first, and behind the last. */
function blocksOf(content: string, units: readonly UnitAnnotation[]): { from: number; end: number }[] {
  const blocks: { from: number; end: number }[] = []
  units.forEach((unit, at) => {
    const before = units[at - 1]
    const last = blocks.at(-1)
    if (before === undefined || last === undefined || BLANK_LINE.test(content.slice(before.end, unit.start)))
      blocks.push({ from: at, end: at + 1 })
    else last.end = at + 1
  })
  return blocks
}

/** How many units of a block stand in its first line. */
function lengthOfFirstLine(content: string, block: readonly UnitAnnotation[]): number {
  const second = block.findIndex(
    (unit, at) => at > 0 && content.slice((block[at - 1] as UnitAnnotation).end, unit.start).includes('\n'),
  )
  return second === -1 ? block.length : second
}

function isStatement(text: string, { act, wordCount, kind }: UnitAnnotation, setsNorm: boolean): boolean {
  if (kind === 'code' || kind === 'output' || act === 'filler' || wordCount < MIN_WORDS) return false
  return !/[:：?？]\s*$/.test(text) && (setsNorm || !LABEL.test(text))
}
