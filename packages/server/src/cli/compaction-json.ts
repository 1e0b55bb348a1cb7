import type { CompactionResult, CurrentState, Item } from '@precis/engine'

/** The answer to one request line, beside its `id`. The wire's names: snake_case. */
export interface CompactionJson {
  readonly text: string
  readonly tokens: number
  readonly original_tokens: number
  readonly facts: readonly string[]
  readonly decisions: readonly string[]
  readonly preferences: readonly string[]
  readonly constraints: readonly string[]
  readonly current_state: CurrentStateJson
  readonly validation_score: number
  readonly warnings: readonly string[]
}

export interface CurrentStateJson {
  readonly status: CurrentState['status']
  readonly topic: string | null
  readonly last_user_request: string | null
  readonly open_issues: readonly string[]
  readonly next_steps: readonly string[]
  readonly values: Readonly<Record<string, string>>
}

export function compactionJson(result: CompactionResult): CompactionJson {
  return {
    text: result.text,
    tokens: result.tokenCount,
    original_tokens: result.originalTokenCount,
    facts: currentContents(result.facts),
    decisions: currentContents(result.decisions),
    preferences: currentContents(result.preferences),
    constraints: currentContents(result.constraints),
    current_state: currentStateJson(result.currentState),
    validation_score: result.validation.score,
    warnings: result.warnings,
  }
}

/** A list of plain sentences cannot say that one replaced another, so only what is in force is listed. */
function currentContents(items: readonly Item[]): readonly string[] {
  return items.filter((item) => item.supersededBy === undefined).map((item) => item.content)
}

function currentStateJson(state: CurrentState): CurrentStateJson {
  return {
    status: state.status,
    topic: state.topic,
    last_user_request: state.lastUserRequest,
    open_issues: state.openIssues,
    next_steps: state.nextSteps,
    values: state.values,
  }
}
