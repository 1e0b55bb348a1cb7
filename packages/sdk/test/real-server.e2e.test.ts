/** The client against the real server: its store, its worker threads, its two ports. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, createApp } from '../../server/src/app.js'
import { loadConfig } from '../../server/src/config.js'
import {
  AuthenticationError,
  InvalidInputError,
  type MessageInput,
  NotFoundError,
  PermissionError,
  Precis,
  type PushedCompaction,
} from '../src/index.js'
import { rejection } from './support/connect.js'

const KEY = 'synap_sdkendtoendsdkendtoendsdk1'

const TURNS = [
  ['user', 'I want to take the night train from Vienna to Rome on 12 May, two people.'],
  ['assistant', 'Happy to help! There is one at 19:23. Would you like a sleeper cabin?'],
  ['user', 'Yes, a sleeper. I prefer the lower bunk, and please never book anything non-refundable.'],
  ['assistant', 'Noted: lower bunk, refundable fares only. The cabin costs 218 euro.'],
  ['user', 'We decided to take it. Actually, make it 14 May instead. My booking code is KX-2207.'],
  ['assistant', 'Done: 14 May, sleeper, booking code KX-2207.'],
] as const

let app: App
let dataDir: string
let baseUrl: string
let streamUrl: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'precis-sdk-'))
  await start({ port: 0, grpcPort: 0 })
})

async function start(ports: { port: number; grpcPort: number }): Promise<void> {
  const config = loadConfig(
    { host: '127.0.0.1', ...ports, dataDir, logLevel: 'silent' },
    { PRECIS_BOOTSTRAP_API_KEY: KEY },
  )
  app = createApp(config)
  const running = await app.start()
  baseUrl = running.httpUrl
  streamUrl = `http://${running.grpcAddress}`
}

/** Stops the server and starts it again on its data and its ports. */
async function restart(): Promise<void> {
  await app.stop()
  await start({ port: Number(new URL(baseUrl).port), grpcPort: Number(new URL(streamUrl).port) })
}

afterAll(async () => {
  await app.stop()
  await rm(dataDir, { recursive: true, force: true })
})

function open(apiKey = KEY): Precis {
  return new Precis({ apiKey, baseUrl, streamUrl })
}

function messages(conversationId: string): MessageInput[] {
  return TURNS.map(([role, content]) => ({ conversationId, role, content, userId: 'u1' }))
}

/** Between two looks at a condition: leaves the processor to the server, which runs in this process. */
const POLL_PAUSE_MS = 20

/** Looks again until the condition holds. */
async function until<T>(look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  for (;;) {
    const seen = await look()
    if (holds(seen)) return seen
    await pause(POLL_PAUSE_MS)
  }
}

