import type { ConversationFormat, ImportedConversation } from './conversation.js'
import type { JsonObject } from './json.js'

/** A parsed JSON file: its list of entries, and the object around the list (empty for a bare list). */
export interface ConversationDocument {
  readonly envelope: JsonObject
  readonly entries: readonly unknown[]
  /** Where entry `index` stands, for error messages: `messages[3]` or `line 4`. */
  placeOf(index: number): string
}

/** One JSON format: whether a document bears its marks, and how it becomes messages. */
export interface FormatReader {
  readonly format: ConversationFormat
  recognises(document: ConversationDocument): boolean
  /** Throws ConversationReadError for an entry that breaks the format's rules. */
  read(document: ConversationDocument): ImportedConversation
}
