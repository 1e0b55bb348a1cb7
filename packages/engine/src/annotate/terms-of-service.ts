import { type Clause, clausesOf } from './clauses-of-sentence.js'

/**
 * Standing terms that an assistant tells a user: by when he has to do what, what is not covered, what can only or cannot be done. "There's a
 * 14 day wait before you can claim", "you'll have to confirm before 18:00", "taps outside aren't covered on your plan". Whoever goes on
 * with the talk has to respect them. What a thing costs, when it is open and how to do it are facts and advice. English.
 */

const COUNT =
  '(?:(?:the |about )?(?:\\d[^ ]*|£[^ ]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|sixty|ninety|noon|midnight)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)'
const BY_THEN = `(?:by|before|within|until|no later than|at least|at the latest|not later than|in the first|up to) (?:[^ ]+ )?${COUNT}`
/** What a house asks of whoever deals with it. */
const DEALING =
  'confirm|cancel|register|return|claim|apply|pay|book|notify|tell us|let us know|collect|check (?:in|out)|sign|send|submit|report|declare|renew|show|bring|give|reach us|be (?:returned|reported|made|paid|booked|cancelled|claimed|confirmed|collected|registered|declared|received|signed|submitted)'
const DONE_TO =
  'changed|refunded|claimed|moved|cancelled|canceled|released|returned|exchanged|transferred|extended|amended|resold|paid out|insured|covered|collected|made|booked|undone'
const WE_DEAL =
  'release|refund|accept|hold|ship|take|deliver|hand|issue|store|pay|cover|insure|change|cancel|book|rent|hire|lend|sell'
const ON_THESE_TERMS =
  '(?:on|under|by|in) (?:your|our|this|that|the|any) (?:[^ ]+ )?(?:plan|polic(?:y|ies)|cover|warranty|guarantee|insurance|contract|tariff|ticket|fare|rate|subscription|lease|tenancy|agreement|package|deposit)'

