import { type JsonObject, textOf } from './json.js'

/** Longest address that is worth its tokens in a placeholder, in characters. */
const MAX_ADDRESS_CHARS = 200

/**
 * The line that stands for a part that is not text: its kind and, where it has one, its name or web address.
 * Data URLs are never repeated: they are bytes, not words.
 */
export function mediaPlaceholder(kind: string, part: JsonObject): string {
  const nested = part[kind] ?? part['source']
  const inner: JsonObject = typeof nested === 'object' && nested !== null ? (nested as JsonObject) : {}
  const candidates = [part['filename'], part['title'], part['url'], part['image_url'], part['image']]
  const label = [...candidates, inner['filename'], inner['url']].map(textOf).find(isShortReference)
  return label === undefined ? `[${kind}]` : `[${kind}: ${label}]`
}

function isShortReference(text: string | undefined): boolean {
  return text !== undefined && text.length <= MAX_ADDRESS_CHARS && !text.startsWith('data:')
}
