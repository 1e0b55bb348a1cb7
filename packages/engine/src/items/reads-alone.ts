/**
 * Whether an English statement can be understood without what was said around it. Other languages are not judged here:
 * their pronouns are not listed, and a guess would lose good items.
 *
 * Closed classes only (Quirk et al. 1985, ch. 6, 10, 18): personal and demonstrative pronouns, existential "there",
 * anticipatory "it".
 */

/** Words that a demonstrative may stand before and still be clear from the date: "this week", "these days". */
const TIME_NOUN =
  '(?:past |last |coming |very |same )?(?:week|weekend|month|year|summer|winter|spring|autumn|fall|morning|afternoon|evening|night|season|time|days|weeks|months|years|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december)'
/** "This car", "those books", "these": a thing that was seen or named before. */
const DEMONSTRATIVE = new RegExp(`\\b(?:this|these|those)\\b(?! ${TIME_NOUN}\\b)`, 'i')
/** "That" as a pronoun or before its noun; not the conjunction ("said that we") nor the relative ("a book that I like"). */
const POINTING_THAT =
  /^that\b|\b(?:about|after|at|before|by|for|from|in|into|like|of|on|than|to|with|without|is|was|and|but|do|did|does|doing|done|love|loved|like|liked|enjoy|enjoyed|watch|watched|want|need|take|took|buy|bought|book|use|used|make|made|play|have|had) that\b|\bthat(?:[.,!?;:]|$)|\bthat['’](?:s|ll|d)\b|\bthat \p{L}+(?: (?:with|of|for|in)\b|[.,!?]|$)/iu
/** "There" as a place; "there is" and "out there" are none. */
const POINTING_THERE =
  /\bthere\b(?! (?:is|are|was|were|will|would|can|could|may|might|must|should|has|have|had|seems?|exists?|isn['’]t|aren['’]t|wasn['’]t)\b|['’](?:s|re|ll|d)\b)/i
/** "Here" as a place; "here is" and "from here on" are none. */
const POINTING_HERE = /\bhere\b(?! (?:is|are|on)\b|['’]s\b)/i
/** "It's hard to …", "it takes time to …", "it was great that …", "it rained": "it" stands for what follows, or for nothing. */
const EMPTY_IT =
  /\bit(?:['’]s|['’]ll| is| was| has| will| would| feels?| felt| takes?| took| seems?| makes?| means?)\b[^.,;]{0,40}?\b(?:to|that|when|how|if|who|since|until)\b|\bit(?:['’]s| is| was) (?:time|late|early|raining|snowing|\d)|\bmakes? it (?:easy|easier|hard|harder|possible|clear|difficult)\b/gi
const PRONOUN = /\b(?:it|they|them|he|him|she|its|their|theirs|hers|ones?)\b(?:['’]\w+)?/gi
/** "One of my friends", "one ticket", "no one": a number, not a pronoun. */
const POINTING_ONE = /\b(?:another|new|other|old|better|cheaper|which|the|need|want|with|have|got|is) $/i
const NUMBER_ONE =
  /^ (?:of|more|day|time|room|ticket|person|week|month|hour|year|way|thing|or|to|and|another|\w+ing|\w{4,})\b/i
const NO_ONE = /\b(?:no|every|any|some|number)[ -]?$/i
/** What can stand for the pronoun's referent: words of content before it, with a clause that ends between. */
const CONTENT_WORD =
  /\b(?!(?:what|which|when|where|would|could|should|will|want|need|like|have|been|with|from|your|that|this|they|them|really|just|very|also|still|know|think|help|more|else|anything|something|thing)\b|\p{L}+ly\b)\p{L}{4,}/giu
const MIN_CONTENT_BEFORE = 2
const CLAUSE_ENDS =
  /[,;:–—-]\s|\b(?:and|but|because|so|when|while|if|since|although|though|until|that|who|which|as|said)\b/gi

/** A sentence that was cut off, or begun anew: read aloud, not written. */
const DANGLING_END =
  /\b(?:and|or|but|so|the|an?|to|of|in|on|at|because|if|that|which|is|was|were|are|with|for|whereas|would|could|my|your|our|whether|what|how|why|where|who)[\s.,–—-]*$/i
/** "The following issue:" announces what stands elsewhere. */
const FOLLOWING = /\bthe following\b|\bas follows\b|:\s*(?:\d{1,3}[.)]?)?$/i
const OPEN_START =
  /^(?:and|or|but|just to|that|which|who|whose|because|whereas|than|not (?:right )?now|could be|would be|should be)\b/i
const RESTART =
  /(?:\p{Ll},?|Or|Okay|So) (?:But|So|Well|The|We|And|For|Is|What|If|You|They|This|That|There|No|Or|Yeah|Like|Okay|Yes)\b(?! \p{Lu})/u
/** "We'll meet at I'm not sure": a preposition has no subject after it. */
const BEGUN_ANEW = /\b(?:at|of|to|in|on|for|with|from) (?:i|we|he|she)(?:['’]\w+)?\s/i
const STUTTER =
  /(?:^|\s)(?:[b-hj-wyz]|(\p{L}+)(?:\s|—)\1)(?=\s)(?! [-=+*/])|\b(?:i|we|they) (?:there|the|it|that|is)\b/u

/** Most sentences have no such word: they are not looked at further. */
const ANY_POINTING =
  /\b(?:it|its|this|that|these|those|they|them|theirs?|he|him|she|hers|here|there|ones?)\b/i

/** Whether the text speaks of something that only the conversation around it tells. */
export function pointsOutside(text: string): boolean {
  if (!ANY_POINTING.test(text)) return false
  if (DEMONSTRATIVE.test(text) || POINTING_THAT.test(text) || POINTING_HERE.test(text)) return true
  if (POINTING_THERE.test(text.replace(/\b(?:out|over) there\b/gi, '')))
    return !hasReferentBefore(text, /\bthere\b/i)
  const body = text.replace(EMPTY_IT, (found) => ' '.repeat(found.length))
  for (const match of body.matchAll(PRONOUN)) {
    const before = body.slice(0, match.index)
    if (/^ones?\b/i.test(match[0])) {
      const isNumber =
        NUMBER_ONE.test(body.slice(match.index + match[0].length)) && !POINTING_ONE.test(before)
      if (isNumber || NO_ONE.test(before)) continue
    }
    if (!isReferent(before)) return true
  }
  return false
}

function hasReferentBefore(text: string, pronoun: RegExp): boolean {
  return isReferent(text.slice(0, text.search(pronoun)))
}

/** What stands before the clause of the pronoun has to hold the words that it can refer to. */
function isReferent(before: string): boolean {
  let lastBreak = 0
  for (const match of before.matchAll(CLAUSE_ENDS)) lastBreak = match.index
  return (before.slice(0, lastBreak).match(CONTENT_WORD) ?? []).length >= MIN_CONTENT_BEFORE
}

/** Whether the text has words that something could be called by: a context of "not now" tells nothing. */
export const namesSomething = (text: string): boolean =>
  (text.match(CONTENT_WORD) ?? []).length >= MIN_CONTENT_BEFORE

export const isBroken = (text: string): boolean =>
  OPEN_START.test(text) ||
  FOLLOWING.test(text) ||
  DANGLING_END.test(text) ||
  BEGUN_ANEW.test(text) ||
  RESTART.test(text) ||
  STUTTER.test(text)
