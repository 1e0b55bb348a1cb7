/**
 * A process that does one thing to one text after the other, as it is asked to: `contestant-child.ts KIND CONTESTANT`.
 * What one contestant leaves behind (garbage, code still being compiled, full caches) is so no other one's burden.
 */
import type { Asked, Told } from './contestant-process.js'
import { CONTESTANTS, type Contestant, type ContestantName } from './contestants.js'
import { kindOf } from './inputs.js'
import { hotSpots, sampleStacks } from './profile.js'
import { stageShares } from './stages.js'

const HOT_SPOTS = 15

const [kindName = '', contestantName = ''] = process.argv.slice(2)
const kind = kindOf(kindName)
// Only the parent starts this, with a name that it has by its type.
const contestant: Contestant = CONTESTANTS[contestantName as ContestantName]

async function answer({ number, sampled }: Asked): Promise<Told> {
  const text = kind.textAt(number)
  if (sampled === undefined) return { times: contestant.time(text) }
  const makeReady = contestant.sampled[sampled]
  if (makeReady === undefined) throw new RangeError(`${contestantName} does not do ${sampled}`)
  const samples = await sampleStacks(makeReady(text))
  return { profile: { shares: stageShares(samples), spots: hotSpots(samples, HOT_SPOTS) } }
}

process.on('message', (asked: Asked) => {
  void answer(asked).then((told) => process.send?.(told))
})
