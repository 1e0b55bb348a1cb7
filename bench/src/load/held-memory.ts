/** What a server process holds, as memory-probe.cjs tells it. */
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import type { PrecisServer } from '../speed/child-server.js'
import { type CacheGauges, readCacheGauges } from './cache-gauges.js'

interface ThreadMemory {
  /** False where the thread was in the middle of a piece of work for all of the time that was waited. */
  readonly isFresh: boolean
  readonly heapUsed: number
  readonly heapTotal: number
  readonly external: number
}

/** The probe's answer: bytes. */
interface ProbeAnswer extends Omit<ThreadMemory, 'isFresh'> {
  readonly arrayBuffers: number
  /** Resident bytes, after the collection where there was one. */
  readonly rss: number
  readonly threads: readonly ThreadMemory[]
  /** What keeps the event loop alive, by its kind. */
  readonly resources: Readonly<Record<string, number>>
}

export interface HeldMemory extends ProbeAnswer {
  /** Resident bytes before any collection: what an operator sees. */
  readonly residentBytes: number
  readonly openFiles: number
  readonly caches: CacheGauges
}

/** @param how `look` leaves everything as it is; `measure` collects first. */
export async function measureMemory(server: PrecisServer, how: 'look' | 'measure'): Promise<HeldMemory> {
  const { pid, process } = server
  const caches = await readCacheGauges(server)
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const residentBytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024
  const openFiles = (await readdir(`/proc/${pid}/fd`)).length
  process.send(how)
  // proof: the probe sends this and nothing else
  const [answer] = (await once(process, 'message')) as [ProbeAnswer]
  return { ...answer, residentBytes, openFiles, caches }
}
