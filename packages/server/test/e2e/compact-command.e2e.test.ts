import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runPrecis, startLineProcess, startPrecis } from './precis-process.js'

const CHAT = JSON.stringify([
  { role: 'user', content: 'Plan a dinner for 12 people on 9 May. Nobody eats pork.' },
  { role: 'assistant', content: 'Sure! I would suggest a long table and three courses. What is the budget?' },
  { role: 'user', content: 'At most 480 euro. Book the cellar room, please.' },
])

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'precis-compact-'))
  await writeFile(join(folder, 'chat.json'), CHAT)
})
afterAll(() => rm(folder, { recursive: true }))

const AGENT_CHAT = JSON.stringify([
  { role: 'user', content: 'Move order W17 to 14 Hill Road. Never call my office.' },
  {
    role: 'assistant',
    content: null,
    tool_calls: [
      { id: 'c1', type: 'function', function: { name: 'move_order', arguments: '{"order":"W17"}' } },
    ],
  },
  { role: 'tool', tool_call_id: 'c1', content: '{"status":"ok","receipt":"RX-4410"}' },
  { role: 'assistant', content: 'Done, the receipt is RX-4410.' },
  { role: 'user', content: 'Thanks. When will it come?' },
])

describe('precis compact --format messages', () => {
  it('prints a list that Anthropic takes: the result right after its call, roles taking turns', async () => {
    const outcome = await runPrecis(['compact', '-', '-f', 'messages', '--provider', 'anthropic'], {
      input: AGENT_CHAT,
    })

    const { messages } = JSON.parse(outcome.stdout)
    expect(messages.map((message: { role: string }) => message.role)).toEqual([
      'user',
      'assistant',
      'user',
      'assistant',
      'user',
    ])
    expect(messages[1].content[0].id).toBe(messages[2].content[0].tool_use_id)
  })

  it('gives the facts beside an OpenAI list with --json', async () => {
    const outcome = await runPrecis(['compact', '-', '-f', 'messages', '--json'], { input: AGENT_CHAT })

    const { provider, messages, constraints } = JSON.parse(outcome.stdout)
    expect(provider).toBe('openai')
    expect(messages[1].tool_calls[0].id).toBe(messages[2].tool_call_id)
    expect(constraints).toEqual(['Never call my office.'])
  })
})

