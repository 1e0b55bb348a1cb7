import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { status } from '@grpc/grpc-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CompatServer, compactAndPoll, recordTurns, startCompatServer } from './compat-server.js'
import { bundleOf, signalOf } from './stream-client.js'

let compat: CompatServer
beforeAll(async () => {
  compat = await startCompatServer(['--grpc-port', 'same'])
})
afterAll(async () => {
  await compat.close()
})

describe('one port for both', () => {
  it('is announced as such, and serves requests and streams side by side', async () => {
    expect(new URL(compat.server.url).port).toBe(String(compat.grpcPort))
    const stream = compat.stream().listen()
    const conversationId = randomUUID()

    await recordTurns(compat.python, conversationId)
    await compactAndPoll(compat.python, conversationId)

    await stream.receive(bundleOf('compaction_update', conversationId))
  })

  it('takes a request that arrives letter by letter, and one that begins like HTTP/2', async () => {
    const answers = await Promise.all(
      ['GET /health HTTP/1.1', 'PROPFIND / HTTP/1.1'].map(
        (line) =>
          new Promise<string>((resolve, reject) => {
            const socket = connect(compat.grpcPort, '127.0.0.1')
            let answer = ''
            socket.setNoDelay(true)
            socket.on('data', (chunk) => {
              answer += chunk.toString()
            })
            socket.on('error', reject)
            socket.on('close', () => resolve(answer))
            const letters = [...`${line}\r\nHost: x\r\nConnection: close\r\n\r\n`]
            const sendNext = () => {
              const letter = letters.shift()
              if (letter !== undefined) socket.write(letter, () => setImmediate(sendNext))
            }
            socket.on('connect', sendNext)
          }),
      ),
    )
    expect(answers[0]).toMatch(/^HTTP\/1\.1 200 /)
    expect(answers[1]).toMatch(/^HTTP\/1\.1 4\d\d /)
  })

  it('does not let who says nothing, or hangs up, hold anybody up', async () => {
    const silent = connect(compat.grpcPort, '127.0.0.1')
    const gone = connect(compat.grpcPort, '127.0.0.1', () => gone.destroy())
    await recordTurns(compat.python, randomUUID())
    silent.destroy()
  })

  it('says closing on its streams and stops with 0, though somebody is silent', async () => {
    const leaving = await startCompatServer(['--grpc-port', 'same'])
    const stream = leaving.stream().listen()
    await stream.receive((response) => response.heartbeat_pong)
    const silent = connect(leaving.grpcPort, '127.0.0.1')
    silent.on('error', () => {})
    await new Promise((resolve) => silent.once('connect', resolve))

    const exited = leaving.server.kill('SIGTERM')

    await stream.receive(signalOf('closing'))
    expect((await stream.ended).code).toBe(status.OK)
    expect(await exited).toBe(0)
  })
})
