import { mayHaveFiniteVerb } from '../items/finite-verbs.js'

/**
 * English requests as people type them to an assistant that has just answered: an order behind a reaction, a trouble, a question without
 * its mark, a fragment that says how it should be. By closed classes of words; no subject matter.
 */

/** "Thanks!", "ok,", "last thing:", "looks good,": what stands before the request. */
const LEAD_IN =
  /^(?:(?:thanks?|thank you|great|good|perfect|nice|brilliant|alright|all right|right|ok(?:ay)?|yes|yep|yeah|no|nope|hm+|(?:looks|sounds) (?:good|great|fine)|cool|fine|now|so|then|and|also|well|please|just|(?:one )?(?:last|more|final|other|another)(?: thing| one)?|next(?: up)?|change of plans?|while you['’]re (?:at it|there)|(?:back to|for|as for|on) (?:the|my|our) [^:,;]{2,30}(?=[:,]))[\s,:;.!–—-]+)+/i
/** A word that opens an order stands right before its object; none of these does. */
const NO_VERB =
  'i|you|we|he|she|it|they|this|that|these|those|there|here|the|an?|my|our|your|his|her|its|their|is|are|was|were|am|be|been|has|have|had|does|did|can|could|will|would|shall|should|may|might|must|not|very|too|so|such|quite|rather|both|all|half|most|many|much|some|any|no|none|what|how|which|who|whose|when|where|why|in|on|at|for|from|with|without|by|of|off|to|into|over|under|about|after|before|since|until|till|during|through|and|or|but|if|because|while|though|although|as|than|like|unlike|only|even|still|yet|ever|never|always|often|maybe|perhaps|probably|once|twice|again|already|almost|nearly|just|then|now|later|today|tonight|tomorrow|yesterday|saw|met|got|went|came|took|made|gave|said|told|found|lost|left|bought|sold|paid|spent|felt|heard|knew|thought|kept|brought|caught|taught|won|wore|drove|flew|ate|drank|slept|hurt|meant|sent|built|broke|chose|woke|sang|swam|ran|sat|stood|began|became|grew|drew|fell|forgot|hid|led|lent|rode|rang|rose|shot|shut|spoke|stole|stuck|threw|understood|wrote'
const ORDER = new RegExp(
  String.raw`^(?!(?:${NO_VERB})\b)(?!\p{L}+(?:ed|s|ly|ing)\b)\p{Ll}{2,} (?:(?:up|out|off|down|back|in|on) )?(?:it|them|him|her|us|me|the|an?|my|our|this|that|these|those|both|everything)\b`,
  'iu',
)
/** "I can't log in", "my card was charged twice", "there's a typo": told to whoever may mend it. */
const TROUBLE =
  /\b(?:i|we) (?:still )?(?:can(?:['’]?t|not)|haven['’]?t|have not|didn['’]?t|couldn['’]?t) (?:log|get|find|open|see|receive|received|got|had|access|reach|pay|connect|download|upload|install|print|send|use|load|start)\b|\bcharged (?:me )?(?:twice|double)\b|\bthere(?:['’]s| is| are) (?:an? |still (?:an? )?|some )?(?:\p{L}+ )?(?:typo|bug|error|mistake|problem|issue|leak|fault)s?\b/iu
const WONDERS = /\bwondering (?:if|whether|how|what|when|where|why|about)\b/i
const ASKS =
  /^(?:which|what|how|who|where|when|why)\b[^.!]*\b(?:would|do|does|did|can|should|is|are|will) (?:you|i|we|it|that|this|the|they|one)\b/i
/** "In French", "too formal", "the other file": how it should be, or which. */
const FRAGMENT =
  /^(?:in|without|with|the|an?|another|more|less|too|to|as|same|like|only|shorter|longer|\p{L}{3,}er(?= (?:please|than|this)))\b/iu
const MAX_FRAGMENT_WORDS = 8

/** Whether a sentence asks for something, wherever it stands. */
export const asksAsTyped = (text: string): boolean => {
  const said = text.replace(LEAD_IN, '')
  return ORDER.test(said) || TROUBLE.test(said) || WONDERS.test(said) || ASKS.test(said)
}

/** Whether it is a question by its words, with or without its mark: "so what do i still have to do". */
export const isWordedAsQuestion = (text: string): boolean => ASKS.test(text.replace(LEAD_IN, ''))

/** Whether a sentence is a fragment that says how, or which: a request where nothing was asked before it. */
export function namesHowOrWhich(text: string): boolean {
  const said = text.replace(LEAD_IN, '')
  return FRAGMENT.test(said) && said.split(/\s+/).length <= MAX_FRAGMENT_WORDS && !mayHaveFiniteVerb(said)
}
