/** Each example of the client's guide, checked by the compiler and run against a server, in the order of the page. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CompatServer, startCompatServer } from '../compat/compat-server.js'
import { collect } from './precis-process.js'
import { TEST_KEY } from './precis-server.js'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
/** Inside the clone, so that the examples find the packages as a reader's file would, and ignored by git. */
const PLACE = join(ROOT, 'packages', 'server', 'dist')

let compat: CompatServer
let folder: string
beforeAll(async () => {
  compat = await startCompatServer()
  folder = await mkdtemp(join(PLACE, 'guide-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await compat.close()
})

async function examplesOf(page: string): Promise<string[]> {
  const text = await readFile(join(ROOT, page), 'utf8')
  return [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code ?? '')
}

/** One program: each example in a scope of its own, its imports at the head. */
function programOf(examples: readonly string[], prelude: string): string {
  const imports = new Set<string>()
  const bodies = examples.map((code) =>
    code.replace(/^import .*\n/gm, (line) => {
      imports.add(line)
      return ''
    }),
  )
  const scopes = bodies.map((body, i) => `{\n${body}}\nconsole.log('example ${i + 1} ran')\n`)
  return [...imports, prelude, ...scopes].join('\n')
}

async function run(command: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, command, { cwd: ROOT, env: { ...process.env, ...env } })
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
  const [exitCode] = await once(child, 'close')
  return { exitCode, stdout: stdout(), stderr: stderr() }
}

async function checkAndRun(name: string, program: string) {
  const path = join(folder, `${name}.ts`)
  await writeFile(path, program)
  const config = {
    extends: '../../../../tsconfig.tests.json',
    compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
    include: [`${name}.ts`],
    exclude: [],
  }
  await writeFile(join(folder, `${name}.json`), JSON.stringify(config))
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
  expect((await run([tsc, '-p', join(folder, `${name}.json`)])).stdout).toBe('')
  return run(['--import', 'tsx', path], { PRECIS_API_KEY: TEST_KEY })
}

/** What a program of the reader's own has around the examples. */
const readersPart = () => `
const apiKey = process.env['PRECIS_API_KEY'] ?? ''
const baseUrl = '${compat.server.url}'
const precis = new Precis({ apiKey, baseUrl, streamUrl: 'http://127.0.0.1:${compat.grpcPort}' })
const conversationId = crypto.randomUUID()
const [userId, customerId] = ['u1', 'c1']
const { messageId } = await precis.conversation.recordMessage({
  conversationId, role: 'user', content: 'Never call before 9.', userId, customerId,
})
await precis.conversation.context.compactAndWait({ conversationId })
const signal = AbortSignal.timeout(60_000)
const model = 'a model'
const report = (error: unknown) => console.log('reported', error)
const anthropic = { messages: { create: async (body: object) => console.log('asked', JSON.stringify(body)) } }
`

describe('docs/sdk.md', () => {
  it('has examples that compile and run one after the other', async () => {
    const [first, ...others] = await examplesOf('docs/sdk.md')
    // The page's first example makes its client for a server on the default port.
    const here = first?.replace('new Precis({', `new Precis({ baseUrl,`) ?? ''
    const examples = [here, ...others]

    const { stdout, stderr, exitCode } = await checkAndRun('guide', programOf(examples, readersPart()))

    expect(stderr).toBe('')
    expect(exitCode).toBe(0)
    for (const i of examples.keys()) expect(stdout).toContain(`example ${i + 1} ran`)
    expect(stdout).toMatch(/asked \{.*Never call before 9/)
    expect(stdout).not.toContain('reported')
  })
})

describe('packages/sdk/README.md', () => {
  it('has an example that compiles and runs', async () => {
    const examples = await examplesOf('packages/sdk/README.md')
    const here = examples.map((code) => code.replace(/baseUrl: '[^']*'/, 'baseUrl'))

    const { stdout, stderr, exitCode } = await checkAndRun('readme', programOf(here, readersPart()))

    expect(stderr).toBe('')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('example 1 ran')
  })
})
