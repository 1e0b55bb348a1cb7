import type { Conversation } from '../conversation.js'
import type { StatedValue } from '../digest/digest.js'
import { fieldsOf, type ToolChange, toolChanges } from '../link/tool-changes.js'

/** Longer values are sentences. */
const MAX_FIELD_CHARACTERS = 50
/** What one change is told with: what it made, for when and for how much. */
const MAX_CHARACTERS = 160
/** Fields of an answer that say that it went well, when it was written, or what somebody noted. */
const NO_VALUE_OF_IT =
  /^(?:ok|success|successful|status|state|result|code|estado|statut|message|msg|notes?|reason|summary|text|body|content|description|comment|timestamp|created|updated|posted|at_time|request_id|trace_id|currency|dry_run|confirm(?:ed)?|force|notify|token|otp|pin|password)$|_(?:at|ms|token|hash|url)$/i
/** Says that it was done, where a tool's name has no verb. */
const DONE =
  /"(?:ok|success|successful|done|applied)"\s*:\s*true|"(?:status|state|result|estado|statut)"\s*:\s*"(?:ok|success\w*|done|completed?|confirmed|created|updated|changed|booked|accepted|submitted|sent|scheduled|applied|saved|registered|cancell?ed|gebucht|erledigt|geändert|bestätigt|angelegt|hecho|confirmad[oa]|cread[oa]|feito|fait|confirmée?|créée?|成功|完了|完成)"/i
/** Verbs of tools that change something; as a whole word of the name. */
const DOES =
  /(?:^| )(?:set|update|change|modify|create|add|delete|remove|cancel|book|send|put|edit|submit|reset|apply|open|close|move|extend|renew|place|order|issue|file|request|schedule|reschedule|reserve|hold|pay|refund|waive|transfer|assign|register|enable|disable|block|start|stop|pause|resume|approve|reject|exchange|return|swap|replace|redeliver|escalate|hand ?off|handover|log|declare|top ?up|charge|credit|buchen|anlegen|ändern|aendern|streichen|freigeben|anweisen|bestellen|senden|stornieren|verschieben|sperren|kündigen|réserver|reserver|créer|creer|modifier|annuler|envoyer|commander|reservar|crear|cambiar|abrir|adjuntar|solicitar|cancelar|anular|enviar|pedir|pagar|remarcar|marcar|agendar|trocar|criar|alterar|transferir)(?= |$)/i
/** Shows what would be, and sets nothing. */
const ONLY_SHOWS =
  /(?:^| )(?:simul\p{L}+|quote|estimate|preview|angebot|rules?|options?|history|ledger|record)(?= |$)/iu
