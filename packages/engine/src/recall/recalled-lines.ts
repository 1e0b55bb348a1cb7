import type { Wording } from '../lexicon/types.js'
import { ITEM_INDENT, isItemLine, NAME_SHAPE, readMark, showsItems } from '../render/item-lines.js'
import { type MatterMark, opensTask, phrasesOfLine } from '../render/matter-marks.js'
import type { Role, ToldAs } from '../types.js'

/** Something that one speaker says in a text of ours, on neighbouring lines of one day. */
export interface RecalledSpeech {
  readonly role: Role
  /** Of a person; undefined where the role is all that is known. */
  readonly name: string | undefined
  /** `YYYY-MM-DD`, where the text gives one. */
  readonly day: string | undefined
  /** What a brisk dialogue settled or asks for, told in phrases of nobody. */
  readonly isTask: boolean
  /** A line of the rules: it stands word for word. */
  readonly isRule: boolean
  /** What the layout tells of it; undefined in a text without marks. */
  readonly tells: ToldAs | undefined
  /** Offsets in the text. */
  readonly start: number
  readonly end: number
}

const LINE = /[^\n]+/g
const BULLET = /^\s*[-*•] /
/** Further in than the line of an item. */
const INDENTED_BULLET = /^\s{2,}[-*•] /
const NAME = new RegExp(`^(${NAME_SHAPE}) ?: `, 'u')
const IS_NAME = new RegExp(`^${NAME_SHAPE}$`, 'u')
const SAID_PREFIX = '{name}'
const SAID_TEXT = '{text}'

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** How texts are written in one language: the inverse of what `render/` writes. */
interface Form {
  /** What opens the rules, with whose they are: "Rules:", "Rules (System):". */
  readonly rules: RegExp
  readonly history: string
  readonly state: RegExp
  readonly day: RegExp
  readonly roles: ReadonlyMap<string, Role>
  readonly said: RegExp
  /** What stands between a name and what is said in a narrative. */
  readonly narrates: RegExp
  /** "Tool get_order(order_id: 17) [m12]: ": the label of a tool's answer with what it answers. */
  readonly tool: RegExp
  readonly wording: Wording
}

/** Made once for each wording, which are constants: five patterns for every message took an eighth of a run. */
const forms = new WeakMap<Wording, Form>()

function formOf(wording: Wording): Form {
  const known = forms.get(wording) ?? makeForm(wording)
  forms.set(wording, known)
  return known
}

function makeForm(wording: Wording): Form {
  const months = wording.months.map(escaped).join('|')
  const withoutYear = wording.dateWithoutYear ?? wording.date.replace(/[\s,]*\{year\}.*/, '')
  const dates = [wording.date, withoutYear].map((date) =>
    escaped(date)
      .replace('\\{day\\}', '\\d{1,2}')
      .replace('\\{month\\}', `(?:${months})`)
      .replace('\\{year\\}', '\\d{4}'),
  )
  const date = `(?:${dates.join('|')})`
  const onDate = escaped(wording.onDate).replace('\\{date\\}', date)
  const between = wording.said.slice(
    wording.said.indexOf(SAID_PREFIX) + SAID_PREFIX.length,
    wording.said.indexOf(SAID_TEXT),
  )
  return {
    rules: new RegExp(`^(?:[-*•] )?${escaped(wording.rules)}(?: \\(([^()\\n]{1,60})\\))?: ?`),
    history: `${wording.history}:`,
    state: new RegExp(`^(?:[-*•] )?${escaped(wording.state)}:`),
    day: new RegExp(`^(?:\\[(${date})\\]|(?:${onDate})|(${date})$)\\s?`),
    roles: new Map([
      [wording.user, 'user'],
      [wording.assistant, 'assistant'],
      [wording.system, 'system'],
      [wording.tool, 'tool'],
    ]),
    said: new RegExp(`^(.{1,60}?)${escaped(between)}`),
    narrates: new RegExp(escaped(between)),
    tool: new RegExp(
      `^${escaped(wording.tool)} (?:[^\\s:([]+(?:\\(.{0,80}?\\))?)?(?: ?\\[[^\\]\\s]{1,20}\\])?(?:: |${escaped(between)})`,
    ),
    wording,
  }
}

