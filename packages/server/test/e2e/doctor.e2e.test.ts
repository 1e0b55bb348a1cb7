import { execFileSync, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmod, copyFile, cp, mkdir, open, truncate, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openConnection } from '../../src/store/sqlite/driver.js'
import { runPrecis } from './precis-process.js'
import { makeDataDir, removeDataDir } from './precis-server.js'

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url))
const NOBODY = 65_534
const isRoot = process.getuid?.() === 0 && process.platform === 'linux'
/** Whether another user may run the program from where it stands. */
const mayNobodyRun =
  isRoot && spawnSync(process.execPath, [MAIN, '--version'], { uid: NOBODY, gid: NOBODY }).status === 0
const hasSqlite = spawnSync('sqlite3', ['--version']).status === 0
/** Less than doctor asks for. */
const SMALL_DISK = '64m'
const PAGE_BYTES = 4096

let root: string
/** Data with a schema and a row, that tests break copies of. */
let sound: string
/** With a space and a quote: what is printed has to be what a shell takes. */
let dataDir: string
beforeAll(async () => {
  root = await makeDataDir()
  await chmod(root, 0o755)
  sound = join(root, 'sound')
  expect((await runPrecis(['keys', 'create', '--data', sound])).code).toBe(0)
})
afterAll(() => removeDataDir(root))
beforeEach(async () => {
  dataDir = join(root, `it's ${randomUUID()}`)
  await cp(sound, dataDir, { recursive: true })
})

interface Finding {
  readonly check: string
  readonly isGood: boolean
  readonly says: string
  readonly repair?: string
}

const argsFor = (folder: string, port: number | string) => [
  'doctor',
  '--data',
  folder,
  '--port',
  `${port}`,
  '--json',
]

/** What is wrong, of everything that was looked at. */
async function wrongIn(folder = dataDir, port = 0): Promise<Finding[]> {
  const { code, stdout } = await runPrecis(argsFor(folder, port))
  const wrong = (JSON.parse(stdout) as Finding[]).filter(({ isGood }) => !isGood)
  expect(code).toBe(wrong.length > 0 ? 1 : 0)
  return wrong
}

/** Runs the command that a repair names, as it is printed. */
function carryOut({ repair = '' }: Finding): void {
  const command = /`(.+)`/.exec(repair)?.[1]
  if (command === undefined) throw new Error(`"${repair}" names no command`)
  execFileSync('sh', ['-c', command])
}

const first = ([finding]: readonly Finding[]): Finding => {
  if (!finding) throw new Error('nothing was found to be wrong')
  return finding
}

describe('what precis doctor prints repairs', () => {
  it('a key file that others can read', async () => {
    await writeFile(join(dataDir, 'initial-api-key'), 'synap_x', { mode: 0o644 })
    const wrong = await wrongIn()
    expect(wrong).toMatchObject([{ check: 'first key file' }])

    carryOut(first(wrong))
    expect(await wrongIn()).toEqual([])
  })

  it.runIf(mayNobodyRun)('a folder that belongs to somebody else', async () => {
    const asNobody = () => {
      const { stdout } = spawnSync(process.execPath, [MAIN, ...argsFor(dataDir, 0)], {
        uid: NOBODY,
        gid: NOBODY,
        encoding: 'utf8',
      })
      return (JSON.parse(stdout) as Finding[]).filter(
        ({ check, isGood }) => check === 'data folder' && !isGood,
      )
    }
    const wrong = asNobody()
    expect(wrong).toMatchObject([{ repair: expect.stringMatching(/^run `chown -R nobody .+` as root$/) }])

    carryOut(first(wrong))
    expect(asNobody()).toEqual([])
  })

  it.runIf(isRoot)('a disk that is nearly full, or mounted read-only', async () => {
    const disk = join(root, 'disk')
    await mkdir(disk)
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SMALL_DISK}`, 'tmpfs', disk])
    try {
      const small = join(disk, 'data')
      await cp(sound, small, { recursive: true })
      expect(await wrongIn(small)).toMatchObject([
        { check: 'disk', repair: expect.stringContaining('move the folder to another disk') },
      ])
      execFileSync('mount', ['-o', 'remount,ro', disk])
      expect(await wrongIn(small)).toContainEqual(
        expect.objectContaining({ check: 'data folder', says: expect.stringContaining('read-only') }),
      )
      // What it says to do.
      const moved = join(root, 'moved')
      await cp(small, moved, { recursive: true })
      expect(await wrongIn(moved)).toEqual([])
    } finally {
      execFileSync('umount', [disk])
    }
  })

  it.runIf(hasSqlite)('a write-ahead log that has grown', async () => {
    const log = join(dataDir, 'precis.db-wal')
    await writeFile(log, '')
    // A hole, which takes no space.
    await truncate(log, 1_100 * 1024 ** 2)
    const wrong = await wrongIn()
    expect(wrong).toMatchObject([{ check: 'disk', says: expect.stringContaining('write-ahead log') }])

    carryOut(first(wrong))
    expect(await wrongIn()).toEqual([])
  })

  it.each<[string, string, (path: string) => Promise<void>]>([
    ['a file that is no database', 'database', (path) => overwrite(path, 0)],
    ['a page that is not whole', 'file', (path) => overwrite(path, 10 * PAGE_BYTES)],
    [
      'a schema of a newer program',
      'database',
      async (path) => {
        const database = openConnection(path)
        database.exec(`insert into kysely_migration values ('9999-later', '2030-01-01')`)
        database.close()
      },
    ],
  ])('%s, by restoring a backup', async (_, check, damage) => {
    const path = join(dataDir, 'precis.db')
    await damage(path)
    expect(await wrongIn()).toContainEqual(
      expect.objectContaining({ check, repair: expect.stringMatching(/restore a backup/) }),
    )

    await copyFile(join(sound, 'precis.db'), path)
    expect(await wrongIn()).toEqual([])
  })

  it('a port that another program has', async () => {
    const other = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
    await once(other, 'listening')
    try {
      const { port } = other.address() as AddressInfo
      expect(await wrongIn(dataDir, port)).toMatchObject([
        { check: 'HTTP port', repair: expect.stringContaining('another --port') },
      ])
      expect(await wrongIn(dataDir, 0)).toEqual([])
    } finally {
      other.close()
    }
  })
})

async function overwrite(path: string, offset: number): Promise<void> {
  const file = await open(path, 'r+')
  await file.write(Buffer.alloc(PAGE_BYTES, 0x5a), 0, PAGE_BYTES, offset)
  await file.close()
}
