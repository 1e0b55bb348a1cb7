import { describe, expect, it } from 'vitest'
import { createGroupCommit } from './group-commit.js'

/** A committer that notes its groups; a job named `bad` fails whatever it is committed with. */
function noting(maxGroupSize = 100) {
  const groups: string[][] = []
  const group = createGroupCommit<string, string>({
    keyOf: (job) => job.charAt(0),
    sizeOf: (job) => job.length,
    maxGroupSize,
    maxConcurrentGroups: 1,
    partsOf: (job) => [job],
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

  it('commits several groups at once that share no part, and keeps the order of those that do', async () => {
    const ends = new Map<string, () => void>()
    const begun: string[] = []
    const group = createGroupCommit<string, string>({
      keyOf: () => 'one',
      sizeOf: () => 1,
      maxGroupSize: 100,
      maxConcurrentGroups: 2,
      partsOf: (job) => [job.charAt(0)],
      commit: (jobs) =>
        new Promise((resolve) => {
          begun.push(jobs.join(' '))
          ends.set(jobs[0] ?? '', () => resolve(jobs))
        }),
    })
    const turn = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)))
    const answers: Promise<string>[] = []
    const add = async (...jobs: string[]) => {
      answers.push(...jobs.map((job) => group.add(job)))
      await turn()
    }
    const end = async (job: string) => {
      ends.get(job)?.()
      await turn()
    }
    await add('a1')
    await add('a2', 'b1', 'a3')
    await add('c1')
    const before = [...begun]
    await end('b1')
    const between = [...begun]
    await end('a1')
    await end('c1')
    await end('a2')
    await group.drain()

    expect(before).toEqual(['a1', 'b1'])
    expect(between).toEqual(['a1', 'b1', 'c1'])
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2 a3'])
    expect(await Promise.all(answers)).toEqual(['a1', 'a2', 'b1', 'a3', 'c1'])
  })
})
