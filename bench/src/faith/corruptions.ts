import type { CompactionResult, Message } from '@precis/engine'
import type { Random } from '../../../packages/engine/test/survival/random.js'
import { corruptionWordsFor, OTHER_UNITS } from './corruption-words.js'

export const CORRUPTIONS = [
  'names swapped',
  'wrong speaker',
  'number changed',
  'number from elsewhere',
  'date changed',
  'unit changed',
  'quote invented',
  'request invented',
  'negation dropped',
  'negation added',
  'modality changed',
  'rule left out',
  'old value told',
  'two facts merged',
] as const
export type Corruption = (typeof CORRUPTIONS)[number]

/** A text of ours with one statement made wrong. */
export interface Corrupted {
  readonly kind: Corruption
  readonly text: string
  /** What was changed, for a person. */
  readonly change: string
  /** Ids of the messages whose rule is left out. */
  readonly lostRule?: readonly string[]
}

interface Line {
  readonly at: number
  readonly label: string
  readonly body: string
}

const LABEL = /^([\p{L}][^:：\n]{0,30}?)[:：]\s*(?=\S)/u
const DATE =
  /\b(\d{1,2})\.? (?=January|February|March|April|May|June|July|August|September|October|November|December|Januar|Februar|März|Mai|Juni|Juli)/
