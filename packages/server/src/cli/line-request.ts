import type { CompactOptions, Message, Provider, ToolCall } from '@precis/engine'
import { FORMATS, optional, requestedFormat, requestedStrategy, role, targetTokens } from '@precis/protocol'
import { z } from 'zod'
import { AppError } from '../errors.js'

/** What a caller of the line mode uses to find its answer again. */
export type LineId = string | number | null

/** One request line, understood. */
export interface LineRequest {
  readonly id: LineId
  readonly messages: readonly Message[]
  readonly options: CompactOptions
  /** Set where the answer is to be a message list. */
  readonly provider?: Provider
  /** What was accepted although it could not be used, one sentence each. */
  readonly notes: readonly string[]
}

/** Most field problems that one error message lists. */
const MAX_LISTED_PROBLEMS = 3

const identifier = z.union([z.string(), z.number()], { error: 'must be a string or a number' })

/** A call as OpenAI writes it (`function`), or flat. */
const lineToolCall = z
  .object({
    id: z.string({ error: 'must be a string' }),
    name: optional(z.string({ error: 'must be a string' })),
    arguments: optional(z.string({ error: 'must be a string' })),
    function: optional(
      z.object({
        name: z.string({ error: 'must be a string' }),
        arguments: z.string({ error: 'must be a string' }),
      }),
    ),
  })
  .transform((call, context): ToolCall => {
    const name = call.function?.name ?? call.name
    if (name !== undefined)
      return { id: call.id, name, arguments: call.function?.arguments ?? call.arguments ?? '' }
    context.addIssue({ code: 'custom', message: 'must name the tool' })
    return z.NEVER
  })

const lineMessage = z
  .object({
    id: optional(identifier),
    role,
    name: optional(z.string({ error: 'must be a string' })),
    content: z.string({ error: 'must be a string' }).nullish(),
    tool_calls: optional(z.array(lineToolCall, { error: 'must be a list of tool calls' })),
    tool_call_id: optional(z.string({ error: 'must be a string' })),
    timestamp: optional(z.string({ error: 'must be an ISO 8601 string' })),
  })
  .transform((message, context) => {
    // Chat APIs give calls with null beside them.
    const content = message.content ?? (message.tool_calls?.length ? '' : undefined)
    if (content === undefined) {
      context.addIssue({ code: 'custom', path: ['content'], message: 'must be a string' })
      return z.NEVER
    }
    return { ...message, content }
  })

const FORMAT_ERROR = `must be one of ${[...FORMATS, 'injection-ready', 'messages'].join(', ')}`

const lineRequest = z.object({
  id: optional(identifier),
  messages: z.array(lineMessage, { error: 'must be a list of messages' }),
  strategy: optional(requestedStrategy),
  target_tokens: optional(targetTokens),
  format: optional(z.union([z.literal('messages'), requestedFormat], { error: FORMAT_ERROR })),
  provider: optional(z.enum(['openai', 'anthropic'], { error: 'must be openai or anthropic' })),
})

type ParsedMessage = z.output<typeof lineMessage>

/** JSON of one line; throws AppError `invalid_argument` when it is not a JSON object. */
export function parseLine(text: string): Readonly<Record<string, unknown>> {
  if (text.trim() === '')
    throw new AppError('invalid_argument', 'The line is empty: expected one JSON object.')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('invalid_argument', `The line is not valid JSON: ${reason}.`, { cause })
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  throw new AppError(
    'invalid_argument',
    'The line is JSON but not an object: expected {"id", "messages", …}.',
  )
}

/** The id to answer under, whatever else is wrong with the line. */
export function lineIdOf(value: Readonly<Record<string, unknown>>): LineId {
  const id = value['id']
  return typeof id === 'string' || typeof id === 'number' ? id : null
}

/** Checks one request; throws AppError `invalid_argument` that lists the fields that are wrong. */
export function parseLineRequest(value: Readonly<Record<string, unknown>>): LineRequest {
  const parsed = lineRequest.safeParse(value)
  if (!parsed.success) throw new AppError('invalid_argument', describeProblems(parsed.error))
  const { messages, strategy, target_tokens, format, provider } = parsed.data
  const unusableTimes = messages.filter(
    (message) => timeOf(message) === undefined && message.timestamp !== undefined,
  )
  return {
    id: lineIdOf(value),
    messages: withIds(messages),
    options: {
      ...(strategy !== undefined && { strategy }),
      ...(target_tokens !== undefined && { targetTokens: target_tokens }),
      ...(format !== undefined && format !== 'messages' && { format }),
    },
    ...(format === 'messages' && { provider: provider ?? 'openai' }),
    notes:
      unusableTimes.length === 0
        ? []
        : [
            unusableTimes.length === 1
              ? '1 timestamp was left out: it is not an ISO 8601 time.'
              : `${unusableTimes.length} timestamps were left out: they are not ISO 8601 times.`,
          ],
  }
}

function describeProblems(error: z.ZodError): string {
  const listed = error.issues
    .slice(0, MAX_LISTED_PROBLEMS)
    .map((issue) => `${fieldName(issue.path)} ${issue.message}`)
  const more = error.issues.length - listed.length
  return `${listed.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`
}

/** `messages[3].role`. */
function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (name, part) =>
      typeof part === 'number' ? `${name}[${part}]` : name === '' ? String(part) : `${name}.${String(part)}`,
    '',
  )
}

function timeOf(message: ParsedMessage): string | undefined {
  const { timestamp } = message
  return timestamp === undefined || Number.isNaN(Date.parse(timestamp)) ? undefined : timestamp
}

/** Ids as they were given; `m<position>` where none was. Two messages with one id are refused: provenance needs one. */
function withIds(messages: readonly ParsedMessage[]): readonly Message[] {
  const given = new Set<string>()
  for (const [index, { id }] of messages.entries()) {
    if (id === undefined) continue
    if (given.has(String(id)))
      throw new AppError('invalid_argument', `messages[${index}].id ${JSON.stringify(id)} is used twice.`)
    given.add(String(id))
  }
  return messages.map((message, index) => {
    const { name, tool_calls: toolCalls, tool_call_id: toolCallId } = message
    const timestamp = timeOf(message)
    return {
      id: message.id === undefined ? freeId(`m${index + 1}`, given) : String(message.id),
      role: message.role,
      content: message.content,
      ...(name !== undefined && { name }),
      ...(timestamp !== undefined && { timestamp }),
      ...(toolCalls !== undefined && toolCalls.length > 0 && { toolCalls }),
      ...(toolCallId !== undefined && { toolCallId }),
    }
  })
}

function freeId(wish: string, taken: Set<string>): string {
  let id = wish
  while (taken.has(id)) id = `${id}_`
  taken.add(id)
  return id
}