const SHAPES: readonly RegExp[] = [
  // "You'll have to confirm the swap before 18:00", "returns have to reach us within 14 days".
  new RegExp(
    `^ (?!(?:i|we|i'll|we'll) )(?:[^ ]+ ){1,5}?(?:have to|has to|need to|needs to|must) (?:${DEALING}) (?:[^ ]+ ){0,6}?${BY_THEN} `,
  ),
  // "It has to be under eight years old on the day it's added".
  new RegExp(
    `^ (?!(?:i|we) )(?:[^ ]+ ){1,3}?(?:has to|have to|needs to|need to) be (?:under|over|at least|at most|no more than|no older than|less than|more than|within) ${COUNT} (?!(?:seconds|ms|milliseconds|bytes|kb|mb|characters|lines|(?:minutes|hours) (?:in|at|on|before)) )`,
  ),
  // "There's a 14 day wait before you can claim".
  /^ (?:there's|there is|it has|it's) an? (?:[^ ]+ )?(?:day|week|month|hour|year|working day) (?:wait(?:ing period)? |notice|cooling off|minimum|lock in|limit)/,
  // "Taps outside aren't covered on your plan", "the deposit is non-refundable".
  new RegExp(
    ` (?:isn't|aren't|is not|are not|won't be|not) (?:covered|included|insured|protected|valid) ${ON_THESE_TERMS} `,
  ),
  /^ (?!(?:i|we) )(?:[^ ]+ ){1,5}?(?:is|are|isn't|aren't|is not|are not) (?:(?:not|non) ?)?(?:refundable|transferable|exchangeable|negotiable) (?:after|once|within|if|unless|less|under|before|at|on) /,
  // "You can only change the name once", "the rate can only be held until Friday".
  /^ (?:you|they|he|she|[^ ]+s) can only (?!(?:imagine|guess|see|find|hope|assume|speak|apologi[sz]e|wonder|recommend|suggest|think|say) )(?:be )?[a-z]+ (?:[^ ]+ ){0,4}?(?:once|twice|before|after|until|between|within|with (?:an?|the|your)|at the|in writing|in person|up to) /,
  // "Deliveries are only possible between 8 and 12", "deliveries at gate 4 only between 7 and 11".
  /^ (?!(?:it|i|we) )(?:[^ ]+ ){1,5}?(?:is|are) only (?:possible|valid|accepted|allowed|covered|refundable|permitted|held|kept) (?:between|before|after|until|with|for|on|within|if|when) /,
  new RegExp(
    `^ (?!(?:it|it's|i|we|that) )(?:[^ ]+ ){1,5}?only (?:between|from|before|after|until) ${COUNT} (?:and|to|till|until|[ap]m|o'clock|hours|days|$)`,
  ),
  // "Claims can't be made for anything older than two years", "we can't release it without photo ID".
  new RegExp(
    `^ (?!(?:i|it's) )(?:[^ ]+ ){1,4}?(?:can't|cannot|can not|may not) be (?:${DONE_TO}) (?:[^ ]+ ){0,5}?(?:after|without|within|once|before|until|unless|less than|more than|older than|for anything) `,
  ),
  new RegExp(
    `^ we (?:can't|cannot|can not|don't|do not|can only|only) (?:${WE_DEAL}) (?:[^ ]+ ){1,6}?(?:without|after|before|until|unless|over|under|on (?:(?:mon|tues|wednes|thurs|fri|satur|sun)days|weekends)|to anyone|from anyone) `,
  ),
  // "Valid at least six months after you come home".
  new RegExp(
    ` (?:valid|notice|in advance|not) (?:for )?(?:at least|no less than|not less than|less than|more than) (?:[^ ]+ )?(?:days?|weeks?|months?|hours?|${COUNT}) (?:[^ ]+ )?(?:[^ ]+ )?(?:before|after|notice|in advance|from) `,
  ),
  // "He mustn't take two together", "he's to have nothing with ibuprofen in it".
  /^ (?!(?:i|we|it) )(?:[^ ]+ ){1,3}?(?:mustn't|must not|must never) (?:take|have|eat|drink|use|give|put|mix|stop|leave|drive|lift|go|be left|be given) (?!(?:been|had|for granted) )[^ ]/,
  /^ (?:[^ ]+ ){0,3}?(?:he's|she's|they're|you're|is|are) to (?:have|take|be given) (?:nothing|no|only) /,
]

const NOT_IN_FORCE =
  / (?:was|were|had|did|been|would|could|might|maybe|perhaps|probably|i think|it seems|usually|if i|i'd|said|says|test|tests|code|function|file|query|build|server|script|module|class|method|branch|commit|variable|parameter|table|column|database|api|endpoint|value|constructor|instance|object|field|type|config|property|degrees|the past|the world) /
const OPENS: ReadonlySet<string> = new Set([
  'oh',
  'and',
  'but',
  'also',
  'please',
  'so',
  'then',
  'just',
  'note',
  'that',
  'yes',
  'no',
  'ok',
  'right',
  'well',
  'sorry',
  'however',
])
const JOINS: ReadonlySet<string> = new Set(['but', 'because'])
/** What the shapes need; most sentences have none of it. */
const MAY_SET_TERMS =
  /\b(?:must|mustn['’]t|ha(?:s|ve) to|needs? to|only|can(?:['’]t|not| not)|may not|we (?:don['’]t|do not)|to (?:have|take|be given) (?:nothing|no|only)|covered|included|insured|protected|valid|(?:refund|transfer|exchange|negoti)able|notice|in advance|not (?:less|more)|(?:day|week|month|hour|year) (?:wait\w*|notice|cooling|minimum|lock|limit))\b/i
/** Longer sentences say more than what binds. */
const MAX_SENTENCE = 300
/** Of code, which is no house. */
const IS_OF_CODE = /`|\w\(\)|\w_\w|\/\w+\/|->|=>|[{}<>]/

/** Whether a sentence of an English assistant tells a standing term. Cost: linear in the sentence. */
export function isTermOfService(sentence: string): boolean {
  if (sentence.length > MAX_SENTENCE || !MAY_SET_TERMS.test(sentence) || IS_OF_CODE.test(sentence))
    return false
  const clauses: readonly Clause[] = clausesOf(sentence.replaceAll('’', "'"), OPENS, JOINS)
  return clauses.some((clause) => !NOT_IN_FORCE.test(clause) && SHAPES.some((shape) => shape.test(clause)))
}
