/** Every example runs as it is written, against a real server. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, createApp } from '../packages/server/src/app.js'
import { loadConfig } from '../packages/server/src/config.js'

const KEY = 'synap_examplesexamplesexamples01'
const folder = fileURLToPath(new URL('.', import.meta.url))

/** What each program has to say, besides ending with 0 and saying nothing on stderr. */
const EXPECTED: Readonly<Record<string, readonly RegExp[]>> = {
  'quickstart.ts': [/\d+ -> \d+ tokens\n/, /score [01]/, /7 June/],
  'chat-loop.ts': [/version 1, score [01]/, /15 litres/, /solvents/],
  'import-history.ts': [/7 recorded, 0 refused/, /completed after \d+ ms/, /rule of Ravi: .*landlord/],
  'live-updates.ts': [/compaction [0-9a-f-]{36}: /, /status completed, from anticipation/, /RX-90881/],
}

let app: App
let dataDir: string
let environment: Record<string, string>

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'precis-examples-'))
  const config = loadConfig(
    { host: '127.0.0.1', port: 0, grpcPort: 0, dataDir, logLevel: 'silent' },
    { PRECIS_BOOTSTRAP_API_KEY: KEY },
  )
  app = createApp(config)
  const { httpUrl, grpcAddress } = await app.start()
  environment = { PRECIS_API_KEY: KEY, PRECIS_URL: httpUrl, PRECIS_STREAM_URL: `http://${grpcAddress}` }
})

afterAll(async () => {
  await app.stop()
  await rm(dataDir, { recursive: true, force: true })
})

async function run(file: string): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const args = ['--conditions=precis-source', '--import', 'tsx', join(folder, file)]
  const child = spawn(process.execPath, args, { cwd: folder, env: { ...process.env, ...environment } })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const [exitCode] = (await once(child, 'close')) as [number]
  return { exitCode, stdout, stderr }
}

describe('examples', () => {
  it('are all expected to say something', async () => {
    const programs = (await readdir(folder)).filter((name) => /^[a-z-]+\.ts$/.test(name))

    expect(programs.sort()).toEqual(Object.keys(EXPECTED).sort())
  })

  it.each(Object.entries(EXPECTED))('%s runs', async (file, patterns) => {
    const { exitCode, stdout, stderr } = await run(file)

    expect(stderr).toBe('')
    expect(exitCode).toBe(0)
    for (const pattern of patterns) expect(stdout).toMatch(pattern)
  })

  it('quickstart.ts is the program of the README', async () => {
    const readme = await readFile(join(folder, '..', 'README.md'), 'utf8')
    const shown = /<!-- example: quickstart -->\n```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''

    expect(withoutLayout(await readFile(join(folder, 'quickstart.ts'), 'utf8'))).toBe(withoutLayout(shown))
  })
})

/** The README breaks lines for readers, this folder as the formatter wants. */
function withoutLayout(code: string): string {
  return code.replace(/\s+/g, '').replace(/,([}\])])/g, '$1')
}
