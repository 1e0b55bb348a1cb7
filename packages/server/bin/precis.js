#!/usr/bin/env node
// Stands in the repository, so that installing links the command before anything is built.
import { existsSync } from 'node:fs'

const main = new URL('../dist/main.js', import.meta.url)
if (existsSync(main)) {
  await import(main.href)
} else {
  process.stderr.write('precis: not built yet; run `npm run build` in the clone.\n')
  process.exitCode = 1
}
