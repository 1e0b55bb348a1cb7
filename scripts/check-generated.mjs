// Fails when the generated stream code is not what `buf generate` makes of the .proto files, or when those break a lint rule.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { root } from './source-files.mjs'

const PACKAGE = join(root, 'packages/protocol')
const GENERATED = 'src/gen'

/** Runs buf with the workspace's own plugins, so that nothing is downloaded. */
function buf(...args) {
  const bin = join(root, 'node_modules/.bin')
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` }
  const { status, stdout, stderr, error } = spawnSync(join(bin, 'buf'), args, {
    cwd: PACKAGE,
    env,
    encoding: 'utf8',
  })
  if (status === 0) return
  console.error(`buf ${args.join(' ')} failed\n${error ?? ''}${stdout ?? ''}${stderr ?? ''}`)
  process.exit(1)
}

/** Every file below `folder` by its relative path. */
function contents(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath ?? entry.path, entry.name)
      return [path.slice(folder.length + 1), readFileSync(path, 'utf8')]
    }),
  )
}

const fresh = mkdtempSync(join(tmpdir(), 'precis-gen-'))
let stale
try {
  buf('lint')
  buf('generate', '--output', fresh)
  const expected = contents(join(fresh, GENERATED))
  const actual = contents(join(PACKAGE, GENERATED))
  stale = [...new Set([...expected.keys(), ...actual.keys()])].filter(
    (f) => expected.get(f) !== actual.get(f),
  )
} finally {
  rmSync(fresh, { recursive: true, force: true })
}
if (stale.length > 0) {
  for (const file of stale) console.error(`packages/protocol/${GENERATED}/${file} is not current`)
  console.error('run: npm run generate --workspace packages/protocol')
  process.exit(1)
}
console.log('generated files are current')
