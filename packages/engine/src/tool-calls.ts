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

/** First words of tools that only look: what they are called for changes nothing. */
const LOOKING =
  /^(?:get|list|search|find|read|fetch|look|lookup|check|view|show|query|describe|inspect|browse|open|cat|ls|grep|count|calculate|compute|estimate|compare|preview|retrieve|load|verify|validate|test|think)(?:[_\-.A-Z]|s?$)/

/** Whether a tool of this name may change something when it is called. */
export const isChanging = (name: string): boolean => !LOOKING.test(name.replace(/^.*[.:/]/, ''))
