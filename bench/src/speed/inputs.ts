import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Message } from '@precis/engine'
import { conversationOfCharacters } from './conversation.js'
import { otherWordingOf } from './other-wording.js'

/** Conversations that are measured together. */
export type SpeedText = readonly (readonly Message[])[]

/** A kind of conversation, of which any number of texts can be had: what is warmed up on one is measured on others. */
export interface SpeedKind {
  readonly name: string
  /** The text of this number. No two are the same, and all are of about the same length. */
  textAt(number: number): SpeedText
}

const MEGABYTE = 1_000_000
const FOLDER = fileURLToPath(new URL('../../conversations', import.meta.url))
/** The kinds that we wrote: real wording is dearer than the generated one, since fewer of its words return. */
const OWN = ['service-agent', 'assistant-chat', 'group-planning'] as const

/** One conversation of generated sentences. */
const generatedMegabytes: SpeedKind = {
  name: 'generated 1 MB',
  textAt: (number) => [conversationOfCharacters(MEGABYTE, number + 1)],
}

/** Conversations of our own, by kind, as they are and in other words. */
const ownKinds = (): readonly SpeedKind[] =>
  OWN.map((name) => {
    const conversations = readConversations(`${FOLDER}/${name}.jsonl`)
    const wording = otherWordingOf(conversations)
    return {
      name,
      textAt: (number) => conversations.map((messages) => wording.copy(messages, number)),
    }
  })

/**
 * Texts of a kind one after the other as one conversation of a megabyte, each in other words: what a compaction costs where what it does
 * once for each conversation (a line of state, a summary, the fitting of its two thousand tokens) is little beside it.
 */
function toMegabytes({ name, textAt }: SpeedKind): SpeedKind {
  const copies = Math.ceil(MEGABYTE / charactersOf(textAt(0)))
  return {
    name: `${name} to 1 MB`,
    textAt(number) {
      const messages: Message[] = []
      let characters = 0
      for (let copy = 0; copy < copies; copy++)
        for (const message of textAt(number * copies + copy).flat()) {
          if (characters >= MEGABYTE) break
          messages.push({ ...message, id: `m${messages.length}` })
          characters += message.content.length
        }
      return [messages]
    },
  }
}

/** All kinds: the generated one, and each of ours as it is and to a megabyte. */
export const speedKinds = (): readonly SpeedKind[] => [
  generatedMegabytes,
  ...ownKinds().flatMap((kind) => [kind, toMegabytes(kind)]),
]

export function kindOf(name: string): SpeedKind {
  const kinds = speedKinds()
  const kind = kinds.find((one) => one.name === name)
  if (kind === undefined)
    throw new RangeError(`no kind ${name}: expected one of ${kinds.map((one) => one.name).join(', ')}`)
  return kind
}

function readConversations(file: string): (readonly Message[])[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
  // Written by `bench/conversations/build.mjs`, which checks what it writes.
  return lines.map((line) => (JSON.parse(line) as { messages: Message[] }).messages)
}

export const charactersOf = (text: SpeedText): number =>
  text.flat().reduce((sum, { content }) => sum + content.length, 0)
