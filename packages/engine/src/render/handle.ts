/**
 * The handle of a message: `m` and its place in the conversation, the first being 1. It is short enough for a text, and
 * the same in every version, since messages are only ever added at the end. In a recorded conversation the place is the
 * sequence number.
 */
export const handleOf = (place: number): string => `m${place}`

const HANDLE = /^m([1-9]\d{0,9})$/

/** The place that a handle names, the first message being 1; undefined for another text. */
export function placeOfHandle(handle: string): number | undefined {
  const place = HANDLE.exec(handle)?.[1]
  return place === undefined ? undefined : Number(place)
}
