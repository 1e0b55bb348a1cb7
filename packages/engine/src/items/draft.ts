import type { Unit } from '../conversation.js'
import type { ItemType } from '../types.js'
import type { Statement } from './statement.js'

/** An item before its date is resolved. */
export interface Draft {
  readonly unit: Unit
  readonly type: ItemType
  readonly statement: Statement
  readonly confidence: number
  /** Whose it is, where not the unit's speaker's. */
  readonly speaker?: string
  /** Its sentences name several days, so it is of none. */
  readonly isOfSeveralDays?: boolean
}
