import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout's top folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

const SKIPPED = new Set(['node_modules', 'dist', 'gen', 'out', '.git'])

/** Every TypeScript or JavaScript source file below `folders`, as paths relative to the top folder. */
export function sourceFiles(folders = ['packages', 'bench', 'examples', 'scripts']) {
  const found = []
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name)) walk(join(folder, entry.name))
      } else if (/\.(ts|tsx|mjs|js)$/.test(entry.name) && !entry.name.endsWith('.d.ts')) {
        found.push(relative(root, join(folder, entry.name)))
      }
    }
  }
  for (const folder of folders) walk(join(root, folder))
  return found.sort()
}

const IMPORT = /^\s*(?:import|export)\s+(type\s+)?(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm

/** The import statements of one file: `{ specifier, typeOnly }`. */
export function importsOf(file) {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(IMPORT)].map((m) => ({ specifier: m[2], typeOnly: Boolean(m[1]) }))
}

/** A relative import as a path from the top folder; undefined for a package import. */
export function resolveImport(file, specifier) {
  if (!specifier.startsWith('.')) return undefined
  return relative(root, resolve(root, dirname(file), specifier)).replace(/\.js$/, '.ts')
}
