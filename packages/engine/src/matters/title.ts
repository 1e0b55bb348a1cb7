/** English: what a settlement is called, from the words that it was put up in. */

/** What is said around the thing that is confirmed. */
const LEAD_IN =
  /^(?:[^:]{0,80}\bconfirm\w*\b[^:]{0,60}:(?!\d)|(?:ok|okay|so|sure|alright|perfect|great)[,.!:]? )\s*/i
const ASKS_TO_CONFIRM =
  /^(?:(?:please|can|could|would|will|just|to|need|i) )*(?:your? )?(?:please )?confirm(?:ing|ation)?(?: me| for me)?(?: that| if| to)?\s*/i
const WANTED =
  /^(?:you(?:['’]d| would)? (?:like|want|wish|need|asked)(?: me)?(?: to| for)?|(?:would|do|should|shall) (?:you|i|we)(?: (?:like|want)(?: me)? to)?|i (?:suggest|propose|recommend)|(?:i|we|you)(?:['’]ll| will| should| am|['’]m|['’]re| are)(?: going to)?|that)\s+/i
const TAG = /[,.]?\s*(?:(?:is|does) (?:that|this|it)\b[^?]*|(?:ok|okay|right|correct|yes|fine|work)\s*)\?$/i
/** A name inside a sentence, with no month or day of the week for one. */
export const PROPER_NAME =
  /(?<![.!?] )(?<!^)\b(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September|October|November|December|AM|PM|EUR|USD|GBP|I|OK|Ok|Okay)\b)\p{Lu}[\p{L}\p{N}.'’&-]*(?: (?:(?:of|the|&|and|de|la) )?\p{Lu}[\p{L}\p{N}.'’&-]*)*/u

/** The proposal without what asks for the yes. */
export function bodyOf(proposed: string): string {
  let body = proposed.replace(TAG, '').replace(LEAD_IN, '').trim()
  for (const around of [ASKS_TO_CONFIRM, WANTED, WANTED]) body = body.replace(around, '')
  return body.replace(/^[\s,;:]+/, '')
}

/** Whether what was settled is called by a name, wherever that stands. */
export const isNamedIn = (settled: string): boolean =>
  PROPER_NAME.test(bodyOf(settled)) || OPENS_WITH_NAMES.test(titleOf(settled))
const OPENS_WITH_NAMES = /^\p{Lu}[\p{L}\p{N}.'’&-]* (?:(?:of|the|&|and|de|la) )?\p{Lu}/u

/** What was settled, without what asks for the yes. */
export function titleOf(settled: string): string {
  return bodyOf(settled)
    .replace(/^[\s,:;–-]+/, '')
    .replace(
      /^(?:how (?:about|does)|does|perhaps|you(?:['’]d| would)? (?:like|want|need|wish)(?: to)?|are you ready to confirm|what about|that(?:['’]s| is)?|so|is|there(?:['’]s| is| are)|i(?:['’]ve| have)? (?:found|have|got)(?: (?:\d+|an?|one) (?:options?|results?|match(?:es)?)\s*[:,.–-])?|one is|okay,?|to make)\s+/i,
      '',
    )
    .replace(/\s+instead$|\s+(?:sounds?|works?|suits? you)(?: (?:good|ok|okay))?[\s.,?!]*$/i, '')
    .replace(/[\s.,?!]+$/, '')
}

/** Played or switched on at once: nothing of it lasts. */
export const isOfTheMoment = (settled: string): boolean => OF_THE_MOMENT.test(settled)
const OF_THE_MOMENT =
  /\b(?:play|playing|plays|listen|listening|stream|streaming|turn(?:ing)? (?:it )?o[nf]f?)\b/i
