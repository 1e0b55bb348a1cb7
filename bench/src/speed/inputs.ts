import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Message } from '@precis/engine'
import { conversationOfCharacters } from './conversation.js'

/** Conversations of one kind, whose compaction is measured. */
export interface SpeedInput {
  readonly name: string
  readonly conversations: readonly (readonly Message[])[]
}

const MEGABYTE = 1_000_000
const FOLDER = fileURLToPath(new URL('../../conversations', import.meta.url))
/** The kinds that we wrote: real wording is dearer than the generated one, since fewer of its words return. */
const OWN = ['service-agent', 'assistant-chat', 'group-planning'] as const

export const generatedMegabyte = (): SpeedInput => ({
  name: 'generated 1 MB',
  conversations: [conversationOfCharacters(MEGABYTE, 1)],
})

/** Conversations of our own, by kind. */
export const ownInputs = (): readonly SpeedInput[] =>
  OWN.map((name) => ({ name, conversations: readConversations(`${FOLDER}/${name}.jsonl`) }))

/**
 * Conversations of one kind, one after the other as one until it has a megabyte: what a compaction costs beyond what a process pays for
 * its first passes. They repeat themselves.
 */
export function toMegabyte({ name, conversations }: SpeedInput): SpeedInput {
  const messages: Message[] = []
  for (let characters = 0; characters < MEGABYTE; )
    for (const message of conversations.flat()) {
      if (characters >= MEGABYTE) break
      messages.push({ ...message, id: `m${messages.length}` })
      characters += message.content.length
    }
  return { name: `${name} to 1 MB`, conversations: [messages] }
}

function readConversations(file: string): (readonly Message[])[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
  // Written by `bench/conversations/build.mjs`, which checks what it writes.
  return lines.map((line) => (JSON.parse(line) as { messages: Message[] }).messages)
}

export const charactersOf = ({ conversations }: SpeedInput): number =>
  conversations.flat().reduce((sum, { content }) => sum + content.length, 0)
