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

function readConversations(file: string): (readonly Message[])[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
  // Written by `bench/conversations/build.mjs`, which checks what it writes.
  return lines.map((line) => (JSON.parse(line) as { messages: Message[] }).messages)
}

export const charactersOf = ({ conversations }: SpeedInput): number =>
  conversations.flat().reduce((sum, { content }) => sum + content.length, 0)