/**
 * Reads a text that this engine wrote, in any of its formats, as who said what on which day; undefined for other texts.
 *
 * A text of ours opens with its rules, or with a day or a role and goes on with at least one labelled line.
 * Where people are named and there is no rule and no day, only a line of one of `people` opens it, and then at least two are labelled:
 * "Marit: could you look at this?" is said to her. Where it is the first message (`isFirst`) nobody is known yet: there people have to take
 * turns, or to speak of themselves, as no form and no recipe does.
 * Cost  linear in the text; other texts are told by their first line.
 */
export function recalledSpeeches(
  text: string,
  wording: Wording,
  people: ReadonlySet<string> = new Set(),
  isFirst = false,
): RecalledSpeech[] | undefined {
  const form = formOf(wording)
  const opening = text.trimStart()
  const first = firstLineOf(opening)
  const hasHeading = first.trimEnd() === form.history
  const isOfRoles = hasRoleLines(opening, form)
  // "+ two rooms": any list may open so, where no user is named in it.
  const isOfRole = opensAs(first, form) || opensTask(first.replace(BULLET, ''), isOfRoles)
  const opener = isOfRole ? undefined : openerOf(first, form, undefined)
  if (!isOfRole && (opener === undefined || !(isFirst || people.has(opener)))) return undefined
  const speeches = readLines(text, form, isOfRoles ? people : undefined)
  const labelled = speeches.filter(({ isLabelled }) => isLabelled)
  if (!isOfRole)
    return (people.has(opener ?? '') ? labelled.length >= 2 : areOfPeople(speeches, text))
      ? speeches
      : undefined
  // "Rules: cash only." and a line more: a user's own words, where nobody else is named behind them.
  const opensRules = form.rules.test(first) && !isHeading(first, form)
  if (opensRules && !labelled.some(({ isRule }) => !isRule)) return undefined
  const isEnough = speeches.length >= 2 || hasHeading || form.day.test(first)
  return labelled.length >= 1 && isEnough ? speeches : undefined
}

/** Whether a text may be one of ours in this wording, whoever its people are: neither of the two below finds lines in others. */
export function mayBeRecalled(text: string, wording: Wording): boolean {
  const form = formOf(wording)
  const first = firstLineOf(text.trimStart())
  return (
    opensAs(first, form) ||
    opensTask(first.replace(BULLET, ''), true) ||
    labelOf(first.replace(BULLET, ''), form, undefined) !== undefined ||
    loneLabelOf(first, form, undefined) !== undefined
  )
}

/**
 * Reads a text as lines of one of `people`, where it opens with his name: it may as well be said to him, so that it is one of ours only
 * where it says nothing new.
 */
export function speechesOfOne(
  text: string,
  wording: Wording,
  people: ReadonlySet<string>,
): RecalledSpeech[] | undefined {
  const form = formOf(wording)
  const opener = openerOf(firstLineOf(text.trimStart()), form, people)
  return opener === undefined || !people.has(opener) ? undefined : readLines(text, form, undefined)
}

/** The person whose label opens a line, whatever stands behind it. */
const openerOf = (line: string, form: Form, people: Reader['people']): string | undefined =>
  (labelOf(line.replace(BULLET, ''), form, people)?.speaker ?? loneLabelOf(line, form, people))?.name

const firstLineOf = (text: string): string => {
  const end = text.indexOf('\n')
  return end < 0 ? text : text.slice(0, end)
}

const opensAs = (first: string, form: Form): boolean =>
  first.trimEnd() === form.history ||
  form.rules.test(first) ||
  form.day.test(first) ||
  hasRoleLabel(first, form)

/** Whether a text opens with the rules, a day or a role as texts of ours in one language do. Cost: its first line. */
export const opensLikeOurs = (text: string, wording: Wording): boolean =>
  opensAs(firstLineOf(text), formOf(wording))

