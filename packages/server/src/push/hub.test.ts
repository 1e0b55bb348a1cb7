import { describe, expect, it } from 'vitest'
import { createHub, type HubEvent } from './hub.js'

const event = (instanceId: string, sequence = 1): HubEvent => ({
  kind: 'message_recorded',
  instanceId,
  conversationId: 'c',
  sequence,
})

function aHub() {
  const errors: unknown[] = []
  return { hub: createHub((error) => errors.push(error)), errors }
}

describe('hub', () => {
  it("gives a subscriber its own instance's events, in order", () => {
    const { hub } = aHub()
    const heard: HubEvent[] = []
    hub.subscribe('inst_a', (one) => heard.push(one))
    for (const one of [event('inst_a', 1), event('inst_b'), event('inst_a', 2)]) hub.publish(one)

    expect(heard).toEqual([event('inst_a', 1), event('inst_a', 2)])
  })

  it('says whether changes go untold, and when that begins and ends', () => {
    const { hub } = aHub()
    const gaps: string[] = []
    const stop = hub.subscribeGaps((gap) => gaps.push(`${gap} ${hub.hasGap}`))
    hub.publishGap('begins')
    hub.publishGap('ends')
    stop()
    hub.publishGap('begins')

    expect(gaps).toEqual(['begins true', 'ends false'])
    expect(hub.hasGap).toBe(true)
  })

  it("gives the process's own machinery every event, before the subscribers", () => {
    const { hub } = aHub()
    const order: string[] = []
    hub.subscribe('inst_a', () => order.push('subscriber'))
    hub.subscribeAll(() => order.push('machinery'))
    hub.publish(event('inst_a'))
    hub.publish(event('inst_b'))

    expect(order).toEqual(['machinery', 'subscriber', 'machinery'])
  })

  it('says whether this process made a change or another one', () => {
    const { hub } = aHub()
    const origins: string[] = []
    hub.subscribe('inst_a', (_, origin) => origins.push(origin))
    hub.publish(event('inst_a'))
    hub.publish(event('inst_a'), 'elsewhere')

    expect(origins).toEqual(['here', 'elsewhere'])
  })

  it('stops after unsubscribing, also from within a listener and twice', () => {
    const { hub } = aHub()
    let heard = 0
    const stop = hub.subscribe('inst_a', () => {
      heard++
      stop()
      stop()
    })
    let heardByOther = 0
    hub.subscribe('inst_a', () => heardByOther++)
    hub.publish(event('inst_a'))
    hub.publish(event('inst_a'))

    expect([heard, heardByOther]).toEqual([1, 2])
  })

  it('reports a listener that throws and goes on with the others', () => {
    const { hub, errors } = aHub()
    const failure = new Error('broken')
    let heard = 0
    hub.subscribe('inst_a', () => {
      throw failure
    })
    hub.subscribe('inst_a', () => heard++)
    hub.publish(event('inst_a'))

    expect([errors, heard]).toEqual([[failure], 1])
  })
})
