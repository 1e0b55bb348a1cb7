import { countTokens } from '../count-tokens.js'
import { hintsLeftBy } from '../items/hints.js'
import { readItems } from '../items/reading.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import { lexiconFor } from '../lexicon/registry.js'
import { MIN_WORDS_TO_SPLIT, splitClauses } from '../segment/clauses.js'
import { type Segment, segment } from '../segment/segment.js'
import { withoutBlobs } from '../shorten/blobs.js'
import { withoutColours } from '../shorten/colours.js'
import { shortenData } from '../shorten/data.js'
import { type Side, shorten } from '../shorten/shorten.js'
import { withToolCallText } from '../tool-calls.js'
import type { AnnotationContext, Message, MessageAnnotation, Stance, UnitAnnotation } from '../types.js'
import { announcesRule } from './announced-rules.js'
import { isRuleAmongPeople, isRuleInClause } from './clause-rules.js'
import { entitiesOf } from './entities.js'
import { WORD, wordFlagsOf } from './facts.js'
import { headedRules } from './headed-rules.js'
import { detectLanguage } from './language.js'
import { policyBlocks } from './policy-blocks.js'
import { promptOrders } from './prompt-orders.js'
import { quotedUnits } from './quotations.js'
import { isRequirement } from './requirements.js'
import { ANNOTATION_REVISION } from './revision.js'
import { SIGN } from './signs.js'
import { actsOf } from './speech-acts.js'
import { termsOf } from './terms.js'
import { isTermOfService } from './terms-of-service.js'
import { tokensOf } from './tokens.js'
import { isToldConstraint } from './told-constraints.js'
import { isToldElsewhere } from './told-constraints-elsewhere.js'
import { wordingOf } from './wording.js'
import { readWordsOf, type Words, wordsWithin } from './words.js'

/** Above this share of machine lines a whole message counts as a tool's output. */
const TOOL_OUTPUT_SHARE = 0.5

/**
 * Finds the units of one message, what is in them, and what they tell as items.
 *
 * Depends on the message and the language alone: made once when a message is recorded, and stored as JSON.
 * Cost: linear in the content.
 */
export function annotate(message: Message, context: AnnotationContext = {}): MessageAnnotation {
  return readItems(message, annotateWith(message, context.language ?? detectLanguage([message])))
}

/** As `annotate`, in a language that is known, and without reading items: a single run reads only the few it returns. */
export function annotateWith(message: Message, language: string): MessageAnnotation {
  const lexicon = lexiconFor(language)
  const spoken = withToolCallText(message)
  const { content, role } = spoken
  const { segments, machineShare } = segment(content, lexicon.abbreviations)
  const units: UnitAnnotation[] = []
  const context = { lexicon, side: sideOf(message) }
  for (const part of segments) annotateSegment(units, content, part, context)
  if (context.side === 'user') readRequirements(units, content, language)
  else if (role === 'user') readRulesAmongPeople(units, content, language)
  else if (context.side === 'assistant' && language === 'en') readTermsOfService(units, content)
  // Of whatever language the talk is, the prompt has its own.
  const promptLanguage = role === 'system' ? detectLanguage([spoken]) : undefined
  readRulesByPlace(units, content, promptLanguage)
  let tokenCount = 0
  for (const unit of units) tokenCount += unit.tokenCount
  const isToolOutput = role === 'tool' || (machineShare > TOOL_OUTPUT_SHARE && units.length > 1)
  const ofPrompt = promptLanguage === undefined ? {} : { promptLanguage }
  return { revision: ANNOTATION_REVISION, language, ...ofPrompt, tokenCount, isToolOutput, units }
}

/** What the units of one message have in common. */
interface UnitContext {
  readonly lexicon: CompiledLexicon
  readonly side: Side | undefined
}

/** A message with a name is one among people; there no side asks and none serves. */
const sideOf = ({ role, name }: Message): Side | undefined =>
  name === undefined && (role === 'user' || role === 'assistant') ? role : undefined

/**
 * What is told in passing is told in a turn of talk. A longer message is a document or a description of a task, of which a sentence with
 * "cannot" is one of many: read there too, such sentences took 5 points from coding agents at 10 %.
 */
const MAX_UNITS_OF_TURN = 20