describe('the client and the real server', () => {
  it('record, compact, read: the whole path, every format and style', async () => {
    const precis = open()
    const { conversation } = precis
    const conversationId = crypto.randomUUID()

    expect(await precis.initialize()).toEqual({
      clientId: expect.stringMatching(/^cli_[0-9a-f]{16}$/),
      instanceId: expect.stringMatching(/^inst_[0-9a-f]{16}$/),
    })
    const batch = await conversation.recordMessages(messages(conversationId))
    expect(batch).toMatchObject({ total: 6, succeeded: 6, failed: 0 })
    expect(await conversation.context.getCompactionStatus({ conversationId })).toMatchObject({
      status: 'none',
      hasCompaction: false,
      version: 0,
    })
    expect(await conversation.context.getCompacted({ conversationId })).toBeNull()
    expect(await conversation.context.getContextForPrompt({ conversationId })).toMatchObject({
      available: false,
      formattedContext: null,
      recentMessageCount: 6,
    })

    const compacted = await conversation.context.compactAndWait({
      conversationId,
      strategy: 'conservative',
      targetTokens: 110,
    })

    expect(compacted).toMatchObject({
      version: 1,
      conversationId,
      strategyUsed: 'conservative',
      messageCount: 6,
    })
    expect(compacted.createdAt).toBeInstanceOf(Date)
    expect(compacted.compactedContext).toContain('KX-2207')
    expect(compacted.validationScore).toBeGreaterThan(0)
    expect(compacted.compressionRatio).toBeCloseTo(
      compacted.compactedTokenCount / compacted.originalTokenCount,
      2,
    )
    const items = [
      ...compacted.factItems,
      ...compacted.decisionItems,
      ...compacted.preferenceItems,
      ...compacted.constraintItems,
    ]
    expect(items.length).toBeGreaterThan(0)
    for (const item of items) expect(item.evidence[0]?.messageId).toEqual(expect.any(String))
    expect(await conversation.context.getCompactionStatus({ conversationId })).toMatchObject({
      status: 'completed',
      compactionId: compacted.compactionId,
      latestVersion: 1,
      isStale: false,
      memoriesSinceCompaction: 0,
    })

    const texts = new Set<string>()
    for (const format of [
      'structured',
      'narrative',
      'bullet_points',
      'injection',
      'injection-ready',
    ] as const) {
      const version = await conversation.context.getCompacted({ conversationId, format })
      texts.add(version?.compactedContext ?? '')
    }
    expect(texts.size).toBe(4)
    const styles = new Set<string | null>()
    for (const style of ['structured', 'narrative', 'bullet_points'] as const) {
      const prompt = await conversation.context.getContextForPrompt({ conversationId, style })
      expect(prompt).toMatchObject({ available: true, isStale: false, version: 1, compactedMessageCount: 6 })
      styles.add(prompt.formattedContext)
    }
    expect(styles.size).toBe(3)
  })

  it('never answers with what was before an own write, turn after turn', async () => {
    const { conversation } = open()
    const conversationId = crypto.randomUUID()

    for (const [index, message] of messages(conversationId).entries()) {
      await conversation.recordMessage(message)
      const prompt = await conversation.context.getContextForPrompt({ conversationId, recent: 'always' })
      const again = await conversation.context.getContextForPrompt({ conversationId, recent: 'always' })
      expect(prompt).toMatchObject({ totalMessageCount: index + 1, metadata: { source: 'cloud' } })
      expect(prompt.formattedContext).toContain(message.content)
      expect(again).toMatchObject({ totalMessageCount: index + 1, metadata: { source: 'cache' } })
      if (index % 2 === 0) continue
      const compacted = await conversation.context.compactAndWait({ conversationId })
      expect(await conversation.context.getCompacted({ conversationId })).toMatchObject({
        version: compacted.version,
        messageCount: index + 1,
      })
    }
  })

  it('versions, force, and what is already covered', async () => {
    const { conversation } = open()
    const { context } = conversation
    const conversationId = crypto.randomUUID()
    await conversation.recordMessages(messages(conversationId))
    const first = await context.compactAndWait({ conversationId })

    const covered = await context.compact({ conversationId })
    const forced = await context.compactAndWait({ conversationId, force: true, targetTokens: 60 })

    expect(covered).toMatchObject({ status: 'completed', compactionId: first.compactionId })
    expect(covered.previousContext?.compactionId ?? first.compactionId).toBe(first.compactionId)
    expect(forced.version).toBe(2)
    expect(forced.compactedTokenCount).toBeLessThanOrEqual(60)
    expect(await context.getCompacted({ conversationId, version: 1 })).toMatchObject({
      compactionId: first.compactionId,
    })
    expect(await context.getCompacted({ conversationId, version: 3 })).toBeNull()
    const explanation = await context.explain({ conversationId, version: 2 })
    expect(explanation).toMatchObject({ compactionId: forced.compactionId, version: 2 })
    expect(new Set(explanation?.entries.map((entry) => entry.span.messageId)).size).toBe(TURNS.length)
    expect(await context.explain({ conversationId, version: 3 })).toBeNull()

    const forOpenAi = await context.getMessages({ conversationId, provider: 'openai', version: 2 })
    expect(forOpenAi?.version).toBe(2)
    expect(forOpenAi?.compactedTokenCount).toBeLessThanOrEqual(60)
    expect(forOpenAi?.request.messages[0]?.role).toBe('system')
    expect(JSON.stringify(forOpenAi?.request)).toContain('never book anything non-refundable')
    const forAnthropic = await context.getMessages({ conversationId, provider: 'anthropic', version: 2 })
    expect(forAnthropic?.request.system).toContain('never book anything non-refundable')
    expect(forAnthropic?.request.messages[0]?.role).toBe('user')
    expect(await context.getMessages({ conversationId, provider: 'openai', version: 3 })).toBeNull()

    const second = await context.expand({ conversationId, handle: 'm2' })
    expect(second).toMatchObject({ sequence: 2, role: expect.stringMatching(/user|assistant/) })
    expect(second?.content.length).toBeGreaterThan(0)
    expect(await context.expand({ conversationId, handle: 'm99999' })).toBeNull()
    await expect(context.expand({ conversationId, handle: '12' })).rejects.toThrow('handle')
  })

  it('records once under one idempotency key', async () => {
    const { conversation } = open()
    const message = {
      conversationId: crypto.randomUUID(),
      role: 'user',
      content: 'once',
      idempotencyKey: 'k1',
    } as const

    const [first, second] = [
      await conversation.recordMessage(message),
      await conversation.recordMessage(message),
    ]

    expect(second.messageId).toBe(first.messageId)
    expect(second.sequence).toBe(1)
  })

  it('tells errors by their class', async () => {
    const { conversation } = open()
    const conversationId = crypto.randomUUID()
    const wrong = open('synap_wrongwrongwrongwrongwrong99')

    expect(await rejection(conversation.context.compact({ conversationId }))).toBeInstanceOf(PermissionError)
    expect(await rejection(conversation.context.getContextForPrompt({ conversationId }))).toBeInstanceOf(
      PermissionError,
    )
    expect(await rejection(wrong.initialize())).toBeInstanceOf(AuthenticationError)
    expect(await rejection(wrong.listen())).toBeInstanceOf(AuthenticationError)
    const error = await rejection(
      conversation.context.compact({ conversationId, strategy: 'extreme' as never }),
    )
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({ code: 'invalid_argument', status: 400, correlationId: expect.any(String) })
  })

  it('fetches what fits a question', async () => {
    const { conversation } = open()
    const conversationId = crypto.randomUUID()
    await conversation.recordMessages(messages(conversationId))

    const found = await conversation.context.fetch({
      conversationId,
      searchQuery: 'booking code',
      maxResults: 5,
    })

    expect(found.metadata.source).toBe('cloud')
    const contents = [found.facts, found.preferences, found.episodes, found.temporalEvents]
      .flat()
      .map((item) => item.content)
    expect(contents.join('\n')).toContain('KX-2207')
    expect(found.conversationContext?.recentTurns.at(-1)?.content).toBe(TURNS[5][1])
    for (const fact of found.facts) expect(fact.extractedAt.getTime()).not.toBeNaN()
  })

  it('runs the programs of the guide: memory in a chat, a budget, a gentler second try', async () => {
    const { conversation } = open()
    const { context } = conversation
    const conversationId = crypto.randomUUID()
    await conversation.recordMessages(messages(conversationId))

    const optimizedContext = async (tokenBudget: number): Promise<string> => {
      const status = await context.getCompactionStatus({ conversationId })
      if (status.hasCompaction && !status.isStale) {
        const compacted = await context.getCompacted({ conversationId, format: 'injection-ready' })
        if (compacted) return compacted.compactedContext
      }
      let compaction = await context.compactAndWait({
        conversationId,
        strategy: 'aggressive',
        targetTokens: tokenBudget,
      })
      if (compaction.qualityWarning) {
        compaction = await context.compactAndWait({ conversationId, strategy: 'conservative', force: true })
      }
      return compaction.compactedContext
    }
    const chatWithMemory = async (userMessage: string): Promise<string> => {
      const compacted = await context.getContextForPrompt({ conversationId, style: 'structured' })
      const recent = await context.fetch({
        conversationId,
        searchQuery: [userMessage],
        maxResults: 5,
        mode: 'fast',
      })
      const facts = recent.facts.filter((fact) => fact.confidence >= 0.8).map((fact) => `- ${fact.content}`)
      if (compacted.available && compacted.isStale)
        await context.compact({ conversationId, strategy: 'adaptive' })
      return `${compacted.available ? compacted.formattedContext : ''}\n${facts.join('\n')}`
    }

    const first = await optimizedContext(40)
    const second = await optimizedContext(40)
    const prompt = await chatWithMemory('What is my booking code?')

    expect(first).not.toBe('')
    expect(second).not.toBe('')
    expect(prompt).toContain('KX-2207')
    const { version } = await context.getCompactionStatus({ conversationId })
    expect(version).toBeGreaterThanOrEqual(1)
    expect(await context.getCompacted({ conversationId })).toMatchObject({ version })
  })

  it('listening: a finished run is told, and the status needs no request', async () => {
    const precis = open()
    const { context } = precis.conversation
    const conversationId = crypto.randomUUID()
    await precis.listen()
    try {
      const told = new Promise<PushedCompaction>((resolve) => precis.onCompaction(conversationId, resolve))
      await precis.conversation.recordMessages(messages(conversationId))
      const job = await context.compact({ conversationId })

      const compaction = await told
      const status = await context.getCompactionStatus({ conversationId })

      expect(compaction.compactionId).toBe(job.compactionId)
      expect(status).toMatchObject({
        status: 'completed',
        compactionId: job.compactionId,
        metadata: { source: 'anticipation' },
      })
      await precis.conversation.recordMessage({
        conversationId,
        role: 'user',
        content: 'Add a bicycle, please.',
      })
      expect(await context.getCompactionStatus({ conversationId })).toMatchObject({
        isStale: true,
        memoriesSinceCompaction: 1,
        metadata: { source: 'cloud' },
      })
    } finally {
      precis.stop()
    }
  })

  it('listening: lives through a restart of the server, and hears of what is published after it', async () => {
    const precis = open()
    const conversationId = crypto.randomUUID()
    await precis.listen()
    try {
      await precis.conversation.recordMessages(messages(conversationId))
      const compacted = await precis.conversation.context.compactAndWait({ conversationId })
      await restart()
      await until(async () => precis.isListening, Boolean)
      const told = new Promise<PushedCompaction>((resolve) => {
        precis.onCompaction(conversationId, (news) => {
          if (news.compactionId !== compacted.compactionId) resolve(news)
        })
      })
      await precis.conversation.recordMessage({
        conversationId,
        role: 'user',
        content: 'Add a bicycle, please.',
      })

      const next = await precis.conversation.context.compactAndWait({ conversationId })

      expect(next.version).toBe(compacted.version + 1)
      expect((await told).compactionId).toBe(next.compactionId)
    } finally {
      precis.stop()
    }
  })

  it('listening: the next fetch is answered from what was pushed, with the turn just recorded', async () => {
    const precis = open()
    const { conversation } = precis
    const conversationId = crypto.randomUUID()
    await precis.listen()
    try {
      for (const message of messages(conversationId)) await conversation.recordMessage(message)
      const question = 'What was my booking code for the night train?'
      await conversation.recordMessage({ conversationId, role: 'user', content: question, userId: 'u1' })

      const found = await until(
        () => conversation.context.fetch({ conversationId, searchQuery: question }),
        (seen) => seen.metadata.source === 'anticipation',
      )

      const contents = [found.facts, found.preferences, found.episodes, found.temporalEvents]
        .flat()
        .map((item) => item.content)
      expect(contents.join('\n')).toContain('KX-2207')
      expect(found.conversationContext?.recentTurns.at(-1)).toMatchObject({ role: 'user', content: question })
    } finally {
      precis.stop()
    }
  })
})

