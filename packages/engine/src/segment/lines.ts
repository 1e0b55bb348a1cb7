/** What one line of a message looks like. */
export type LineForm = 'blank' | 'fence' | 'machine' | 'list' | 'prose'

const FENCE = /^\s*(?:```|~~~)/
const LIST = /^\s*(?:[-*•]\s+|\(?\d{1,3}[.)]\s+)\S/
/** Forms that people do not write in prose: listings, prompts, traces, logs, diffs, JSON, bare paths. */
const MACHINE = [
  /^\s*\d+:(?!\d\d\b)/,
  /^\s*(?:>>>|\.\.\. |\$ |[\w.@~/-]*[$#>] ?$|[\w-]+[$%]\s)/,
  /^\s*(?:Traceback \(|File "|at [\w$.<>]+ ?\(|Caused by:)/,
  /^(?:[\w.]+)?(?:Error|Exception|Warning)\b:/,
  /^(?:diff --git|@@ |index [0-9a-f]{6,}|\+\+\+ |--- [ab]\/)/,
  /^\s*[{}[\]();,]+\s*$/,
  /^\s*"[^"]*"\s*:/,
  /^\s*[{[].*["\d}\]][}\]],?$/,
  /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d/,
  /^\[?(?:INFO|WARN|WARNING|ERROR|DEBUG|FATAL|TRACE)\b/,
  /^\s*\.{0,2}\/?[\w.@-]+(?:\/[\w.@*-]+)+\/?(?::\d+)*\s*$/,
  /^\s*(?:import|from|def|class|const|let|var|function|return|public|private|export|package|#include)\b.*[;:{(='")]\s*$/,
  /^\s*<\/?[a-z][\w-]*(?:\s[^>]*)?>/i,
]
/** Of each ASCII code: a symbol of code, a mark that a machine's line has, or one that it may end in. */
const CODE_SYMBOL = 1
const MACHINE_MARK = 2
const MACHINE_END = 4
const MARKS = Uint8Array.from({ length: 128 }, (_, code) => {
  const mark = String.fromCharCode(code)
  return (
    (/[{}()<>=;|\\_$#&^~[\]]/.test(mark) ? CODE_SYMBOL : 0) |
    (/[:$#>%/("<]/.test(mark) ? MACHINE_MARK : 0) |
    (/[;:{(='")$#>%\]},]/.test(mark) ? MACHINE_END : 0)
  )
})
const marksOf = (code: number): number => (code < MARKS.length ? (MARKS[code] as number) : 0)
/** Other beginnings of a machine's line than words: what opens prose of none of the other marks is not held against the forms. */
const OPENS_LIKE_PROSE = /^[A-Za-z](?!iff --git|ndex |NFO|ARN|RROR|EBUG|ATAL|RACE)/
/** Share of code symbols above which a line is taken for a machine's; prose stays far below, brackets included. */
const SYMBOL_SHARE = 0.12
/** Only the start of a line is looked at, so that one huge line costs no more than a long one. */
const LOOK_AT = 400

export function formOfLine(line: string): LineForm {
  const head = line.length > LOOK_AT ? line.slice(0, LOOK_AT) : line
  const visible = head.trim()
  if (visible === '') return 'blank'
  let symbols = 0
  let marks = marksOf(visible.charCodeAt(visible.length - 1)) & MACHINE_END
  for (let at = 0; at < visible.length; at++) {
    const found = marksOf(visible.charCodeAt(at))
    symbols += found & CODE_SYMBOL
    marks |= found & MACHINE_MARK
  }
  if (marks === 0 && symbols < MIN_SYMBOLS && OPENS_LIKE_PROSE.test(visible)) return 'prose'
  if (FENCE.test(head)) return 'fence'
  if (MACHINE.some((form) => form.test(head))) return 'machine'
  if (LIST.test(head)) return 'list'
  return symbols >= MIN_SYMBOLS && symbols / visible.length > SYMBOL_SHARE ? 'machine' : 'prose'
}

/** Fewer symbols of code are a bracket and its end. */
const MIN_SYMBOLS = 3