/** "QBL-40817", "88120543": what a thing is called by. */
const CODE = /^(?=.*\d)[\p{L}\d#][\p{L}\d_/#-]{3,}$/u
/** A day, a clock time or an amount, which begins with what looks like a number of something. */
const DAY_OR_AMOUNT = /^\d{4}-\d{2}-\d{2}|^\d{1,2}:\d{2}|^\d+(?:[.,]\d{1,2})?$/
const CANCELS =
  /cancel|annul|storn|elimin|delete|remove|löschen|loeschen|withdraw|revoke|取消|キャンセル|删除/iu
/** "new_date", "date_new": the date. */
const NEW = /^(?:new|updated?|to|neue?r?s?|nuev[oa]|nov[oa]|nouve(?:au|lle))_|_(?:new|neu|nuev[oa]|nov[oa])$/i

/** What a change made, as it stands after the later changes of the same thing. */
interface Made {
  readonly change: ToolChange
  readonly name: string
  readonly fields: ReadonlyMap<string, string>
  /** What the tool gave out to call it by. */
  readonly issued: readonly string[]
}

/**
 * What tools have set for the user and nothing has undone, as values in force: the tool's name with the number it gave out, and what
 * was given and answered. A later call of that number changes it, or ends it. Only of tools that answer with data: what a shell
 * prints sets nothing.
 *
 * Cost    linear in the changes that are followed.
 */
export function valuesSetByTools(conversation: Conversation): readonly StatedValue[] {
  if (conversation.isNamed) return []
  return thingsMade(toolChanges(conversation)).flatMap(({ change, name, fields, issued }) => {
    // "Extend", "move": of what?
    const given = name.includes(' ') ? undefined : codesIn(fields)[0]
    const code = issued[0] ?? given
    const value = told(fields, code)
    const messageId = conversation.entries[change.messageIndex]?.message.id ?? ''
    return value === ''
      ? []
      : [
          {
            name: code === undefined ? name : `${name} (${code})`,
            value,
            messageId,
            start: change.call.annotation.start,
          },
        ]
  })
}

/** In the order of their last change. */
function thingsMade(changes: readonly ToolChange[]): readonly Made[] {
  const made = new Map<string, Made>()
  for (const change of changes) {
    const name = wordsOf(change.name)
    if (ONLY_SHOWS.test(name) || !(DOES.test(name) || DONE.test(change.result))) continue
    const given = fieldsIn(change.given)
    const answered = fieldsIn(change.result)
    if (given === undefined || answered === undefined) continue
    const before = [...made.entries()].find(([, { issued }]) => issued.some((code) => holds(given, code)))
    const codes = codesIn(answered).filter((code) => !holds(given, code))
    const isEnd = CANCELS.test(change.name)
    if (before !== undefined) made.delete(before[0])
    const fields = new Map([
      ...(before !== undefined && !isEnd ? before[1].fields : []),
      ...given,
      ...answered,
    ])
    const isRenewed = before !== undefined && !isEnd
    const issued = isRenewed ? [...before[1].issued, ...codes] : codes
    const key = issued[0] ?? `${name} ${codesIn(given).join(' ')}`
    made.delete(key)
    made.set(key, { change, name: isRenewed ? before[1].name : name, fields, issued })
  }
  return [...made.values()]
}

/** The short plain values of a JSON object by name, with those one level below. */
function fieldsIn(json: string): ReadonlyMap<string, string> | undefined {
  const parsed = fieldsOf(json)
  if (parsed === undefined) return undefined
  const fields = new Map<string, string>()
  const add = (key: string, value: unknown) => {
    const text = plain(value)
    if (text !== undefined && !NO_VALUE_OF_IT.test(key)) fields.set(key.replace(NEW, ''), text)
  }
  for (const [key, value] of Object.entries(parsed))
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      for (const [inner, below] of Object.entries(value)) add(inner, below)
    else add(key, value)
  return fields
}

function plain(value: unknown): string | undefined {
  const text = Array.isArray(value)
    ? value.every((one) => typeof one === 'string' || typeof one === 'number')
      ? value.join(' + ')
      : ''
    : typeof value === 'string' || typeof value === 'number'
      ? String(value)
      : ''
  const isShort = text.length > 0 && text.length <= MAX_FIELD_CHARACTERS && !text.includes('\n')
  return isShort ? text : undefined
}

/** What it is about first; numbers of accounts and the like last, where there is room. */
function told(fields: ReadonlyMap<string, string>, calledBy: string | undefined): string {
  const pairs = [...fields].filter(([, value]) => value !== calledBy)
  const isCode = ([, value]: readonly [string, string]) => CODE.test(value) && !DAY_OR_AMOUNT.test(value)
  let text = ''
  for (const [key, value] of [...pairs.filter((pair) => !isCode(pair)), ...pairs.filter(isCode)]) {
    const part = `${wordsOf(key)} ${value}`
    const longer = text === '' ? part : `${text}, ${part}`
    if (longer.length <= MAX_CHARACTERS) text = longer
  }
  return text
}

const codesIn = (fields: ReadonlyMap<string, string>): string[] =>
  [...fields.values()].filter((value) => CODE.test(value) && !DAY_OR_AMOUNT.test(value))

const holds = (fields: ReadonlyMap<string, string>, code: string): boolean =>
  [...fields.values()].some((value) => value === code)

/** "bookMechanic", "book_mechanic" → "book mechanic". */
const wordsOf = (name: string): string =>
  name
    .replace(/^.*[.:/]/, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase()