/** Words by which somebody speaks of himself, to another or in answer: the lines of a form or a recipe have none. */
const SPEAKS =
  /[?？]|(?<!\p{L})(?:i|i['’]\w+|my|me|we|we['’]\w+|our|us|you|your|yes|no|ich|mein\p{L}{0,2}|mir|mich|wir|uns|unser\p{L}{0,2}|du|dir|dein\p{L}{0,2}|ja|nein|je|j['’]\p{L}+|mon|ma|mes|moi|nous|notre|nos|tu|ton|ta|vous|oui|non|yo|mi|mis|me|nosotr[oa]s|nuestr[oa]s?|nos|tú|te|sí|eu|meu|minha|meus|minhas|nós|nosso|nossa|você|sim|não)(?!\p{L})|[我你咱私僕俺好]|\p{L}(?:emos|amos|imos)(?!\p{L})|(?:ます|ました|ましょう|です)(?:[。、！？ねか]|$)/iu
const SHARE_THAT_SPEAKS = 0.5

/** Whether these are lines of people: two speak by turns, somebody, another one, and the first again, or most say "I", "we", "you" or "yes". */
function areOfPeople(speeches: readonly Read[], text: string): boolean {
  const labelled = speeches.filter(({ isLabelled }) => isLabelled)
  if (takeTurns(labelled)) return true
  const turns: { name: string | undefined; said: string }[] = []
  for (const { name, start, end, isLabelled } of speeches) {
    const last = turns.at(-1)
    if (isLabelled || last === undefined) turns.push({ name, said: text.slice(start, end) })
    else last.said += `\n${text.slice(start, end)}`
  }
  const speaking = turns.filter(({ said }) => SPEAKS.test(said)).length
  return new Set(turns.map(({ name }) => name)).size >= 2 && speaking >= turns.length * SHARE_THAT_SPEAKS
}

function takeTurns(labelled: readonly RecalledSpeech[]): boolean {
  const heard = new Set<string>()
  let last: string | undefined
  for (const { name, role } of labelled) {
    const speaker = name ?? role
    if (speaker !== last && heard.has(speaker)) return true
    heard.add(speaker)
    last = speaker
  }
  return false
}

/** Whether some line is a user's: then whoever else a line seems to name ("Both done: …") is part of what is said. */
const hasRoleLines = (text: string, form: Form): boolean =>
  text
    .split('\n')
    .some(
      (line) =>
        labelOf(line.trimStart().replace(form.day, '').replace(BULLET, ''), form, NOBODY)?.speaker.role ===
        'user',
    )

const NOBODY: ReadonlySet<string> = new Set()

const hasRoleLabel = (line: string, form: Form): boolean =>
  labelOf(line.replace(BULLET, ''), form, NOBODY) !== undefined ||
  loneLabelOf(line, form, NOBODY) !== undefined

/** A line that has nothing but what opens the rules. */
const isHeading = (line: string, form: Form): boolean => form.rules.exec(line)?.[0] === line.trimEnd()

/** Who gave the rules under a heading: "Rules (System):". */
function ruleSpeaker(label: string | undefined, form: Form): Reader['speaker'] {
  if (label === undefined) return USER
  const role = form.roles.get(label)
  return role === undefined ? { role: 'user', name: label } : { role, name: undefined }
}

interface Reader {
  /** Who may be named by a label; everybody where undefined. */
  readonly people: ReadonlySet<string> | undefined
  speaker: { readonly role: Role; readonly name: string | undefined }
  day: string | undefined
  isInRules: boolean
  /** Who gave the rules under the last heading. */
  rulesOf: { readonly role: Role; readonly name: string | undefined }
  /** How the lines of the rules are told from what follows where no heading does: `  - …` or `- …`, then lines without. */
  rulesMark: RegExp | undefined
  /** Items stand on lines of their own, so that nothing else is one. */
  readonly isMarked: boolean
}

type Read = RecalledSpeech & { readonly isLabelled: boolean }

function readLines(text: string, form: Form, people: ReadonlySet<string> | undefined): Read[] {
  const hasHistory = `\n${text}`.includes(`\n${form.wording.history}:\n`)
  const mark = hasHistory ? undefined : BULLET
  const hasOneLone = opensWithLoneLabel(text, form, people)
  const reader: Reader = {
    people,
    speaker: { role: 'user', name: undefined },
    day: undefined,
    isInRules: false,
    rulesOf: USER,
    rulesMark: undefined,
    isMarked: hasHistory || hasOneLone || (showsItems(text) && !INDENTED.test(text)),
  }
  const speeches: Read[] = []
  let end = 0
  let isOpened = false
  for (const { 0: line, index } of text.matchAll(LINE)) {
    const trimmed = line.trim()
    // An empty line ends the rules of a narrative that has no days.
    if (index - end > 1) reader.isInRules = false
    end = index + line.length
    if (trimmed === form.history) {
      reader.isInRules = false
      continue
    }
    const rules = form.rules.exec(trimmed)
    if (rules !== null && rules[0] === trimmed) {
      reader.isInRules = true
      reader.rulesOf = ruleSpeaker(rules[1], form)
      reader.rulesMark = BULLET.test(trimmed) ? INDENTED_BULLET : mark
      continue
    }
    if (reader.isInRules && reader.rulesMark?.test(line) === false && endsRules(line, form, reader.people))
      reader.isInRules = false
    if (form.state.test(trimmed)) continue
    const lone = hasOneLone && speeches.length === 0 ? loneLabelOf(line, form, people) : undefined
    if (lone !== undefined) {
      const day = form.day.exec(line.trimStart())?.[0]
      if (day !== undefined) reader.day = isoDay(day, form.wording, reader.day)
      reader.speaker = lone
      isOpened = true
      continue
    }
    const read = readTask(line, index, reader, form) ?? readLine(line, index, reader, form) ?? []
    speeches.push(...(isOpened ? read.map((one) => ({ ...one, isLabelled: true })) : read))
    if (read.length > 0) isOpened = false
  }
  return speeches
}

/** The speaker of a line that has his label and nothing else. */
function loneLabelOf(line: string, form: Form, people: Reader['people']): Reader['speaker'] | undefined {
  const rest = line.trim().replace(form.day, '').replace(BULLET, '')
  if (!rest.endsWith(':')) return undefined
  const label = labelOf(`${rest} `, form, people)
  return label !== undefined && label.length > rest.length ? label.speaker : undefined
}

/** Whether the first label, and no other, stands alone on its line: so ours open where no line says that they are. */
function opensWithLoneLabel(text: string, form: Form, people: Reader['people']): boolean {
  const lines = text.trimStart().split('\n')
  const first = lines.findIndex((line) => loneLabelOf(line, form, people) !== undefined)
  if (first < 0 || (first > 0 && (first > 1 || lines[0]?.replace(form.day, '').trim() !== ''))) return false
  return !lines.slice(first + 1).some((line) => loneLabelOf(line, form, people) !== undefined)
}

/** Deeper than a line of ours is set: a log of somebody else's. */
const INDENTED = /\n(?:\t| {2,})(?![-*•] )\S/

/** A rule may be wrapped, and a narrative has no marks: only a line that names its speaker comes after the rules. */
const endsRules = (line: string, form: Form, people: Reader['people']): boolean =>
  labelOf(line.trimStart().replace(BULLET, ''), form, people) !== undefined

/** A line that tells of a task: each phrase as what its sign says, and by whom. Undefined for any other. */
function readTask(line: string, index: number, reader: Reader, form: Form): readonly Read[] | undefined {
  if (reader.isInRules) return undefined
  const day = form.day.exec(line)?.[0] ?? ''
  const at = day.length + (BULLET.exec(line.slice(day.length))?.[0].length ?? 0)
  if (!opensTask(line.slice(at), reader.isMarked)) return undefined
  if (day !== '') reader.day = isoDay(day, form.wording, reader.day)
  reader.speaker = ASSISTANT
  return phrasesOfLine(line.slice(at)).map(({ mark, start, end }) => ({
    ...(mark === 'wish' || mark === 'liking' ? USER : ASSISTANT),
    day: reader.day,
    isRule: false,
    isTask: true,
    tells: reader.isMarked ? TELLS[mark] : undefined,
    start: index + at + start,
    end: index + at + end,
    isLabelled: true,
  }))
}

const TELLS: Readonly<Record<MatterMark, ToldAs>> = {
  talk: 'talk',
  wish: ['task'],
  liking: ['preference'],
  fact: ['fact'],
  agreed: 'agreed',
  done: 'done',
}

function readLine(line: string, index: number, reader: Reader, form: Form): Read[] | undefined {
  const isItem = reader.isMarked && !reader.isInRules && isItemLine(line)
  const marked = isItem ? readItem(line, ITEM_INDENT.length, index, reader, form) : undefined
  if (marked !== undefined && marked.tells !== 'item') return [marked]
  let at = line.length - line.trimStart().length
  const day = isItem && line[at] !== '[' ? null : form.day.exec(line.slice(at))
  if (day !== null) {
    reader.day = isoDay(day[0], form.wording, reader.day)
    reader.isInRules = false
    at += day[0].length
  }
  const rest = line.slice(at)
  if (rest.trim() === '') return undefined
  // Under the heading a rule may open with the word of the heading itself.
  const rule = reader.isInRules ? null : form.rules.exec(rest)
  if (rule !== null || reader.isInRules) {
    const mark = rule?.[0] ?? BULLET.exec(rest)?.[0] ?? ''
    return [
      {
        ...(rule === null ? reader.rulesOf : ruleSpeaker(rule[1], form)),
        isRule: true,
        isTask: false,
        tells: RULE,
        day: undefined,
        start: index + at + mark.length,
        end: index + line.length,
        isLabelled: true,
      },
    ]
  }
  const bullet = BULLET.exec(rest)?.[0] ?? ''
  const label = labelOf(rest.slice(bullet.length), form, reader.people)
  if (label === undefined && marked !== undefined) return [marked]
  if (label !== undefined) reader.speaker = label.speaker
  const opening = at + (label === undefined ? 0 : bullet.length + label.length)
  if (isItem) return [{ ...readItem(line, opening, index, reader, form), isLabelled: true }]
  return [
    {
      ...reader.speaker,
      day: reader.day,
      isRule: false,
      isTask: false,
      tells: reader.isMarked ? 'talk' : undefined,
      start: index + opening,
      end: index + line.length,
      isLabelled: label !== undefined,
    },
  ]
}

/** A statement that is an item, from `opening` on: what its words or its mark tell it to be, said by whom the last label named. */
function readItem(line: string, opening: number, index: number, reader: Reader, form: Form): Read {
  const { types, length } = readMark(line.slice(opening), form.wording)
  return {
    ...reader.speaker,
    day: reader.day,
    isRule: false,
    isTask: false,
    tells: types.length === 0 ? 'item' : types,
    start: index + opening + length,
    end: index + line.length,
    isLabelled: false,
  }
}

/** What stands under the heading of the rules is one, whatever its words look like. */
const RULE: ToldAs = ['constraint']
const TOOL = { role: 'tool', name: undefined } as const
const ASSISTANT = { role: 'assistant', name: undefined } as const
const USER = { role: 'user', name: undefined } as const

/** "User: ", "Assistant said: ", "Marit: " and how many characters it takes. */
function labelOf(
  text: string,
  { roles, said, tool }: Form,
  people: ReadonlySet<string> | undefined,
): { speaker: Reader['speaker']; length: number } | undefined {
  const colon = /^([^:：]{1,60}?) ?: /.exec(text)
  const role = roles.get(colon?.[1] ?? '')
  if (colon !== null && role !== undefined)
    return { speaker: { role, name: undefined }, length: colon[0].length }
  const answer = tool.exec(text)
  if (answer !== null) return { speaker: TOOL, length: answer[0].length }
  const narrated = said.exec(text)
  if (narrated !== null) {
    const name = narrated[1] ?? ''
    const saidBy = roles.get(name)
    // "She said: …" is what somebody else tells.
    if (saidBy === undefined && (people?.has(name) === false || !IS_NAME.test(name))) return undefined
    const speaker = saidBy === undefined ? { role: 'user' as const, name } : { role: saidBy, name: undefined }
    return { speaker, length: narrated[0].length }
  }
  const person = NAME.exec(text)
  if (person === null || people?.has(person[1] ?? '') === false) return undefined
  return { speaker: { role: 'user', name: person[1] }, length: person[0].length }
}

/** The day of a date as `formatDay` writes it; the year of the day before where it is left out. */
function isoDay(text: string, { months }: Wording, before: string | undefined): string | undefined {
  const year = /\d{4}/.exec(text)?.[0] ?? before?.slice(0, 4)
  const withoutYear = text.replace(/\d{4}/, '')
  const month = months.findLastIndex((name) => withoutYear.includes(name))
  const date = /\d{1,2}(?!\d|月)/.exec(withoutYear)?.[0]
  if (year === undefined || month < 0 || date === undefined) return undefined
  return `${year}-${String(month + 1).padStart(2, '0')}-${date.padStart(2, '0')}`
}
