/**
 * Runs of at least this many characters are data that nobody reads: longer than a SHA-512 digest in hexadecimal, the
 * longest identifier that people quote.
 */
const MIN_BLOB_CHARACTERS = 129
const RUN = /(?:[A-Za-z0-9+/=_-]|\\[nr]){129,}/g
const SEPARATORS = /[/_-]/g
/** Paths and long names have a separator more often than this many characters; base64 has about one in 30. */
const MIN_CHARACTERS_PER_SEPARATOR = 16
/** Encoded data has digits, 16 % in base64. A long word has none. */
const MIN_DIGIT_SHARE = 0.03

/** What stands for data that was left out. */
const LEFT_OUT = '…'

/**
 * Leaves out encoded data: base64, hexadecimal, the digits of a key.
 *
 * Returns undefined where there is none. Cost: linear in the text.
 */
export function withoutBlobs(text: string): string | undefined {
  if (text.length < MIN_BLOB_CHARACTERS) return undefined
  const rest = text.replace(RUN, (run) => (isEncoded(run) ? LEFT_OUT : run))
  return rest === text ? undefined : rest
}

function isEncoded(run: string): boolean {
  const separators = run.match(SEPARATORS)?.length ?? 0
  const digits = run.match(/\d/g)?.length ?? 0
  return separators * MIN_CHARACTERS_PER_SEPARATOR <= run.length && digits >= run.length * MIN_DIGIT_SHARE
}
