/** How far into a result one looks for its own word for the failure, in characters. */
const LOOKED_AT_CHARS = 200
const SAYS_SO = /error|fail|exception|traceback|denied|refused|timed? ?out/i

/** The text of a result that its format marks as failed. The mark has no place in a message, so the text has to say it. */
export function failedResultText(text: string): string {
  if (text.trim() === '') return 'Error'
  return SAYS_SO.test(text.slice(0, LOOKED_AT_CHARS)) ? text : `Error: ${text}`
}
