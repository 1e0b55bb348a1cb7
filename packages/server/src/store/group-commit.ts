/**
 * Collects jobs that are asked for in one turn of the event loop and commits them together.
 *
 * Modes   idle → scheduled (first job) → committing → idle or scheduled again. Jobs that come while a group is
 *         being committed form the next group. Jobs keep their order.
 * Errors  A group that fails as a whole is committed again job by job, so one bad job fails alone.
 */
export interface GroupCommit<Job, Answer> {
  add(job: Job): Promise<Answer>
  /** Resolves when every job added so far has its answer. */
  drain(): Promise<void>
}

export interface GroupCommitOptions<Job, Answer> {
  /** Commits a group in one transaction; answers in the order of the jobs. */
  readonly commit: (jobs: readonly Job[]) => Promise<readonly Answer[]>
  /** Only jobs of one key share a group. */
  readonly keyOf: (job: Job) => string
  readonly sizeOf: (job: Job) => number
  /** A group ends before it grows larger than this; a larger single job is a group of its own. */
  readonly maxGroupSize: number
}

interface Waiting<Job, Answer> {
  readonly job: Job
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

export function createGroupCommit<Job, Answer>(
  options: GroupCommitOptions<Job, Answer>,
): GroupCommit<Job, Answer> {
  let waiting: Waiting<Job, Answer>[] = []
  let running: Promise<void> | undefined

  const takeGroup = (): Waiting<Job, Answer>[] => {
    const group: Waiting<Job, Answer>[] = []
    const later: Waiting<Job, Answer>[] = []
    let size = 0
    let isFull = false
    for (const one of waiting) {
      const first = group[0]
      if (isFull || (first && options.keyOf(first.job) !== options.keyOf(one.job))) {
        later.push(one)
        continue
      }
      size += options.sizeOf(one.job)
      isFull = group.length > 0 && size > options.maxGroupSize
      if (isFull) later.push(one)
      else group.push(one)
    }
    waiting = later
    return group
  }

  const settle = async (group: readonly Waiting<Job, Answer>[]): Promise<void> => {
    try {
      const answers = await options.commit(group.map(({ job }) => job))
      if (answers.length !== group.length) throw new Error('a group has to answer each of its jobs')
      for (const [i, answer] of answers.entries()) group[i]?.resolve(answer)
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error)
      else for (const one of group) await settle([one])
    }
  }

  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      // Everything that is readable now gets into the group, and other work gets its turn between groups.
      await new Promise<void>((resolve) => setImmediate(resolve))
      await settle(takeGroup())
    }
    running = undefined
  }

  return {
    add: (job) =>
      new Promise((resolve, reject) => {
        waiting.push({ job, resolve, reject })
        running ??= run()
      }),
    drain: async () => {
      while (running) await running
    },
  }
}
