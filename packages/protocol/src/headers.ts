/** Header names on the wire, lower case as Node gives them. Free of zod. */
export const HEADERS = {
  authorization: 'authorization',
  correlationId: 'x-correlation-id',
  clientId: 'x-client-id',
  instanceId: 'x-instance-id',
  /** The two id headers as one existing adapter spells them. Never a source of identity. */
  synapClientId: 'x-synap-client-id',
  synapInstanceId: 'x-synap-instance-id',
  idempotencyKey: 'idempotency-key',
  /** Whole seconds: existing clients fail on fractions and dates. */
  retryAfter: 'retry-after',
} as const

/** Every API key starts so; what follows is random. */
export const API_KEY_PREFIX = 'synap_'

/** Paths of the HTTP API. `:id` stands for one URL-encoded segment. */
export const PATHS = {
  messages: '/v1/conversations/messages',
  messagesBatch: '/v1/conversations/messages/batch',
  compact: '/v1/conversations/compact',
  compacted: '/v1/conversations/:id/compacted',
  compactionStatus: '/v1/conversations/:id/compaction/status',
  explain: '/v1/conversations/:id/explain',
  conversation: '/v1/conversations/:id',
  conversationMessages: '/v1/conversations/:id/messages',
  conversationMessage: '/v1/conversations/:id/messages/:message_id',
  conversationPins: '/v1/conversations/:id/pins',
  conversationPin: '/v1/conversations/:id/pins/:message_id',
  conversationSettings: '/v1/conversations/:id/settings',
  instanceSettings: '/v1/settings',
  contextForPrompt: '/v1/conversations/:id/context-for-prompt',
  ingest: '/v1/conversations/ingest',
  fetchConversation: '/v1/context/conversation/fetch',
  fetchUser: '/v1/context/user/fetch',
  fetchCustomer: '/v1/context/customer/fetch',
  fetchClient: '/v1/context/client/fetch',
  userProfile: '/v1/users/:id/profile',
  user: '/v1/users/:id',
  erasure: '/v1/erasures/:id',
  memoryCreate: '/api/v1/memories/create',
  memoryBatch: '/api/v1/memories/batch',
  memoryStatus: '/api/v1/memories/status/:id',
  memory: '/api/v1/memories/:id',
  memoryUpload: '/api/v1/memories/upload',
  memoryIngest: '/v1/memories/ingest',
  telemetryBatch: '/v1/telemetry/batch',
  creditsBalance: '/v1/credits/balance',
  creditsLedger: '/v1/credits/ledger',
  creditsEstimate: '/v1/credits/estimate',
  creditsRedeem: '/v1/credits/redeem',
  whoami: '/api/v1/auth/whoami',
  health: '/health',
  ready: '/ready',
  metrics: '/metrics',
  openapi: '/openapi.json',
} as const
