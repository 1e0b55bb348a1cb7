import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeDataDir, pollUntil, removeDataDir } from './precis-server.js'

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))

let dataDir: string
beforeAll(async () => {
  dataDir = await makeDataDir()
})
afterAll(() => removeDataDir(dataDir))

const serveArgs = () => ['serve', '--port', '0', '--grpc-port', 'off', '--data', dataDir]

/** A process of its own between us and the server, in an environment without traces of npm. */
function start(command: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('npm_') && !name.startsWith('PRECIS_'),
  )
  const child = spawn(command, args, { cwd: ROOT, env: Object.fromEntries(inherited) })
  child.stderr.resume()
  return child
}

async function urlOf(child: ChildProcessWithoutNullStreams): Promise<string> {
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /HTTP\s+(http:\S+)/.exec(line)?.[1]
    if (url !== undefined) return url
  }
  throw new Error('it ended before it said its address')
}

const answers = (url: string) =>
  fetch(`${url}/health`).then(
    () => true,
    () => false,
  )

describe('precis serve', () => {
  it('ends when npx is asked to end, whatever shell stands between them', async () => {
    const npx = start('npm', ['exec', '--no', '--', 'precis', ...serveArgs()])
    const url = await urlOf(npx)
    expect(await answers(url)).toBe(true)

    npx.kill('SIGTERM')
    await pollUntil(async () => !(await answers(url)))
  })
})