/** What a user tells an assistant of what has to be met. */
function readRequirements(units: UnitAnnotation[], content: string, language: string): void {
  const isTurn = units.length <= MAX_UNITS_OF_TURN
  units.forEach(({ start, end, kind, act, stances }, at) => {
    if (act === 'question' || (kind !== 'prose' && kind !== 'list') || stances.includes('rule')) return
    if (stances.includes('hypothetical') || stances.includes('quoted')) return
    const sentence = content.slice(start, end)
    if (isRequirement(sentence, language) || (isTurn && isTold(sentence, language, act === 'request')))
      withStances(units, at, (known) => [...known, 'rule'])
  })
}

/** What one among people lays down for all; the rest of what binds is told there as how things are. */
function readRulesAmongPeople(units: UnitAnnotation[], content: string, language: string): void {
  units.forEach(({ start, end, kind, act, stances }, at) => {
    if (act === 'question' || kind !== 'prose' || stances.includes('rule')) return
    if (stances.includes('hypothetical') || stances.includes('quoted')) return
    if (isRuleAmongPeople(content.slice(start, end), language))
      withStances(units, at, (known) => [...known, 'rule'])
  })
}

/** What an assistant tells of the terms of its house is listed as a policy is, and takes no room of its own in a text. */
function readTermsOfService(units: UnitAnnotation[], content: string): void {
  if (units.length > MAX_UNITS_OF_TURN) return
  units.forEach(({ start, end, kind, act, stances }, at) => {
    if (act === 'question' || (kind !== 'prose' && kind !== 'list')) return
    if (stances.includes('hypothetical') || stances.includes('quoted')) return
    // Worded as a rule or not: no rule of an assistant's holds by its wording.
    if (isTermOfService(content.slice(start, end)))
      withStances(units, at, (known) => [...known.filter((stance) => stance !== 'rule'), 'policy'])
  })
}

const isTold = (sentence: string, language: string, isRequest: boolean): boolean =>
  (language === 'en' ? isToldConstraint(sentence) : isToldElsewhere(sentence, language)) ||
  isRuleInClause(sentence, language, isRequest)

/** What is a rule by where it stands, and what is none since it stands in a quotation. */
function readRulesByPlace(
  units: UnitAnnotation[],
  content: string,
  promptLanguage: string | undefined,
): void {
  if (promptLanguage !== undefined) {
    const orders = promptOrders(content, units, promptLanguage)
    const policy = new Set([
      ...headedRules(content, units),
      ...policyBlocks(content, units, promptLanguage),
      ...orders,
    ])
    const isShort = tokensOfRules(units, policy) <= SHORT_PROMPT_TOKENS
    for (const at of policy) {
      const stance = isShort && orders.has(at) ? 'rule' : 'policy'
      withStances(units, at, (stances) => (stances.includes(stance) ? stances : [...stances, stance]))
    }
  }
  if (!units.some(({ stances }) => stances.includes('rule') || stances.includes('policy'))) return
  for (const at of quotedUnits(content, units))
    withStances(units, at, (stances) => stances.filter((stance) => stance !== 'rule'))
  units.forEach((unit, at) => {
    if (isTableHead(content, unit)) withStances(units, at, withoutNorms)
  })
}

/**
 * Up to so many tokens of rules a prompt sets how to answer; more of them are a policy, which is sent with every request. At 200 the
 * policies of four service agents with some 150 tokens of orders took 10 points of probes at 10 % and 4 at 20 %
 * (`bench/conversations/other-kinds-4`).
 */
const SHORT_PROMPT_TOKENS = 80

/** Tokens of what a message has as rules, by wording or by place. */
const tokensOfRules = (units: readonly UnitAnnotation[], policy: ReadonlySet<number>): number =>
  units.reduce(
    (sum, { stances, tokenCount }, at) => sum + (policy.has(at) || stances.includes('rule') ? tokenCount : 0),
    0,
  )

const withoutNorms = (stances: readonly Stance[]): readonly Stance[] =>
  stances.filter((stance) => stance !== 'rule' && stance !== 'policy')

/** The rule under a table's head: its cells name what the cells of the rows are, "you may", "you may not". */
const UNDER_HEAD = /^[ \t|]*\n[ \t]*\|?[ \t]*:?-{2,}/
const LONGEST_GAP_UNDER_HEAD = 40
const isTableHead = (content: string, { start, end }: UnitAnnotation): boolean =>
  content.startsWith('|', start) && UNDER_HEAD.test(content.slice(end - 1, end + LONGEST_GAP_UNDER_HEAD))

