import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const SERVER = fileURLToPath(new URL('./server.ts', import.meta.url))

it('leaves a process the code that it has set for its end', async () => {
  const script = `
    import { startPostgres } from ${JSON.stringify(SERVER)}
    const server = await startPostgres()
    await server.stop()
    process.exitCode = 3`

  await expect(
    promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script]),
  ).rejects.toMatchObject({ code: 3 })
})
