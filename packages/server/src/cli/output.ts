import { once } from 'node:events'
import type { Writable } from 'node:stream'

/** Writes and, when the reader is slower than we are, waits for it: memory stays bounded. */
export async function writeText(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain')
}

/** Notes for a person: to stderr, and only where a person is looking (or asked for them). */
export interface Notes {
  readonly areShown: boolean
  say(sentence: string): void
}

export function createNotes(isVerbose: boolean): Notes {
  const areShown = isVerbose || process.stderr.isTTY === true
  return { areShown, say: (sentence) => void (areShown && process.stderr.write(`${sentence}\n`)) }
}

export interface Progress {
  update(text: string): void
  /** Removes the line. */
  stop(): void
}

const SILENT_PROGRESS: Progress = { update: () => undefined, stop: () => undefined }

/** A moving line on a terminal, nothing anywhere else. The library is loaded only when it will be seen. */
export async function startProgress(text: string): Promise<Progress> {
  // A pseudo-terminal without a size says 0 columns, and the library would wrap its text over endlessly many lines.
  if (process.stderr.isTTY !== true || !(process.stderr.columns > 0)) return SILENT_PROGRESS
  const { default: ora } = await import('ora')
  const spinner = ora({ text, stream: process.stderr }).start()
  return {
    update(next) {
      spinner.text = next
    },
    stop: () => void spinner.stop(),
  }
}

const integers = new Intl.NumberFormat('en-US')

export function formatCount(value: number): string {
  return integers.format(value)
}

export function formatPercent(share: number): string {
  return `${Math.round(share * 100)} %`
}