describe('deleting', () => {
  it('takes a message out of everything that this client and the server know', async () => {
    const precis = new Precis({ apiKey: KEY, baseUrl, streamUrl })
    await precis.listen()
    const conversationId = crypto.randomUUID()
    const { context, recordMessage, deleteMessage, deleteConversation } = precis.conversation
    const say = (content: string) => recordMessage({ conversationId, role: 'user', content, userId: 'ada' })
    const { messageId } = await say('My booking code is KX-7731.')
    await say('I prefer the lower bunk.')
    await context.compactAndWait({ conversationId })
    const read = async () =>
      JSON.stringify([
        await context.getContextForPrompt({ conversationId }),
        await context.fetch({ conversationId, searchQuery: ['booking code'] }),
      ])
    expect(await read()).toContain('KX-7731')

    const deleted = await deleteMessage({ conversationId, messageId })

    expect(deleted).toMatchObject({ messageId, removed: { messages: 1, versions: 1 } })
    expect(await read()).not.toContain('KX-7731')
    const compaction = await context.compactAndWait({ conversationId })
    expect(compaction.version).toBe(2)
    expect(await read()).not.toContain('KX-7731')
    await expect(deleteMessage({ conversationId, messageId })).rejects.toThrow(NotFoundError)
    // A stream that opens later is told what it missed; the server has kept nothing of the message for that.
    const late = new Precis({ apiKey: KEY, baseUrl, streamUrl })
    const pushed = await new Promise<PushedCompaction>((resolve, reject) => {
      late.onCompaction(conversationId, resolve)
      late.listen().catch(reject)
    })
    late.stop()
    expect(JSON.stringify(pushed)).toContain('lower bunk')
    expect(JSON.stringify(pushed)).not.toContain('KX-7731')

    expect((await deleteConversation({ conversationId })).removed).toMatchObject({ conversations: 1 })
    await expect(context.getContextForPrompt({ conversationId })).rejects.toThrow(PermissionError)
    precis.stop()
  })

  it('takes a user out, and gives the receipt again', async () => {
    const precis = new Precis({ apiKey: KEY, baseUrl, cache: false })
    const conversationId = crypto.randomUUID()
    const userId = `user ${conversationId}/1`
    await precis.conversation.recordMessage({ conversationId, role: 'user', content: 'hello', userId })

    const erasure = await precis.deleteUser({ userId })

    expect(erasure).toMatchObject({ state: 'completed', removed: { conversations: 1, messages: 1 } })
    expect(await precis.getErasure(erasure.erasureId)).toEqual(erasure)
  })
})
