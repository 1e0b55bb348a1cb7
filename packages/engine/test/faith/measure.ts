import { verify } from '../../src/verify.js'
import { type TrialKind, trialsOf } from './alterations.js'
import { makeConversation } from './conversation.js'
import type { FaithLanguage } from './language.js'

/** What verify made of the trials of one language. */
export interface Faith {
  /** By kind: trials, and those that verify named. For `correct`: sentences, and those that it blamed wrongly. */
  readonly counts: ReadonlyMap<TrialKind, { readonly all: number; readonly named: number }>
  /** Rules that a correct summary retells, and those that verify misses in it. */
  readonly rulesMissed: number
  readonly rules: number
  /** What a person should look at: wrong blames and unnamed faults. */
  readonly faults: readonly string[]
}

/** Runs all trials of the seeds. A fault counts as named where verify lists anything unsupported in the altered sentence. */
export function measureFaith(language: FaithLanguage, seeds: readonly number[]): Faith {
  const counts = new Map<TrialKind, { all: number; named: number }>()
  const faults: string[] = []
  let rules = 0
  let rulesMissed = 0
  const count = (kind: TrialKind, isNamed: boolean) => {
    const entry = counts.get(kind) ?? { all: 0, named: 0 }
    counts.set(kind, { all: entry.all + 1, named: entry.named + (isNamed ? 1 : 0) })
  }
  for (const seed of seeds) {
    const conversation = makeConversation(language, seed)
    for (const { kind, messages, lines, lostRule } of trialsOf(conversation)) {
      const { unsupported, missing } = verify(messages, lines.join('\n'))
      const lost = missing
        .filter(({ type }) => type === 'constraint')
        .flatMap(({ evidence }) => evidence.map(({ messageId }) => messageId))
      if (kind === 'correct') {
        for (const line of lines) {
          const blamed = verify(messages, line).unsupported
          count(kind, blamed.length > 0)
          if (blamed.length > 0) faults.push(`wrong blame: ${line} [${blamed.join(' | ')}]`)
        }
        for (const { statement, messageId } of messages === conversation.talk ? [] : conversation.said) {
          if (statement.kind !== 'rule') continue
          rules++
          if (!lost.includes(messageId)) continue
          rulesMissed++
          faults.push(
            `rule thought lost: ${conversation.messages.find(({ id }) => id === messageId)?.content} [${lines.join(' / ')}]`,
          )
        }
        continue
      }
      const isNamed = lostRule === undefined ? unsupported.length > 0 : lost.includes(lostRule)
      count(kind, isNamed)
      if (!isNamed)
        faults.push(
          `${kind}, not named: ${lostRule === undefined ? lines.join(' / ') : conversation.messages.find(({ id }) => id === lostRule)?.content}`,
        )
    }
  }
  return { counts, rules, rulesMissed, faults }
}
