/**
 * What a process has to know of recorded annotations, digests and search keys that leaves the engine to its threads. Imports
 * neither tokenizer tables nor date parsers: with those an idle process holds some 50 MiB more.
 */
export { ANNOTATION_REVISION } from './annotate/revision.js'
export { DIGEST_REVISION, DIGEST_TOKENS } from './digest/digest.js'
export { searchKeysOf, searchKeysOfQuery } from './search-keys.js'
