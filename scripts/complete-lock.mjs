// Makes `npm ci` accept the lock on every platform. A registry that serves only this machine's optional binaries
// makes npm drop the others from the lock and then call the lock out of sync. This adds a stub for each that is missing.
import { readFileSync, writeFileSync } from 'node:fs'

const LOCK = 'package-lock.json'
const SYSTEMS = [
  'android',
  'darwin',
  'win32',
  'linux',
  'freebsd',
  'openbsd',
  'netbsd',
  'sunos',
  'aix',
  'openharmony',
]
const PROCESSORS = [
  'arm64',
  'x64',
  'ia32',
  'riscv64',
  'ppc64',
  's390x',
  'loong64',
  'mips64el',
  'wasm32',
  'arm',
]

const lock = JSON.parse(readFileSync(LOCK, 'utf8'))
const packages = lock.packages
let added = 0

/** What a package name says about where its binary runs. */
function platformOf(name) {
  const words = name.split(/[-/]/)
  const os = SYSTEMS.find((system) => name.includes(system))
  const cpu =
    PROCESSORS.find((processor) => words.includes(processor)) ?? (words.includes('armv7') ? 'arm' : undefined)
  return {
    ...(cpu && { cpu: [cpu] }),
    ...(name.includes('musl') && { libc: ['musl'] }),
    ...(os && { os: [os] }),
  }
}

for (const [place, entry] of Object.entries({ ...packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const isLocked = packages[`node_modules/${name}`] ?? packages[`${place}/node_modules/${name}`]
    if (place === '' || isLocked || !/^\d/.test(version)) continue
    packages[`node_modules/${name}`] = {
      version,
      ...(entry.dev && { dev: true }),
      optional: true,
      ...platformOf(name),
    }
    added++
  }
}

lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${LOCK}: ${added} platform stubs added`)
