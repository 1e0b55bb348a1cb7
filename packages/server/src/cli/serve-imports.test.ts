import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

/** Imports and re-exports that are not of types alone, from the beginning of a statement to what is imported. */
const STATIC_IMPORT = /^(?:import|export)\s+(?!type\b)(?:[^'"()]*?\sfrom\s+)?'([^']+)'/gm

/** Packages that a file loads before it runs, its own files and theirs included. Dynamic imports wait until they are needed. */
function packagesOf(file: string, seen = new Set<string>(), found = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return found
  seen.add(file)
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(STATIC_IMPORT))
    if (name.startsWith('.')) packagesOf(resolve(dirname(file), name.replace(/\.js$/, '.ts')), seen, found)
    else found.add(name)
  return found
}

const sourceOf = (path: string) => fileURLToPath(new URL(path, import.meta.url))

describe('an idle server', () => {
  it('leaves the engine to its threads: its own process holds neither tokenizer tables nor date parsers', () => {
    const packages = packagesOf(sourceOf('./serve.ts'))
    expect(packages).toContain('fastify')
    expect(packages).toContain('@precis/engine/recorded')
    expect(packages).not.toContain('@precis/engine')
    expect([...packagesOf(sourceOf('../../../engine/src/recorded.ts'))]).toEqual(['stemmer'])
  })
})
