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
const CODE_SYMBOLS = /[{}()<>=;|\\_$#&^~[\]]/g
/** Share of code symbols above which a line is taken for a machine's; prose stays far below, brackets included. */
const SYMBOL_SHARE = 0.12
/** Only the start of a line is looked at, so that one huge line costs no more than a long one. */
const LOOK_AT = 400

export function formOfLine(line: string): LineForm {
  const head = line.length > LOOK_AT ? line.slice(0, LOOK_AT) : line
  if (head.trim() === '') return 'blank'
  if (FENCE.test(head)) return 'fence'
  if (MACHINE.some((form) => form.test(head))) return 'machine'
  if (LIST.test(head)) return 'list'
  const symbols = head.match(CODE_SYMBOLS)?.length ?? 0
  if (symbols >= 3 && symbols / head.trim().length > SYMBOL_SHARE) return 'machine'
  return 'prose'
}
