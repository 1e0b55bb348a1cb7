import type { Message } from '../types.js'

/** The shapes of conversation that {@link readConversation} knows. */
export type ConversationFormat = 'openai' | 'anthropic' | 'ai-sdk' | 'precis' | 'transcript'

/** A conversation as it was read, with what was recognised and what could not be carried over. */
export interface ImportedConversation {
  readonly format: ConversationFormat
  /** The format in words, for people. */
  readonly description: string
  readonly messages: readonly Message[]
  /** What was left out or assumed, one sentence each. Empty when everything was carried over. */
  readonly notes: readonly string[]
}

/**
 * Why a text could not be read.
 *
 * empty            nothing but white space
 * invalid_json     it begins as JSON and is not JSON
 * unrecognised     readable, but none of the formats
 * invalid_message  a known format with an entry that breaks its rules
 */
export type ConversationReadProblem = 'empty' | 'invalid_json' | 'unrecognised' | 'invalid_message'

/** Thrown when a text is no conversation. The message says where, what was found and what was expected. */
export class ConversationReadError extends TypeError {
  override readonly name = 'ConversationReadError'
  readonly problem: ConversationReadProblem

  constructor(problem: ConversationReadProblem, message: string, options?: ErrorOptions) {
    super(message, options)
    this.problem = problem
  }
}
