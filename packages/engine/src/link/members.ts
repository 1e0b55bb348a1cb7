import { termsOf } from '../annotate/terms.js'
import { readWords } from '../annotate/words.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import { writeData } from '../shorten/data.js'
import type { UnitAnnotation } from '../types.js'

/** Keys whose value says how something stands, whoever takes it up. */
export const TELLS_STATE = /^(?:status|state|result|success|error|message|reason)$/i

/**
 * The members of a record of which it depends on the conversation whether they are told: for each where its key begins and ends in
 * the unit's text, how many terms its value has, and their places among the terms of the unit, all in one flat list.
 *
 * Undefined where the unit is no data, or has another shorter form than all of its members. Cost: linear in the text.
 */
export function membersOf(
  text: string,
  { kind, terms, shortened }: UnitAnnotation,
  lexicon: CompiledLexicon,
): readonly number[] | undefined {
  if (kind !== 'output' || shortened === undefined) return undefined
  const members: number[] = []
  const written = writeData(text, (key, value, keyStart) => {
    if (TELLS_STATE.test(key)) return true
    const places = termsOf(readWords(value), lexicon).map((term) => terms.indexOf(term))
    members.push(keyStart, keyStart + key.length, places.length, ...places)
    return true
  })
  return written === shortened && members.every((number) => number >= 0) ? members : undefined
}

/** What `read` gives for each member, in order; `places` are those of its value's terms. */
export function mapMembers<T>(
  members: readonly number[],
  read: (keyStart: number, keyEnd: number, places: readonly number[]) => T,
): T[] {
  const made: T[] = []
  for (let at = 0; at < members.length; ) {
    const from = at + 3
    const to = from + (members[at + 2] as number)
    made.push(read(members[at] as number, members[at + 1] as number, members.slice(from, to)))
    at = to
  }
  return made
}
