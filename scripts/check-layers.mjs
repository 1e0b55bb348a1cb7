// Fails when a file imports across a layer it must not know, or reads time, chance or the environment where that is injected.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importsOf, resolveImport, root, sourceFiles } from './source-files.mjs'

const isTest = (file) => /\.(test|suite|test-d|bench)\.ts$/.test(file) || /\/(test|bench)\//.test(file)

/** `who` (path prefix) may not import anything that matches `banned` (a package name or path prefix). */
const LAYERS = [
  {
    who: 'packages/engine/',
    banned: /^(node:|@precis\/|fastify|kysely|zod|packages\/(?!engine))/,
    why: 'the engine is pure',
  },
  {
    who: 'packages/protocol/',
    banned: /^(node:|@precis\/|@bufbuild\/|fastify|kysely|packages\/(?!protocol))/,
    why: 'protocol imports zod only (protobuf: in the generated files, which are not checked)',
  },
  {
    who: 'packages/sdk/src/',
    banned: /^(zod|fastify|kysely|@precis\/(engine|server)|packages\/(?!sdk))/,
    why: 'the SDK runs in browsers',
  },
  {
    who: 'packages/server/src/services/',
    banned: /^(fastify|packages\/server\/src\/(http|grpc|cli|runs|store\/(sqlite|postgres)))/,
    why: 'services see no request and no database',
  },
  {
    who: 'packages/server/src/http/',
    banned: /^packages\/server\/src\/(grpc|runs|cli|store)/,
    why: 'transports talk to services only',
  },
  {
    who: 'packages/server/src/grpc/',
    banned: /^packages\/server\/src\/(http|runs|cli|store)/,
    why: 'transports talk to services only',
  },
  {
    who: 'packages/server/src/runs/',
    banned: /^packages\/server\/src\/(http|grpc|cli|store\/(sqlite|postgres))/,
    why: 'runs know the store contract only',
  },
  {
    who: 'packages/server/src/store/',
    banned: /^packages\/server\/src\/(http|grpc|cli|runs|services)/,
    why: 'the store is the lowest layer',
  },
]
/** Node imports in the SDK are allowed only in the files whose name says so. */
const SDK_NODE_FILE = /\.node\.ts$/

const GLOBALS = [
  {
    who: /^packages\/engine\/src\//,
    banned: /\b(Date\.now\(|Math\.random\(|process\.|performance\.now\()/,
    except: /^$/,
  },
  {
    who: /^packages\/server\/src\//,
    banned: /\b(Date\.now\(|Math\.random\(|new Date\(\))/,
    except: /src\/clock\.ts$/,
  },
  { who: /^packages\/server\/src\//, banned: /\bprocess\.env\b/, except: /src\/config\.ts$/ },
  { who: /^packages\/sdk\/src\//, banned: /\bprocess\.|\bBuffer\b|from 'node:/, except: SDK_NODE_FILE },
]

const problems = []
const files = sourceFiles(['packages'])
for (const file of files) {
  if (isTest(file)) continue
  for (const { specifier } of importsOf(file)) {
    const target = resolveImport(file, specifier) ?? specifier
    for (const layer of LAYERS)
      if (file.startsWith(layer.who) && layer.banned.test(target))
        problems.push(`${file} imports ${target}: ${layer.why}`)
  }
  const code = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
  for (const rule of GLOBALS) {
    const hit = rule.who.test(file) && !rule.except.test(file) ? rule.banned.exec(code) : null
    if (hit) problems.push(`${file} uses ${hit[0]}: it has to be injected`)
  }
}
if (problems.length > 0) {
  for (const problem of problems) console.error(problem)
  process.exit(1)
}
console.log(`layers hold in ${files.length} files`)