describe('precis compact --explain', () => {
  it('tells each statement under its message, with what became of it, why, and the totals', async () => {
    const outcome = await runPrecis(['compact', '-', '--explain', '-t', '40'], { input: AGENT_CHAT })

    expect(outcome.stdout).toMatch(/tokens, score \d\.\d\d .*\n\d+ statements: \d+ kept \(\+\)/)
    expect(outcome.stdout).toContain('Kept of what they are worth, by type (in brackets below): ')
    expect(outcome.stdout).toContain(
      '  + (constraint) Never call my office.\n      a rule: kept word for word\n',
    )
    expect(outcome.stdout).toMatch(
      /\n {6}(?:a command|output of a program), of less use for its \d+ tokens than what was kept; worth [+−]\d+\.\d \(/,
    )
    expect(outcome.stdout).toMatch(/^m2, \w+.*:$/m)
  })
})

describe('precis verify', () => {
  it('names what a summary invents and which rule it lost, and fails with --strict', async () => {
    const input = 'The order W99 goes to 14 Hill Road, for $40.'
    const args = ['verify', 'chat-agent.json', '-', '--strict']
    await writeFile(join(folder, 'chat-agent.json'), AGENT_CHAT)
    const outcome = await runPrecis(args, { input, cwd: folder })

    expect(outcome.code).toBe(1)
    expect(outcome.stdout).toContain('  - number: 40')
    expect(outcome.stdout).toContain('W99')
    expect(outcome.stdout).toContain('constraint: Never call my office.')
  })

  it('passes the conversation itself, as JSON too', async () => {
    await writeFile(join(folder, 'chat-agent.json'), AGENT_CHAT)
    const whole = await runPrecis(['compact', 'chat-agent.json', '-t', '500'], { cwd: folder })
    const outcome = await runPrecis(['verify', 'chat-agent.json', '-', '--strict', '--json'], {
      input: whole.stdout,
      cwd: folder,
    })

    expect(outcome.code).toBe(0)
    expect(JSON.parse(outcome.stdout)).toMatchObject({ validation_passed: true, unsupported: [] })
  })
})

describe('precis compact', () => {
  it('prints the result alone on stdout and nothing on stderr when both are pipes', async () => {
    const outcome = await runPrecis(['compact', 'chat.json', '--strategy', 'conservative'], { cwd: folder })

    expect(outcome.code).toBe(0)
    expect(outcome.stderr).toBe('')
    expect(outcome.stdout).toContain('480 euro')
    expect(outcome.stdout).not.toContain('\u001b[')
  })

  it('says on stderr which statements the target cannot hold, also into a pipe', async () => {
    const input = JSON.stringify([
      { role: 'user', content: 'Never call our guests before nine in the morning.' },
      { role: 'assistant', content: 'Noted.' },
      { role: 'user', content: 'Always write the invoices in euro, and never round the amounts on them.' },
      { role: 'assistant', content: 'I will do that.' },
    ])
    for (const format of ['structured', 'messages']) {
      const outcome = await runPrecis(['compact', '-', '-t', '22', '-f', format], { input })
      expect(outcome.code).toBe(0)
      expect(outcome.stderr).toMatch(
        /^Warning: .*rules and pinned messages: \d+ of their statements (?:was|were) left out/m,
      )
    }
    const asJson = await runPrecis(['compact', '-', '-t', '22', '--json'], { input })
    expect(asJson.stderr).toBe('')
    expect(JSON.parse(asJson.stdout).warnings).not.toEqual([])
  })

  it('reads standard input, names the format it recognised and what became of every unit', async () => {
    const outcome = await runPrecis(['compact', '-', '--json', '--explain'], { input: CHAT })

    const result = JSON.parse(outcome.stdout)
    expect(result.recognised).toBe('openai')
    expect(result.manifest).toHaveLength(result.totals.units)
    expect(new Set(result.manifest.map((entry: { fate: string }) => entry.fate))).not.toContain(undefined)
  })

  it('says which format it read when it is asked to', async () => {
    const outcome = await runPrecis(['compact', '-', '--verbose'], { input: 'Ann: one\nBen: two' })

    expect(outcome.stderr).toContain('Read 2 messages: a transcript of Ann, Ben.')
  })

  it('keeps the token target in every format', async () => {
    const formats = ['structured', 'narrative', 'bullet_points', 'injection']
    for (const format of formats) {
      const outcome = await runPrecis(['compact', 'chat.json', '-f', format, '-t', '30', '--json'], {
        cwd: folder,
      })

      expect(JSON.parse(outcome.stdout).tokens).toBeLessThanOrEqual(30)
    }
  })

  it.each([
    [1, ['compact', 'missing.json'], 'There is no file'],
    [1, ['compact', '.'], 'is a directory'],
    [2, ['compact', '--strategy', 'brutal'], 'Allowed choices'],
    [2, ['compact', '-t', '-5'], 'whole number'],
    [2, ['compact', '--jsonl', '--json'], 'no other option'],
    [2, ['frobnicate'], 'unknown command'],
  ])('exits %i for %j', async (code, args, fragment) => {
    const outcome = await runPrecis(args, { cwd: folder })

    expect(outcome.code).toBe(code)
    expect(outcome.stderr).toContain(fragment)
    expect(outcome.stdout).toBe('')
  })

  it('ends without a complaint when its reader has gone', async () => {
    const child = startPrecis(['compact', '--jsonl'])
    child.stdin.on('error', () => undefined)
    child.stdout.destroy()
    child.stdin.write(`${JSON.stringify({ messages: JSON.parse(CHAT) })}\n`)

    const code = await new Promise((resolve) => child.on('close', resolve))

    expect(code).toBe(0)
  })
})

describe('precis compact --jsonl', () => {
  const good = (id: number) =>
    JSON.stringify({ id, messages: JSON.parse(CHAT), target_tokens: 40 + (id % 50) })
  const BAD = ['', '   ', '{', 'not json', '[]', 'null', '"text"', '{"messages":7}', '\u0000', '{"id":']

  it('answers 1,000 mixed good and bad lines, each once and in order', async () => {
    const lines = Array.from({ length: 1000 }, (_, i) =>
      i % 3 === 1 ? (BAD[i % BAD.length] ?? '') : good(i),
    )

    const outcome = await runPrecis(['compact', '--jsonl'], { input: `${lines.join('\n')}\n` })

    const answers = outcome.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(outcome.code).toBe(0)
    expect(answers).toHaveLength(1000)
    answers.forEach((answer, i) => {
      if (i % 3 === 1) {
        expect(answer).toEqual({ id: null, error: { code: 'invalid_argument', message: expect.any(String) } })
      } else {
        expect(answer.id).toBe(i)
        expect(answer.tokens).toBeLessThanOrEqual(40 + (i % 50))
      }
    })
  })

  it('stays alive between questions and has every field of the contract', async () => {
    const process = startLineProcess()
    process.send(good(1))
    const first = await process.receive()
    process.send('{"id":"x","messages":[{"role":"nobody","content":"?"}]}')
    const second = await process.receive()
    process.send(good(3))
    const third = await process.receive()
    const code = await process.end()

    expect(Object.keys(first).sort()).toEqual(
      [
        'constraints',
        'current_state',
        'decisions',
        'facts',
        'id',
        'ms',
        'original_tokens',
        'preferences',
        'text',
        'tokens',
        'validation_score',
        'warnings',
      ].sort(),
    )
    expect(second).toMatchObject({ id: 'x', error: { code: 'invalid_argument' } })
    expect(third['id']).toBe(3)
    expect(code).toBe(0)
  })

  it('answers for content that is hard to read', async () => {
    const contents = [
      'a'.repeat(100_000),
      'Order 4471 ships to Lisbon on Friday. '.repeat(27_000),
      '\ud800 lone \udc00 surrogates',
      '<|endoftext|> and <|im_start|>',
      'שלום עולם \u202e reversed \u202c مرحبا',
      '🎉👩‍👩‍👧‍👦🏳️‍🌈'.repeat(500),
      '\u0000\u0007\u001b[31m control \u2028 characters',
    ]
    const input = contents
      .map((content, id) => JSON.stringify({ id, messages: [{ role: 'user', content }], target_tokens: 200 }))
      .join('\n')

    const outcome = await runPrecis(['compact', '--jsonl'], { input })

    const answers = outcome.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(answers.map((answer) => answer.id)).toEqual(contents.map((_, i) => i))
    for (const answer of answers) expect(answer.tokens).toBeLessThanOrEqual(200)
  })
})