function withStances(
  units: UnitAnnotation[],
  at: number,
  change: (stances: readonly Stance[]) => readonly Stance[],
): void {
  const unit = units[at] as UnitAnnotation // proof: the places come from these units
  units[at] = { ...unit, stances: change(unit.stances) }
}

function annotateSegment(
  units: UnitAnnotation[],
  content: string,
  part: Segment,
  context: UnitContext,
): void {
  const text = content.slice(part.start, part.end)
  const words = readWordsOf(text, content, part.start)
  const isSplit = part.kind === 'prose' && words.lower.length > MIN_WORDS_TO_SPLIT
  const announces = (words.signs & SIGN.colon) !== 0 && announcesRule(text, context.lexicon.source.language)
  if (isSplit && !announces) {
    const clauses = splitClauses(text, part.start, words, context.lexicon)
    if (clauses.length > 1) {
      for (const clause of clauses) {
        const clauseText = content.slice(clause.start, clause.end)
        units.push(
          annotateUnit(
            { start: clause.start, end: clause.end, kind: part.kind },
            clauseText,
            wordsWithin(text, words, clause.start - part.start, clause.end - part.start),
            context,
          ),
        )
      }
      return
    }
  }
  units.push(annotateUnit(part, text, words, context))
}

function annotateUnit(part: Segment, text: string, words: Words, context: UnitContext): UnitAnnotation {
  const { lexicon } = context
  const terms = termsOf(words, lexicon)
  const acts = actsOf(text, words, part.kind, terms.length, lexicon)
  const { names, numbers, identifiers } = entitiesOf(text, words, lexicon)
  const canShorten = part.kind === 'prose' || part.kind === 'list' || part.kind === 'aside'
  const tokenCount = canShorten ? tokensOf(text, words) : countTokens(text)
  const shorter = readable(
    text,
    canShorten
      ? proseShortened(text, words, context, tokenCount)
      : part.isData === true
        ? shortenData(text)
        : undefined,
    tokenCount,
  )
  const wordFlags = wordFlagsOf(words, lexicon)
  const wording = canShorten ? wordingOf(text, words, lexicon, { agrees: acts.agrees, wordFlags }) : NONE
  const { start, end, kind } = part
  const { act, stances } = acts
  const wordCount = words.spellings.length
  const firstPerson = (wordFlags & WORD.firstPerson) !== 0
  const hints = hintsLeftBy(words.signs, lexicon.source.language)
  // Written out twice: a spread copies property by property, for every unit.
  return shorter === undefined
    ? {
        start,
        end,
        kind,
        act,
        stances,
        tokenCount,
        terms,
        wording,
        names,
        numbers,
        identifiers,
        wordCount,
        firstPerson,
        hints,
      }
    : {
        start,
        end,
        kind,
        act,
        stances,
        tokenCount,
        terms,
        wording,
        names,
        numbers,
        identifiers,
        wordCount,
        firstPerson,
        hints,
        shortened: shorter.text,
        shortenedTokenCount: shorter.tokenCount,
        ...(shorter.price === undefined ? {} : { price: shorter.price }),
      }
}

function proseShortened(text: string, words: Words, { lexicon, side }: UnitContext, tokenCount: number) {
  const shorter = shorten(text, words, lexicon, { side })
  return shorter && { text: shorter.text, tokenCount: Math.max(1, tokenCount - shorter.removedTokens) }
}

/**
 * The same without colour codes and encoded data, the latter at the price of all of it: a key in hexadecimal would be chosen
 * before a sentence if it were as cheap as its mark (1.7 points of `ret` at 10 % on coding agents).
 */
function readable(text: string, shorter: Shorter | undefined, tokenCount: number): Shorter | undefined {
  const before = shorter?.text ?? text
  const plain = withoutColours(before)
  const rest = withoutBlobs(plain ?? before)
  if (rest === undefined)
    return plain === undefined ? shorter : { text: plain, tokenCount: countTokens(plain) }
  return { text: rest, tokenCount: countTokens(rest), price: shorter?.tokenCount ?? tokenCount }
}

interface Shorter {
  readonly text: string
  readonly tokenCount: number
  readonly price?: number
}

const NONE: readonly string[] = []
