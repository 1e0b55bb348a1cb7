import { describe, expect, it } from 'vitest'
import { randomFrom } from '../../../engine/test/survival/random.js'
import { useTestDatabases } from '../postgres/test-databases.js'
import { runKills } from '../reliability/kill-run.js'
import { pollUntil } from './precis-server.js'

const KILLS = 10
const SEED = 20_261_127
/** Between two kills: enough that each falls into another moment of recording and compacting. */
const ACKNOWLEDGEMENTS = { low: 60, high: 160 }

const databases = useTestDatabases()

describe('three processes on Postgres and one on SQLite', () => {
  it(`lose nothing in ${KILLS} kills under load (seed ${SEED})`, async () => {
    const random = randomFrom(SEED)
    const outcomes = await runKills({
      kills: KILLS,
      random,
      database: await databases.empty(),
      async untilNextKill(acknowledged) {
        const enough = acknowledged() + random.whole(ACKNOWLEDGEMENTS.low, ACKNOWLEDGEMENTS.high)
        await pollUntil(async () => acknowledged() >= enough)
      },
    })

    expect(outcomes.flatMap(({ violations }) => violations)).toEqual([])
    expect(outcomes.reduce((sum, { kills }) => sum + kills, 0)).toBe(KILLS)
    for (const { acknowledged, completedRuns, repeated } of outcomes) {
      expect(acknowledged).toBeGreaterThan(0)
      expect(completedRuns).toBeGreaterThan(0)
      expect(repeated).toBeGreaterThan(0)
    }
  }, 300_000)
})
