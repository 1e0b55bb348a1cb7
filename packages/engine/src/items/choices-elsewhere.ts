import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import type { Wording } from '../lexicon/types.js'
import { unitsOf } from '../protect.js'
import { FLAG } from '../unit-flags.js'
import type { Choice } from './choices.js'
import { oneLine, sentenceOf } from './passage.js'
import { readsAlone } from './reads-alone.js'
import { spanOf, speakerLabel } from './statement.js'

/** How one says that one takes something, by verbs of taking and keeping and by the forms of an order. */
const CHOOSES: Readonly<Record<string, RegExp>> = {
  de: /^(?:(?:ok|okay|gut|ja|super|dann|also|na|perfekt|danke|prima)[,.! ]+){0,3}(?:(?:wir|ich) nehmen? |nehmen wir |nehme ich |nimm |nehmen sie (?!kontakt)|(?:wir|ich) (?:bleiben?|entscheiden?) (?:uns |mich )?(?:bei|für) |bleiben wir bei |sagen wir |es wird |machen wir )(?!(?:mal|das|es|so|an|ab|auf|teil|mit|die sache) ?[.!]?$)/iu,
  fr: /^(?:(?:ok|bon|alors|oui|du coup|donc|parfait|super|merci|d['’]accord)[,.! ]+){0,3}(?:on (?:prend|garde|choisit|part sur|reste sur)|je (?:prends|choisis|garde)|va pour|prenons|disons|plutôt (?:celui|celle|le|la)|ce sera|parfait pour|gardons) /iu,
  es: /^(?:(?:ok|vale|bueno|pues|sí|entonces|perfecto|genial|gracias|venga)[,.! ]+){0,3}(?:(?:me quedo|nos quedamos) con|(?:yo )?(?:cojo|cogemos|elijo|elegimos|escojo|tomo) (?:el|la|los|las)|vamos con|que sea|digamos|mejor (?:el|la)|prefiero (?:el|la) de|ponme) /iu,
  pt: /^(?:(?:ok|bom|então|sim|certo|perfeito|ótimo|obrigad[oa])[,.! ]+){0,3}(?:(?:fico|ficamos|vamos|vou) (?:com|de)|(?:escolho|escolhemos|quero|queremos|levo|levamos) (?:o|a|os|as)|pode ser|prefiro (?:o|a) d|digamos|melhor (?:o|a)) /iu,
  zh: /^(?:好[的吧]?|行|那|嗯|可以)?[，,。 ]*(?:那?就(?:选|選|要|用|订|訂|定|按)|我?选(?!择题)|我選|我要(?!求|是)|用第|选择|選擇)/u,
  ja: /(?:でお願いします|にします|にしましょう|にしてください|で行きましょう|でいきましょう|のほうで|の方で)(?:[。！ ]|$)/u,
}
/** Takes nothing: refuses, doubts, or speaks of what was. */
const TAKES_NOTHING: Readonly<Record<string, RegExp>> = {
  de: /(?<!\p{L})(?:nicht|kein\p{L}*|weder|ob|falls|wenn|vielleicht|leider|aber|schon|war|hatte)(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:pas|ni|aucune?|si|peut-être|mais|sauf|déjà|était|trop)(?!\p{L})/iu,
  es: /(?<!\p{L})(?:no|ni|ningun[oa]?|si|quizás?|pero|salvo|ya|era|demasiado)(?!\p{L})/iu,
  pt: /(?<!\p{L})(?:não|nem|nenhuma?|se|talvez|mas|exceto|já|era|demais)(?!\p{L})/iu,
  zh: /不|没|沒|如果|也许|可能|但|已经/u,
  ja: /ない|ません|もし|かも|でも|けど|ですが|無理/u,
}
/** More is a text of its own. */
const MAX_WORDS = 14
const MAX_CHARACTERS = 34
/** A choice repeats one of at least so many values of the offer. */
const MIN_OPTIONS = 2
const NUMBER = /\d+(?:[:.,]\d+)*|[一二三四五六七八九十百千]{2,}/gu
/** Sentences of the message before that are looked at, from its end. */
const MAX_SENTENCES = 6

/**
 * Finds what the user of an assistant takes from what that has just offered, in languages other than English: by a verb of taking ("Va pour
 * 11 h 30", "Nimm den Schlüssel"), or by naming one of several values and nothing else ("El miércoles.", "十点到十二点").
 * Told with the sentence that offers it. Cost: linear in the units.
 */
export function findNamedChoices(
  conversation: Conversation,
  wording: Wording,
  known: ReadonlySet<number>,
  language: string,
): Choice[] {
  const chooses = CHOOSES[language]
  if (chooses === undefined) return []
  return conversation.units.flatMap((unit): Choice[] => {
    if (known.has(unit.index) || !mayChoose(conversation, unit, language)) return []
    const text = oneLine(textOf(conversation, unit))
    const offer = offerOf(conversation, unit, text)
    const takes = chooses.test(text)
    if (offer === undefined) {
      const isNamed = unit.annotation.names.length + unit.annotation.numbers.length > 0
      if (!takes || !isNamed || !readsAlone(text, language)) return []
      const content = `${speakerLabel(conversation, unit, wording)}: ${text}`
      return [{ unit, content, evidence: [spanOf(conversation, unit)] }]
    }
    if (!takes && !offer.isOneOfSeveral) return []
    const before = `${speakerLabel(conversation, offer.unit, wording)}: ${sentenceOf(conversation, offer.unit).text}`
    const content = `${before} → ${speakerLabel(conversation, unit, wording)}: ${text}`
    return [{ unit, content, evidence: [spanOf(conversation, offer.unit), spanOf(conversation, unit)] }]
  })
}

function mayChoose(conversation: Conversation, unit: Unit, language: string): boolean {
  const { annotation, index, messageIndex } = unit
  if (!hasFlag(conversation, index, FLAG.ofUser) || annotation.kind !== 'prose') return false
  if (hasFlag(conversation, index, FLAG.asksMark | FLAG.supposed | FLAG.rule)) return false
  if (annotation.act === 'refusal' || annotation.act === 'filler') return false
  // What is taken is said first, or right behind a yes.
  if (index > (conversation.unitStarts[messageIndex] as number) + 1) return false
  const text = textOf(conversation, unit)
  const isShort = annotation.wordCount <= MAX_WORDS || text.length <= MAX_CHARACTERS
  return isShort && TAKES_NOTHING[language]?.test(text) === false
}

interface Offer {
  readonly unit: Unit
  /** The choice says nothing but what the offer says, and that says more than one such value. */
  readonly isOneOfSeveral: boolean
}

/** The sentence of the assistant right before that has a value or a content word of the choice. */
function offerOf(conversation: Conversation, unit: Unit, text: string): Offer | undefined {
  if (conversation.entries[unit.messageIndex - 1]?.message.role !== 'assistant') return undefined
  const sentences = unitsOf(conversation, unit.messageIndex - 1).slice(-MAX_SENTENCES)
  const chosen = valuesIn(text, unit)
  let best: Unit | undefined
  let most = 0
  let offered = 0
  for (const one of sentences) {
    const said = textOf(conversation, one)
    const values = valuesIn(said, one)
    offered += values.size
    const shared =
      [...chosen].filter((value) => values.has(value)).length * 2 +
      unit.terms.filter((term) => one.terms.includes(term)).length
    if (shared > most) {
      most = shared
      best = one
    }
  }
  const last = sentences.at(-1)
  if (best === undefined) {
    // "Wie lang soll das Fenster sein?" – "Sagen wir 30 Sekunden": the question tells of what.
    const isQuestion = last !== undefined && hasFlag(conversation, last.index, FLAG.asksMark)
    return isQuestion && last.terms.length > 1 ? { unit: last, isOneOfSeveral: false } : undefined
  }
  const values = valuesIn(textOf(conversation, best), best)
  const isAll = [...chosen].some(saysWhich) && [...chosen].every((value) => values.has(value))
  return { unit: best, isOneOfSeveral: isAll && offered > chosen.size && offered >= MIN_OPTIONS }
}

/** A day, a time or a sum is one of those offered; a digit ("2 days") or a noun ("warm water, yes") stands in many sentences by accident. */
const saysWhich = (value: string): boolean =>
  /\d{2}|\d[.:,]\d|[一二三四五六七八九十百千]{2,}/u.test(value) ||
  DAY.test(value) ||
  value.match(UNSPACED_DAY) !== null

/** Numbers as they are written, and what names a day or a thing. */
function valuesIn(text: string, { annotation }: Unit): ReadonlySet<string> {
  const days = annotation.terms.filter((term) => DAY.test(term))
  return new Set([
    ...(text.match(NUMBER) ?? []),
    ...annotation.names.map((name) => name.toLowerCase()),
    ...days,
    ...(text.match(UNSPACED_DAY) ?? []),
  ])
}

const DAY =
  /^(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|segunda|terça|quarta|quinta|sexta)$/u
const UNSPACED_DAY = /(?:星期|礼拜|周)[一二三四五六日天]|[月火水木金土日]曜/gu
