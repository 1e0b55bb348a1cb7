import type { CompactionResult, Item } from '@precis/engine'
import type { WireCurrentState } from '@precis/protocol'
import { currentStateOf } from '../http/wire/compactions.js'

/** The answer to one request line, beside its `id`. The wire's names: snake_case. */
export interface CompactionJson {
  readonly text: string
  readonly tokens: number
  readonly original_tokens: number
  readonly facts: readonly string[]
  readonly decisions: readonly string[]
  readonly preferences: readonly string[]
  readonly constraints: readonly string[]
  readonly current_state: WireCurrentState
  readonly validation_score: number
  readonly warnings: readonly string[]
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
    current_state: currentStateOf(result.currentState),
    validation_score: result.validation.score,
    warnings: result.warnings,
  }
}

/** A list of plain sentences cannot say that one replaced another, so only what is in force is listed. */
function currentContents(items: readonly Item[]): readonly string[] {
  return items.filter((item) => item.supersededBy === undefined).map((item) => item.content)
}
