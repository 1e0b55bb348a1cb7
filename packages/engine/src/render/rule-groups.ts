import type { Unit } from '../conversation.js'
import type { Wording } from '../lexicon/types.js'
import { labelOf, type Selection } from './rendering.js'

/** Rules of one speaker, under a heading that says whose they are. */
export interface RuleGroup {
  readonly heading: string
  /** In conversation order. */
  readonly rules: readonly Unit[]
}

/** "Rules:" are the user's, "Rules (System):" are those of whom it names: read back they have to be his again. */
export const ruleHeading = ({ rules }: Wording, label?: string): string =>
  label === undefined ? `${rules}:` : `${rules} (${label}):`

/** The rules of a selection by who gave them, each group where its first rule stands. */
export function ruleGroups({ conversation, wording, rules }: Selection): readonly RuleGroup[] {
  const groups = new Map<string, Unit[]>()
  for (const unit of rules) {
    const speaker = conversation.speakers[unit.speaker] ?? 'user'
    const heading = ruleHeading(wording, speaker === 'user' ? undefined : labelOf(speaker, wording))
    const group = groups.get(heading)
    if (group === undefined) groups.set(heading, [unit])
    else group.push(unit)
  }
  return [...groups].map(([heading, own]) => ({ heading, rules: own }))
}
