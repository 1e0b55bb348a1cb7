import type { Draft } from './draft.js'

/** More statements of one type and message are of a long text, whose sentences are told one by one. */
const MAX_OF_MESSAGE = 6
/** Whose it is, and in quotes what it answers. */
const LABEL = /^[^:“]{1,80}?(?:\(“[^”]{1,300}”\))?: /u

/**
 * Without tasks that stand whole in another of their message: a request that was told with the rest of its message, and that rest.
 * Cost: linear; a few comparisons in each message.
 */
export function withoutToldWithin(drafts: readonly Draft[]): Draft[] {
  const ofMessage = new Map<string, Draft[]>()
  for (const draft of drafts) {
    const key = `${draft.type} ${draft.unit.messageIndex}`
    const known = ofMessage.get(key)
    if (known === undefined) ofMessage.set(key, [draft])
    else known.push(draft)
  }
  return drafts.filter((draft) => {
    const others = ofMessage.get(`${draft.type} ${draft.unit.messageIndex}`) ?? []
    if (others.length === 1 || others.length > MAX_OF_MESSAGE || draft.type !== 'task') return true
    const { content } = draft.statement
    const label = LABEL.exec(content)?.[0] ?? ''
    return !others.some(
      ({ statement: { content: other } }) =>
        other.length > content.length &&
        other.startsWith(label) &&
        other.includes(content.slice(label.length), label.length),
    )
  })
}
