import { create, fromBinary, toBinary } from '@bufbuild/protobuf'
import { ContextBundleProtoSchema, StreamResponseSchema } from '@precis/protocol/stream'
import { describe, expect, it } from 'vitest'
import { pushResponse } from './push-response.js'

const bundle = create(ContextBundleProtoSchema, {
  bundleId: 'anticipation:1',
  bundleType: 'anticipation',
  itemsByType: { facts: { items: [{ itemId: 'a', content: 'The kiln weighs 240 kg. ü'.repeat(40) }] } },
})

describe('the response that carries a push', () => {
  it('has the bytes that the message itself would have', () => {
    const bytes = toBinary(StreamResponseSchema, pushResponse(bundle))

    const plain = create(StreamResponseSchema, { payload: { case: 'contextBundle', value: bundle } })
    expect(bytes).toEqual(toBinary(StreamResponseSchema, plain))
    expect(fromBinary(StreamResponseSchema, bytes).payload).toMatchObject({
      case: 'contextBundle',
      value: { bundleId: 'anticipation:1', itemsByType: { facts: { items: [{ itemId: 'a' }] } } },
    })
  })

  it('is encoded once for all streams, and anew for another bundle', () => {
    const dataOf = (of: typeof bundle) => pushResponse(of).$unknown?.[0]?.data

    expect(dataOf(bundle)).toBe(dataOf(bundle))
    expect(dataOf(create(ContextBundleProtoSchema, { bundleId: 'b' }))).not.toBe(dataOf(bundle))
  })
})
