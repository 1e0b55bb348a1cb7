import { isEnglishVerb } from '../items/finite-verbs.js'

/** A text with the words that its writing left out, and where they were put in. */
export interface Restored {
  readonly text: string
  /** Offsets in the restored text and how many characters were put in there, in order. */
  readonly inserted: readonly (readonly [at: number, length: number])[]
}

/** The inverse of what `shorten` leaves out under a label: the speaker's own subject at the start of a sentence. */
const SUBJECTS: Readonly<Record<string, (rest: string) => string>> = { en: englishSubject, de: germanSubject }

/** Words between the subject and its verb. */
const ADVERB =
  /^(?:just|also|always|really|recently|finally|actually|still|now|already|once|never|often|usually|only|even|kinda|currently|definitely|probably|totally|absolutely|completely|honestly|lately|mostly|sometimes|almost|basically) /i
const AUXILIARY =
  /^(?:am|was|had|have|haven['’]t|hadn['’]t|wasn['’]t|can|can['’]t|cannot|could|couldn['’]t|will|won['’]t|would|wouldn['’]t|should|might|must|do|don['’]t|did|didn['’]t|used to|may|need|want|hope|wish|think|guess|love|like|hate|prefer)(?![\p{L}'’])/iu
const PAST_IRREGULAR =
  /^(?:got|went|saw|took|made|found|bought|met|began|started|became|came|gave|lost|won|ran|wrote|read|built|sold|taught|thought|felt|heard|kept|left|knew|grew|drove|flew|swam|sang|spoke|slept|spent|paid|held|set|put|led|brought|caught|ate|drank|broke|chose|forgot|told|said|sent|sat|stood|rode|woke|wore|hit|quit)(?!\p{L})/iu
const PRESENT =
  /^(?:work|live|play|study|run|own|teach|sing|paint|cook|bake|eat|drink|sleep|drive|ride|repair|write|read|speak|wear|use|keep|bring|make|take|go|get|come|see|know|feel|look|plan|start|train|run|walk|swim|travel|collect|grow|build|pay|rent|share|leave|arrive|return|start|finish|enjoy|miss|remember|believe|agree|try|call|meet|book|volunteer|garden|climb|dance|practise|practice)(?!\p{L})/iu
const PAST_REGULAR = /^\p{L}{2,}(?:ed)(?!\p{L})/iu
const NOT_OF_SPEAKER =
  /^(?:need(?:ed)? to be|mixed|used(?! to)|limited|related|detailed|called|located|based|supposed|included|named|red|bed|led by|ma[dk]e (?:it|that|them)|made (?:of|by)|put (?:of|by)|read (?:by)|inspired by|filled|attached|added bonus|look at|see you|keep it up|keep going|go for|come on|thank|let)(?!\p{L})/iu
const OF_PERSONS =
  /^(?:proud|glad|sorry|sure|happy|excited|into|stoked|thrilled|grateful|thankful|ready|curious|vegan|vegetarian|allergic|married|pregnant|nervous|tired|pumped|passionate|hooked|determined|lucky|worried|busy|available|retired|afraid|aware|fond|keen|good at|on (?:a|my|the)|in (?:my|the) \w+ (?:year|band|team)|at home|back (?:from|in|home))(?!\p{L})/iu
const DOING =
  /^(?!(?:amazing|inspiring|interesting|exciting|challenging|relaxing|rewarding|surprising|boring|stunning|fascinating|refreshing|encouraging|fulfilling|nothing|anything|everything|something|morning|evening|during|king|thing|spring|string|being|evening|heartwarming|touching|moving|comforting|disappointing|frustrating|confusing|charming|missing|according|including|regarding|following|interesting|outstanding)(?!\p{L}))\p{L}{2,}ing (?!(?:is|was|are|were|has|helps?|makes?|made|with my|can|will)(?!\p{L}))/iu

/** "Got the job" → "I ", "working on a book" → "I'm ", "been busy" → "I've "; nothing where "it" may be what is left out. */
function englishSubject(rest: string): string {
  const verb = rest.replace(ADVERB, '').replace(ADVERB, '')
  if (NOT_OF_SPEAKER.test(verb)) return ''
  if (/^been(?!\p{L})/iu.test(verb)) return "I've "
  if (OF_PERSONS.test(verb) || DOING.test(verb)) return "I'm "
  if (AUXILIARY.test(verb) || PAST_IRREGULAR.test(verb) || PAST_REGULAR.test(verb)) return 'I '
  const [word = ''] = verb.split(/[^\p{L}'’]/u, 1)
  return PRESENT.test(verb) || (isEnglishVerb(word.toLowerCase()) && !word.endsWith('s')) ? 'I ' : ''
}

/** "arbeite als Hebamme" → "Ich ". A verb in the form of the first person opens it, and no subject stands behind. */
const GERMAN_FIRST_PERSON =
  /^(?:bin|habe|hab|war|hatte|möchte|würde|könnte|kann|muss|will|darf|mag|weiß|werde|wurde|soll|hätte|brauche|\p{Ll}{2,}(?:[bcdfghklmnprstvwz])e)(?!\p{L})(?! (?:ich|du|er|sie|es|wir|ihr|man|Sie)(?!\p{L}))/u
const GERMAN_NO_VERB =
  /^(?:eine|keine|meine|deine|seine|ihre|unsere|alle|diese|jene|welche|beide|viele|ohne|gerne|heute|danke|bitte|sowie|die|ende|solche|manche|einige|letzte|nächste|gleiche|erste|zweite|andere|neue|alte|gute|große|kleine|halbe|ganze)(?!\p{L})/u
function germanSubject(rest: string): string {
  return GERMAN_FIRST_PERSON.test(rest) && !GERMAN_NO_VERB.test(rest) ? 'Ich ' : ''
}

/** Where a sentence begins within a speech. */
const SENTENCE_END = /[.!?…]["'”’)]* /g

/**
 * Puts in the subjects that were left out in those parts of a text that people tell: the sentence then opens in small letters, since
 * a deletion changes no letter.
 *
 * Shapes  `parts` are spans of the text, in order. Cost: linear.
 */
export function restoreSubjects(
  text: string,
  parts: readonly { readonly start: number; readonly end: number }[],
  language: string,
): Restored {
  const subjectOf = SUBJECTS[language]
  if (subjectOf === undefined) return { text, inserted: [] }
  const inserted: [number, number][] = []
  let out = ''
  let copied = 0
  const look = (at: number, end: number) => {
    if (!/\p{Ll}/u.test(text[at] ?? '')) return
    const subject = subjectOf(text.slice(at, Math.min(end, at + LONGEST_LOOK)))
    if (subject === '') return
    out += text.slice(copied, at)
    inserted.push([out.length, subject.length])
    out += subject
    copied = at
  }
  for (const { start, end } of parts) {
    look(start, end)
    for (const match of text.slice(start, end).matchAll(SENTENCE_END))
      look(start + match.index + match[0].length, end)
  }
  return { text: out + text.slice(copied), inserted }
}

/** Characters that decide whether a subject is missing. */
const LONGEST_LOOK = 80

/** An offset of the text as it was, for one of the restored text. */
export function originalOffset(offset: number, inserted: Restored['inserted']): number {
  let before = 0
  for (const [at, length] of inserted) {
    if (offset <= at) break
    before += Math.min(length, offset - at)
  }
  return offset - before
}

/** An offset of the restored text, for one of the text as it was: before what was put in there. */
export function restoredOffset(offset: number, inserted: Restored['inserted']): number {
  let shift = 0
  for (const [at, length] of inserted) {
    if (at - shift >= offset) break
    shift += length
  }
  return offset + shift
}
