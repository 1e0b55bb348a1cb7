export { countTokens, truncateToTokens } from './count-tokens.js'
export type * from './types.js'
