import { termsOf } from '../annotate/terms.js'
import { readWords } from '../annotate/words.js'
import { type Conversation, hasFlag, mayHaveLook, textOf, type Unit } from '../conversation.js'
import { list } from '../lexicon/list.js'
import { lexiconFor } from '../lexicon/registry.js'
import { FLAG } from '../unit-flags.js'
import { LOOK } from '../unit-looks.js'
import { wordsOf } from './values-of.js'

/**
 * Problems that were mended later: "One test fails: an empty file has no min", then "24 passed"; "the boiler is out again", then "the boiler works
 * again since noon". What was wrong stays worth telling, but not without its mending.
 */

/** Messages back of a problem that "it works now" may speak of. */
const MAX_DISTANCE_OF_IT = 6
/** A term of more messages than this names no thing that was mended. */
const MAX_SUBJECT_MESSAGES = 10
/** Problems of one kind, and of one term, that wait for their mending. */
const MAX_OPEN = 12
/** Characters of a unit that is read: longer ones are listings. */
const MAX_CHARACTERS = 400

/** What is run again and again in work on code. */
const RUNS: readonly (readonly [string, RegExp])[] = [
  ['tests', /(?<!\p{L})(?:tests?|specs?|suite|pytest|ci|pipeline|checks?)(?!\p{L})/iu],
  ['build', /(?<!\p{L})(?:builds?|compil\p{L}+|typecheck|type check|lint\p{L}*|tsc)(?!\p{L})/iu],
]
const RUN_FAILS =
  /(?<!\p{L})(?:fail(?:s|ed|ing|ures?)?|(?:is|are|still|turned) red|broken|breaks?|does(?:n['’]t| not) (?:build|compile|pass)|schl(?:ägt|agen|ug|ugen) fehl|fehlgeschlagen|éch?ou(?:e|ent|é|ée)|falla[nr]?|fallaron|fall[óo]|falh(?:a|am|ou|aram))(?!\p{L})/iu
const SUMMARY_OF_FAILURE = /(?:^|\s)(?!0 )\d+ (?:tests? )?fail(?:ed|ures?|ing)\b/i
const RUN_PASSES =
  /(?<!\p{L})(?:all|alle|tous|toutes|todos|todas|\d+)(?: (?:the|les|los|os|\d+))?(?: \p{L}+)?(?: (?:tests?|specs?|checks?))? (?:now )?(?:pass(?:es|ed|ing)?|green|grün|passent|pasan|passam)(?!\p{L})|(?<!\p{L})(?:tests?|builds?|suite|pipeline|ci|lint|typecheck)(?!\p{L})[^.;!?]{0,30}(?<!\p{L})(?:pass(?:es|ed)?|(?:is|are|went) (?:now )?(?:green|clean)|succeed(?:s|ed)|läuft durch|laufen durch|(?:ist|sind) grün)(?!\p{L})|(?<!\p{L})all green(?!\p{L})/iu
const SUMMARY_OF_SUCCESS = /(?:^|\s)\d+ (?:tests? )?pass(?:ed|ing)\b|BUILD SUCCESS|build succeeded/i
/** It is not said that it passes. */
const NOT_SO =
  /(?<!\p{L})(?:should|will|would|until|unless|if|once|when|so that|make|makes|ensure|must|may|might|not|no|none|never|before|after|which|that|soll\p{L}*|wenn|damit|nicht|kein\p{L}*|si|pour que|pas|para que|no|não|se)(?!\p{L})|n['’]t(?!\p{L})/iu

/** Something does not work. */
const BROKEN =
  /(?<!\p{L})(?:broken|(?:is|are|was|went|still) (?:down|offline|dead|bust|out)|not working|stopped working|out of order|(?:does|do)n['’]t work|won['’]t (?:start|open|turn on|connect|load|print|boot)|leak(?:s|ing)|dripping|jammed|crash(?:es|ed|ing)|kaputt|defekt|funktioniert nicht|geht nicht|läuft nicht|tropft|en panne|cass[ée]e?|ne (?:marche|fonctionne) (?:pas|plus)|averiad[oa]|rot[oa]|no funciona|estragad[oa]|avariad[oa]|não funciona)(?!\p{L})/iu
const MENDED =
  /(?<!\p{L})(?:works? (?:again|now|fine)|working (?:again|now)|(?:is|are) (?:back(?: up)?|up again|fixed|repaired|mended|sorted)|(?:has|have) been (?:fixed|repaired|mended|sorted)|got (?:it |them )?(?:fixed|repaired|mended)|(?:läuft|geht|funktioniert) (?:jetzt )?wieder|ist (?:jetzt |wieder )?(?:behoben|repariert|in ordnung|ganz)|(?:remarche|refonctionne|marche de nouveau|fonctionne de nouveau)|(?:est|a été) réparée?|(?:vuelve a funcionar|funciona de nuevo|está arreglad[oa]|arregl(?:aron|é))|(?:voltou a funcionar|funciona de novo|está (?:arranjad|consertad|reparad)[oa]))(?!\p{L})/iu
const IT =
  /^\W*(?:(?:ok|yes|great|ah|update)[,:.!]? )?(?:it|that|es|das|ça|c['’]est|isso)?\s?(?:['’]s|is|now)?\s?/iu

/**
 * Shapes  index of the unit that tells the problem → index of the one that tells its mending. Cost: linear; what waits is bounded.
 */
export function findResolvedProblems(conversation: Conversation): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  const open = new Map<string, number[]>()
  const broken: number[] = []
  for (const unit of conversation.units) {
    const { index } = unit
    if (!mayHaveLook(conversation, index, LOOK.mends) || !mayTell(conversation, unit)) continue
    const text = textOf(conversation, unit)
    const run = runIn(conversation, unit, text)
    if (run?.passes === true) {
      for (const kind of run.kinds) {
        for (const before of open.get(kind) ?? []) found.set(before, tellingOf(conversation, unit).index)
        open.delete(kind)
      }
    } else if (run !== undefined) for (const kind of run.kinds) push(open, kind, index)
    const state = run === undefined ? stateIn(conversation, unit, text) : undefined
    if (state === 'mended') {
      const before = brokenBefore(conversation, unit, text, broken)
      if (before !== undefined) found.set(before, index)
    } else if (state === 'broken') {
      broken.push(index)
      if (broken.length > MAX_OPEN) broken.shift()
    }
  }
  return found
}

/** Whether a unit tells by itself of a run, of something that does not work, or of its mending. */
export function tellsOfMending(conversation: Conversation, unit: Unit): boolean {
  if (!mayTell(conversation, unit)) return false
  const text = textOf(conversation, unit)
  return runIn(conversation, unit, text) !== undefined || stateIn(conversation, unit, text) !== undefined
}

/** Whether it is short, says what is so, and has a word of a problem or a mending. */
function mayTell(conversation: Conversation, { annotation, index }: Unit): boolean {
  if (annotation.end - annotation.start > MAX_CHARACTERS) return false
  const noNews = FLAG.code | FLAG.question | FLAG.asksMark | FLAG.supposed | FLAG.rule
  if (hasFlag(conversation, index, noNews)) return false
  const telling = tellingTerms(conversation.entries[0]?.annotation.language ?? 'en')
  return annotation.terms.some((term) => telling.has(term))
}

const tellingByLanguage = new Map<string, ReadonlySet<string>>()

/** The terms without which a unit tells of no problem and no mending: the patterns are read in few units only. */
function tellingTerms(language: string): ReadonlySet<string> {
  const lexicon = lexiconFor(language)
  const known = tellingByLanguage.get(lexicon.source.language)
  if (known !== undefined) return known
  const terms = new Set(TELLING.flatMap((word) => termsOf(readWords(word), lexicon)))
  tellingByLanguage.set(lexicon.source.language, terms)
  return terms
}

/** What a user tells of a thing. */
function stateIn(conversation: Conversation, { index }: Unit, text: string): 'mended' | 'broken' | undefined {
  const isTold = hasFlag(conversation, index, FLAG.spoken) && hasFlag(conversation, index, FLAG.ofUser)
  if (!isTold || hasFlag(conversation, index, FLAG.ofTool)) return undefined
  if (MENDED.test(text) && !NOT_SO.test(text)) return 'mended'
  return BROKEN.test(text) ? 'broken' : undefined
}

const TELLING = list(`
  fail, fails, failed, failing, failure, failures, pass, passes, passed, passing, green, red, broken, break, breaks, compile, succeed, succeeds, succeeded, success, clean
  offline, dead, bust, work, works, working, worked, stopped, order, leak, leaks, leaking, dripping, jammed, crash, crashes, crashed, crashing, fixed, repaired, mended, sorted, back
  kaputt, defekt, funktioniert, geht, läuft, laufen, tropft, behoben, repariert, ordnung, ganz, fehl, fehlgeschlagen, grün
  panne, cassé, cassée, marche, remarche, fonctionne, refonctionne, réparé, réparée, échoue, échouent, échoué, passent
  averiado, averiada, roto, rota, funciona, arreglado, arreglada, arreglaron, arreglé, falla, fallan, fallaron, falló, pasan, funcionar
  estragado, estragada, avariado, avariada, arranjado, arranjada, consertado, consertada, reparado, reparada, falha, falham, falhou, falharam, passam
`)

function push(open: Map<string, number[]>, kind: string, index: number): void {
  const known = open.get(kind)
  if (known === undefined) open.set(kind, [index])
  else {
    known.push(index)
    if (known.length > MAX_OPEN) known.shift()
  }
}

interface Run {
  readonly kinds: readonly string[]
  readonly passes: boolean
}

/** What a unit tells of a run of tests or a build. */
function runIn(conversation: Conversation, unit: Unit, text: string): Run | undefined {
  if (conversation.isNamed) return undefined
  if (hasFlag(conversation, unit.index, FLAG.output) || hasFlag(conversation, unit.index, FLAG.ofTool)) {
    if (SUMMARY_OF_FAILURE.test(text)) return { kinds: ['tests'], passes: false }
    return SUMMARY_OF_SUCCESS.test(text) ? { kinds: kindsIn(text), passes: true } : undefined
  }
  if (!hasFlag(conversation, unit.index, FLAG.spoken)) return undefined
  if (RUN_PASSES.test(text) && !NOT_SO.test(text) && !RUN_FAILS.test(text))
    return { kinds: kindsIn(text), passes: true }
  const kinds = RUNS.filter(([, words]) => words.test(text)).map(([kind]) => kind)
  const fails = RUN_FAILS.exec(text)
  const isSo = fails !== null && !NOT_SO.test(text.slice(0, fails.index))
  return kinds.length > 0 && isSo ? { kinds, passes: false } : undefined
}

/** What passes where nothing is named: the tests. */
function kindsIn(text: string): readonly string[] {
  const named = RUNS.filter(([, words]) => words.test(text)).map(([kind]) => kind)
  return named.length > 0 ? named : ['tests']
}

/** What the assistant says of a result that it has just got tells more than the lines of the program. */
function tellingOf(conversation: Conversation, unit: Unit): Unit {
  const { units, unitStarts } = conversation
  if (!hasFlag(conversation, unit.index, FLAG.ofTool | FLAG.output)) return unit
  const next = units.slice(unitStarts[unit.messageIndex + 1], unitStarts[unit.messageIndex + 2])
  return next.find((one) => runIn(conversation, one, textOf(conversation, one))?.passes === true) ?? unit
}

function brokenBefore(
  conversation: Conversation,
  unit: Unit,
  text: string,
  broken: readonly number[],
): number | undefined {
  const { units, messageFrequency, entries } = conversation
  const { formulas } = wordsOf(entries[unit.messageIndex]?.annotation.language ?? 'en')
  const subjects = new Set(
    unit.terms.filter((term, at) => {
      const word = unit.annotation.terms[at] as string
      return (
        (messageFrequency[term] as number) <= MAX_SUBJECT_MESSAGES && !formulas.has(word) && !STATE.test(word)
      )
    }),
  )
  const isOfIt = MENDED.exec(text.replace(IT, ''))?.index === 0
  return broken.findLast((index) => {
    const earlier = units[index] as Unit
    if (earlier.messageIndex === unit.messageIndex || earlier.speaker !== unit.speaker) return false
    if (earlier.terms.some((term) => subjects.has(term))) return true
    return isOfIt && unit.messageIndex - earlier.messageIndex <= MAX_DISTANCE_OF_IT
  })
}

/** Words of state name no thing. */
const STATE =
  /^(?:work|back|fix|repair|mend|sort|broken|down|läuft|geht|funktion|wieder|march|fonction|réparé?|répar)/iu
