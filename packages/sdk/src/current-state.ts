/** Where the conversation stands at its end. */
export interface CurrentState {
  readonly status: 'in_progress' | 'completed' | 'blocked' | 'waiting'
  readonly topic: string | null
  readonly lastUserRequest: string | null
  /** Whether the assistant has answered it; null where nothing was asked, or the server does not say. */
  readonly lastRequestStatus: 'open' | 'answered' | null
  readonly openIssues: readonly string[]
  readonly nextSteps: readonly string[]
  /** Named values now in force. */
  readonly values: Readonly<Record<string, string>>
}
