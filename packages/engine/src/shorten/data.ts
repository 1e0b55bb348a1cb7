import { countTokens } from '../count-tokens.js'
import { type DataToken, readMembers } from '../segment/data.js'

/** Whether a member of a record is worth its words; the key, which begins at `keyStart` in the text, is '' in a list. */
export type Wanted = (key: string, value: string, keyStart: number) => boolean

export interface ShortenedData {
  readonly text: string
  readonly tokenCount: number
}

/** Values that say that there is nothing. */
const NOTHING = /^(?:null|None|undefined|)$/
/** What stands before the data, such as the name of a call, and after it. */
const HEAD = /^[^"'{[\n]{0,80}(?=[{[])/
const TAIL = /(?:\)|<\/\w+>)$/
const ALL: Wanted = () => true

/**
 * Writes a part of JSON for a reader: `key: value` without quotes and braces, empty members left out.
 *
 * Keys and values stand byte for byte as they were, only their quotes go. Returns undefined where the text is no data, or
 * where nothing of it is wanted. Cost: linear in the text.
 */
export function shortenData(text: string, wants: Wanted = ALL): ShortenedData | undefined {
  const written = writeData(text, wants)
  return written === undefined ? undefined : { text: written, tokenCount: countTokens(written) }
}

/** The text of `shortenData`, not counted. */
export function writeData(text: string, wants: Wanted): string | undefined {
  const head = HEAD.exec(text)?.[0] ?? ''
  const tail = head === '' ? '' : (TAIL.exec(text)?.[0] ?? '')
  const tokens = readMembers(text, head.length, text.length - tail.length)
  if (tokens === undefined || !tokens.some(({ kind }) => kind === ':' || kind === ',')) return undefined
  const inner = new Writer(text, tokens, wants).write(head !== '')
  if (inner === '' && head === '') return undefined
  const written = head + inner + tail
  return written.length < text.length ? written : undefined
}

/** Reads tokens once from left to right; recursion goes as deep as the data, which is bounded. */
class Writer {
  readonly #text: string
  readonly #tokens: readonly DataToken[]
  readonly #wants: Wanted
  #at = 0

  constructor(text: string, tokens: readonly DataToken[], wants: Wanted) {
    this.#text = text
    this.#tokens = tokens
    this.#wants = wants
  }

  /** All members; the braces around a single record go. */
  write(isCall: boolean): string {
    const parts: string[] = []
    const first = this.#tokens[0]?.kind
    while (this.#at < this.#tokens.length) {
      const token = this.#tokens[this.#at] as DataToken
      if (token.kind === ',') this.#at++
      else {
        const part = token.kind === '{' && (isCall || first === '{') ? this.#record() : this.#member()
        if (part !== '') parts.push(part)
      }
    }
    return parts.join(', ')
  }

  /** The members between two braces. */
  #record(): string {
    const parts: string[] = []
    this.#at++
    while (this.#at < this.#tokens.length) {
      const { kind } = this.#tokens[this.#at] as DataToken
      if (kind === '}' || kind === ']') break
      if (kind === ',' || kind === ':') this.#at++
      else {
        const part = this.#member()
        if (part !== '') parts.push(part)
      }
    }
    this.#at++
    return parts.join(', ')
  }

  #member(): string {
    let key = ''
    let keyStart = 0
    if (this.#tokens[this.#at + 1]?.kind === ':') {
      const token = this.#tokens[this.#at] as DataToken
      key = this.#bare(token)
      keyStart = token.kind === 'string' ? token.start + 1 : token.start
      this.#at += 2
    }
    const token = this.#tokens[this.#at]
    if (token === undefined) return ''
    if (token.kind === '{') {
      const inner = this.#record()
      if (inner === '') return ''
      return key === '' ? `(${inner})` : `${key} (${inner})`
    }
    if (token.kind === '[') return this.#list(key)
    this.#at++
    const value = this.#bare(token)
    if (NOTHING.test(value) || !this.#wants(key, value, keyStart)) return ''
    return key === '' ? value : `${key}: ${value}`
  }

  #list(key: string): string {
    const values = this.#record()
    if (values === '') return ''
    const isOne = !values.includes(', ')
    const told = isOne ? values : `[${values}]`
    return key === '' ? told : `${key}: ${told}`
  }

  #bare({ kind, start, end }: DataToken): string {
    return kind === 'string' ? this.#text.slice(start + 1, end - 1) : this.#text.slice(start, end)
  }
}
