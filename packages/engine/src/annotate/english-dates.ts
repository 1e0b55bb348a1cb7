import { Chrono, configuration } from 'chrono-node/en'

type DateParser = Chrono['parsers'][number]

/** How a number before a unit of time ends, and what the library knows as one. */
const SOME =
  '(?:\\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half(?:\\s{0,2}an?)?|an?\\b|few|several|the|couple|of)'
const UNIT =
  '(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|mo|mon|mos|months?|qtr|quarters?|y|yr|years?)'
const LAST_UNIT = `${SOME}\\s{0,5}${UNIT}`

/** Patterns that a text has to hold, the cheapest first. Parsers share them, so that what was found in the last text is remembered. */
class Needed {
  readonly #patterns: readonly RegExp[]
  #text: string | undefined
  #isFound = false

  constructor(...patterns: readonly RegExp[]) {
    this.#patterns = patterns
  }

  isIn(text: string): boolean {
    if (text !== this.#text) {
      this.#text = text
      this.#isFound = this.#patterns.every((pattern) => pattern.test(text))
    }
    return this.#isFound
  }
}

/** An ordinal may touch the month before it: "mayfirst". */
const ORDINAL_WORD =
  'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twel|thirt|twent'
const MONTH = new Needed(
  new RegExp(
    `(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?=[^a-z]|$|of|${ORDINAL_WORD})`,
    'i',
  ),
)
const SPAN = new RegExp(`${LAST_UNIT}(?=\\W|$)`, 'i')
const TIME_SPAN = new Needed(SPAN)
/** How a number before a unit of time begins. */
const NUMBER =
  '(?:(?:about|around)\\s{0,3})?(?:\\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|an?\\b|few|several|the|a?\\s{0,2}couple)'
/** "In 3 days": the parser asks for its preposition unless what is looked for is to come. */
const SPAN_AHEAD = new Needed(
  new RegExp(
    `(?:within|in|for)\\s*(?:(?:about|around|roughly|approximately|just)\\s*(?:~\\s*)?)?${NUMBER}`,
    'i',
  ),
  SPAN,
)

/**
 * What a text needs for each of the library's parsers of English to find something: every match of the parser holds a match
 * of this. Most parsers then need not run, nor their patterns, of up to 1,500 characters, be compiled.
 */
export const NEEDED: Readonly<Record<string, Needed>> = {
  ENYearMonthDayParser: new Needed(/\d{4}[-./\s]/),
  ISOFormatParser: new Needed(/\d{4}-\d/),
  SlashDateFormatParser: new Needed(/\d[./-]\d/),
  ENTimeUnitWithinFormatParser: SPAN_AHEAD,
  ENMonthNameLittleEndianParser: MONTH,
  ENMonthNameMiddleEndianParser: MONTH,
  ENWeekdayParser: new Needed(
    /(?:sun(?:day)?|mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|weekend|weekday)(?=[^a-z]|$|of|this|last|past|next)/i,
  ),
  ENSlashMonthFormatParser: new Needed(/\d\/\d{4}/),
  ENTimeExpressionParser: new Needed(/\d/),
  ENTimeUnitAgoFormatParser: new Needed(
    /ago|before|earlier/i,
    new RegExp(`${LAST_UNIT}\\s{0,5}(?:ago|before|earlier)(?=\\W|$)`, 'i'),
  ),
  ENTimeUnitLaterFormatParser: new Needed(
    /later|after|from now|henceforth|forward|out/i,
    new RegExp(`${LAST_UNIT}\\s{0,5}(?:later|after|from now|henceforth|forward|out)(?=\\W|$)`, 'i'),
  ),
  ENYearMonthNameParser: MONTH,
  ENCasualDateParser: new Needed(
    /\b(?:now|today|tonight|tomorrow|overmorrow|tmrw?|yesterday|last\s*night)(?=\W|$)/i,
  ),
  ENCasualTimeParser: new Needed(/morning|afternoon|evening|night|midday|noon/i),
  ENEndOfCurrentMonthParser: new Needed(/of\s+(?:the\s+)?month/i),
  ENMonthNameParser: MONTH,
  ENRelativeDateFormatParser: new Needed(
    /this|last|past|next/i,
    new RegExp(`(?:this|last|past|next)\\s*${UNIT}(?=\\W|$)`, 'i'),
  ),
  ENTimeUnitCasualRelativeFormatParser: new Needed(
    new RegExp(`(?:this|last|past|next|after|\\+|-)\\s*${NUMBER}`, 'i'),
    SPAN,
  ),
}
/** The same where what is looked for is to come. */
const NEEDED_TO_COME: typeof NEEDED = { ...NEEDED, ENTimeUnitWithinFormatParser: TIME_SPAN }

/** They find hours, and no day. */
const OF_THE_CLOCK: ReadonlySet<string> = new Set(['ENTimeExpressionParser', 'ENCasualTimeParser'])

const { parsers, refiners } = configuration.createCasualConfiguration(false)
const PARSERS = parsers.map((parser) => {
  const { name } = parser.constructor
  return {
    parser: withEndsAhead(parser),
    needed: NEEDED[name],
    neededToCome: NEEDED_TO_COME[name],
    isOfTheClock: OF_THE_CLOCK.has(name),
  }
})
const reader = new Chrono({ parsers: [], refiners })

/**
 * The library's casual reading of English dates. Finds what `chrono.en` finds, each parser asked only where it can find something; where
 * it can find hours alone, and so no day, nothing is read.
 */
export const english: Pick<Chrono, 'parse'> = {
  parse(text, reference, options) {
    const asked: DateParser[] = []
    let mayFindDay = false
    for (const { parser, needed, neededToCome, isOfTheClock } of PARSERS) {
      if ((options?.forwardDate === true ? neededToCome : needed)?.isIn(text) === false) continue
      asked.push(parser)
      if (!isOfTheClock) mayFindDay = true
    }
    if (!mayFindDay) return []
    reader.parsers = asked
    return reader.parse(text, reference, options)
  },
}

/** The parser with its patterns as below, each made once. */
function withEndsAhead(parser: DateParser): DateParser {
  let given: RegExp | undefined
  let pattern: RegExp | undefined
  return {
    pattern(context) {
      const own = parser.pattern(context)
      if (pattern === undefined || own !== given) pattern = withEndAhead(own)
      given = own
      return pattern
    },
    extract: (context, match) => parser.extract(context, match),
  }
}

/** Where a repeated time span ends in the patterns of the library. */
const END_OF_SPANS = '{0,10})'

/**
 * The same pattern, with what follows a repeated time span looked ahead to first. It matches the same; but V8 compiles what
 * follows anew for every way through the repetition unless something stops it: "two days ago" took 120 ms of processor time
 * at its second look, with the look ahead it takes 2.
 */
function withEndAhead(pattern: RegExp): RegExp {
  const at = pattern.source.lastIndexOf(END_OF_SPANS)
  if (at < 0) return pattern
  const spans = pattern.source.slice(0, at + END_OF_SPANS.length)
  const end = pattern.source.slice(spans.length)
  return new RegExp(`${spans}(?=${end})${end}`, pattern.flags)
}
