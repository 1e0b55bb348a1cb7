import { parseStamp, type Stamp } from './transcript-stamp.js'

/** How much of a line is looked at for a time and a speaker, in characters. */
const LABEL_WINDOW_CHARS = 120
const MAX_LABEL_WORDS = 4
/** Longest line that may be nothing but a date, in characters. */
const MAX_DATE_LINE_CHARS = 48

/** One line of a transcript, taken apart. */
export interface TranscriptLine {
  readonly text: string
  /** The name before the colon, if the line has the shape of a turn. */
  readonly label?: string
  /** The line without time and label. */
  readonly rest?: string
  readonly stamp?: Stamp
  /** The line is a date and nothing else. */
  readonly isDateLine: boolean
}

const BRACKETED_STAMP = /^\s*[[(]([^\])]{4,40})[\])]\s*(?:[-–—:]\s+)?/
const BARE_STAMP =
  /^\s*((?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})?(?:T|,?\s+)?(?:\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,6})?(?:\s?[ap]\.?m\b\.?)?(?:Z|\s?[+-]\d{2}:?\d{2})?)?)\s*(?:[-–—]\s+|\s)/i
/** `Name:` · `**Name:**` · `**Name**:` · `Name (10:22):`; a full-width colon needs no space after it. */
const LABEL =
  /^\s*(?:\*\*|__)?([\p{L}\p{N}][^:*_()[\]]{0,38}?)\s*(?:[([]([^)\]:]{0,20}:?[^)\]]{0,20})[)\]]\s*)?(?:\*\*|__)?(?::(?=\s|\*\*|__|$)|:)(?:\*\*|__)?\s*/u
const NOT_IN_A_NAME = /[,;!?/\\"<>{}=|#@$%&+]|\.\s|\d{3}/

/** Takes a line apart. Looks at a bounded piece of it, so a line of any length costs the same. */
export function parseTranscriptLine(text: string): TranscriptLine {
  const window = text.slice(0, LABEL_WINDOW_CHARS)
  const lead = leadingStamp(window)
  const match = LABEL.exec(window.slice(lead.length))
  const label = match?.[1]?.trim()
  if (match !== null && label !== undefined && hasNameShape(label)) {
    const stamp = lead.stamp ?? (match[2] === undefined ? undefined : parseStamp(match[2]))
    const rest = text.slice(lead.length + match[0].length)
    return { text, label, rest, isDateLine: false, ...(stamp !== undefined && { stamp }) }
  }
  const whole =
    text.length <= MAX_DATE_LINE_CHARS ? parseStamp(text.replace(/[[\]()*_=#~]/g, ' ')) : undefined
  if (whole?.day !== undefined) return { text, stamp: whole, isDateLine: true }
  return { text, isDateLine: false }
}

function leadingStamp(window: string): { readonly length: number; readonly stamp?: Stamp } {
  for (const pattern of [BRACKETED_STAMP, BARE_STAMP]) {
    const match = pattern.exec(window)
    const stamp = match?.[1] === undefined ? undefined : parseStamp(match[1])
    if (match !== null && stamp !== undefined) return { length: match[0].length, stamp }
  }
  return { length: 0 }
}

function hasNameShape(label: string): boolean {
  return /\p{L}/u.test(label) && label.split(/\s+/).length <= MAX_LABEL_WORDS && !NOT_IN_A_NAME.test(label)
}
