import { mayHaveFiniteVerb } from './finite-verbs.js'
import { bareDefiniteSubject } from './reads-alone-english.js'

/**
 * English sentences of an assistant that report something, but not of what, or nothing that lasts: beside `assistant-offers.ts`. By
 * form; closed classes of what a desk reports.
 */

/** "CV218", "BK-51906", "`8c1f0de`": a name that tells one thing apart. */
const CODE_NAME =
  /\b(?=[\p{L}\d]*\d)(?=[\p{L}\d]*\p{L})[\p{L}\d]{2,}(?:[-_/][\p{L}\d]+)*\b|\b\p{Lu}{2,}-\d+|`[^`]+`/u
const WEEKDAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)day'
/** "Has seats left", "is in stock", "there is Friday or Monday": to be had now, and gone when something is taken. */
const TO_BE_HAD = [
  /\b(?:is|are|stays?|remains?) (?:still |also |only |just |currently )?(?:free|available|in stock|out of stock|sold out|unavailable|(?:fully )?booked(?: (?:up|out)))\b(?! (?:of|for (?:members|children|under)|to (?:all|everyone|members))\b)/i,
  /\b(?:has|have|there(?:['’]s| is| are)|got) (?:still |also |only |just )?(?:(?:\p{L}+|\d+) ){0,4}?(?:seats?|places?|slots?|spots?|vacanc(?:y|ies)|openings?|rooms? (?:for|left|free)|left|free|available)\b(?! (?:of|for members)\b)/iu,
  /\bthere(?:['’]s| is| are) no\b.*\b(?:any ?more|left|until)\b/i,
  new RegExp(
    `\\b(?:has|have|there(?:['’]s| is| are)|earliest (?:is|are)|free on|free until) (?:only |on )?${WEEKDAY}\\b`,
    'i',
  ),
  /^we (?:still |only |just )?have (?:\d+|no|one|two|three|four|five|six|seven|eight|nine|ten|some|plenty)\b/i,
  /^there (?:is|are) (?:\p{L}+ ){0,2}ones?\b/iu,
  /\bthere(?:['’]s| is) (?:also )?an? \d{1,2}[:.]\d\d/i,
  /^(?:left|remaining|possible|available|still (?:free|open))\b/i,
  /\b(?:trains?|flights?|buses|ferries|slots?|rooms?|tables?) (?:leave|depart|go|run)s? (?:after|before|at|from)\b/i,
]
/** "592.50 is still open", "7.00 euros go back": an amount of what? */
const OPENS_WITH_NUMBER = /^[€$£]?\d[\d.,:]*(?=\s|%|$)/
/** "Monday to Friday is free": what is? */
const OPENS_WITH_DAY = new RegExp(`^(?:on )?${WEEKDAY}s? (?:to|and|or|is|are|costs?)\\b`, 'i')
/** "Price as before": of what? */
const SIDE_ALONE =
  /^(?:price|cost|total|rate|fee|deposit|date|time|status|weekly|daily|delivery)s? (?:as|is|are|was|stays?|goes|held|\d)\b/i
const DONE =
  '(?:booked|submitted|filed|placed|posted|issued|paid|sent|done|arranged|registered|logged|created|confirmed|approved|changed|corrected|updated|moved|cancell?ed|committed|added|saved|noted|recorded|requested|charged|refunded|accepted|transferred|ordered|reserved|renewed|extended|finished|settled)'
/** "Booked as RB-55188, coach 3": what is? Told where enough words of its own follow. */
const DONE_WHAT = new RegExp(`^(?:good news[,:] |all |now )?${DONE}(?: and ${DONE})?\\b`, 'i')
const BOTH = /^(?:both|all(?! set\b)(?! (?:of )?(?:the|\p{L}+s)\b)|the (?:first|second|third|other|two))\b/iu
const MIN_WORDS_OF_REPORT = 3
/** "Paid: 56.00 euros, receipt PX-551203": money that went, with what proves it. */
const MONEY_WENT = /^(?:paid|refunded|charged)\b.*\b(?:receipt|reference|transaction)\b/i
/** "The `f` function is really simple", "that is fine": how it strikes somebody. */
const VERDICT =
  /\b(?:is|are|looks?|seems?) (?:really |very |quite |pretty |indeed |just |so )?(?:simple|easy|clear|straightforward|nice|good|fine|interesting|great|correct|right|perfect|enough)[.!,]*(?:$| \p{Lu}\p{Ll}+[.!]*$|, so\b)/iu
/** "We are given a file", "as expected, …", "the file we are interested in": of the work's course. */
const OF_THE_COURSE =
  /^(?:we|i) (?:are|were|have been|['’]ve been) (?:given|provided)\b|^(?:exactly )?as (?:expected|suspected|planned)\b|\b(?:we|i)(?: are|['’]re|['’]m| am) interested in\b|\b(?:has|have) been (?:successfully )?(?:removed|deleted|cleaned)\b|\bthe next step\b|\bwe(?: now)? (?:have|need) to\b/i
/** "I will answer in English": how it will talk. */
const OF_THE_TALK =
  /^i(?:['’]ll| will) (?:answer|reply|write|keep|use|speak|remember|note)\b|^(?:that|this|it)(?:['’]s| is)(?: all)? (?:fine|good|ok|okay|right|correct|noted|clear)\b/i
/** "A fourth one is pending": of what? "With 51 seats, yes, 4,590": answers. */
const ONE_OF_WHAT = /^an? (?:second|third|fourth|fifth|other|new|further) one\b|, (?:yes|no), /i
/** "Work backwards from 31 October", ", so put the check after its last use": what to do. */
const ORDERS =
  /^(?:work|count|plan|aim|head|walk|lay|wrap|return) (?:back(?:wards)?|from|for|on|with|through|out|it|the|your|an?)\b|, so (?:put|move|add|set|change|wrap|return|check|make|leave|go) (?:the|an?|its?|your|them|this|that)\b/i
/** ", use Orchard with us": what to do. */
const TELLS_TO =
  /, (?:so |then )?(?:use|treat|take|keep|send|bring|call|write|ask|tell|choose|avoid|quote|mention) \p{Lu}/u

/** Whether what an assistant reports is of something it does not name, or of no lasting news. `written` is the sentence as it came. */
export function isReportOfWhat(said: string, written: string): boolean {
  if (TO_BE_HAD.some((form) => form.test(said)) || SIDE_ALONE.test(said) || OPENS_WITH_DAY.test(said))
    return true
  if (
    VERDICT.test(said) ||
    OF_THE_COURSE.test(said) ||
    OF_THE_TALK.test(said) ||
    TELLS_TO.test(said) ||
    ONE_OF_WHAT.test(said) ||
    ORDERS.test(said)
  )
    return true
  if (OPENS_WITH_NUMBER.test(said) && !CODE_NAME.test(said.replace(OPENS_WITH_NUMBER, ''))) return true
  if (isLowerCased(written)) return true
  return BOTH.test(said) || isDoneWhat(said)
}

/** "Done: LO-55 comes to the flat on Thursday" has a sentence behind it. */
function isDoneWhat(said: string): boolean {
  const rest = DONE_WHAT.exec(said) === null ? undefined : said.replace(DONE_WHAT, '')
  if (rest === undefined || MONEY_WENT.test(said) || wordsOfItsOwn(rest) >= MIN_WORDS_OF_REPORT) return false
  return !(/^: /.test(rest) && CODE_NAME.test(rest) && mayHaveFiniteVerb(rest))
}

/** "approved at 15:51", "why 37 % is open": one part of a sentence. A name in code may be written so. */
const isLowerCased = (written: string): boolean => /^\p{Ll}/u.test(written) && !/^\S*[\d_./`(]/u.test(written)

/** What such a report says of anything: a day, a sum, a receipt. */
const OF_ANY_REPORT =
  /^(?:from|with|until|till|between|before|after|valid|reference|receipt|number|code|euros?|pounds?|dollars?|today|tomorrow|tonight|yesterday|this|that|them|they|your|have|been|twice|once|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december|accepted|now|already)$/i

const wordsOfItsOwn = (text: string): number =>
  (text.match(/(?<![\p{L}\d_`-])\p{L}{4,}(?![\p{L}\d_`-])/gu) ?? []).filter(
    (word) => !OF_ANY_REPORT.test(word),
  ).length

/** "The exchange is booked as EX-90377": of what? A day tells it apart ("the car is booked, RX-7, pick-up on 13 October"). */
const DAY = /\b\d{1,2}(?:st|nd|rd|th)? \p{L}{3,}|\p{L}{3,} \d{1,2}\b|\d{1,2}[:.]\d\d\b/u
const MIN_TERMS_ELSEWHERE = 4

export function isSettledOfWhat(said: string, terms: number, language: string): boolean {
  if (language !== 'en') return terms < MIN_TERMS_ELSEWHERE
  return (
    bareDefiniteSubject(said) !== undefined && !DAY.test(said) && wordsOfItsOwn(said) < MIN_WORDS_OF_REPORT
  )
}
