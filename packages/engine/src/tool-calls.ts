import type { Message } from './types.js'

/**
 * Gives a message whose content tells its tool calls too: the content, then one line `name(arguments)` for each call.
 *
 * Everything after this step reads calls as text, so they are segmented, weighed and kept like anything else that was said.
 * Spans refer to this content; up to the recorded content's end it is the same.
 */
export function withToolCallText(message: Message): Message {
  if (message.toolCalls === undefined || message.toolCalls.length === 0) return message
  const lines = message.toolCalls.map((call) => `${call.name}(${call.arguments})`)
  const content = [...(message.content === '' ? [] : [message.content]), ...lines].join('\n')
  return { ...message, content }
}

/** Names of tools that only look: what they are called for changes nothing. */
const LOOKING =
  /^(?:get|list|search|find|read|fetch|look|check|view|show|query|describe|inspect|browse|open|cat|ls|grep|count|calculate|think)(?:[_\-.A-Z]|s?$)/

/** Whether a message calls a tool that may have changed something. */
export const changesState = (message: Message): boolean =>
  message.toolCalls?.some((call) => !LOOKING.test(call.name.replace(/^.*[.:/]/, ''))) === true
