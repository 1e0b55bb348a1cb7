// Fails when source files import each other in a circle (type-only imports do not count).
import { importsOf, resolveImport, sourceFiles } from './source-files.mjs'

const files = sourceFiles(['packages'])
const graph = new Map(
  files.map((file) => [
    file,
    importsOf(file)
      .filter((i) => !i.typeOnly)
      .map((i) => resolveImport(file, i.specifier))
      .filter(Boolean),
  ]),
)

const state = new Map()
const cycles = []
function visit(file, path) {
  if (state.get(file) === 'done' || !graph.has(file)) return
  if (state.get(file) === 'open') {
    cycles.push([...path.slice(path.indexOf(file)), file])
    return
  }
  state.set(file, 'open')
  for (const next of graph.get(file)) visit(next, [...path, file])
  state.set(file, 'done')
}
for (const file of files) visit(file, [])

if (cycles.length > 0) {
  for (const cycle of cycles) console.error(`import cycle: ${cycle.join(' -> ')}`)
  process.exit(1)
}
console.log(`no import cycles in ${files.length} files`)