const NUMBER = /(?<![\d.,:/#-])\d{1,3}(?:[.,]\d{3})*(?:\.\d{1,2})?(?![\d:/-]|[.,]\d|\p{L})/gu
const MIN_BODY_WORDS = 4
const NEVER_SAID_DIGITS = 7

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}'’]+/gu) ?? []

/** The told lines of a text with the speaker of each: headings, days and rules aside. */
function linesOf(text: string, speakers: ReadonlySet<string>): Line[] {
  const lines: Line[] = []
  let label = ''
  text.split('\n').forEach((line, at) => {
    if (/^[#[{]|^\s*[-*`|]|^.{1,24}:$/.test(line)) return
    const own = LABEL.exec(line)
    if (own?.[1] !== undefined && speakers.has(own[1])) label = own[1]
    const body = own?.[1] !== undefined && speakers.has(own[1]) ? line.slice(own[0].length) : line
    if (wordsOf(body).length >= MIN_BODY_WORDS) lines.push({ at, label, body })
  })
  return lines
}

/** Makes one wrong text of each kind for which the text has material. */
export class Corrupter {
  readonly #lines: readonly Line[]
  readonly #speakers: readonly string[]
  readonly #all: string

  constructor(
    readonly messages: readonly Message[],
    readonly result: CompactionResult,
    readonly language: string,
    readonly random: Random,
  ) {
    this.#speakers = [...new Set(messages.flatMap(({ name, role }) => (role === 'tool' ? [] : (name ?? []))))]
    const labels = new Set([
      ...this.#speakers,
      ...[
        'User',
        'Assistant',
        'Nutzer',
        'Assistent',
        'Utilisateur',
        'Usuario',
        'Asistente',
        'Usuário',
        'Assistente',
      ],
    ])
    this.#lines = random.shuffle(linesOf(result.text, labels))
    this.#all = messages.map(({ content }) => content).join('\n')
  }

  all(): Corrupted[] {
    return CORRUPTIONS.flatMap((kind) => this.#make(kind) ?? [])
  }

  #make(kind: Corruption): Corrupted | undefined {
    const words = corruptionWordsFor(this.language)
    switch (kind) {
      case 'names swapped':
        return this.#swappedName(kind)
      case 'wrong speaker':
        return this.#wrongSpeaker(kind)
      case 'number changed':
        return this.#number(kind, (number) => this.#neverSaid(number))
      case 'number from elsewhere':
        return this.#number(kind, (number, line) => this.#fromElsewhere(number, line))
      case 'date changed':
        return this.#edited(kind, (body) =>
          body.replace(DATE, (whole, day: string) =>
            whole.replace(day, String((Number(day) + 12) % 28 || 1)),
          ),
        )
      case 'unit changed':
        return this.#edited(kind, (body) => firstOf(OTHER_UNITS, body))
      case 'quote invented':
        return this.#quote(kind)
      case 'request invented':
        return words && this.#added(kind, this.random.pick(words.requests))
      case 'negation dropped':
        return words && this.#edited(kind, (body) => firstOf(words.denied, body))
      case 'negation added':
        return (
          words &&
          this.#edited(kind, (body) => (isPlain(body, words.denied) ? firstOf(words.affirmed, body) : body))
        )
      case 'modality changed':
        return words && this.#edited(kind, (body) => firstOf(words.allowed, body))
      case 'rule left out':
        return this.#lostRule(kind)
      case 'old value told':
        return this.#oldValue(kind)
      case 'two facts merged':
        return this.#merged(kind)
    }
  }

  /** The text with the first line that `change` alters, altered. */
  #edited(kind: Corruption, change: (body: string, line: Line) => string): Corrupted | undefined {
    for (const line of this.#lines) {
      const changed = change(line.body, line)
      if (changed !== line.body) return this.#replaced(kind, line, changed)
    }
    return undefined
  }

  #replaced(kind: Corruption, line: Line, body: string): Corrupted {
    const lines = this.result.text.split('\n')
    const old = lines[line.at] ?? ''
    lines[line.at] = old.slice(0, old.length - line.body.length) + body
    return { kind, text: lines.join('\n'), change: `${line.label}: ${line.body} ⇒ ${body}` }
  }

  #added(kind: Corruption, sentence: string): Corrupted {
    return { kind, text: `${this.result.text}\n${sentence}`, change: sentence }
  }

  #swappedName(kind: Corruption): Corrupted | undefined {
    return this.#edited(kind, (body, line) => {
      const named = this.#speakers.find((name) => new RegExp(`\\b${escaped(name)}\\b`).test(body))
      if (named === undefined) return body
      const others = this.#speakers.filter(
        (name) => name !== named && name !== line.label && !body.includes(name),
      )
      return others.length === 0 ? body : body.replace(named, this.random.pick(others))
    })
  }

  #wrongSpeaker(kind: Corruption): Corrupted | undefined {
    const lines = this.result.text.split('\n')
    for (const line of this.#lines) {
      const own = LABEL.exec(lines[line.at] ?? '')?.[1]
      if (own === undefined || own !== line.label || !this.#speakers.includes(own)) continue
      const others = this.#speakers.filter((name) => name !== own && this.result.text.includes(`${name}:`))
      if (others.length === 0) continue
      const other = this.random.pick(others)
      lines[line.at] = `${other}${(lines[line.at] ?? '').slice(own.length)}`
      return { kind, text: lines.join('\n'), change: `${own} ⇒ ${other}: ${line.body}` }
    }
    return undefined
  }

  #number(
    kind: Corruption,
    other: (number: string, line: Line) => string | undefined,
  ): Corrupted | undefined {
    return this.#edited(kind, (body, line) => {
      const numbers = [...body.matchAll(NUMBER)].filter(([number]) => number.length > 1)
      const [one] = this.random.shuffle(numbers)
      const changed = one === undefined ? undefined : other(one[0], line)
      return one === undefined || changed === undefined
        ? body
        : `${body.slice(0, one.index)}${changed}${body.slice(one.index + one[0].length)}`
    })
  }

  #neverSaid(number: string): string | undefined {
    for (let by = NEVER_SAID_DIGITS; by < 60; by++) {
      const made = String(Number.parseInt(number.replace(/\D/g, ''), 10) + by)
      if (!this.#all.includes(made) && !this.result.text.includes(made)) return made
    }
    return undefined
  }

  /** A number of the same length of another line, which the line's own message does not hold. */
  #fromElsewhere(number: string, line: Line): string | undefined {
    const own = this.messages
      .filter(({ content }) => content.includes(number))
      .map(({ content }) => content)
      .join('\n')
    const others = this.#lines
      .filter(({ at }) => Math.abs(at - line.at) > 1)
      .flatMap(({ body }) => [...body.matchAll(NUMBER)].map(([other]) => other))
      .filter((other) => other.length === number.length && !own.includes(other))
    return others.length === 0 ? undefined : this.random.pick(others)
  }

  #quote(kind: Corruption): Corrupted | undefined {
    const [one, two] = this.#lines
    if (one === undefined || two === undefined) return undefined
    const quoted = [...wordsOf(one.body).slice(0, 3), ...wordsOf(two.body).slice(-3)].join(' ')
    return this.#added(kind, `${one.label || 'User'}: “${quoted}”`)
  }

  #lostRule(kind: Corruption): Corrupted | undefined {
    const { text, constraints } = this.result
    const kept = constraints.filter(({ content }) => text.includes(content) && !content.includes('\n'))
    if (kept.length === 0) return undefined
    const { content, evidence } = this.random.pick(kept)
    const left = text
      .split(content)
      .join('')
      .replace(/^- ?$\n/m, '')
    return { kind, text: left, change: content, lostRule: evidence.map(({ messageId }) => messageId) }
  }

  /** A value that was replaced, told as if it were the last one: what replaced it is left out. */
  #oldValue(kind: Corruption): Corrupted | undefined {
    const { items, text } = this.result
    const replaced = items.filter(({ supersededBy }) => items.some(({ id }) => id === supersededBy))
    if (replaced.length === 0) return undefined
    const { content, speaker, supersededBy } = this.random.pick(replaced)
    const newer = new Set(wordsOf(items.find(({ id }) => id === supersededBy)?.content ?? ''))
    const left = text
      .split('\n')
      .filter((line) => wordsOf(line).filter((word) => newer.has(word)).length < newer.size / 2)
    return { kind, text: [...left, `${speaker}: ${content}`].join('\n'), change: `${speaker}: ${content}` }
  }

  /** The first half of one line with the second half of another, by another speaker where there is one. */
  #merged(kind: Corruption): Corrupted | undefined {
    const long = this.#lines.filter(({ body }) => wordsOf(body).length >= 2 * MIN_BODY_WORDS)
    const [one] = long
    const two = long.find(
      (line) => one !== undefined && line.label !== one.label && Math.abs(line.at - one.at) > 1,
    )
    if (one === undefined || two === undefined) return undefined
    const half = (body: string, part: 0 | 1) => {
      const words = body.split(' ')
      const middle = Math.floor(words.length / 2)
      return (part === 0 ? words.slice(0, middle) : words.slice(middle)).join(' ')
    }
    return this.#replaced(kind, one, `${half(one.body, 0)} ${half(two.body, 1)}`)
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function firstOf(rules: readonly (readonly [RegExp, string])[], body: string): string {
  for (const [from, to] of rules) if (from.test(body)) return body.replace(from, to)
  return body
}

const isPlain = (body: string, denied: readonly (readonly [RegExp, string])[]): boolean =>
  denied.every(([from]) => !from.test(body))
