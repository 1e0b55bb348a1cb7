/** The turns of a transcript that is handed in as text or as a list. */
import type { Message, Role } from '@precis/engine'

export interface Turn {
  readonly role: Role
  readonly content: string
  readonly name?: string | undefined
  readonly saidAtMs?: number | undefined
}

/** Labels of the person for whom the transcript was made; every other speaker counts as the assistant. */
const USER_LABELS: ReadonlySet<string> = new Set(['user', 'human'])

const isUserLabel = (label: string) => USER_LABELS.has(label.trim().toLowerCase())

/**
 * The role of a labelled turn, as the existing service reads transcripts: user and human are the user, any other
 * label is the assistant, and stays as the speaker's name.
 */
export function roleOfLabel(label: string): Pick<Turn, 'role' | 'name'> {
  const role = label.trim().toLowerCase()
  if (isUserLabel(role)) return { role: 'user' }
  if (role === '' || role === 'assistant') return { role: 'assistant' }
  if (role === 'system' || role === 'tool') return { role }
  return { role: 'assistant', name: label.trim() }
}

/** The turns with text, in order. Text without a single speaker label is one turn of the user. */
export async function readTranscript(transcript: string | readonly Turn[]): Promise<readonly Turn[]> {
  if (typeof transcript !== 'string') return transcript.filter(({ content }) => content.trim() !== '')
  const messages = await readLabelled(transcript)
  const turns = messages.map(({ role, content, name, timestamp }): Turn => {
    const saidAtMs = timestamp === undefined ? undefined : Date.parse(timestamp)
    return { role, content, name, saidAtMs: Number.isNaN(saidAtMs) ? undefined : saidAtMs }
  })
  // With a user among them, all others answer that user; among named people only, each stays who they are.
  const hasUser = turns.some(({ role, name }) => role === 'user' && name === undefined)
  return turns
    .filter(({ content }) => content.trim() !== '')
    .map((turn) =>
      hasUser && turn.role === 'user' && turn.name !== undefined ? { ...turn, role: 'assistant' } : turn,
    )
}

async function readLabelled(transcript: string): Promise<readonly Message[]> {
  // Loaded with the first transcript: a server that takes none stays small.
  const { ConversationReadError, readConversation } = await import('@precis/engine')
  try {
    return readConversation(transcript).messages
  } catch (error) {
    if (!(error instanceof ConversationReadError)) throw error
    return error.problem === 'empty' ? [] : [{ id: 'm1', role: 'user', content: transcript }]
  }
}
