import { expect, it } from 'vitest'
import { createManualClock } from './clock.js'

it('runs what falls due in order of time, each at its own time', () => {
  const clock = createManualClock(1_000)
  const ran: [string, number][] = []
  const note = (name: string) => () => ran.push([name, clock.now()])
  clock.schedule(30, note('third'))
  clock.schedule(10, () => {
    note('first')()
    clock.schedule(10, note('second'))
  })
  const cancel = clock.schedule(20, note('never'))
  cancel()
  clock.schedule(31, note('later'))
  clock.advance(30)

  expect(ran).toEqual([
    ['first', 1_010],
    ['second', 1_020],
    ['third', 1_030],
  ])
  expect(clock.now()).toBe(1_030)
})
