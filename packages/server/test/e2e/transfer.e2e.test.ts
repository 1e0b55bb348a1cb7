import { randomUUID } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runPrecis } from './precis-process.js'
import { call, makeDataDir, pollUntil, removeDataDir, startServer, type TestServer } from './precis-server.js'

let source: string
let target: string
let server: TestServer
let file: string
const conversationId = randomUUID()

const contextOf = async (of: TestServer) =>
  (await call(of, 'GET', `/v1/conversations/${conversationId}/context-for-prompt`)).body

beforeAll(async () => {
  source = await makeDataDir()
  target = await makeDataDir()
  file = join(source, 'instance.jsonl')
  server = await startServer({ dataDir: source })
  const messages = Array.from({ length: 60 }, (_, i) => ({
    conversation_id: conversationId,
    role: i % 2 === 0 ? 'user' : 'assistant',
    content: `Order AX-${i} goes to dock ${i} on ${1 + (i % 28)} March; never call before 9.`,
    user_id: 'u1',
    idempotency_key: `k${i}`,
  }))
  await call(server, 'POST', '/v1/conversations/messages/batch', { messages })
  await call(server, 'POST', '/v1/conversations/compact', { conversation_id: conversationId })
  await pollUntil(async () => {
    const { body } = await call(server, 'GET', `/v1/conversations/${conversationId}/compaction/status`)
    return body['status'] === 'completed'
  })
})
afterAll(async () => {
  await server.kill('SIGTERM')
  await removeDataDir(source)
  await removeDataDir(target)
})

describe('precis export and import', () => {
  it('carry an instance to another folder, byte for byte, while the server runs', async () => {
    const before = await contextOf(server)
    const exported = await runPrecis(['export', '--data', source, '--out', file])
    expect(exported).toMatchObject({ code: 0, stdout: '', stderr: '' })
    expect((await stat(file)).mode & 0o077).toBe(0)
    const imported = await runPrecis(['import', file, '--data', target])
    expect(imported).toMatchObject({ code: 0, stderr: '' })
    expect(imported.stdout).toContain('message: 60')
    const again = await runPrecis(['export', '--data', target])
    expect(again.stdout).toBe(await readFile(file, 'utf8'))

    const restored = await startServer({ dataDir: target })
    expect(await contextOf(restored)).toMatchObject({
      formatted_context: before['formatted_context'],
      compaction_id: before['compaction_id'],
      total_message_count: 60,
    })
    const next = { conversation_id: conversationId, role: 'user', content: 'one more' }
    expect((await call(restored, 'POST', '/v1/conversations/messages', next)).body).toMatchObject({
      sequence: 61,
    })
    expect(await restored.kill('SIGTERM')).toBe(0)
  })

  it('take in nothing of a file that was cut short, and say where', async () => {
    const fresh = await makeDataDir()
    const whole = await readFile(file, 'utf8')
    const cut = join(source, 'cut.jsonl')
    await writeFile(cut, whole.slice(0, Math.floor(whole.length / 3)))
    const { code, stderr } = await runPrecis(['import', cut, '--data', fresh])
    const line = whole.slice(0, Math.floor(whole.length / 3)).split('\n').length
    expect(code).toBe(1)
    expect(stderr).toMatch(new RegExp(`line ${line} of the export: it is no JSON.*Nothing was imported`))
    expect(await runPrecis(['export', '--data', fresh])).toMatchObject({ code: 1, stdout: '' })
    const piped = await runPrecis(['import', '--data', fresh], { input: whole })
    expect(piped).toMatchObject({ code: 0 })
    await removeDataDir(fresh)
  })

  it('refuse an instance that is there already', async () => {
    const { code, stderr } = await runPrecis(['import', file, '--data', source])
    expect(code).toBe(1)
    expect(stderr).toMatch(/already an instance/)
  })

  it('leave no file behind when there is nothing to export', async () => {
    const out = join(source, 'nothing.jsonl')
    const { code, stderr } = await runPrecis(['export', '--data', source, '--instance', 'x', '--out', out])
    expect(code).toBe(1)
    expect(stderr).toMatch(/there is no instance x here; there is default/)
    await expect(stat(out)).rejects.toThrow()
  })
})
