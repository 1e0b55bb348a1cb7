export { annotate } from './annotate/annotate.js'
export { detectLanguage } from './annotate/language.js'
export { ANNOTATION_REVISION } from './annotate/revision.js'
export { compact, compactAnnotated } from './compact.js'
export {
  type CompactedMessages,
  compactAnnotatedToMessages,
  compactToMessages,
  type MessageListOptions,
} from './compact-to-messages.js'
export { countTokens, truncateToTokens } from './count-tokens.js'
export { DIGEST_REVISION, DIGEST_TOKENS, type Digest, type PlacedMessage } from './digest/digest.js'
export { mergeDigests } from './digest/merge.js'
export type { SealedPast } from './digest/past.js'
export { type SealOptions, sealRange } from './digest/seal.js'
export {
  type ConversationFormat,
  ConversationReadError,
  type ConversationReadProblem,
  type ImportedConversation,
} from './import/conversation.js'
export { readConversation } from './import/read-conversation.js'
export { rankTogether } from './rank-together.js'
export { type MessageList, type Provider, toMessages } from './render/messages.js'
export {
  createDocumentIndex,
  type DocumentIndex,
  type RankedDocument,
  type RankOptions,
  type RetrievalDocument,
  rank,
} from './retrieve.js'
export { sharedWords, subjectOfLifting } from './rules-in-force.js'
export { searchKeysOf, searchKeysOfQuery } from './search-keys.js'
export type * from './types.js'
export { verify, verifyAnnotated } from './verify.js'
