import { expect, it } from 'vitest'
import { createManualClock } from './clock.js'
import { createStoreProbe } from './store-probe.js'

it('says within two seconds that a store does not answer, asks it once, and hears of it when it does', async () => {
  const clock = createManualClock()
  let checks = 0
  let answer = () => {}
  const probe = createStoreProbe(
    {
      check: () => {
        checks++
        return new Promise<void>((resolve) => {
          answer = resolve
        })
      },
    },
    clock,
  )
  const first = probe()
  clock.advance(2_000)
  const second = probe()
  clock.advance(1_000)
  answer()

  expect(await first).toBe(false)
  expect(await second).toBe(true)
  expect(checks).toBe(1)
})

it('says that a store fails', async () => {
  const probe = createStoreProbe({ check: () => Promise.reject(new Error('no')) }, createManualClock())

  expect(await probe()).toBe(false)
  expect(await probe()).toBe(false)
})
