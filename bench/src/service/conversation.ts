import { randomFrom } from '../../../packages/engine/test/survival/random.js'
import { airlineConversation } from './airline.js'
import { broadbandConversation } from './broadband.js'
import { type Form, Recorder, type ServiceConversation } from './recorder.js'
import { shopConversation } from './shop.js'

const SCENARIOS = [
  ['shop', shopConversation],
  ['airline', airlineConversation],
  ['broadband', broadbandConversation],
] as const

/** Conversations of a service agent with tools, one of each kind for each seed: the same seed gives the same ones. */
export const serviceConversations = (seeds: readonly number[], form: Form): ServiceConversation[] =>
  seeds.flatMap((seed) =>
    SCENARIOS.map(([name, play]) => {
      const recorder = new Recorder(form)
      play(recorder, randomFrom(seed))
      return recorder.finish(`${name}-${seed}`)
    }),
  )
