/**
 * What an English text means by a word for a day, as far as its form tells: which of several, a day that recurs or a length of
 * time, and whether it is gone or to come.
 */

const WEEKDAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)day'
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
/** "3 Sept", "the 3rd of September", "May 8th": not "May 2023" nor "may 2 of us". */
const DAY_OF_MONTH = new RegExp(
  `\\b(?:\\d{1,2}(?:st|nd|rd|th)?\\s?(?:[-–/]|to|and)\\s?)?\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH}\\b\\.?|\\b(?!may\\b)${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?\\b(?![:.,]?\\d)`,
  'i',
)
/** With its year. */
const FULL_DAY = new RegExp(`(?:${DAY_OF_MONTH.source})(?:,? \\d{4}\\b)?`, 'i')
const HAS_WEEKDAY = new RegExp(`\\b${WEEKDAY}\\b`, 'i')

/** "2 October, 4 students": what follows the month is no day. */
const DAY_BEFORE_MONTH = new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th)? (?:of )?${MONTH}\\b`, 'i')

/** "Wednesday 3 Sept", "on the Sunday we are there, 18 May": the day of the month says which. */
export function readAhead(text: string): string {
  const isMeant = HAS_WEEKDAY.test(text) || DAY_BEFORE_MONTH.test(text)
  return (isMeant ? FULL_DAY.exec(text)?.[0] : undefined) ?? text
}

/** "I start on Monday", "the rent is due Friday", "by Friday": said in the present of what is to come. */
const TO_COME = new RegExp(
  `\\b(?:starts?|begins?|opens|is due|are due|leaves?|arrives?|comes|flies|fly|moves? (?:in|out)) (?:[\\w'’]+ ){0,5}?(?:on )?${WEEKDAY}\\b|\\b(?:by|until|till|before|next|coming) ${WEEKDAY}\\b|\\b${WEEKDAY}(?: (?:morning|afternoon|evening|night))? (?:is|are) (?:the|my|our|an?)\\b|\\b(?:set|due|planned|scheduled) (?:for|on) ${WEEKDAY}\\b`,
  'i',
)
/** "Broken since Monday", "last Friday". */
const GONE = new RegExp(`\\b(?:since|last|past) ${WEEKDAY}\\b`, 'i')

/** "Friday at 5": a time that is set, and no word of the past beside it. "I've got" tells of the present. */
const SET_TIME = new RegExp(`\\b${WEEKDAY} (?:at|by|from|around) \\d{1,2}\\b`, 'i')
const HAVE_GOT = /\b(?:have|has|['’]ve|['’]s) got\b/i
/** "110 for the weekend": how long something is had for. */
const FOR_A_TIME = /\bfor (?:the|a|one|the whole) (?:week(?:end)?|day|night|month|year)$/i

/** "I signed up for the run on 7 September", "we've bought tickets for the 12th of May": what was arranged is to come. */
const ARRANGED =
  /\b(?:signed up|registered|enrolled|entered|booked|reserved|(?:got|bought|have) (?:a |the |our |two |three |four )?(?:places?|tickets?|seats?|spots?)) (?:[\w'’]+ ){0,4}?for [^.;!?]{2,60}\d/i

/** Whether the day is gone or to come where its preposition or its verb says so, else as the sentence has it. */
export function tenseOfDay(
  text: string,
  tense: 'past' | 'future' | undefined,
): 'past' | 'future' | undefined {
  if (!HAS_WEEKDAY.test(text))
    return tense === 'past' && ARRANGED.test(text) && DAY_OF_MONTH.test(text) ? 'future' : tense
  if (GONE.test(text)) return 'past'
  const told = tense === 'past' && HAVE_GOT.test(text) ? undefined : tense
  return told === undefined && (TO_COME.test(text) || SET_TIME.test(text)) ? 'future' : told
}

/** "Every Wednesday": no day. */
const RECURS = /\b(?:every|each|most|all|on some)\s+(?:(?:other|second|third|single)\s+)?$/i
/** "After a day of work", "nine days out": how long. */
const LASTS = /^(?:after|within|in) an?\b/i
const OUT = /\b(?:out|forward)$/i
/** "Friday dinner", "Sunday lunch": a kind of dinner where nothing says when. Not "Friday at 5" nor "Friday evening". */
const NAMES_KIND =
  /^ (?!(?:at|in|on|the|a|an|and|or|from|to|till|until|before|after|is|was|are|were|it|i|we|you|he|she|they|my|our|for|with|works?|ok|okay|so|then|because|but|if|when|morning|afternoon|evening|night|noon|around|about|as|of|by|this|next|last|off|too|already|again|would|will|please|pls|\p{Ll}+ly)\b)\p{Ll}{3,}/u
const SAYS_WHICH = /\b(?:on|last|next|this|by|until|till|since|from|before|after|past|coming)\s+$/i

/** "Two days before arrival", "up to 24 hours before they start", "a week later": counted from something else than now. */
const FROM_SOMETHING_ELSE = /\b(?:before|after|earlier|later)$/i
/** "The kids have school on the Friday": the one that was spoken of. */
const SPOKEN_OF = /\bthe $/i

/** "The minutes" of a meeting, "the second": the parser takes them for a time from now. */
const A_THING = /^(?:the )?(?:minutes?|seconds?|hours?|quarters?)$/i

/** Whether the words at `index` stand for a day. */
export function dayIsMeant(
  text: string,
  index: number,
  phrase: string,
  tense: 'past' | 'future' | undefined,
): boolean {
  const [before, after] = [text.slice(0, index), text.slice(index + phrase.length)]
  if (A_THING.test(phrase)) return false
  if (FOR_A_TIME.test(before + phrase) || FROM_SOMETHING_ELSE.test(phrase)) return false
  if (SPOKEN_OF.test(before) && BARE_WEEKDAY.test(phrase)) return false
  if (RECURS.test(before) || OUT.test(phrase) || (LASTS.test(phrase) && /^ of\b/i.test(after))) return false
  const isBare = HAS_WEEKDAY.test(phrase) && !/\d/.test(phrase) && !SAYS_WHICH.test(before)
  return !(isBare && tense === undefined && phrase.split(' ').length === 1 && NAMES_KIND.test(after))
}

const BARE_WEEKDAY = new RegExp(`^${WEEKDAY}$`, 'i')

const MS_PER_DAY = 86_400_000
const DAYS_OF_HALF_YEAR = 183

/** "Next year from 14 June": a day without its year is the nearest one, unless the sentence names the year. */
export function yearMeant<Day extends { readonly day: string }>(text: string, found: Day, said: Date): Day {
  const shift = /\bnext year\b/i.test(text) ? 1 : /\blast year\b/i.test(text) ? -1 : 0
  if (shift === 0 || !DAY_OF_MONTH.test(text)) return found
  const year = said.getUTCFullYear() + shift
  const isFar = Math.abs(Date.parse(found.day) - said.getTime()) > DAYS_OF_HALF_YEAR * MS_PER_DAY
  return isFar && found.day.startsWith(String(year))
    ? found
    : { ...found, day: `${year}${found.day.slice(4)}` }
}
