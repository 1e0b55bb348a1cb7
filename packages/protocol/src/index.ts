export * from './account.js'
export * from './compactions.js'
export * from './context.js'
export * from './conversations.js'
export * from './erasures.js'
export * from './errors.js'
export * from './headers.js'
export * from './identity.js'
export * from './ingest.js'
export * from './items.js'
export * from './memories.js'
export * from './messages.js'
export {
  canonicalUuid,
  MAX_ID_LENGTH,
  MAX_METADATA_LENGTH,
  NOT_A_UUID,
  optional,
} from './primitives.js'
export * from './profile.js'
