import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { collect } from './precis-process.js'
import { makeDataDir, removeDataDir, startServer, TEST_KEY } from './precis-server.js'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
/** Inside the clone, so that the example finds the packages as a reader's file would, and ignored by git. */
const PLACE = join(ROOT, 'packages', 'server', 'dist')

describe('README.md', () => {
  it('has a TypeScript example that runs as it stands', async () => {
    const readme = await readFile(join(ROOT, 'README.md'), 'utf8')
    const code = /<!-- example: quickstart -->\n```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
    const folder = await mkdtemp(join(PLACE, 'readme-'))
    await writeFile(join(folder, 'example.ts'), code)
    const server = await startServer({ dataDir: await makeDataDir() })

    const child = spawn(process.execPath, ['--import', 'tsx', join(folder, 'example.ts')], {
      cwd: ROOT,
      env: { ...process.env, PRECIS_API_KEY: TEST_KEY, PRECIS_URL: server.url },
    })
    const stdout = collect(child.stdout)
    const stderr = collect(child.stderr)
    const [exitCode] = await once(child, 'close')
    await server.kill('SIGTERM')
    await Promise.all([rm(folder, { recursive: true }), removeDataDir(server.dataDir)])

    expect(stderr()).toBe('')
    expect(exitCode).toBe(0)
    expect(code.trim().split('\n').length).toBeLessThanOrEqual(22)
    expect(stdout()).toMatch(/\d+ -> \d+ tokens\nscore [01]/)
    expect(stdout()).toContain('step-free access')
    expect(stdout()).toContain('7 June')
  })

  it('has first calls that end in a prompt context when they are pasted at once', async () => {
    const readme = await readFile(join(ROOT, 'README.md'), 'utf8')
    const calls = /```sh\n(KEY=[\s\S]*?)```/.exec(readme)?.[1] ?? ''
    const server = await startServer({ dataDir: await makeDataDir() })
    const script = calls
      .replaceAll('localhost:8787', new URL(server.url).host)
      .replace('$(cat precis-data/initial-api-key)', TEST_KEY)

    const child = spawn('bash', ['-e', '-c', script], { cwd: ROOT })
    const stdout = collect(child.stdout)
    const [exitCode] = await once(child, 'close')
    await server.kill('SIGTERM')
    await removeDataDir(server.dataDir)

    expect(exitCode).toBe(0)
    expect(stdout()).toMatch(/"formatted_context":"[^"]*Ship order 4471 to Lisbon/)
  })
})
