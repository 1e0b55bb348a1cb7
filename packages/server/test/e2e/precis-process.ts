/** Real `precis` processes for the end-to-end tests: the built program, its streams, its exit. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

export interface ProcessOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Starts the built program. PRECIS_ variables of the surrounding shell do not reach it. */
export function startPrecis(
  args: readonly string[],
  options: ProcessOptions = {},
): ChildProcessWithoutNullStreams {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('PRECIS_'))
  return spawn(process.execPath, [MAIN, ...args], {
    cwd: options.cwd,
    env: { ...Object.fromEntries(inherited), ...options.env },
  })
}

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command to its end, with `input` as its standard input. */
export async function runPrecis(
  args: readonly string[],
  options: ProcessOptions & { readonly input?: string } = {},
): Promise<Outcome> {
  const child = startPrecis(args, options)
  const stdout = collect(child.stdout)
  const stderr = collect(child.stderr)
  child.stdin.on('error', () => undefined)
  child.stdin.end(options.input ?? '')
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout: stdout(), stderr: stderr() }
}

/** Keeps what a stream gives; the returned function tells it so far. */
export function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return () => Buffer.concat(chunks).toString('utf8')
}

/** A `precis compact --jsonl` that is asked and answers, line by line. */
export interface LineProcess {
  readonly child: ChildProcessWithoutNullStreams
  send(line: string): void
  /** The next answer, parsed. */
  receive(): Promise<Record<string, unknown>>
  /** Ends the input and resolves to the exit code. */
  end(): Promise<number | null>
}

export function startLineProcess(): LineProcess {
  const child = startPrecis(['compact', '--jsonl'])
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    child,
    send: (line) => void child.stdin.write(`${line}\n`),
    async receive() {
      const { value, done } = await answers.next()
      if (done === true) throw new Error('the process ended before it answered')
      return JSON.parse(value) as Record<string, unknown>
    },
    async end() {
      const closed = once(child, 'close') as Promise<[number | null]>
      child.stdin.end()
      return (await closed)[0]
    },
  }
}
