/**
 * The tables, as Kysely sees them. Column types are the same on every database: text, whole numbers that fit a
 * double, floating-point numbers. JSON is text, booleans are 0 and 1, times are milliseconds since the epoch.
 */
export interface Database {
  instances: InstanceRow
  api_keys: ApiKeyRow
  settings: SettingRow
  conversations: ConversationRow
  messages: MessageRow
  message_annotations: MessageAnnotationRow
  idempotency_keys: IdempotencyKeyRow
  pins: PinRow
  runs: RunRow
  compactions: CompactionRow
  digests: DigestRow
  search_terms: SearchTermRow
  items: ItemRow
  ingestions: IngestionRow
  memories: MemoryRow
  participants: ParticipantRow
  erasures: ErasureRow
}

export interface InstanceRow {
  id: string
  client_id: string
  name: string
  automatic: string
  created_at_ms: number
  /** Messages older than this many days are deleted; null keeps them. */
  max_age_days: number | null
}

export interface ApiKeyRow {
  id: string
  instance_id: string
  key_hash: string
  label: string
  hint: string
  created_at_ms: number
  revoked_at_ms: number | null
}

export interface SettingRow {
  name: string
  value: string
}

export interface ConversationRow {
  instance_id: string
  id: string
  user_id: string | null
  customer_id: string | null
  session_id: string
  automatic: string
  created_at_ms: number
  last_sequence: number
  last_recorded_at_ms: number
  content_bytes: number
  annotated_through: number
  annotated_bytes: number
  annotated_tokens: number
  latest_version: number
  latest_compaction_id: string | null
  covered_through: number
  covered_tokens: number
  /** Messages up to `covered_through` that were deleted before the version was made. */
  covered_deleted: number
  /** The highest version number that was ever given out. */
  issued_versions: number
  deleted_messages: number
  /** Rises whenever messages are deleted: what was made before is not to be used. */
  revision: number
  /** Of the oldest message that is not deleted, or earlier. */
  first_recorded_at_ms: number
  digest_epoch: number
  /** Messages up to here are found by the rows of `search_terms`. */
  searchable_through: number
}

export interface MessageRow {
  instance_id: string
  conversation_id: string
  sequence: number
  id: string
  role: string
  content: string
  name: string | null
  user_id: string | null
  customer_id: string | null
  session_id: string
  metadata: string | null
  tool_calls: string | null
  tool_call_id: string | null
  said_at_ms: number
  recorded_at_ms: number
  /** Then only the number, the ids and the times are left. */
  deleted_at_ms: number | null
  /** How a turn was told that may be told in another way too, and a hash of its words; null once it was. */
  open_report: string | null
}

export interface MessageAnnotationRow {
  instance_id: string
  conversation_id: string
  sequence: number
  token_count: number
  data: string
}

export interface IdempotencyKeyRow {
  instance_id: string
  idempotency_key: string
  /** SHA-256 of what was recorded under the key. */
  fingerprint: string
  conversation_id: string
  message_id: string
  session_id: string
  sequence: number
  recorded_at_ms: number
}

export interface PinRow {
  instance_id: string
  conversation_id: string
  message_id: string
  sequence: number
  created_at_ms: number
}

export interface RunRow {
  instance_id: string
  id: string
  conversation_id: string
  state: string
  trigger_type: string
  strategy: string
  target_tokens: number | null
  through_sequence: number
  created_at_ms: number
  available_at_ms: number
  started_at_ms: number | null
  finished_at_ms: number | null
  lease_owner: string | null
  lease_expires_at_ms: number | null
  attempt: number
  fencing_token: number
  error_message: string | null
}

export interface CompactionRow {
  instance_id: string
  id: string
  conversation_id: string
  version: number
  trigger_type: string
  strategy_requested: string
  strategy_used: string
  target_tokens: number
  original_token_count: number
  validation_score: number
  validation_passed: number
  quality_warning: number
  covered_through: number
  covered_through_at_ms: number
  /** Null: made before this was kept. */
  covered_tokens: number | null
  /** Messages up to `covered_through` that had been deleted. None is deleted later: that would remove the version. */
  covered_deleted: number
  created_at_ms: number
  renderings: string
  detail: string
}

export interface DigestRow {
  instance_id: string
  conversation_id: string
  level: number
  position: number
  after_sequence: number
  through_sequence: number
  revision: number
  /** Null where it has to be made again. */
  data: string | null
}

export interface SearchTermRow {
  instance_id: string
  conversation_id: string
  term: string
  /** The block of messages after this one. */
  after_sequence: number
  /** Distances from `after_sequence` of the messages that have the term, with commas between. */
  offsets: string
}

export interface ItemRow {
  instance_id: string
  conversation_id: string
  position: number
  item_id: string
  user_id: string | null
  customer_id: string | null
  type: string
  content: string
  data: string
  created_at_ms: number
}

export interface IngestionRow {
  instance_id: string
  id: string
  conversation_id: string
  external_conversation_id: string
  fingerprint: string
  conversation_type: string | null
  analysis: string | null
  metadata: string | null
  started_at_ms: number | null
  ended_at_ms: number | null
  queued_at_ms: number
  is_recorded: number
}

export interface MemoryRow {
  instance_id: string
  id: string
  document_id: string
  document_type: string
  user_id: string | null
  customer_id: string | null
  conversation_id: string
  metadata: string | null
  created_at_ms: number
  updated_at_ms: number
}

export interface ParticipantRow {
  instance_id: string
  user_id: string
  /** Of the message, else of the conversation; empty for none. */
  customer_id: string
  conversation_id: string
}

export interface ErasureRow {
  instance_id: string
  id: string
  kind: string
  state: string
  /** Null once it is completed: a receipt tells what was removed, not whose it was. */
  user_id: string | null
  customer_id: string | null
  cutoff_ms: number | null
  removed: string
  requested_at_ms: number
  touched_at_ms: number
  completed_at_ms: number | null
  /** How far the conversation that is being worked on has been looked through. */
  passed_conversation_id: string | null
  passed_sequence: number
}

/** Tables whose rows belong to one instance and are reached only through `Access.read` and `Access.write`. */
export const TENANT_TABLES: ReadonlySet<string> = new Set<keyof Database>([
  'conversations',
  'messages',
  'message_annotations',
  'idempotency_keys',
  'pins',
  'runs',
  'compactions',
  'digests',
  'search_terms',
  'items',
  'ingestions',
  'memories',
  'participants',
  'erasures',
])

/** Tenant tables that the process's own machinery may also reach across instances: work that waits to be done. */
export const QUEUE_TABLES: ReadonlySet<string> = new Set<keyof Database>(['runs', 'erasures'])
