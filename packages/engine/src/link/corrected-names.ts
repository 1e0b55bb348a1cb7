import { type Conversation, hasFlag, mayHaveLook, textOf, type Unit } from '../conversation.js'
import { list } from '../lexicon/list.js'
import { FLAG } from '../unit-flags.js'
import { LOOK } from '../unit-looks.js'

/**
 * Names that a user puts right: "Herr Latt.", after the assistant had written "Frau Latt"; "sorry, Anne with an e"; "it's Brattle, two t's".
 */

/** Messages back in which the wrong name was said. */
const MAX_DISTANCE_MESSAGES = 20
/** Units back: a message can be of any length. */
const MAX_DISTANCE_UNITS = 200
/** Messages back in which a title was said wrongly. */
const MAX_DISTANCE_OF_TITLE = 4
/** A correction of a name says little else. */
const MAX_WORDS = 9
/** Letters by which the wrong spelling differs. */
const MAX_EDITS = 2
const MIN_LETTERS = 3
/** A longer word is no name. */
const NAME = /^\p{Lu}[\p{L}’'-]{2,30}$/u
/** In a short name one letter makes another name of it. */
const SHORT_NAME = 4

const MALE = list('mr, mister, herr, herrn, monsieur, m, señor, sr, senhor')
const FEMALE = list('mrs, ms, miss, frau, madame, mme, mlle, señora, sra, senhora, dona')
const TITLES = [...MALE, ...FEMALE].join('|')
const TITLED = new RegExp(String.raw`(?<!\p{L})(${TITLES})\.? (\p{Lu}[\p{L}’'-]+)`, 'giu')
/** Nothing but a person, perhaps behind a "no". */
const BARE_TITLED = new RegExp(
  String.raw`^\W*(?:(?:no|nein|non|não|nee|sorry|it['’]s|es ist|c['’]est|é|es)[,.]? )?(${TITLES})\.? (\p{Lu}[\p{L}’'-]+)\W*$`,
  'iu',
)

/** "Anne with an e", "Brattle, two t's", "mit tz", "avec deux n": how a name is spelled. */
const SPELLED =
  /(?<!\p{L})(\p{Lu}[\p{L}’'-]+),? (?:with|without|mit|ohne|avec|sans|con|sin|com|sem) (?:an? |the |ein(?:em|en)? |un |une |una |um |uma |two |double |zwei |doppeltem |deux |dos |dois )?(?:\p{L}{1,2}(?:['’]?s)?|umlaut|hyphen|bindestrich|acento|accent)(?!\p{L})|(?<!\p{L})(\p{Lu}[\p{L}’'-]+),? (?:two|double|zwei|doppel|deux|dos|dois) \p{L}(?:['’]?s)?(?!\p{L})/u
/** "Sorry, I meant Hendrik", "it's spelled Hendrik". */
const MEANT =
  /(?:sorry|typo|i meant|spelled|spelt|misspelled|ich meinte|geschrieben|pardon|je voulais dire|s['’]écrit|perdón|quise decir|se escribe|desculpa|queria dizer|escreve-se)[,:]?(?: it['’]s| das ist| c['’]est| es)? (\p{Lu}[\p{L}’'-]+)(?:\W*$|,)/iu

/**
 * Shapes  index of the earlier unit with the wrong name → index of the correction. Cost: linear; each correction looks back a bounded number of messages.
 */
export function findCorrectedNames(conversation: Conversation): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  if (conversation.isNamed) return found
  for (const unit of conversation.units) {
    if (!mayHaveLook(conversation, unit.index, LOOK.namesAnew) || !mayPutRight(conversation, unit)) continue
    const text = textOf(conversation, unit)
    const titled = BARE_TITLED.exec(text)
    if (titled !== null) {
      const [, title = '', name = ''] = titled
      for (const earlier of before(conversation, unit, wrongTitleWithin(conversation, unit, title, name)))
        if (hasOtherTitle(textOf(conversation, earlier), title, name)) found.set(earlier.index, unit.index)
      continue
    }
    const name = nameMeant(text)
    if (name === undefined) continue
    for (const earlier of before(conversation, unit, MAX_DISTANCE_MESSAGES))
      if (isMisspelledIn(earlier, name)) found.set(earlier.index, unit.index)
  }
  return found
}

/** Whether a unit has a name as people put one right. */
export function namesAnew(conversation: Conversation, unit: Unit): boolean {
  if (!mayPutRight(conversation, unit)) return false
  const text = textOf(conversation, unit)
  return BARE_TITLED.test(text) || nameMeant(text) !== undefined
}

function nameMeant(text: string): string | undefined {
  const spelled = SPELLED.exec(text)
  const name = spelled?.[1] ?? spelled?.[2] ?? MEANT.exec(text)?.[1]
  return name !== undefined && NAME.test(name) ? name : undefined
}

function mayPutRight(conversation: Conversation, { index, annotation }: Unit): boolean {
  return (
    annotation.wordCount <= MAX_WORDS &&
    hasFlag(conversation, index, FLAG.spoken) &&
    hasFlag(conversation, index, FLAG.ofUser) &&
    !hasFlag(conversation, index, FLAG.ofTool | FLAG.question | FLAG.rule)
  )
}

/** The titled name is a correction only where the other title was said just before; then all that said so are wrong. */
function wrongTitleWithin(conversation: Conversation, unit: Unit, title: string, name: string): number {
  const isNear = before(conversation, unit, MAX_DISTANCE_OF_TITLE).some((one) =>
    hasOtherTitle(textOf(conversation, one), title, name),
  )
  return isNear ? MAX_DISTANCE_MESSAGES : 0
}

/** Spoken units of the messages before, of both speakers. */
function before(conversation: Conversation, unit: Unit, messages: number): readonly Unit[] {
  const { units, unitStarts } = conversation
  const from = Math.max(
    unit.index - MAX_DISTANCE_UNITS,
    unitStarts[Math.max(0, unit.messageIndex - messages)] as number,
  )
  const to = unitStarts[unit.messageIndex] as number
  return units
    .slice(from, to)
    .filter(
      ({ index, annotation }) => annotation.names.length > 0 && hasFlag(conversation, index, FLAG.spoken),
    )
}

function hasOtherTitle(text: string, title: string, name: string): boolean {
  const isMale = MALE.includes(title.toLowerCase())
  for (const [, other = '', whose = ''] of text.matchAll(TITLED))
    if (whose.toLowerCase() === name.toLowerCase() && MALE.includes(other.toLowerCase()) !== isMale)
      return true
  return false
}

function isMisspelledIn({ annotation }: Unit, name: string): boolean {
  const right = name.toLowerCase()
  return annotation.names.some((written) =>
    written.split(/\s+/).some((part) => {
      const other = part.toLowerCase()
      return (
        other !== right &&
        other.length >= MIN_LETTERS &&
        other.slice(0, 1) === right.slice(0, 1) &&
        Math.abs(other.length - right.length) <= MAX_EDITS &&
        editsBetween(other, right) <= (right.length <= SHORT_NAME ? 1 : MAX_EDITS)
      )
    }),
  )
}

/** Letters to put in, take out or exchange. Cost: the product of two names' lengths. */
function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + same))
    }
    row = next
  }
  return row[other.length] as number
}
