import type { AnthropicMessage, OpenAiMessage } from '../../src/render/messages.js'

/** The provider's rules, stated a second time as checks on the finished list. */
export function openAiProblems(messages: readonly OpenAiMessage[]): string[] {
  const problems: string[] = []
  let waiting: string[] = []
  messages.forEach((message, at) => {
    if (message.role === 'system' && at > 0) problems.push(`${at}: system is not first`)
    if (message.role === 'tool') {
      if (waiting[0] !== message.tool_call_id) problems.push(`${at}: result of no open call`)
      waiting.shift()
      return
    }
    if (waiting.length > 0) problems.push(`${at}: ${waiting.length} calls without a result`)
    waiting = []
    if (message.role !== 'assistant') {
      if (message.content === '') problems.push(`${at}: empty content`)
      return
    }
    if (message.content === null && !message.tool_calls?.length)
      problems.push(`${at}: neither content nor calls`)
    for (const call of message.tool_calls ?? []) {
      if (!/^[\w-]{1,64}$/.test(call.function.name)) problems.push(`${at}: bad tool name`)
      waiting.push(call.id)
    }
  })
  return waiting.length > 0 ? [...problems, 'calls without a result at the end'] : problems
}

/** As above, for Anthropic's Messages API. */
export function anthropicProblems(messages: readonly AnthropicMessage[]): string[] {
  const problems: string[] = []
  const seen = new Set<string>()
  let waiting: string[] = []
  messages.forEach(({ role, content }, at) => {
    if (role !== (at % 2 === 0 ? 'user' : 'assistant')) problems.push(`${at}: ${role} out of turn`)
    if (content.length === 0) problems.push(`${at}: no content`)
    const results = content.flatMap((block) => (block.type === 'tool_result' ? [block.tool_use_id] : []))
    if (results.join() !== waiting.join()) problems.push(`${at}: results [${results}] for calls [${waiting}]`)
    if (content.slice(0, results.length).some((block) => block.type !== 'tool_result'))
      problems.push(`${at}: results not first`)
    waiting = []
    for (const block of content) {
      if (block.type === 'text' && block.text.trim() === '') problems.push(`${at}: blank text`)
      if (block.type !== 'tool_use') continue
      if (role !== 'assistant') problems.push(`${at}: call by the user`)
      if (seen.has(block.id) || !/^[\w-]{1,64}$/.test(block.id)) problems.push(`${at}: bad id ${block.id}`)
      seen.add(block.id)
      waiting.push(block.id)
    }
  })
  const last = messages.at(-1)?.content.at(-1)
  if (last?.type === 'text' && last.text !== last.text.trimEnd())
    problems.push('last text ends in white space')
  return waiting.length > 0 ? [...problems, 'calls without a result at the end'] : problems
}
