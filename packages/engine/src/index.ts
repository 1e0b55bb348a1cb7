export { countTokens, truncateToTokens } from './count-tokens.js'
export { type RankedDocument, type RankOptions, type RetrievalDocument, rank } from './retrieve.js'
export type * from './types.js'
