import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'

/** Makes identifiers; injected, so that tests can foresee them. */
export interface Ids {
  /** A UUID v7: unique, and in order of creation within a process. */
  uuid(): string
  /** `prefix_` and 16 hexadecimal digits: the form of client and instance ids on the wire. */
  external(prefix: 'cli' | 'inst' | 'key' | 'era'): string
}

export const systemIds: Ids = {
  uuid: () => v7(),
  external: (prefix) => `${prefix}_${randomBytes(8).toString('hex')}`,
}

/** Counting identifiers in the same forms. */
export function createManualIds(): Ids {
  let next = 1
  const hex = (digits: number) => (next++).toString(16).padStart(digits, '0')
  return {
    uuid: () => `00000000-0000-7000-8000-${hex(12)}`,
    external: (prefix) => `${prefix}_${hex(16)}`,
  }
}
