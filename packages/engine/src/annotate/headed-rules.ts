import type { UnitAnnotation } from '../types.js'

/** "# Policy", "House rules:", "Policy of the desk:", "Regeln:", "規則". */
const HEADING =
  /^[\s#*\-•\d.)]*(?:\p{L}[\p{L}’']*\s+){0,2}?(?:rules?|polic(?:y|ies)|guidelines?|constraints?|restrictions?|regeln|richtlinien|vorgaben|règles|consignes|reglas|normas|políticas?|regras|规则|规定|政策|ルール|規則|方針)(?:\s+(?:of|for|about|on|von|für|der|des|de|du|del|da|do)\s+[^.:;,!?\n]{1,60})?[*\s]*[:：]?[*\s]*$/iu
/** "# Style", "Tone and format": what stands under it is how to answer, in as few words as it may have. */
const STYLE_HEADING =
  /^[\s#*\-•\d.)]*(?:(?:your|response|answer|writing|general|house|output|reply) )?(?:style|tone|voice|format(?:ting)?|manners?|etiquette|conduct|behaviou?r|boundaries|do['’]?s(?: and don['’]?ts)?|don['’]?ts|stil|ton|tonfall|umgang|verhalten|ton et style|style et ton|comportement|estilo|tono|tom|comportamiento|comportamento|风格|语气|格式|文体|口調|形式)(?: (?:and|und|et|y|e) \p{L}+)?[*\s]*[:：]?[*\s]*$/iu
const LABEL = /^[\p{L} ]{2,24}[:：]/u
const MIN_WORDS = 4
const MIN_WORDS_OF_STYLE = 2
/** Scripts without spaces count characters as words. */
const BLANK_LINE = /\n\s*\n/

/**
 * What a system lists under a heading such as "Policy" is its rules, however each of them is worded ("Controlled medicines are
 * never sent to a locker"): the lines of the list, or the sentences of the paragraph.
 *
 * Shapes  `units` of one message of the system in order; returns the places of those that are rules by their heading.
 */
export function headedRules(content: string, units: readonly UnitAnnotation[]): ReadonlySet<number> {
  const headed = new Set<number>()
  for (let at = 0; at < units.length; at++) {
    const { start, end } = units[at] as UnitAnnotation
    const heading = content.slice(start, end)
    const isStyle = STYLE_HEADING.test(heading)
    if (!isStyle && !HEADING.test(heading)) continue
    const least = isStyle ? MIN_WORDS_OF_STYLE : MIN_WORDS
    const isList = units[at + 1]?.kind === 'list'
    for (at++; at < units.length && goesOn(content, units, at, isList); at++)
      if (isRule(content, units[at] as UnitAnnotation, least)) headed.add(at)
    at--
  }
  return headed
}

function goesOn(content: string, units: readonly UnitAnnotation[], at: number, isList: boolean): boolean {
  const unit = units[at] as UnitAnnotation
  if (isList) return unit.kind === 'list'
  if (unit.kind !== 'prose' || HEADING.test(content.slice(unit.start, unit.end))) return false
  return !BLANK_LINE.test(content.slice((units[at - 1] as UnitAnnotation).end, unit.start))
}

function isRule(
  content: string,
  { start, end, act, wordCount, kind }: UnitAnnotation,
  least: number,
): boolean {
  const text = content.slice(start, end)
  if (act === 'question' || act === 'filler' || wordCount < least) return false
  return !/[:：]\s*$/.test(text) && !(kind === 'prose' && LABEL.test(text))
}
