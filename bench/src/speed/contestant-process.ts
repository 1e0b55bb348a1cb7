import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { ContestantName, Timed, Times } from './contestants.js'
import type { HotSpot } from './profile.js'
import type { StageShare } from './stages.js'

const CHILD = fileURLToPath(new URL('./contestant-child.ts', import.meta.url))

/** Which text a contestant is to work on; of what is sampled the time would say nothing. */
export interface Asked {
  readonly number: number
  readonly sampled?: Timed
}

/** Where the time of one text went. */
export interface TimeProfile {
  readonly shares: readonly StageShare[]
  readonly spots: readonly HotSpot[]
}

export type Told = { readonly times: Times } | { readonly profile: TimeProfile }

/** A contestant in a process of its own, which lives until it is stopped. */
export interface ContestantProcess {
  time(number: number): Promise<Times>
  sample(number: number, sampled: Timed): Promise<TimeProfile>
  stop(): Promise<void>
}

export function startContestant(kind: string, contestant: ContestantName): ContestantProcess {
  const child = fork(CHILD, [kind, contestant])
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the process for ${contestant} of ${kind} ended before it was stopped`)
  })
  ended.catch(() => undefined)
  const ask = async (asked: Asked): Promise<Told> => {
    const told = once(child, 'message')
    child.send(asked)
    const [answer] = (await Promise.race([told, ended])) as [Told]
    return answer
  }
  return {
    async time(number) {
      const told = await ask({ number })
      if (!('times' in told)) throw new Error('asked for a time, got a profile')
      return told.times
    },
    async sample(number, sampled) {
      const told = await ask({ number, sampled })
      if (!('profile' in told)) throw new Error('asked for a profile, got a time')
      return told.profile
    },
    async stop() {
      child.disconnect()
      await ended.catch(() => undefined)
    },
  }
}
