/** Documents that become memories. */
import { z } from 'zod'
import { externalId, isoTime, jsonObject, optional, time } from './primitives.js'

export const DOCUMENT_TYPES = [
  'ai-chat-conversation',
  'document',
  'email',
  'pdf',
  'image',
  'audio',
  'meeting-transcript',
] as const
export const documentType = z.enum(DOCUMENT_TYPES, { error: `must be one of ${DOCUMENT_TYPES.join(', ')}` })
export type DocumentType = z.infer<typeof documentType>

const MAX_DOCUMENTS = 100

/** Text, or an object that is kept as its JSON. */
const documentBody = z.union([z.string().min(1, 'must not be empty'), z.record(z.string(), z.unknown())], {
  error: 'must be non-empty text or an object',
})

export const createMemoryRequest = z.object({
  document: documentBody,
  document_type: optional(documentType),
  document_id: optional(externalId),
  document_created_at: optional(isoTime),
  user_id: optional(externalId),
  customer_id: optional(externalId),
  mode: optional(z.enum(['long-range', 'fast'], { error: 'must be long-range or fast' })),
  metadata: optional(jsonObject),
})
export type CreateMemoryRequest = z.input<typeof createMemoryRequest>
export type CreateMemory = z.output<typeof createMemoryRequest>

export const INGESTION_STATUSES = ['queued', 'processing', 'completed', 'failed', 'partial_success'] as const
export const ingestionStatus = z.enum(INGESTION_STATUSES)
export type IngestionStatus = z.infer<typeof ingestionStatus>

export const createMemoryResponse = z.object({
  ingestion_id: z.uuid(),
  document_id: z.string(),
  status: ingestionStatus,
  queued_at: time,
})
export type CreateMemoryResponse = z.infer<typeof createMemoryResponse>

/** Each document is checked by itself, so that one bad document fails alone unless `fail_fast` is set. */
export const createMemoryBatchRequest = z.object({
  documents: z
    .array(z.unknown().meta({ description: 'A document as for POST /api/v1/memories/create' }), {
      error: 'must be a list of documents',
    })
    .max(MAX_DOCUMENTS, `must have at most ${MAX_DOCUMENTS} documents; send several batches`),
  fail_fast: optional(z.boolean('must be true or false')),
})

export const createMemoryBatchResponse = z.object({
  batch_id: z.uuid(),
  total: z.int().min(0),
  succeeded: z.int().min(0),
  failed: z.int().min(0),
  results: z.array(createMemoryResponse.extend({ error_message: z.string().nullable() })),
})
export type CreateMemoryBatchResponse = z.infer<typeof createMemoryBatchResponse>

export const memoryStatusResponse = createMemoryResponse.extend({
  started_at: time.nullable(),
  completed_at: time.nullable(),
  memories_created: z.int().min(0),
  memory_ids: z.array(z.uuid()),
  error_message: z.string().nullable(),
})
export type MemoryStatusResponse = z.infer<typeof memoryStatusResponse>

export const memoryResponse = z.object({
  memory_id: z.uuid(),
  memory_type: z.string(),
  content: z.string(),
  confidence: z.number().min(0).max(1),
  category: z.string(),
  subcategory: z.string(),
  created_at: time,
  updated_at: time,
  source_document_id: z.string(),
})
export type MemoryResponse = z.infer<typeof memoryResponse>

export const updateMemoryRequest = z.object({
  document: documentBody,
  merge_strategy: optional(
    z.enum(['smart-merge', 'replace', 'append'], { error: 'must be smart-merge, replace or append' }),
  ),
  document_type: optional(documentType),
  metadata: optional(jsonObject),
})
export type UpdateMemoryRequest = z.input<typeof updateMemoryRequest>

export const deleteMemoryResponse = z.object({ memory_id: z.uuid(), deleted_at: time })
export type DeleteMemoryResponse = z.infer<typeof deleteMemoryResponse>

export const memoryParams = z.object({ id: z.uuid('must be the UUID of a memory or an ingestion') })
