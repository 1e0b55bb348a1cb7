import { type Conversation, hasFlag, mayHaveLook, textOf, type Unit } from '../conversation.js'
import { FLAG } from '../unit-flags.js'
import { LOOK } from '../unit-looks.js'

/** What a user picked of several things that the assistant had put before him. */
export interface PickedOption {
  /** The user's unit that picks. */
  readonly choice: Unit
  readonly picked: Unit
  readonly passedOver: readonly Unit[]
}

const MIN_OPTIONS = 2
/** More is a catalogue, of which nobody says "the third". */
const MAX_OPTIONS = 8
/** A longer turn tells of more than its pick. */
const MAX_WORDS_OF_PICK = 16
/** Characters before the name that an option goes by: "I found three: ", "On Friday 13 June ". */
const MAX_BEFORE_NAME = 24
/** Sentences of the turn that are looked at. */
const MAX_SENTENCES = 3

/** "The first one", "option 2", "das zweite", "la primera": which place, counted from one; -1 for the last. */
const ORDINALS: Readonly<Record<string, readonly RegExp[]>> = {
  en: ['first|1st|former', 'second|2nd', 'third|3rd', 'fourth|4th'].map(
    (word) =>
      new RegExp(
        String.raw`\b(?:the |your |option |number )(?:${word})\b(?! (?:week|day|night|time|half|part|year|month|of)\b)`,
        'i',
      ),
  ),
  de: ['erste', 'zweite', 'dritte', 'vierte'].map(
    (word) =>
      new RegExp(
        `(?<!\\p{L})(?:de[rmn]|die|das) ${word}[nrs]?(?! (?:woche|tag|nacht|mal|hälfte))(?!\\p{L})`,
        'iu',
      ),
  ),
  fr: ['premi(?:er|ère)', '(?:deuxième|seconde?)', 'troisième', 'quatrième'].map(
    (word) => new RegExp(`(?<!\\p{L})(?:le|la|au) ${word}(?! (?:semaine|jour|nuit|fois))(?!\\p{L})`, 'iu'),
  ),
  es: ['primer[oa]', 'segund[oa]', 'tercer[oa]', 'cuart[oa]'].map(
    (word) => new RegExp(`(?<!\\p{L})(?:el|la) ${word}(?! (?:semana|día|noche|vez))(?!\\p{L})`, 'iu'),
  ),
  pt: ['primeir[oa]', 'segund[oa]', 'terceir[oa]', 'quart[oa]'].map(
    (word) => new RegExp(`(?<!\\p{L})(?:o|a) ${word}(?! (?:semana|dia|noite|vez))(?!\\p{L})`, 'iu'),
  ),
  zh: ['一', '二', '三', '四'].map((digit) => new RegExp(`第[${digit}](?:个|個|种|種|款|家|间|間)`, 'u')),
  ja: ['[一1１]', '[二2２]', '[三3３]', '[四4４]'].map(
    (digit) => new RegExp(`${digit}(?:つ目|番目|番の)`, 'u'),
  ),
}
const OPTION_NUMBER = /\b(?:option|number|no\.?|nr\.?|#|variante|opción|opção) ?([1-8])\b/i
/** Denies, doubts or asks: picks nothing. */
const PICKS_NOTHING =
  /\?|？|\b(?:not|n['’]t|neither|none|nor|if|unless|maybe|perhaps|except|instead of|too|but|why|what|how|nicht|kein\p{L}*|weder|vielleicht|aber|pas|ni|peut-être|mais|no|quizás?|pero|não|nem|talvez|mas)\b|不|没|ない|ません|かも/iu
/** Says of something named that it is taken. */
const TAKES =
  /\b(?:sounds? (?:right|good|great|perfect|lovely|nice)|looks? (?:right|good|great|perfect)|let['’]?s|(?:i|we)(?:['’]ll| will|['’]d) (?:take|have|go|like|prefer)|take|book|order|reserve|go (?:with|for)|it is|then|please|is (?:fine|perfect|great|good|ok)|works|nehmen?|nimm|buch\w*|dann|bitte|prends?|prenons|alors|va pour|parfait|me quedo|reserva|entonces|cojo|fico com|pode ser|então|queremos|quero)\b|就|选|要|にします|お願い/iu

const known = new WeakMap<Conversation, readonly PickedOption[]>()

/**
 * Finds which of several offered things a user took, by its place ("the first one then") or by its name ("Ty Glas sounds right").
 * Cost: linear in the units; read once for each conversation.
 */
export function pickedOptions(conversation: Conversation): readonly PickedOption[] {
  let found = known.get(conversation)
  if (found === undefined) {
    found = conversation.isNamed ? [] : search(conversation)
    known.set(conversation, found)
  }
  return found
}

function search(conversation: Conversation): PickedOption[] {
  const { entries, units, unitStarts } = conversation
  const found: PickedOption[] = []
  entries.forEach(({ message }, at) => {
    if (message.role !== 'user' || entries[at - 1]?.message.role !== 'assistant') return
    const choices = units
      .slice(unitStarts[at], unitStarts[at + 1])
      .filter((unit) => mayPick(conversation, unit))
    if (choices.length === 0) return
    const options = optionsIn(conversation, at - 1)
    if (options.length < MIN_OPTIONS) return
    for (const choice of choices) {
      const place = placeOf(conversation, choice, options)
      const picked = options[place]
      if (picked === undefined) continue
      found.push({ choice, picked, passedOver: options.filter((option) => option !== picked) })
      return
    }
  })
  return found
}

/** Whether a unit is worded as a pick: by a place, by a number, or by taking what it names. */
export function picksOption(conversation: Conversation, unit: Unit): boolean {
  if (!mayPick(conversation, unit)) return false
  const text = textOf(conversation, unit)
  const language = conversation.entries[0]?.annotation.language ?? 'en'
  const forms = ORDINALS[language] ?? []
  return OPTION_NUMBER.test(text) || TAKES.test(text) || forms.some((form) => form.test(text))
}

const mayPick = (conversation: Conversation, unit: Unit): boolean =>
  mayHaveLook(conversation, unit.index, LOOK.picks) &&
  hasFlag(conversation, unit.index, FLAG.ofUser) &&
  hasFlag(conversation, unit.index, FLAG.spoken) &&
  unit.annotation.wordCount <= MAX_WORDS_OF_PICK &&
  unit.index - (conversation.unitStarts[unit.messageIndex] as number) < MAX_SENTENCES &&
  !PICKS_NOTHING.test(textOf(conversation, unit))

/**
 * The things that a message of the assistant puts up: the items of its one list, or its sentences and parts of sentences that have a
 * name and a value of their own, where they stand next to each other.
 */
function optionsIn(conversation: Conversation, at: number): readonly Unit[] {
  const { units, unitStarts } = conversation
  const own = units.slice(unitStarts[at], unitStarts[at + 1])
  const listed = own.filter(({ annotation: { kind, terms } }) => kind === 'list' && terms.length > 0)
  if (listed.length >= MIN_OPTIONS) return isRun(listed) && listed.length <= MAX_OPTIONS ? listed : []
  const named = own.filter(
    ({ index, annotation: { kind, names, numbers, act } }) =>
      kind === 'prose' &&
      act !== 'question' &&
      names.length > 0 &&
      numbers.length > 0 &&
      !hasFlag(conversation, index, FLAG.asksMark),
  )
  const names = new Set(named.map(({ annotation }) => annotation.names[0]))
  return isRun(named) && named.length <= MAX_OPTIONS && names.size === named.length ? named : []
}

/** Whether units stand next to each other. */
const isRun = (units: readonly Unit[]): boolean =>
  (units.at(-1)?.index ?? 0) - (units[0]?.index ?? 0) < units.length

/** Place of the option that a sentence picks; -1 for none, or for more than one. */
function placeOf(conversation: Conversation, choice: Unit, options: readonly Unit[]): number {
  const text = textOf(conversation, choice)
  const language = conversation.entries[0]?.annotation.language ?? 'en'
  const number = OPTION_NUMBER.exec(text)?.[1]
  const forms = ORDINALS[language] ?? []
  const places = forms.flatMap((form, place) => (form.test(text) ? [place] : []))
  if (places.length === 1 && (places[0] as number) < options.length) return places[0] as number
  if (number !== undefined) return Number(number) - 1
  return places.length === 0 && TAKES.test(text) ? namedIn(conversation, text, options) : -1
}

/** Place of the only option of which the text says a name that no other has. */
function namedIn(conversation: Conversation, text: string, options: readonly Unit[]): number {
  const said = text.toLowerCase()
  const all = options.map((option) => textOf(conversation, option).toLowerCase())
  const places = options.flatMap(({ annotation }, place) =>
    annotation.names.some((name) => {
      const lower = name.toLowerCase()
      const isOwn = all.every((other, at) => at === place || !other.includes(lower))
      const isHead = (all[place] as string).indexOf(lower) <= MAX_BEFORE_NAME
      return isOwn && isHead && lower.length > 2 && said.includes(lower)
    })
      ? [place]
      : [],
  )
  return places.length === 1 ? (places[0] as number) : -1
}
