/** The part of the store's contract that looks for what should not be. For `precis doctor`: it reads everything. */

export type HealthCheck = 'file' | 'indexes' | 'row-level security' | 'conversations' | 'orphans' | 'leases'

/** What one look found. */
export interface HealthFinding {
  readonly check: HealthCheck
  /** How many things are wrong; 0 is health. */
  readonly problems: number
  /** One sentence, without what anybody has said. */
  readonly says: string
  /** The rest of "to repair it, …". Absent where nothing is wrong. */
  readonly repair?: string | undefined
}

export interface HealthStore {
  /** Looks and changes nothing. Cost: every row of every table is read. */
  inspect(): Promise<readonly HealthFinding[]>
  /** Repairs what can be repaired without losing anything that was recorded; one sentence for each thing done. */
  repair(): Promise<readonly string[]>
}
