/**
 * Text as every database can keep it: lone surrogates and NUL become U+FFFD.
 *
 * UTF-8 has no lone surrogates and Postgres text has no NUL. One UTF-16 unit replaces one, so spans stay true.
 */
export function storableText(text: string): string {
  return text.replace(UNSTORABLE, '\uFFFD')
}

const UNSTORABLE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/** As `storableText`, for text that may be absent. */
export function storableOrNull(text: string | undefined): string | null {
  return text === undefined ? null : storableText(text)
}

/** JSON that survives storing and reading: escapes stand for what text cannot hold. */
export function storableJson(value: unknown): string {
  // JSON.stringify escapes NUL and lone surrogates by itself.
  return JSON.stringify(value)
}
