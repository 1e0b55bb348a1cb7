/** Documents that become memories. */
import {
  type CreateMemory,
  type CreateMemoryBatchResponse,
  type CreateMemoryResponse,
  createMemoryBatchRequest,
  createMemoryBatchResponse,
  createMemoryRequest,
  createMemoryResponse,
  type DocumentType,
  deleteMemoryResponse,
  type MemoryResponse,
  memoryParams,
  memoryResponse,
  memoryStatusResponse,
  PATHS,
  updateMemoryRequest,
} from '@precis/protocol'
import type { Clock } from '../../clock.js'
import { AppError } from '../../errors.js'
import type { Ids } from '../../ids.js'
import type { MemoryContent, MemoryInput, MemoryService, MemoryState } from '../../services/memories.js'
import type { Principal } from '../../services/types.js'
import { invalidFields, toAppError } from '../error-handler.js'
import { readUpload } from '../upload.js'
import { isoOf, isoOrNull } from '../wire/compactions.js'
import type { RouteApp } from './route-app.js'

const TAGS = ['memories']

/** A document stands for itself: nothing in it was inferred. */
const DOCUMENT_CONFIDENCE = 1
const DEFAULT_TYPE: DocumentType = 'ai-chat-conversation'

export interface MemoryRouteDependencies {
  readonly memories: MemoryService
  readonly clock: Clock
  readonly ids: Ids
  readonly bodyLimitBytes: number
}

/** An object is remembered as its JSON. */
const textOf = (document: string | Readonly<Record<string, unknown>>) =>
  typeof document === 'string' ? document : JSON.stringify(document)

function inputOf(body: CreateMemory): MemoryInput {
  return {
    text: textOf(body.document),
    documentType: body.document_type ?? DEFAULT_TYPE,
    documentId: body.document_id,
    documentCreatedAtMs:
      body.document_created_at === undefined ? undefined : Date.parse(body.document_created_at),
    userId: body.user_id,
    customerId: body.customer_id,
    metadata: body.metadata,
  }
}

function createdOf({ memory, status }: MemoryState): CreateMemoryResponse {
  return {
    ingestion_id: memory.id,
    document_id: memory.documentId,
    status,
    queued_at: isoOf(memory.createdAtMs),
  }
}

function statusOf(state: MemoryState) {
  const isDone = state.status === 'completed'
  return {
    ...createdOf(state),
    started_at: isoOrNull(state.startedAtMs),
    completed_at: isoOrNull(state.completedAtMs),
    memories_created: isDone ? 1 : 0,
    memory_ids: isDone ? [state.memory.id] : [],
    error_message: state.errorMessage,
  }
}

function contentOf({ memory, text }: MemoryContent): MemoryResponse {
  return {
    memory_id: memory.id,
    memory_type: 'document',
    content: text,
    confidence: DOCUMENT_CONFIDENCE,
    category: memory.documentType,
    subcategory: '',
    created_at: isoOf(memory.createdAtMs),
    updated_at: isoOf(memory.updatedAtMs),
    source_document_id: memory.documentId,
  }
}

export function memoryRoutes(app: RouteApp, dependencies: MemoryRouteDependencies): void {
  const { memories } = dependencies
  app.post(
    PATHS.memoryCreate,
    {
      schema: {
        summary: 'Remember a document',
        description: 'A document_id that is known updates its memory; the same text again changes nothing.',
        tags: TAGS,
        body: createMemoryRequest,
        response: { 200: createMemoryResponse },
      },
    },
    async ({ principal, body }) => createdOf(await memories.create(principal, inputOf(body))),
  )
  batchRoute(app, dependencies)
  uploadRoute(app, dependencies)
  itemRoutes(app, dependencies)
}

