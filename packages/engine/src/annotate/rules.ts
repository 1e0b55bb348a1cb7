import { lexiconFor } from '../lexicon/registry.js'
import type { CueName } from '../lexicon/types.js'
import { announcesRule } from './announced-rules.js'
import { onlyTells } from './only-tells.js'
import { isPassingRule } from './passing-rules.js'
import { tagsIn } from './phrases.js'
import { isConvention } from './rule-conventions.js'
import { ruleForm } from './rule-forms.js'
import { otherRuleLanguage } from './rule-language.js'
import { mayHave, SIGN } from './signs.js'
import { readWords, type Words } from './words.js'

/** "Constraint: …", "Hard requirement 2: …", "Limit: …". */
const LABEL =
  /^[\s\-*•#>]*(?:(?:one|another|my|our|first|last|hard|strict|important|general|new|key|business|house)\s+){0,2}(?:rules?|constraints?|requirements?|restrictions?|limits?|limitations?|polic(?:y|ies)|guardrails?|non-negotiables?|must-haves?)(?:\s+\d{1,3})?\s?:\s/i

/** What people put before an order: "oh and please …", "btw …". At most a few of them. */
const OPENER =
  /^(?:(?:oh|and|but|so|also|btw|by the way|please|pls|plz|ok|okay|hey|fyi|just|seriously|remember|note|important|again|now|well|kindly|then|one more thing|one thing|to be clear|for the record|heads up)[\s,:.!–—-]+){0,5}/i

/** An order that is meant to last: "Never …", "Do not …", "Always …", "You may only …". */
const DIRECTIVE =
  /^(?:always (?!\d|one\b|two\b|three\b|four\b|five\b|six\b|some|a \b|so\b|too\b|been\b|had\b|missing)|never|only|do not|do n't|avoid|ensure|make sure|use only|stick to|keep|no\s+\w+\s+(?:may|must|should)|you\s+(?:must|may|should|shall|can|are)\s+(?:not|never|always|only))\b/i
const NEGATED_ORDER =
  /^(?:don['’]?t)\s+(?!(?:worry|know|think|mind|you|get me wrong|have|care|see|want|need|like|believe|remember|recall|understand|feel|really|even|be (?:sorry|shy|sad|scared))\b)/i

/** "The invoice must never …", "guests may only …", "code must stay under …": said of anything but the speaker. */
const OBLIGATION =
  /\b(?:must|may|shall)\s?(?:not|never|only)\b|\bmustn['’]t\b|\bmust\s+(?:always|stay|remain|keep|use|follow|include|contain|support|fit|match|comply|go through|start with|begin with|end (?:with|on|in)|carry|state|cite|be prefixed|be (?:done|used|kept|written|signed|approved|insured|stored|reviewed|encrypted|at most|at least|under|below|above|in|on|before|after|within|compatible|valid|unique))\b/i
/** "New stamps must be UTC", "all ids must be `kebab-case`": what is put so exactly is no guess. */
const EXACT_OBLIGATION = /\bmust be (?:[A-Z]{2,}\b|`)/
/** "I must not forget", "we may not make it", "that may not be true" tell of the speaker's day or of a doubt. */
const OWN_OR_DOUBT =
  /\b(?:i|we)\s+(?:must|may|shall|mustn['’]t)\b|\bmay not (?:be|have|even|work|make|need|want|know|like|seem)\b|\bmust (?:not )?have\b/i
const LISTENER_OBLIGATION =
  /\b(?:you|replies|answers|output|code|response)\b.{0,40}\b(?:must|should|never|always)\b/i

/** "That is off limits", "it's not allowed here". */
const BAN =
  /\b(?:is|are|it['’]s|that['’]s|they['’]re|stays?|remains?)\s+(?:(?:strictly|absolutely)\s+)?(?:not allowed|not permitted|off[- ]limits|banned|forbidden|prohibited|a no-go)\b|\b(?:isn['’]t|aren['’]t) (?:allowed|permitted)\b/i
/** "The landlord forbids it", "they don't allow pets": a ban by somebody else, in force now. */
const BANNED_BY =
  /\b(?:forbids|prohibits|does(?:n['’]t| not) (?:allow|permit)|do(?:n['’]t| not) (?:allow|permit))\b/i
/** "It must have step-free access": a thing it needs, not a guess about the past ("must have left"). */
const REQUIREMENT =
  /\b(?:it|they|that|this|everything|the [\w-]+(?: [\w-]+)?)\s+must\s+have\s+(?:an?|the|at least|no|its|their|\d|[\w]+-[\w]+)\b/i
/** "…, and never pay in advance": an order that ends a sentence. A past tense tells of what happened. */
const CLOSING_ORDER =
  /[,;:–—]\s*(?:and |but |so |please )?(?:never|do not|don['’]t)\s+(?!\w+ed\b|(?:came|went|was|were|had|did|saw|got|took|made|found|left|met|knew|said|know|think|mind|worry|you)\b)[a-z]+/i
const NEVER_EVER = /\b(?:never|don['’]?t|do not)\s+ever\b/i

/** "Never mind the German rule" takes a rule back; "never seen it", "never read it", "you must be tired", "don't mention it" tell or thank. */
const NO_ORDER =
  /^never ?mind\b|^never (?:again[.!,]|again \w+$|seen|been|had|heard|done|got|gotten|gone|tried|met|known|thought|felt|found|eaten|driven|flown|worn|\w{3,}ed\b|(?:read|cut|put|let|hit|hurt|cost) (?:it|that|one|them|any)\b)|^you must (?:be (?!\w+ (?:by|before|with|on|in|at|to)\b)[\w ]{3,20}[.!]?$|have \w|\w+ (?:that one|him|her|me)\b)|^don['’]?t (?:mention it|bother with)\b/i
/** "No, don't book anything now", "No, don't wait, I'd run out": the answer to an offer, unless it is meant to last. */
const ONLY_NOW =
  /^no\b.*\b(?:now|yet|today|this time)\b|^no[,.!]+ (?:please )?(?:don['’]?t|do not)\b(?!.*\b(?:ever|never|always|again|any\w*|please)\b)/i
/** "1. Always start by …", "2. Please make sure to look at …": a step of a procedure, not a limit. */
const STEP = /^(?:please )?(?:always )?(?:(?:start|begin) (?:by|with)|make sure (?:to|that you|you))\b/i
/** "- Never …", "3) Always …". */
const LIST_MARK = /^\s*(?:[-*•–]|\(?\d{1,3}[.)])\s+/

/** What each pattern for a rule needs, cues aside: one look spares nearly every sentence nine. `SIGN.rule` needs the same words. */
const MAY_RULE =
  /rule|constrain|requir|restrict|limit|polic|guardrail|negotiable|must|allow|permit|banned|forbid|prohibit|no-go|ever|do not|don['’]?t|may|shall/i

/** "Rules for refunds", "House rules:": announces rules and is none. */
const HEADING =
  /^[\s#*\-•\d.)]*(?:(?:the|our|my|some|house|general|basic|key|important)\s+){0,2}(?:rules?|constraints?|requirements?|polic(?:y|ies)|guidelines?|limits?|restrictions?)(?:\s+(?:for|of|on|about|around|when|and)\s+[^.:;,!?]{1,60})?[*\s]*:?[*\s]*$/i

/** Fewer words are an exclamation ("Never!", "Always."). */
const MIN_WORDS = 3

/** What is told in passing is short; in scripts without spaces each character counts. */
const MAX_WORDS_IN_PASSING = 30

/** Whether an English sentence is worded as a rule for what follows, by its form and the cues found in it. */
function isEnglishRule(text: string, signs: number, cues: ReadonlySet<CueName>): boolean {
  if (mayHave(signs, SIGN.convention) && isConvention(text.replace(OPENER, ''))) return true
  if (!cues.has('rule') && !(mayHave(signs, SIGN.rule) && MAY_RULE.test(text))) return false
  if (ONLY_NOW.test(text)) return false
  if (LABEL.test(text) || BAN.test(text) || BANNED_BY.test(text) || NEVER_EVER.test(text)) return true
  if (REQUIREMENT.test(text) || CLOSING_ORDER.test(text)) return true
  const unmarked = text.replace(LIST_MARK, '')
  if (unmarked !== text && STEP.test(unmarked)) return false
  const order = unmarked.replace(OPENER, '')
  if (NO_ORDER.test(order) || onlyTells(order)) return false
  if (NEGATED_ORDER.test(order)) return true
  if (OBLIGATION.test(text) && !OWN_OR_DOUBT.test(text)) return true
  if (EXACT_OBLIGATION.test(text)) return true
  return cues.has('rule') && (DIRECTIVE.test(order) || LISTENER_OBLIGATION.test(text))
}

/**
 * Whether a sentence is worded as a rule for what follows. Who says it, and to whom, is for the caller to weigh.
 *
 * In English the form decides, since "never" and "must" are also said of anything. Other lexicons list whole directives
 * as rule cues, beside the forms of negated orders. Questions, hypothetical and quoted rules are none.
 */
export function isRuleWording(
  text: string,
  words: Words,
  cues: ReadonlySet<CueName>,
  language: string,
): boolean {
  return isWordedIn(language, text, words, cues) || isRuleOfAnother(text, words, cues, language)
}

function isWordedIn(language: string, text: string, words: Words, cues: ReadonlySet<CueName>): boolean {
  const { signs } = words
  const wordCount = words.lower.length
  if (((signs & SIGN.asks) !== 0 && /[?？]\s*$/.test(text)) || cues.has('hypothetical') || cues.has('quoted'))
    return false
  // "Rules:" announces them.
  if (wordCount < MIN_WORDS && (signs & SIGN.colon) !== 0 && /[:：]\s*$/.test(text)) return false
  if (cues.has('strongRule')) return language !== 'en' || !HEADING.test(text)
  const mayPass = wordCount <= MAX_WORDS_IN_PASSING && (language !== 'en' || mayHave(signs, SIGN.passing))
  if (mayPass && isPassingRule(text.trim().replace(OPENER, ''), language)) return true
  if (wordCount < MIN_WORDS) return false
  if ((signs & SIGN.colon) !== 0 && announcesRule(text, language)) return true
  if (language === 'en') return isEnglishRule(text, signs, cues)
  return ruleForm(text.replace(LIST_MARK, ''), language) ?? cues.has('rule')
}

/** A rule told in the speaker's other language: read anew with that one's cues. */
function isRuleOfAnother(text: string, words: Words, cues: ReadonlySet<CueName>, language: string): boolean {
  if (language === 'en' && !mayHave(words.signs, SIGN.otherTongue)) return false
  const other = otherRuleLanguage(text, language)
  if (other === undefined || cues.has('hypothetical') || cues.has('quoted')) return false
  return isWordedIn(other, text, words, tagsIn(lexiconFor(other).cues, readWords(text)))
}
