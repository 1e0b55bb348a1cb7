import type { Message, ToolCall } from '../types.js'
import { groupToolCalls, type Step } from './tool-groups.js'

export type Provider = 'openai' | 'anthropic'

export type OpenAiMessage =
  | { readonly role: 'system' | 'user'; readonly content: string }
  | {
      readonly role: 'assistant'
      readonly content: string | null
      readonly tool_calls?: readonly OpenAiToolCall[]
    }
  | { readonly role: 'tool'; readonly tool_call_id: string; readonly content: string }

export interface OpenAiToolCall {
  readonly id: string
  readonly type: 'function'
  readonly function: { readonly name: string; readonly arguments: string }
}

export type AnthropicBlock =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'tool_use'
      readonly id: string
      readonly name: string
      readonly input: Readonly<Record<string, unknown>>
    }
  | { readonly type: 'tool_result'; readonly tool_use_id: string; readonly content: string }

export interface AnthropicMessage {
  readonly role: 'user' | 'assistant'
  readonly content: readonly AnthropicBlock[]
}

/** Ready for the request body: for OpenAI the context is the first message, for Anthropic the `system` parameter. */
export type MessageList =
  | { readonly provider: 'openai'; readonly messages: readonly OpenAiMessage[] }
  | {
      readonly provider: 'anthropic'
      readonly system: string
      readonly messages: readonly AnthropicMessage[]
    }

/** Both providers allow these in ids and tool names, and this many. */
const FOREIGN_CHARACTER = /[^a-zA-Z0-9_-]/g
const MAX_NAME_CHARS = 64
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
/** Stands where a provider wants a turn and none was recorded. */
const NOTHING = '…'

/** Providers refuse requests that are not well-formed Unicode. */
const wellFormed = (text: string): string => text.replace(LONE_SURROGATE, '\uFFFD')
const plainName = (name: string): string =>
  name.replace(FOREIGN_CHARACTER, '_').slice(0, MAX_NAME_CHARS) || 'tool'

/**
 * Renders a compacted context and the messages after it as a list that the provider accepts as it is.
 *
 * Rules   OpenAI: every call has its results directly after it, in its order, and no result stands alone. Anthropic: user and
 *         assistant take turns, the user first; results are the first blocks of the turn after their call; no text is blank;
 *         the last text does not end in white space; ids are unique. System messages join the context.
 *         A call without a result and a result without a call become text: nothing is lost and nothing is made up.
 * Source  platform.openai.com/docs/api-reference/chat, docs.anthropic.com/en/api/messages.
 * Cost    linear in the messages.
 */
export function toMessages(context: string, recent: readonly Message[], provider: Provider): MessageList {
  const instructions = recent.filter((message) => message.role === 'system').map(({ content }) => content)
  const system = wellFormed([...instructions, context].filter((part) => part.trim() !== '').join('\n\n'))
  const steps = groupToolCalls(recent.filter((message) => message.role !== 'system'))
  const ids = new UniqueIds()
  if (provider === 'anthropic') return { provider, system, messages: anthropicTurns(steps, ids) }
  const head: OpenAiMessage[] = system === '' ? [] : [{ role: 'system', content: system }]
  return { provider, messages: [...head, ...steps.flatMap((step) => openAiMessages(step, ids))] }
}

/** Gives each call an id that is allowed and not given before. */
class UniqueIds {
  readonly #given = new Set<string>()

  next(id: string): string {
    const base = plainName(id)
    let unique = base
    for (let copy = 2; this.#given.has(unique); copy++)
      unique = `${base.slice(0, MAX_NAME_CHARS - 8)}_${copy}`
    this.#given.add(unique)
    return unique
  }
}

/** What a message says, with its speaker where it names one; the calls that were never answered told in words. */
function textOfStep(step: Step): string {
  const { name, content } = step.message
  const spoken = name && content.trim() !== '' ? `${name}: ${content}` : content
  const told = step.kind === 'calls' ? step.unanswered.map(toldCall) : []
  return wellFormed([spoken, ...told].filter((part) => part.trim() !== '').join('\n'))
}

const toldCall = ({ name, arguments: given }: ToolCall): string => `[${name}(${given})]`
const toldResult = (message: Message): string => wellFormed(`[${message.name ?? 'tool'}] ${message.content}`)

function openAiMessages(step: Step, ids: UniqueIds): OpenAiMessage[] {
  if (step.kind === 'orphan')
    return step.message.content.trim() === '' ? [] : [{ role: 'user', content: toldResult(step.message) }]
  const text = textOfStep(step)
  if (step.kind === 'text') {
    const role = step.message.role === 'assistant' ? 'assistant' : 'user'
    return text === '' ? [] : [{ role, content: text }]
  }
  const answered = step.answered.map((pair) => ({ ...pair, id: ids.next(pair.call.id) }))
  if (answered.length === 0) return text === '' ? [] : [{ role: 'assistant', content: text }]
  const calls = answered.map(({ call, id }): OpenAiToolCall => {
    const given = { name: plainName(call.name), arguments: wellFormed(call.arguments) }
    return { id, type: 'function', function: given }
  })
  const results = answered.map(({ id, result }): OpenAiMessage => {
    return { role: 'tool', tool_call_id: id, content: wellFormed(result.content) }
  })
  return [{ role: 'assistant', content: text === '' ? null : text, tool_calls: calls }, ...results]
}

/** A tool's input has to be an object; what was recorded as something else becomes its `value`. */
function inputOf(given: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(wellFormed(given))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
    return { value }
  } catch {
    return given.trim() === '' ? {} : { value: wellFormed(given) }
  }
}

const textBlocks = (text: string): AnthropicBlock[] => (text === '' ? [] : [{ type: 'text', text }])

function anthropicTurns(steps: readonly Step[], ids: UniqueIds): AnthropicMessage[] {
  const turns: { role: 'user' | 'assistant'; content: AnthropicBlock[] }[] = []
  const say = (role: 'user' | 'assistant', blocks: readonly AnthropicBlock[]) => {
    if (blocks.length === 0) return
    const last = turns.at(-1)
    if (last?.role === role) last.content.push(...blocks)
    else {
      if (turns.length === 0 && role === 'assistant')
        turns.push({ role: 'user', content: textBlocks(NOTHING) })
      turns.push({ role, content: [...blocks] })
    }
  }
  for (const step of steps) {
    if (step.kind === 'orphan') {
      if (step.message.content.trim() !== '') say('user', textBlocks(toldResult(step.message)))
    } else if (step.kind === 'text') {
      say(step.message.role === 'assistant' ? 'assistant' : 'user', textBlocks(textOfStep(step)))
    } else {
      const answered = step.answered.map((pair) => ({ ...pair, id: ids.next(pair.call.id) }))
      const calls = answered.map(({ call, id }): AnthropicBlock => {
        return { type: 'tool_use', id, name: plainName(call.name), input: inputOf(call.arguments) }
      })
      say('assistant', [...textBlocks(textOfStep(step)), ...calls])
      say(
        'user',
        answered.map(({ id, result }): AnthropicBlock => {
          return { type: 'tool_result', tool_use_id: id, content: wellFormed(result.content) }
        }),
      )
    }
  }
  const last = turns.at(-1)
  if (last === undefined) return [{ role: 'user', content: textBlocks(NOTHING) }]
  return [...turns.slice(0, -1), { ...last, content: last.content.map(withoutTrailingSpace) }]
}

const withoutTrailingSpace = (block: AnthropicBlock): AnthropicBlock =>
  block.type === 'text' ? { ...block, text: block.text.trimEnd() } : block
