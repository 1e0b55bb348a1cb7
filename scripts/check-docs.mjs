// Fails when a page names a file, an identifier, a link or a section that does not exist (any more).
// Looks at backticks and links in DESIGN.md, design/, docs/, bench/ and the READMEs, and at pages named in the source.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { root, sourceFiles } from './source-files.mjs'

/** Not ours to hold: other folders of a machine, the shared benchmark, what a run writes, what a reader is told to make. */
const OUTSIDE =
  /^(?:\.\.\/shared\/|\/|~\/|https?:|node_modules\/|(?:\.\/)?precis-data|out\/|answers\/RUN\.|@[\w-]+\/|\d[\d-]*\/|example\.ts$|score\.mjs$|check\.mjs$)/
/** Names of other programs, and examples of what a conversation holds. */
const NAMES_ELSEWHERE = new Set([
  'grpcHost',
  'SYNAP_GRPC_TLS',
  'RESOURCE_EXHAUSTED',
  'DynamicUser',
  'FUN_00401260',
  'PeNgU1N',
])
const SKIPPED = new Set(['node_modules', 'dist', 'out', '.git'])

/** Every file of the checkout, as paths from the top folder. */
function allFiles() {
  const found = []
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }))
      if (!entry.isDirectory()) found.push(relative(root, join(folder, entry.name)))
      else if (!SKIPPED.has(entry.name)) walk(join(folder, entry.name))
  }
  walk(root)
  return found.sort()
}

/** What a span looks like that names a file: folders and an ending of ours, or a folder with its slash. */
const FILE =
  /^[\w.@-]+(?:\/[\w.@-]+)*\.(?:ts|mjs|cjs|js|md|json|jsonl|sql|proto|yaml|yml|sh)$|^(?:[\w.@-]+\/)+[\w.@-]*$/
/** What names something of the source: `camelCase`, `PascalCase` of two words, `UPPER_CASE`, each with or without a call or a member. */
const NAME = /^(?:[a-z]+(?:[A-Z]\w*)+|[A-Z][a-z0-9]+(?:[A-Z]\w*)+|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?=$|[.(])/

const anchorOf = (heading) =>
  heading
    .toLowerCase()
    .replace(/`|\*/g, '')
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/ /g, '-')

const withoutFences = (text) => text.replace(/^```[\s\S]*?^```/gm, '')
const textOf = (page) => readFileSync(join(root, page), 'utf8')
const anchorsOf = (text) =>
  new Set([...withoutFences(text).matchAll(/^#+ (.+)$/gm)].map((m) => anchorOf(m[1])))

const everything = allFiles()
/** Ends of all paths and of all folders, from each of their slashes on: a page may leave out where it is clear. */
const ends = new Set()
for (const file of everything) {
  const parts = file.split('/')
  for (let first = 0; first < parts.length; first++)
    for (let last = first + 1; last <= parts.length; last++)
      ends.add(parts.slice(first, last).join('/') + (last < parts.length ? '/' : ''))
}
const isThere = (path) => ends.has(path) || ends.has(`${path}/`)

const files = sourceFiles()
const words = new Set()
for (const file of files)
  if (!/\.test\.ts$/.test(file)) for (const word of textOf(file).match(/\w+/g) ?? []) words.add(word)

function namesMissing(text) {
  const missing = []
  for (const [, span] of withoutFences(text).matchAll(/`([^`\n]+)`/g)) {
    if (OUTSIDE.test(span) || /[…*<>{}]/.test(span)) continue
    if (FILE.test(span)) {
      if (!isThere(span)) missing.push(span)
    } else {
      const name = NAME.exec(span)?.[0]
      if (name !== undefined && !words.has(name) && !NAMES_ELSEWHERE.has(name)) missing.push(span)
    }
  }
  return missing
}

function linksBroken(page, text) {
  const broken = []
  for (const [, target] of withoutFences(text).matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(target)) continue
    const [path, anchor] = target.split('#')
    const file = path === '' ? join(root, page) : resolve(root, dirname(page), path)
    if (!existsSync(file)) broken.push(target)
    else if (anchor && file.endsWith('.md') && !anchorsOf(readFileSync(file, 'utf8')).has(anchor))
      broken.push(target)
  }
  return broken
}

const problems = []
const all = everything.filter((file) => file.endsWith('.md'))
for (const page of all) {
  const text = textOf(page)
  for (const span of namesMissing(text)) problems.push(`${page}: \`${span}\` does not exist`)
  for (const target of linksBroken(page, text)) problems.push(`${page}: link to ${target} leads nowhere`)
}
for (const file of files)
  if (!/\.test\.ts$/.test(file))
    for (const [page] of textOf(file).matchAll(/(?:docs|bench|design|packages)\/[\w/.-]+\.md/g))
      if (!isThere(page)) problems.push(`${file}: ${page} does not exist`)
if (problems.length > 0) {
  for (const problem of problems) console.error(problem)
  process.exit(1)
}
console.log(`names and links hold in ${all.length} pages`)
