// Fails when a source file is over 500 lines (tests 800) or a function over 80.
// A function's length is counted by brackets from its opening line, nested closures included.
// A file may carry `size-exception: <reason>` on a line of its own where the rule would make it worse.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, sourceFiles } from './source-files.mjs'

const MAX_FILE_LINES = 500
const MAX_TEST_FILE_LINES = 800
const MAX_FUNCTION_LINES = 80

const isTest = (file) => /\.(test|suite|test-d|bench)\.ts$/.test(file) || /\/test\//.test(file)
const FUNCTION_START =
  /^(\s*)(?:export\s+)?(?:default\s+)?(?:async\s+)?function\b|^(\s*)(?:export\s+)?const\s+\w+[^=]*=\s*(?:async\s*)?(?:\([^)]*\)|\w+)(?:\s*:\s*[^=]+)?\s*=>\s*\{\s*$|^(\s+)(?:(?:public|private|protected|static|async|get|set)\s+)*#?\w+\s*\([^)]*\)(?:\s*:\s*[^{]+)?\s*\{\s*$/

/** Functions in formatted code end at the first later line that is their indentation plus a closing brace. */
function longFunctions(lines) {
  const found = []
  for (let i = 0; i < lines.length; i++) {
    const m = FUNCTION_START.exec(lines[i])
    if (!m || /^\s*(if|for|while|switch|catch|return)\b/.test(lines[i])) continue
    const indent = m[1] ?? m[2] ?? m[3] ?? ''
    let end = i
    while (end < lines.length && !(end > i && lines[end].startsWith(`${indent}}`))) end++
    const length = end - i + 1
    if (length > MAX_FUNCTION_LINES) found.push({ line: i + 1, length })
  }
  return found
}

const problems = []
const files = sourceFiles()
for (const file of files) {
  const text = readFileSync(join(root, file), 'utf8')
  if (/size-exception: \S/.test(text)) continue
  const lines = text.split('\n')
  const limit = isTest(file) ? MAX_TEST_FILE_LINES : MAX_FILE_LINES
  if (lines.length > limit) problems.push(`${file}: ${lines.length} lines, at most ${limit}`)
  if (isTest(file)) continue
  for (const f of longFunctions(lines))
    problems.push(`${file}:${f.line}: function of ${f.length} lines, at most ${MAX_FUNCTION_LINES}`)
}
if (problems.length > 0) {
  for (const problem of problems) console.error(problem)
  process.exit(1)
}
console.log(`sizes in bounds in ${files.length} files`)
