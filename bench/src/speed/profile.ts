import { Session } from 'node:inspector/promises'

/** Where time went: one function, with the share of all samples in which it was the one that ran. */
export interface HotSpot {
  readonly place: string
  readonly share: number
}

/** Between two samples. */
const SAMPLE_INTERVAL_US = 200

/** Runs `work` under the sampling profiler; gives the places with most time of their own, most first. */
export async function profile(work: () => unknown, limit: number): Promise<readonly HotSpot[]> {
  const session = new Session()
  session.connect()
  try {
    await session.post('Profiler.enable')
    await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_INTERVAL_US })
    await session.post('Profiler.start')
    await work()
    const { profile: taken } = await session.post('Profiler.stop')
    const samples = taken.samples ?? []
    const places = new Map(taken.nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]))
    const counts = new Map<string, number>()
    for (const sample of samples) {
      const place = places.get(sample) ?? '(unknown)'
      counts.set(place, (counts.get(place) ?? 0) + 1)
    }
    return [...counts]
      .map(([place, count]) => ({ place, share: count / samples.length }))
      .sort((a, b) => b.share - a.share)
      .slice(0, limit)
  } finally {
    session.disconnect()
  }
}

/** `annotate/words.ts words`: the last two parts of the path and the function. */
function placeOf({ url, functionName }: { readonly url: string; readonly functionName: string }): string {
  const file = url.split('?', 1)[0]?.split('/').slice(-2).join('/') ?? ''
  const name = functionName === '' ? '(anonymous)' : functionName
  return file === '' ? name : `${file} ${name}`
}

export function hotSpotTable(spots: readonly HotSpot[]): string {
  const rows = spots.map(({ place, share }) => `| ${(share * 100).toFixed(1)} % | ${place} |`)
  return ['| own time | where |', '| --- | --- |', ...rows].join('\n')
}
