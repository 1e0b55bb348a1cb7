import { describe, expect, it } from 'vitest'
import { growConversation } from './conversation.js'
import { measureSurvival, sumOf } from './measure.js'
import { ROUNDS, runRounds, SHARES } from './rounds.js'

/** Few here, so that the suite stays quick; `bench/src/survival/main.ts` runs many and prints the curve. */
const SEEDS = [11, 23]

const runs = SEEDS.flatMap((seed) => runRounds(seed).map((run) => ({ seed, ...run })))
const at = (share: number) => sumOf(runs.filter((run) => run.share === share).flatMap((run) => run.survivals))
const named = (lost: readonly string[]) => [...new Set(lost)].join('\n')

describe(`ten rounds of compacting and going on (seeds ${SEEDS.join(', ')})`, () => {
  it.each(SHARES)('keeps every rule byte for byte at a share of %s', (share) => {
    const { kept, all, lost } = at(share)
    expect(all.rule).toBeGreaterThan(SEEDS.length * ROUNDS * 4)
    expect(kept.rule, named(lost.filter((line) => line.startsWith('rule')))).toBe(all.rule)
  })

  it.each(['fact', 'goal', 'preference'] as const)('keeps 95 per cent of the %ss at 30 per cent', (kind) => {
    const { kept, all, lost } = at(0.3)
    expect(kept[kind] / all[kind], named(lost)).toBeGreaterThanOrEqual(0.95)
  })

  it('gives the value in force and not the one that was replaced at 30 per cent', () => {
    const { current, stale, changes, lost } = at(0.3)
    expect(current / changes, named(lost)).toBeGreaterThanOrEqual(0.95)
    expect(stale / changes, named(lost)).toBeLessThanOrEqual(0.02)
  })

  it('keeps look-alikes apart at 30 per cent', () => {
    const { apart, pairs, lost } = at(0.3)
    expect(apart / pairs, named(lost)).toBeGreaterThanOrEqual(0.95)
  })

  it('is as good after the last round as after the first', () => {
    const last = sumOf(runs.filter((run) => run.share === 0.3).flatMap((run) => run.survivals.at(-1) ?? []))
    expect(last.kept.fact / last.all.fact).toBeGreaterThanOrEqual(0.95)
  })

  it('never uses more tokens than allowed', () => {
    for (const { used, allowed } of runs.flatMap((run) => run.tokens))
      expect(used).toBeLessThanOrEqual(allowed)
  })
})

describe('the measure', () => {
  const conversation = growConversation(5)
  const whole = conversation.messages.map((message) => `${message.role}: ${message.content}`).join('\n')

  it('finds everything in the whole conversation', () => {
    const { kept, all, current, stale, changes, apart, pairs } = measureSurvival(whole, conversation.planted)
    expect(kept).toEqual(all)
    expect([current, stale, apart]).toEqual([changes, 0, pairs])
  })

  it('finds nothing in a text about something else', () => {
    const { kept, current, apart } = measureSurvival('The weather was fine.', conversation.planted)
    expect([...Object.values(kept), current, apart]).toEqual([0, 0, 0, 0, 0, 0])
  })

  it('counts an old value that stands last as stale, and exchanged digits as mixed up', () => {
    const [change] = conversation.planted.changes
    const [pair] = conversation.planted.pairs
    const [left, right] = pair ?? []
    const mixed = `${left?.sentence.replace(left.anchors[1] ?? '', right?.anchors[1] ?? '')}\n${whole}`
    const staleText = `${whole}\nuser: ${change?.before.sentence}`
    expect(measureSurvival(staleText, conversation.planted).stale).toBe(1)
    expect(measureSurvival(mixed, conversation.planted).apart).toBe(conversation.planted.pairs.length - 1)
  })

  it('builds the same conversation from the same seed and never says the same filler twice', () => {
    expect(growConversation(5).messages).toEqual(conversation.messages)
    const contents = conversation.messages.map((message) => message.content)
    expect(new Set(contents).size).toBe(contents.length)
  })
})
