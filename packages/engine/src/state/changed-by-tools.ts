import type { Conversation } from '../conversation.js'
import type { StatedValue } from '../digest/digest.js'
import { type ToolChange, toolChanges } from '../link/tool-changes.js'
import { saysDone, saysItWentWell } from '../link/tool-outcomes.js'
import { saysChange, wordsOfName } from '../tool-calls.js'
import { nameGiven, setsAnew, withoutSide } from './same-setting.js'
import { codesIn, type Fields, fieldsIn, holds, isCode, tellFields } from './tool-fields.js'

/** Shows what would be, and sets nothing. */
const ONLY_SHOWS =
  /(?:^| )(?:simul\p{L}+|quote|estimate|preview|angebot|rules?|options?|history|ledger|record)(?= |$)/iu
/** Tells somebody something, and sets nothing. */
const ONLY_TELLS =
  /^(?:post|page|notify|message|announce|remind|ping|comment|reply|print|say|speak|play)(?= |$)/i
const CANCELS =
  /cancel|annul|storn|elimin|delete|remove|löschen|loeschen|withdraw|revoke|取消|キャンセル|删除/iu
/** A reply has few fields beside its status; what has more is the record that was asked for. */
const MAX_FIELDS_OF_REPLY = 2

/** What a change made, as it stands after the later changes of the same thing. */
interface Made {
  readonly change: ToolChange
  readonly name: string
  readonly given: Fields
  readonly fields: Fields
  /** What the tool gave out to call it by. */
  readonly issued: readonly string[]
}

/**
 * What tools have set for the user and nothing has undone, as values in force: the tool's name with the number it gave out or the name of
 * the thing, and what was given and answered. A later call of that number, or one that sets the same thing anew, changes it, or ends
 * it. Only of tools that answer with data: what a shell prints sets nothing.
 *
 * Cost    linear in the changes that are followed, times those of one tool.
 */
export function valuesSetByTools(conversation: Conversation): readonly StatedValue[] {
  if (conversation.isNamed) return []
  return thingsMade(toolChanges(conversation)).flatMap(({ change, name, given, fields, issued }) => {
    // "Extend", "move": of what?
    const code = issued[0] ?? nameGiven(given) ?? (name.includes(' ') ? undefined : codesIn(fields)[0])
    const besides = tellFields(fields, code)
    const isAllOfIt = besides === '' || code === undefined
    const value = isAllOfIt ? tellFields(fields, undefined) : besides
    if (value === '') return []
    const messageId = conversation.entries[change.messageIndex]?.message.id ?? ''
    return [
      { name: isAllOfIt ? name : `${name} (${code})`, value, messageId, start: change.call.annotation.start },
    ]
  })
}

/** In the order of their last change. */
function thingsMade(changes: readonly ToolChange[]): readonly Made[] {
  const made = new Things()
  for (const change of changes) {
    const name = wordsOfName(change.name)
    if (ONLY_SHOWS.test(name) || ONLY_TELLS.test(name)) continue
    const given = fieldsIn(change.given, true)
    const answered = fieldsIn(change.result, false)
    if (given === undefined || answered === undefined) continue
    if (!saysChange(name) && !isReply(change.result, given, answered)) continue
    const before = made.before(name, given)
    const codes = codesIn(answered).filter((code) => !holds(given, code))
    const isRenewed = before !== undefined && before.issued.length > 0 && !CANCELS.test(change.name)
    if (before !== undefined) made.remove(before)
    made.add({
      change,
      name: isRenewed ? before.name : name,
      given: isRenewed ? before.given : given,
      fields: new Map([...(isRenewed ? before.fields : []), ...given, ...answered]),
      issued: isRenewed ? [...before.issued, ...codes] : codes,
    })
  }
  return made.all()
}

/** What was made, in the order of its last change; found by the numbers that it is called by, and by the tool that sets it. */
class Things {
  /** With their place in that order. */
  readonly #places = new Map<Made, number>()
  readonly #byCode = new Map<string, Set<Made>>()
  /** Those that have no number, by the tool's name. */
  readonly #unnumbered = new Map<string, Set<Made>>()
  #added = 0

  all(): readonly Made[] {
    return [...this.#places.keys()]
  }

  add(made: Made): void {
    this.#places.set(made, this.#added++)
    for (const [index, key] of this.#keysOf(made)) {
      const list = index.get(key)
      if (list === undefined) index.set(key, new Set([made]))
      else list.add(made)
    }
  }

  remove(made: Made): void {
    this.#places.delete(made)
    for (const [index, key] of this.#keysOf(made)) index.get(key)?.delete(made)
  }

  /** The first thing that is called by a number which was given, or that the same tool set before. */
  before(name: string, given: Fields): Made | undefined {
    let first: Made | undefined
    let place = Number.POSITIVE_INFINITY
    for (const value of given.values())
      for (const one of this.#byCode.get(value) ?? []) {
        const its = this.#places.get(one) as number
        if (its < place) [first, place] = [one, its]
      }
    if (first !== undefined) return first
    const tool = withoutSide(name)
    for (const one of this.#unnumbered.get(tool) ?? []) if (setsAnew(tool, one.given, given)) return one
    return undefined
  }

  #keysOf({ name, issued }: Made): readonly (readonly [Map<string, Set<Made>>, string])[] {
    return issued.length === 0
      ? [[this.#unnumbered, withoutSide(name)]]
      : issued.map((code) => [this.#byCode, code] as const)
  }
}

/** Whether the answer of a tool that is called by a noun says that it has changed something; else it shows what is there. */
const isReply = (result: string, given: Fields, answered: Fields): boolean =>
  saysItWentWell(result) ||
  (saysDone(result) &&
    [...given.values()].some((value) => !isCode(value)) &&
    (given.size > 1 || answered.size <= MAX_FIELDS_OF_REPLY))
