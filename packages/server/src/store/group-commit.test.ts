import { describe, expect, it } from 'vitest'
import { createGroupCommit } from './group-commit.js'

/** A committer that notes its groups; a job named `bad` fails whatever it is committed with. */
function noting(maxGroupSize = 100) {
  const groups: string[][] = []
  const group = createGroupCommit<string, string>({
    keyOf: (job) => job.charAt(0),
    sizeOf: (job) => job.length,
    maxGroupSize,
    async commit(jobs) {
      groups.push([...jobs])
      await Promise.resolve()
      if (jobs.some((job) => job.includes('bad'))) throw new Error('refused')
      return jobs.map((job) => job.toUpperCase())
    },
  })
  return { groups, group }
}

describe('group commit', () => {
  it('commits the jobs of one turn together and answers each', async () => {
    const { groups, group } = noting()
    const answers = await Promise.all(['a1', 'a2', 'a3'].map((job) => group.add(job)))

    expect(answers).toEqual(['A1', 'A2', 'A3'])
    expect(groups).toEqual([['a1', 'a2', 'a3']])
  })

  it('keeps keys apart and the order within a key', async () => {
    const { groups, group } = noting()
    await Promise.all(['a1', 'b1', 'a2', 'b2'].map((job) => group.add(job)))

    expect(groups).toEqual([
      ['a1', 'a2'],
      ['b1', 'b2'],
    ])
  })

  it('ends a group before it grows too large, and commits a larger job alone', async () => {
    const { groups, group } = noting(6)
    await Promise.all(['a11', 'a22', 'a33', 'a4444444'].map((job) => group.add(job)))

    expect(groups).toEqual([['a11', 'a22'], ['a33'], ['a4444444']])
  })

  it('lets one bad job fail alone', async () => {
    const { groups, group } = noting()
    const outcomes = await Promise.allSettled(['a1', 'abad', 'a2'].map((job) => group.add(job)))

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(groups).toEqual([['a1', 'abad', 'a2'], ['a1'], ['abad'], ['a2']])
  })

  it('drains when nothing is left, jobs included that come meanwhile', async () => {
    const { groups, group } = noting()
    const later = group.add('a1').then(() => group.add('a2'))
    await group.drain()

    expect(await later).toBe('A2')
    expect(groups.flat()).toEqual(['a1', 'a2'])
    await expect(group.drain()).resolves.toBeUndefined()
  })
})
