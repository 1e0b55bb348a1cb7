import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'

/** Makes identifiers; injected, as time is. */
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
