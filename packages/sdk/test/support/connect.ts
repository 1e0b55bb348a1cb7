import { onTestFinished } from 'vitest'
import { Precis, type PrecisOptions } from '../../src/index.js'
import { type ManualRuntime, type ManualRuntimeOptions, manualRuntime } from './manual-runtime.js'
import { API_KEY, startWireServer, type WireServer } from './wire-server.js'

export const CONVERSATION = '3f6b1a2c-4d5e-4f7a-8b9c-0d1e2f3a4b5c'
export const OTHER_CONVERSATION = '3f6b1a2c-4d5e-4f7a-8b9c-0d1e2f3a4b5d'
/** Longer than any wait between attempts, shorter than nothing else: timers below it run by themselves. */
export const TIMEOUT_MS = 30_000

export interface Connected {
  readonly server: WireServer
  readonly runtime: ManualRuntime
  readonly precis: Precis
}

/** A server, a clock and a client of both, all gone when the test is over. */
export async function connect(
  options: Partial<PrecisOptions> = {},
  time: ManualRuntimeOptions = { autoBelowMs: TIMEOUT_MS },
): Promise<Connected> {
  const server = await startWireServer()
  onTestFinished(() => server.close())
  const runtime = manualRuntime(time)
  server.nowMs = runtime.nowMs
  const precis = new Precis({
    apiKey: API_KEY,
    baseUrl: server.url,
    timeoutMs: TIMEOUT_MS,
    runtime,
    ...options,
  })
  return { server, runtime, precis }
}

/** The reason for which `promise` is rejected. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('expected a rejection')
}
