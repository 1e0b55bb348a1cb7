import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { openStore } from '../app.js'
import { systemClock } from '../clock.js'
import { type ConfigOverrides, loadConfig } from '../config.js'
import { AppError } from '../errors.js'
import { exportInstance, importInstance } from '../services/transfer.js'
import type { Instance, Store } from '../store/contract.js'
import { formatCount, startProgress, writeText } from './output.js'
import { readLines } from './read-lines.js'

/** Far above a version of the largest conversation that was measured; bounds what one line can take of memory. */
const MAX_LINE_BYTES = 256 * 1024 * 1024
/** Characters that are collected before they are written. */
const WRITE_CHARACTERS = 256 * 1024
/** Lines between two looks of a person. */
const PROGRESS_LINES = 500
const OWNER_ONLY = 0o600

async function withStore<T>(overrides: ConfigOverrides, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(loadConfig(overrides), systemClock)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/** The instance of that name; without one, the only one there is. */
async function chooseInstance(store: Store, name: string | undefined): Promise<Instance> {
  const instances = await store.instances.list()
  const [only] = instances
  if (name === undefined && instances.length === 1 && only) return only
  const found = instances.find((instance) => instance.name === name)
  if (found) return found
  const names = instances.map((instance) => instance.name).join(', ')
  throw new AppError(
    'not_found',
    instances.length === 0
      ? 'there is no instance here; check --data or --database-url'
      : name === undefined
        ? `there are several instances: ${names}. Choose one with --instance.`
        : `there is no instance ${name} here; there is ${names}`,
    { reason: 'no_such_instance' },
  )
}

export interface ExportOptions {
  readonly instance?: string | undefined
  /** Absent: standard output. */
  readonly out?: string | undefined
}

/** Writes an instance as JSON Lines. A file is there under its name only once it is whole. */
export function exportData(
  overrides: ConfigOverrides,
  { instance: name, out }: ExportOptions,
): Promise<void> {
  return withStore(overrides, async (store) => {
    const instance = await chooseInstance(store, name)
    if (out === undefined) return writeInstance(store, instance, process.stdout)
    const partial = `${out}.part`
    const file = createWriteStream(partial, { mode: OWNER_ONLY })
    try {
      await writeInstance(store, instance, file)
      file.end()
      await finished(file)
      await rename(partial, out)
    } catch (error) {
      file.destroy()
      await rm(partial, { force: true })
      throw error
    }
  })
}

async function writeInstance(store: Store, { id, name }: Instance, stream: Writable): Promise<void> {
  const progress = await startProgress(`exporting ${name}`)
  let waiting = ''
  let lines = 0
  // A stream that fails is heard of when the next piece is written.
  let failure: Error | undefined
  stream.on('error', (error) => {
    failure = error
  })
  const flush = async () => {
    if (failure) throw failure
    const text = waiting
    waiting = ''
    await writeText(stream, text)
  }
  try {
    await exportInstance(store, id, async (text) => {
      waiting += text
      lines++
      if (lines % PROGRESS_LINES === 0) progress.update(`exporting ${name}: ${formatCount(lines)} lines`)
      if (waiting.length >= WRITE_CHARACTERS) await flush()
    })
    await flush()
  } finally {
    progress.stop()
  }
}

/** Takes an instance in from a file, or from standard input. */
export function importData(
  overrides: ConfigOverrides,
  { file, name }: { readonly file: string | undefined; readonly name?: string | undefined },
): Promise<void> {
  return withStore(overrides, async (store) => {
    const input = file === undefined || file === '-' ? process.stdin : createReadStream(file)
    const progress = await startProgress('importing')
    try {
      const counts = await importInstance(store, readLines(input, MAX_LINE_BYTES), { name })
      const said = Object.entries(counts).map(([kind, count]) => `${kind}: ${count}`)
      await writeText(process.stdout, `${said.join('\n')}\n`)
    } finally {
      progress.stop()
    }
  })
}
