/** Documents as turns, and turns as the text of a document. */
import { AppError } from '../errors.js'
import type { StoredMessage } from '../store/contract.js'
import { readTranscript, type Turn } from './transcript-turns.js'

/** Kinds of document that are talk, and so have speakers. */
const TALK: ReadonlySet<string> = new Set(['ai-chat-conversation', 'meeting-transcript'])
/** Kinds that are not text; their text has to be extracted before. */
const NOT_TEXT: ReadonlySet<string> = new Set(['pdf', 'image', 'audio'])

export interface DocumentText {
  readonly text: string
  readonly documentType: string
  readonly documentCreatedAtMs?: number | undefined
}

/** Turns as text: talk with its speakers, other documents as they were sent. */
export function toText(
  documentType: string,
  turns: readonly Pick<StoredMessage | Turn, 'role' | 'name' | 'content'>[],
): string {
  const isTalk = TALK.has(documentType) && turns.length > 1
  return turns.map(({ role, name, content }) => (isTalk ? `${name || role}: ${content}` : content)).join('\n')
}

/**
 * The document as turns: talk by its speakers, everything else as one statement.
 *
 * Errors  `invalid_argument` for empty text and for kinds of document that are not text.
 */
export async function turnsOf(document: DocumentText): Promise<readonly Turn[]> {
  const { text, documentType, documentCreatedAtMs } = document
  if (NOT_TEXT.has(documentType))
    throw new AppError(
      'invalid_argument',
      `document_type ${documentType} cannot be read here; extract its text and send that as "document"`,
    )
  const turns: readonly Turn[] = TALK.has(documentType)
    ? await readTranscript(text)
    : [{ role: 'user', content: text }]
  if (turns.every(({ content }) => content.trim() === ''))
    throw new AppError('invalid_argument', 'document has no text; send what is to be remembered')
  return turns.map((turn) => ({ saidAtMs: documentCreatedAtMs, ...turn }))
}

/** The paragraphs of `text` that `known` does not have, in their order and whatever their case. */
export function newParagraphs(known: string, text: string): string {
  const have = new Set(paragraphsOf(known).map((paragraph) => paragraph.toLowerCase()))
  return paragraphsOf(text)
    .filter((paragraph) => !have.has(paragraph.toLowerCase()))
    .join('\n')
}

function paragraphsOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
