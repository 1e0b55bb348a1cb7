import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import * as sdk from '../src/index.js'
import { CONVERSATION, connect } from './support/connect.js'

const page = readFileSync(fileURLToPath(new URL('../../../docs/sdk.md', import.meta.url)), 'utf8')
const conversationId = CONVERSATION

/** The words that stand in code marks. */
const named = new Set([...page.matchAll(/`([^`\n]+)`/g)].flatMap(([, code]) => code?.match(/\w+/g) ?? []))

function missing(words: readonly string[]): string[] {
  return words.filter((word) => !named.has(word))
}

describe('docs/sdk.md', () => {
  it('names every field of every answer', async () => {
    const { server, precis } = await connect()
    const { conversation } = precis
    const recorded = await conversation.recordMessage({ conversationId, role: 'user', content: 'hello' })
    const batch = await conversation.recordMessages([
      { conversationId, role: 'user', content: 'x', name: 'Ana' },
    ])
    const job = await conversation.context.compact({ conversationId })
    const compacted = await conversation.context.compactAndWait({ conversationId })
    server.recordElsewhere(conversationId, 'later')
    const status = await conversation.context.getCompactionStatus({ conversationId })
    const prompt = await conversation.context.getContextForPrompt({ conversationId })
    const found = await conversation.context.fetch({ conversationId })
    const explanation = await conversation.context.explain({ conversationId })

    const answers = [
      recorded,
      batch,
      job,
      compacted,
      compacted.currentState,
      compacted.factItems[0],
      status,
      status.metadata,
      prompt,
      prompt.recentMessages[0],
      found,
      explanation,
      explanation?.entries[0],
      found.facts[0],
      found.preferences[0],
      found.episodes[0],
      found.emotions[0],
      found.conversationContext,
      await precis.initialize(),
    ]
    for (const answer of answers) expect(missing(Object.keys(answer ?? {}))).toEqual([])
  })

  it('names every call and every error class', () => {
    const { precis } = { precis: new sdk.Precis({ apiKey: 'synap_x' }) }
    const calls = [...Object.keys(precis.conversation), ...Object.keys(precis.conversation.context)]
    const classes = Object.keys(sdk)

    expect(missing([...calls, 'initialize', 'listen', 'stop', 'onCompaction', 'isListening'])).toEqual([])
    expect(missing(classes.filter((name) => !['Precis', 'conversationIdFrom'].includes(name)))).toEqual([])
    expect(page).toContain('conversationIdFrom(')
  })

  it('points only to headings and files that exist', () => {
    const anchors = new Set(
      [...page.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
        (title ?? '')
          .toLowerCase()
          .replace(/[^\w\s-]/g, '')
          .replaceAll(' ', '-'),
      ),
    )
    const linked = [...page.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor]) => anchor ?? '')
    const files = [...page.matchAll(/\]\(([\w./-]+\.md)\)/g)].map(([, path]) => path ?? '')

    expect(linked.filter((anchor) => !anchors.has(anchor))).toEqual([])
    for (const file of files) {
      expect(readFileSync(fileURLToPath(new URL(`../../../docs/${file}`, import.meta.url)), 'utf8')).not.toBe(
        '',
      )
    }
  })
})
