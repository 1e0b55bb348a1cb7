/**
 * Collects jobs that are asked for in one turn of the event loop and commits them together. Also for reads, which commit nothing.
 *
 * Modes   idle → scheduled (first job) → committing → idle or scheduled again. Jobs that come while as many groups are
 *         being committed as may be form the next group.
 * Order   Jobs that touch the same part keep their order: groups that are committed at the same time share no part.
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
  /** Groups that may be committed at the same time. */
  readonly maxConcurrentGroups: number
  /** Names of what a job touches. */
  readonly partsOf: (job: Job) => readonly string[]
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
  let underWay = 0
  let isTaking = false
  const busyParts = new Set<string>()
  const onIdle: (() => void)[] = []

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

  const start = (group: readonly Waiting<Job, Answer>[]): void => {
    const parts = group.flatMap(({ job }) => options.partsOf(job))
    for (const part of parts) busyParts.add(part)
    underWay++
    void settle(group).finally(() => {
      for (const part of parts) busyParts.delete(part)
      underWay--
      void takeAll()
    })
  }

  const takeAll = async (): Promise<void> => {
    if (isTaking) return
    isTaking = true
    while (waiting.length > 0 && underWay < options.maxConcurrentGroups) {
      // Everything that is readable now gets into the group, and other work gets its turn between groups.
      await new Promise<void>((resolve) => setImmediate(resolve))
      const { group, later } = splitOff(waiting, busyParts, options)
      waiting = later
      // All of it waits for groups under way, whose end comes back here.
      if (group.length === 0) break
      start(group)
    }
    isTaking = false
    if (waiting.length === 0 && underWay === 0) for (const resolve of onIdle.splice(0)) resolve()
  }

  return {
    add: (job) =>
      new Promise((resolve, reject) => {
        waiting.push({ job, resolve, reject })
        void takeAll()
      }),
    drain: () =>
      new Promise((resolve) => {
        onIdle.push(resolve)
        void takeAll()
      }),
  }
}

/** Takes the next group off those that wait: in their order, without what has to wait for a busy part. */
function splitOff<Job, Answer>(
  waiting: readonly Waiting<Job, Answer>[],
  busyParts: ReadonlySet<string>,
  options: GroupCommitOptions<Job, Answer>,
): { readonly group: Waiting<Job, Answer>[]; readonly later: Waiting<Job, Answer>[] } {
  const group: Waiting<Job, Answer>[] = []
  const later: Waiting<Job, Answer>[] = []
  const blocked = new Set(busyParts)
  let size = 0
  let isFull = false
  for (const one of waiting) {
    const first = group[0]
    const parts = options.partsOf(one.job)
    let hasToWait =
      isFull ||
      (first !== undefined && options.keyOf(first.job) !== options.keyOf(one.job)) ||
      parts.some((part) => blocked.has(part))
    if (!hasToWait) {
      size += options.sizeOf(one.job)
      isFull = group.length > 0 && size > options.maxGroupSize
      hasToWait = isFull
    }
    if (!hasToWait) {
      group.push(one)
      continue
    }
    later.push(one)
    for (const part of parts) blocked.add(part)
  }
  return { group, later }
}
