import { Session } from 'node:inspector/promises'

/** A stack that samples found, and how often. */
export interface StackSample {
  /** `annotate/words readWords`: file and function of each frame, the outermost first. */
  readonly frames: readonly string[]
  readonly count: number
}

/** Where time went: one function, with the share of all samples in which it was the one that ran. */
export interface HotSpot {
  readonly place: string
  readonly share: number
}

/** Between two samples. */
const SAMPLE_INTERVAL_US = 200

/** Runs `work` under the sampling profiler. */
export async function sampleStacks(work: () => unknown): Promise<readonly StackSample[]> {
  const session = new Session()
  session.connect()
  try {
    await session.post('Profiler.enable')
    await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_INTERVAL_US })
    await session.post('Profiler.start')
    await work()
    const { profile } = await session.post('Profiler.stop')
    const counts = new Map<number, number>()
    for (const id of profile.samples ?? []) counts.set(id, (counts.get(id) ?? 0) + 1)
    const nodes = new Map(profile.nodes.map((node) => [node.id, node]))
    const parents = new Map(
      profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
    )
    return [...counts].map(([id, count]) => {
      const frames: string[] = []
      for (let at: number | undefined = id; at !== undefined; at = parents.get(at))
        frames.unshift(placeOf(nodes.get(at)?.callFrame ?? { url: '', functionName: '(unknown)' }))
      return { frames, count }
    })
  } finally {
    session.disconnect()
  }
}

/** The places with most time of their own, most first. */
export function hotSpots(samples: readonly StackSample[], limit: number): readonly HotSpot[] {
  const counts = new Map<string, number>()
  let total = 0
  for (const { frames, count } of samples) {
    const place = frames.at(-1) ?? '(unknown)'
    counts.set(place, (counts.get(place) ?? 0) + count)
    total += count
  }
  return [...counts]
    .map(([place, count]) => ({ place, share: count / total }))
    .sort((a, b) => b.share - a.share)
    .slice(0, limit)
}

/** The path below the folder that a package is built in, without its ending, and the function. */
function placeOf({ url, functionName }: { readonly url: string; readonly functionName: string }): string {
  const file = BUILT_FILE.exec(url)?.[1] ?? ''
  const name = functionName === '' ? '(anonymous)' : functionName
  return file === '' ? name : `${file} ${name}`
}

const BUILT_FILE = /.*\/(?:dist|src)\/([^?]*?)\.\w+(?:\?.*)?$/

export function hotSpotTable(spots: readonly HotSpot[]): string {
  const rows = spots.map(({ place, share }) => `| ${(share * 100).toFixed(1)} % | ${place} |`)
  return ['| own time | where |', '| --- | --- |', ...rows].join('\n')
}
