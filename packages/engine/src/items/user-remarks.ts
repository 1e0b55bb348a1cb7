import { bareDefiniteSubject } from './reads-alone-english.js'

/**
 * English sentences of a user to an assistant that are of the moment, or whose thing was named before: beside `user-talk.ts`, which
 * has orders, questions and wishes. By form; closed classes.
 */

/** "Although, she is in town during the week…": not said to its end. */
const TRAILS_OFF = /(?:\.{3,}|…)["'”’)]*$|!{4,}/u
/** "I forgot the card", "just found the mail": what somebody notices. */
const NOTICES =
  /^(?:(?:oh|ah|ok|okay|sorry|wait|and|but),? )*(?:i )?(?:just |only just |now )?(?:forgot|remembered|realised|realized|noticed)\b|^(?:(?:oh|ah|ok|okay|sorry),? )*(?:i )?just (?:found|saw|got|read|heard|checked|looked)\b(?! (?:a |my )?(?:job|dog|cat|baby|new)\b)/i
/** "I'll ring them at lunch", "I'll glue them for now": what is done next, unless it has a day. */
const WILL_DO =
  /^(?:(?:ok|okay|fine|good|then|so|well|and),? )*(?:i|we)(?:['’]ll| will| shall|['’]m gonna|['’]m going to) (?!be\b|have\b|need\b|not\b|never\b|move\b|turn\b|live\b|start\b|retire\b|work\b)/i
/** "I'll ring her tomorrow, I'm being brave": a call or a look is of the moment, whatever its day. */
const WILL_CALL =
  /^(?:(?:ok|okay|fine|good|then|so|well|and),? )*i(?:['’]ll| will) (?:ring|call|phone|text|ask|check|look|think|see|tell|try|let)\b[^.!]*\b(?:tomorrow|tonight|later|in the morning|this (?:afternoon|evening)|after work)\b/i
/** "0175, no wait, that was the old one": said wrong and known to be. */
const SAID_WRONG = /,? (?:no,? wait|wait,? no|no,? hang on|no,? sorry)\b/i
const DAYS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|tomorrow|next (?:week|month|year)|spring|summer|autumn|winter'
const DAY = new RegExp(`\\b(?:${DAYS})\\b|\\d(?:st|nd|rd|th)\\b`, 'i')
/** "63 same as mine", "3 weeks is after the trip", "80 % rye", "like 200 now": a number of what? */
const OPENS_WITH_NUMBER = /^(?:(?:like|around|about|maybe|so|ok|just|only|still|and)[ ,]+)?[€$£]?\d/i
const OPENS_WITH_DAY = new RegExp(
  `^\\d{1,2}(?:st|nd|rd|th)?(?:[.–-]\\s?\\d{1,2})?\\.? (?:of )?(?:${DAYS})\\b`,
  'i',
)
/** "The neighbour has 280": of what? */
const ENDS_WITH_NUMBER =
  /\b(?:has|have|had|got|gets|says?|did|makes?) (?:only |like |about |around )?[€$£]?\d[\d.,]*[.!]*$/i
/** "First the tent", "the rent standing order": what the talk is to turn to. */
const NEXT_MATTER =
  /^(?:(?:ok|okay|and|so|now),? )*(?:first|second|third|next|then|now|last|another thing|one more|other thing|the other)(?:ly)?(?: thing)?[,:]? (?:the|my|our) [^,.:;]{2,40}[.!]*$/i
/** "One in coral for Nia and keep the other": an order behind "and", where nobody is named who does it. */
const ORDERS_AFTER_AND =
  /^(?!.*\b(?:i|we|he|she|they|you|who)\b.* and ).*\band (?:keep|leave|cancel|add|remove|change|send|book|make|put|move|take|give|bring|order) (?:the|an?|my|our|one|two|it|them|all|both|me|\d)\b/i
/** "I'm an idiot", "sorry, I'm being a pain", "don't ask": of oneself, in passing. */
const OF_ONESELF =
  /\bi['’]?m (?:such |being )?an? (?:idiot|fool|pain|mess|wreck)\b|\bi nearly (?:fell|died|cried|choked)\b/i
/** "Good catch, 4 then", "nice, thanks": takes up what was said. */
const TAKES_UP = /^(?:good|nice|great|fair|well) (?:catch|point|idea|one|spot|call|find|to know|thinking)\b/i
const HEDGED = /\b(?:probably|i (?:think|guess|suppose|reckon|hope)|maybe|perhaps|no idea)[.!]*$/i
/** "She has a single", "a medium": a what? */
const ADJECTIVE_ALONE =
  /\ban? (?:single|double|twin|return|small|medium|large|big|cheap|new|used|spare|second|third)[.!]*$/i
/** "Then the rest in March", "and the other one": what is left of what? */
const REST = /\bthe (?:rest|others?|difference|lot|remainder)\b(?! of\b)/i

/** "Normal is fine... no, I travel on the 25th": thought better of. "Morning if possible": a wish. "I do mine to a disk": what? */
const THINKS_BETTER = /\.{2,} ?(?:no|wait|actually|hm+|oh)\b/i
const WISHES = /\bif (?:at all )?possible\b/i
const MINE = /\b(?:do|did|have|got|bought|keep|put|take|took) (?:mine|ours)\b/i

/** "She is in town so that is easy": what follows from it. "The pump is full": which? */
const FOLLOWS = /\bso (?:that|this|it)(?:['’]s| is| works| will)\b/i
const NAMED =
  /(?<!^|[.!?:] )\b(?!(?:I|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|March|April|May|June|July|August|September|October|November|December)\b)\p{Lu}\p{L}+|\p{L}\d|\d\p{L}|[`/@]/u
const isOfWhich = (said: string): boolean => bareDefiniteSubject(said) !== undefined && !NAMED.test(said)

/** Whether what a user types is a remark of the moment or of something named before. A question before it may say of what. */
export function isRemark(said: string, isAnswer: boolean): boolean {
  if (TRAILS_OFF.test(said) || NOTICES.test(said) || NEXT_MATTER.test(said) || TAKES_UP.test(said))
    return true
  if (HEDGED.test(said) || OF_ONESELF.test(said) || THINKS_BETTER.test(said)) return true
  if ((WILL_DO.test(said) && !DAY.test(said)) || WILL_CALL.test(said) || SAID_WRONG.test(said)) return true
  if (isAnswer) return false
  if (WISHES.test(said) || MINE.test(said) || FOLLOWS.test(said) || isOfWhich(said)) return true
  if (OPENS_WITH_NUMBER.test(said) && !OPENS_WITH_DAY.test(said)) return true
  return (
    ENDS_WITH_NUMBER.test(said) ||
    ORDERS_AFTER_AND.test(said) ||
    ADJECTIVE_ALONE.test(said) ||
    REST.test(said)
  )
}
