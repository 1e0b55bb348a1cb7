import { type Fields, isMeasure } from './tool-fields.js'

/** Keys under which a call says what a thing is to be, and keys under which it says which thing it is. */
const IS_SET =
  /^(?:to|value|new|target|state|status|mode|level|option|answer|channel|plan|action)$|^(?:new|target)_|_(?:new|to)$/i
const NAMES_THING =
  /^(?:id|key|name|code|flag|feature|parameter|param|property|variable|field|item|sku|product|room|zone|area|device|door|window|lamp|service|host|cluster|env|environment|region|branch|repo|file|path|folder|table|recipient|person|user|member|guest|child|customer|account|contact|email|team|role|resource|project|invoice|order|booking|ticket)$|_(?:id|name|key|code|number|no)$|Id$/
/** Tools that make one more of something each time, so that another name is another thing. */
const MAKES =
  /(?:^| )(?:add|create|send|book|order|post|open|file|submit|request|issue|pay|transfer|schedule|reserve|invite|register|assign|upload|save|lock|unlock|block|cancel|delete|remove|approve|reject)(?= |$)/

/**
 * Whether a later call of a tool sets the same thing anew, so that what the earlier one set holds no more: `config(key: pool, value: 60)` and
 * `config(key: pool, value: 20)`, `plan(account: 17, to: A)` and `plan(account: 17, to: B)`; not `config(key: ttl, value: 5m)`, which is of
 * something else. Numbers, days and switches are what a thing is set to; a word is so only by its key, or where nothing else can be.
 *
 * @param name  The tool's name in words.
 */
export function setsAnew(name: string, earlier: Fields, later: Fields): boolean {
  const shared = [...later].filter(([key]) => earlier.has(key))
  const words = shared.filter(([, value]) => !isMeasure(value))
  const others = words.filter(([key, value]) => earlier.get(key) !== value)
  if (shared.length === 0) return earlier.size === 0 && later.size === 0
  if (MAKES.test(name)) return others.length === 0
  const [other, ...more] = others.filter(([key]) => !isSetBy(name, key))
  if (other === undefined) return others.length === 0 || shared.length > others.length || later.size === 1
  if (more.length > 0 || NAMES_THING.test(other[0])) return false
  // "light(spot: hall, level: 10)": the number is what is set, so that the word says where.
  if ([...later.values()].some(isMeasure) || others.length > 1) return false
  return words.length > others.length
}

/** "set_mode(mode: …)", "change_address(customer: 17, address: …)": the tool is called by what it sets. */
const isSetBy = (name: string, key: string): boolean =>
  IS_SET.test(key) || (name.includes(' ') && name.split(' ').slice(1).includes(key.toLowerCase()))

/** Tools that undo each other set one thing: "lock" and "unlock", "turn on" and "turn off". */
const UNDOING =
  /(?:^| )(?:un|dis|de)(?=lock|able|block|arm|mute|pause|subscribe|register|activate|mount|pin|assign)/
const SIDES: readonly (readonly [RegExp, string])[] = [
  [/(?:^| )(?:en|a)(?=able|ctivate)/, ' '],
  [/ (?:on|off)$/, ' on'],
  [/(?:^| )(?:open|close)(?= |$)/, ' open'],
  [/(?:^| )(?:start|stop)(?= |$)/, ' start'],
  [/(?:^| )(?:pause|resume)(?= |$)/, ' pause'],
]

/** A tool's name, the same for two that undo each other. */
export const withoutSide = (name: string): string =>
  SIDES.reduce((told, [side, one]) => told.replace(side, one), name.replace(UNDOING, ' ')).trim()

/** Of several names the nearest to what is set: the key of a service's setting before the service. */
const NAMES_SETTING = /^(?:key|name|flag|feature|parameter|param|property|variable|field)$/i

/** What the thing of a call is called by, where one of its fields says so. */
export function nameGiven(given: Fields): string | undefined {
  const names = [...given].filter(
    ([key, value]) => NAMES_THING.test(key) && !isMeasure(value) && /\p{L}/u.test(value),
  )
  return (names.find(([key]) => NAMES_SETTING.test(key)) ?? names[0])?.[1]
}