function batchRoute(app: RouteApp, { memories, ids, clock }: MemoryRouteDependencies): void {
  /** A refused document, in the shape of the others: existing clients need every key. */
  const refusal = (raw: unknown, error: AppError): CreateMemoryBatchResponse['results'][number] => {
    const id = typeof raw === 'object' && raw !== null && 'document_id' in raw ? raw.document_id : ''
    return {
      ingestion_id: ids.uuid(),
      document_id: typeof id === 'string' ? id : '',
      status: 'failed',
      queued_at: isoOf(clock.now()),
      error_message: error.message,
    }
  }

  const createOne = async (principal: Principal, raw: unknown) => {
    const parsed = createMemoryRequest.safeParse(raw)
    if (!parsed.success)
      throw invalidFields(parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })))
    return { ...createdOf(await memories.create(principal, inputOf(parsed.data))), error_message: null }
  }

  app.post(
    PATHS.memoryBatch,
    {
      schema: {
        summary: 'Remember several documents',
        tags: TAGS,
        body: createMemoryBatchRequest,
        response: { 200: createMemoryBatchResponse },
      },
    },
    async ({ principal, body }) => {
      const results: CreateMemoryBatchResponse['results'] = []
      let isStopped = false
      for (const raw of body.documents) {
        if (isStopped) {
          const reason = 'an earlier document was refused and fail_fast is set'
          results.push(refusal(raw, new AppError('cancelled', reason)))
          continue
        }
        try {
          results.push(await createOne(principal, raw))
        } catch (error) {
          const known = toAppError(error)
          if (known.code === 'internal' || known.code === 'unavailable') throw error
          results.push(refusal(raw, known))
          isStopped = body.fail_fast ?? false
        }
      }
      const succeeded = results.filter(({ error_message }) => error_message === null).length
      return {
        batch_id: ids.uuid(),
        total: results.length,
        succeeded,
        failed: results.length - succeeded,
        results,
      }
    },
  )
}

function uploadRoute(app: RouteApp, { memories, bodyLimitBytes }: MemoryRouteDependencies): void {
  // In a scope of its own: only this call reads forms.
  app.register(async (scope: RouteApp) => {
    scope.addContentTypeParser(
      'multipart/form-data',
      { parseAs: 'buffer', bodyLimit: bodyLimitBytes },
      (_request, body, done) => done(null, body),
    )
    scope.post(
      PATHS.memoryUpload,
      {
        schema: {
          summary: 'Remember an uploaded text file',
          description:
            'multipart/form-data with `file` or `text`, and user_id, customer_id, document_type, metadata (JSON) beside it. Text files only.',
          tags: TAGS,
          response: { 200: createMemoryResponse },
        },
      },
      async (request) => {
        const fields = await readUpload(request.body, request.headers['content-type'])
        const parsed = createMemoryRequest.safeParse(fields)
        if (!parsed.success)
          throw invalidFields(
            parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
          )
        return createdOf(await memories.create(request.principal, inputOf(parsed.data)))
      },
    )
  })
}

function itemRoutes(app: RouteApp, { memories, clock }: MemoryRouteDependencies): void {
  app.get(
    PATHS.memoryStatus,
    {
      schema: {
        summary: 'How far a document is',
        tags: TAGS,
        params: memoryParams,
        response: { 200: memoryStatusResponse },
      },
    },
    async ({ principal, params }) => statusOf(await memories.state(principal, params.id)),
  )
  app.get(
    PATHS.memory,
    {
      schema: {
        summary: 'Read a memory',
        tags: TAGS,
        params: memoryParams,
        response: { 200: memoryResponse },
      },
    },
    async ({ principal, params }) => contentOf(await memories.get(principal, params.id)),
  )
  app.patch(
    PATHS.memory,
    {
      schema: {
        summary: 'Change a memory',
        description:
          'smart-merge (default) adds the paragraphs that it does not have; append adds all; replace replaces.',
        tags: TAGS,
        params: memoryParams,
        body: updateMemoryRequest,
        response: { 200: memoryResponse },
      },
    },
    async ({ principal, params, body }) =>
      contentOf(
        await memories.update(principal, params.id, {
          text: textOf(body.document),
          metadata: body.metadata,
          documentType: body.document_type,
          strategy: body.merge_strategy ?? 'smart-merge',
        }),
      ),
  )
  app.delete(
    PATHS.memory,
    {
      schema: {
        summary: 'Forget a memory and everything made from it',
        tags: TAGS,
        params: memoryParams,
        response: { 200: deleteMemoryResponse },
      },
    },
    async ({ principal, params }) => {
      await memories.remove(principal, params.id)
      return { memory_id: params.id, deleted_at: isoOf(clock.now()) }
    },
  )
}
