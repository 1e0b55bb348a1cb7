import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import type { Wording } from '../lexicon/types.js'
import { bareReportBefore, isOutcome } from '../link/outcomes.js'
import { FLAG } from '../unit-flags.js'
import { oneLine, sentenceOf, toldPlainly } from './passage.js'
import { readsAlone } from './reads-alone.js'
import { type Statement, spanOf, speakerLabel } from './statement.js'
import { statementCuesIn } from './statement-cues.js'

/** Says that it is done before it says what. */
const REPORT =
  /^(?:c['’]est (?:fait|bon|réglé)|fait|voilà|listo|hecho|ya está|pronto|feito|erledigt|fertig|gemacht|alles klar)\s?[,:!.–—]\s*/iu
const JOINT: Readonly<Record<string, string>> = { zh: '', ja: '' }
/** Sentences behind a report that give its number, its price or its conditions. */
const MAX_DETAILS = 2
const MAX_WORDS_OF_DETAIL = 24

/** Shorter sentences report no more than that something was done. */
const MIN_TERMS = 2
const MAX_WORDS = 45

/**
 * What an assistant reports as done for the user, with a name, a number or a code, in languages other than English, whose findings are
 * told by its grammar: "Votre traversée est réservée, référence QBL-40817." Cost: linear in the units.
 */
export function reportedOutcomes(
  conversation: Conversation,
  wording: Wording,
  known: ReadonlySet<number>,
  language: string,
): (Statement & { readonly unit: Unit })[] {
  if (conversation.isNamed || language === 'en') return []
  const told = new Set<number>()
  return conversation.units.flatMap((unit) => {
    const { annotation, index } = unit
    if (known.has(index) || told.has(index) || !hasFlag(conversation, index, FLAG.ofAssistant)) return []
    if (annotation.kind !== 'prose' || annotation.wordCount > MAX_WORDS || unit.terms.length < MIN_TERMS)
      return []
    if (!isOutcome(conversation, unit)) return []
    const passage = sentenceOf(conversation, unit)
    const said = toldPlainly(passage.text, language)
    if (!readsAlone(said, language) && !readsAlone(said.replace(REPORT, ''), language)) return []
    const report = bareReportBefore(conversation, unit)
    const details = detailsBehind(conversation, passage.units.at(-1) ?? unit, language)
    const codes = [unit, ...details].reduce(
      (sum, { annotation: { numbers, identifiers } }) => sum + numbers.length + identifiers.length,
      0,
    )
    if (codes === 0) return []
    const units = [...(report === undefined ? [] : [report]), ...passage.units, ...details]
    for (const one of units) told.add(one.index)
    const text = [
      ...(report === undefined ? [] : [oneLine(textOf(conversation, report))]),
      said,
      ...details.map((one) => oneLine(textOf(conversation, one))),
    ].join(JOINT[language] ?? ' ')
    return [
      {
        unit,
        content: `${speakerLabel(conversation, unit, wording)}: ${text}`,
        evidence: units.map((one) => spanOf(conversation, one)),
      },
    ]
  })
}

/** The sentences right behind that give a number or a code and ask nothing. */
function detailsBehind(conversation: Conversation, last: Unit, language: string): readonly Unit[] {
  const found: Unit[] = []
  for (let at = last.index + 1; found.length < MAX_DETAILS; at++) {
    const unit = conversation.units[at]
    if (unit === undefined || unit.messageIndex !== last.messageIndex) break
    const { kind, act, numbers, identifiers, wordCount } = unit.annotation
    const isAsking = hasFlag(conversation, at, FLAG.asksMark) || act === 'question' || act === 'proposal'
    if (kind !== 'prose' || isAsking || wordCount > MAX_WORDS_OF_DETAIL) break
    if (numbers.length + identifiers.length === 0) break
    // "If nobody is there, the visit costs 40 euros" holds for whatever day it is.
    if (statementCuesIn(textOf(conversation, unit), language).has('condition')) break
    found.push(unit)
  }
  return found
}
