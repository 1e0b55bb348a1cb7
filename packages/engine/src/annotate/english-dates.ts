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

const MONTH = new Needed(/jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/i)
const TIME_SPAN = new Needed(new RegExp(`${LAST_UNIT}(?=\\W|$)`, 'i'))

/**
 * What a text needs for each of the library's parsers of English to find something: every match of the parser holds a match
 * of this. Most parsers then need not run, nor their patterns, of up to 1,500 characters, be compiled. A parser that is not
 * named here always runs.
 */
export const NEEDED: Readonly<Record<string, Needed>> = {
  ENYearMonthDayParser: new Needed(/\d{4}[-./\s]/),
  ISOFormatParser: new Needed(/\d{4}-\d/),
  SlashDateFormatParser: new Needed(/\d[./-]\d/),
  ENTimeUnitWithinFormatParser: TIME_SPAN,
  ENMonthNameLittleEndianParser: MONTH,
  ENMonthNameMiddleEndianParser: MONTH,
  ENWeekdayParser: new Needed(/sun|mon|tue|wed|thu|fri|sat|week/i),
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
  ENCasualDateParser: new Needed(/now|to(?:day|night|morrow)|overmorrow|tmr|yesterday|last\s*night/i),
  ENCasualTimeParser: new Needed(/morning|afternoon|evening|night|midday|noon/i),
  ENEndOfCurrentMonthParser: new Needed(/of\s+(?:the\s+)?month/i),
  ENMonthNameParser: MONTH,
  ENRelativeDateFormatParser: new Needed(
    /this|last|past|next/i,
    new RegExp(`(?:this|last|past|next)\\s*${UNIT}(?=\\W|$)`, 'i'),
  ),
  ENTimeUnitCasualRelativeFormatParser: TIME_SPAN,
}

const NOTHING = /(?!)/

/** The library's casual reading of English dates. Finds what `chrono.en` finds, each parser asked only where it can find something. */
export const english = new Chrono(withParsersOnDemand(configuration.createCasualConfiguration(false)))

function withParsersOnDemand({
  parsers,
  ...rest
}: ReturnType<typeof configuration.createCasualConfiguration>) {
  return { ...rest, parsers: parsers.map(onDemand) }
}

function onDemand(parser: DateParser): DateParser {
  const needed = NEEDED[parser.constructor.name]
  if (needed === undefined) return parser
  let asked: RegExp | undefined
  let pattern = NOTHING
  return {
    pattern(context) {
      if (!needed.isIn(context.text)) return NOTHING
      const given = parser.pattern(context)
      if (given !== asked) pattern = withEndAhead(given)
      asked = given
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
