/** Recording messages. */
import {
  HEADERS,
  MAX_CLIENT_MESSAGE_ID_LENGTH,
  PATHS,
  type RecordBatchResult,
  recordBatchRequest,
  recordBatchResponse,
  recordMessageRequest,
  recordMessageResponse,
} from '@precis/protocol'
import type { FastifyRequest } from 'fastify'
import type { MessageService, RecordMessageInput } from '../../services/types.js'
import { invalidFields } from '../error-handler.js'
import { batchResultOf, receiptOf, recordInputOf } from '../wire/messages.js'
import type { RouteApp } from './route-app.js'

const TAGS = ['messages']

/** The `Idempotency-Key` header, empty counting as absent. */
function requestKeyOf(request: FastifyRequest): string | undefined {
  const key = request.headers[HEADERS.idempotencyKey]
  if (typeof key !== 'string' || key === '') return undefined
  if (key.length <= MAX_CLIENT_MESSAGE_ID_LENGTH) return key
  throw invalidFields([
    {
      path: 'Idempotency-Key',
      message: `must be at most ${MAX_CLIENT_MESSAGE_ID_LENGTH} characters`,
    },
  ])
}

type Entry =
  | { readonly kind: 'valid'; readonly input: RecordMessageInput }
  | { readonly kind: 'invalid'; readonly result: RecordBatchResult }

/** Checks one entry of a batch by itself; the key of the request is told apart by the entry's place in it. */
function parseEntry(raw: unknown, requestKey: string | undefined): Entry {
  const parsed = recordMessageRequest.safeParse(raw)
  if (parsed.success) return { kind: 'valid', input: recordInputOf(parsed.data, requestKey) }
  const error = invalidFields(
    parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  )
  return { kind: 'invalid', result: { error: error.message, code: error.code } }
}

export function messageRoutes(app: RouteApp, messages: MessageService): void {
  app.post(
    PATHS.messages,
    {
      schema: {
        summary: 'Record a message',
        description:
          'Appends one message. The first message registers the conversation. Durable once answered.',
        tags: TAGS,
        body: recordMessageRequest,
        response: { 200: recordMessageResponse },
      },
    },
    async (request) => {
      const input = recordInputOf(request.body, requestKeyOf(request))
      return receiptOf(await messages.record(request.principal, input))
    },
  )

  app.post(
    PATHS.messagesBatch,
    {
      schema: {
        summary: 'Record a batch of messages',
        description:
          'Answers one result for each message, in order; a refused message does not fail the others.',
        tags: TAGS,
        body: recordBatchRequest,
        response: { 200: recordBatchResponse },
      },
    },
    async (request) => {
      const requestKey = requestKeyOf(request)
      const entries = request.body.messages.map((raw, index) =>
        parseEntry(raw, requestKey && `${requestKey}:${index}`),
      )
      const inputs = entries.flatMap((entry) => (entry.kind === 'valid' ? [entry.input] : []))
      const outcomes = (await messages.recordBatch(request.principal, inputs)).values()
      const results = entries.map((entry) => {
        if (entry.kind === 'invalid') return entry.result
        const { value } = outcomes.next()
        if (value === undefined) throw new RangeError('the batch has fewer outcomes than valid messages')
        return batchResultOf(value)
      })
      const succeeded = results.filter((result) => 'message_id' in result).length
      return { total: results.length, succeeded, failed: results.length - succeeded, results }
    },
  )
}
