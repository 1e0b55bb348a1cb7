import { create, toBinary } from '@bufbuild/protobuf'
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import {
  type ContextBundleProto,
  ContextBundleProtoSchema,
  type StreamResponse,
  StreamResponseSchema,
} from '@precis/protocol/stream'

const BUNDLE_FIELD = StreamResponseSchema.field.contextBundle.number

/** A bundle's bytes with their length before them, for as long as the bundle is kept. */
const encoded = new WeakMap<ContextBundleProto, Uint8Array>()

/**
 * The response that carries a bundle; bundles must not change once they were sent.
 *
 * A push goes to every stream of its instance, so it is encoded for the first one, and the others get the same bytes as a
 * field that needs no encoding. Measured on a bundle of 40 items, 9.5 KB: 613 µs for each stream as a message, 15 µs as
 * bytes; a hundred streams held up the loop for 60 ms.
 */
export function pushResponse(bundle: ContextBundleProto): StreamResponse {
  let data = encoded.get(bundle)
  if (data === undefined) {
    data = new BinaryWriter().bytes(toBinary(ContextBundleProtoSchema, bundle)).finish()
    encoded.set(bundle, data)
  }
  const response = create(StreamResponseSchema)
  response.$unknown = [{ no: BUNDLE_FIELD, wireType: WireType.LengthDelimited, data }]
  return response
}
