import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { unitsOf } from '../protect.js'
import { FLAG } from '../unit-flags.js'

/** "Actually no, forget it", "scrap that": takes back what the speaker asked for or settled last. */
const TAKES_BACK =
  /^(?:(?:actually|no|nah|oh|ok|okay|sorry|hm+|wait|well|on second thou?ghts?)[,.!–— ]+){0,3}(?:(?:please |just |let['’]s )?(?:forget (?:it|that|about (?:it|that))|never ?mind(?: (?:that|it))?|scrap (?:that|it)|drop (?:it|that)|ignore (?:that|my last (?:message|request))|cancel (?:that|it))|i(?:['’]ve)? changed my mind)[.! ]*(?:$|[,;–—]|about that)/i

/** The same in other languages: "ach, vergiss es", "laisse tomber", "déjalo", "算了", "やっぱりいいです". */
const TAKES_BACK_IN: Readonly<Record<string, RegExp>> = {
  de: /^(?:(?:ach|nein|nee|ok|okay|moment|doch|warte)[,.! ]+){0,3}(?:vergiss (?:es|das)|vergessen sie (?:es|das)|lass (?:es|das)(?: sein)?|schon gut|ich habe? es mir anders überlegt)(?:[.! ]*$|[,;–—])/iu,
  fr: /^(?:(?:non|ah|bon|attends?|ok|finalement|en fait)[,.! ]+){0,3}(?:laisse(?:z)? tomber|oublie(?:z)? (?:ça|cela)|j['’]ai changé d['’]avis|peu importe)(?:[.! ]*$|[,;–—])/iu,
  es: /^(?:(?:no|ay|bueno|espera|vale|mejor)[,.! ]+){0,3}(?:déjalo|déjelo|olvídalo|olvídelo|olvida eso|he cambiado de (?:idea|opinión)|cambié de (?:idea|opinión))(?:[.! ]*$|[,;–—])/iu,
  pt: /^(?:(?:não|ah|bom|espera|ok|afinal)[,.! ]+){0,3}(?:esquece(?: isso)?|esqueça(?: isso)?|deixa (?:lá|estar|para lá)|mudei de ideias?)(?:[.! ]*$|[,;–—])/iu,
  zh: /^(?:(?:啊|哦|等等|不|那)[，,。 ]*){0,2}(?:算了|不用了|当我没说|當我沒說|我改主意了)[。！! ]*(?:$|[，,])/u,
  ja: /^(?:(?:あ|いや|すみません|やっぱり)[、,。 ]*){0,2}(?:やっぱりいいです|やっぱりやめ|やめておきます|気が変わりました|忘れてください)[。！! ]*(?:$|[、,])/u,
}

export const takesBack = (text: string, language: string): boolean =>
  language === 'en' ? TAKES_BACK.test(text) : TAKES_BACK_IN[language]?.test(text) === true

const isTakingBack = (conversation: Conversation, unit: Unit): boolean =>
  hasFlag(conversation, unit.index, FLAG.mayTakeBack) &&
  takesBack(textOf(conversation, unit), conversation.entries[unit.messageIndex]?.annotation.language ?? 'en')

/** "I changed my mind, the opening is on 15 May": says what of, and that the message before has no word of. */
const MIN_TERMS_OF_SUBJECT = 3
function isOfAnother(conversation: Conversation, { terms, annotation }: Unit, before: number): boolean {
  const { names, numbers } = annotation
  if (terms.length < MIN_TERMS_OF_SUBJECT || names.length + numbers.length === 0) return false
  const known = new Set(unitsOf(conversation, before).flatMap((unit) => unit.terms))
  return !terms.some((term) => known.has(term))
}

/**
 * The messages whose wishes and choices a later message of the same user took back, in an assistant's conversation. Only
 * the user's message right before is meant. Cost: linear in the opening sentences of the user's messages.
 */
export function withdrawnMessages(conversation: Conversation): ReadonlySet<number> {
  const known = found.get(conversation) ?? searchWithdrawn(conversation)
  found.set(conversation, known)
  return known
}

/** Asked for by each matter. */
const found = new WeakMap<Conversation, ReadonlySet<number>>()

function searchWithdrawn(conversation: Conversation): ReadonlySet<number> {
  const withdrawn = new Set<number>()
  if (conversation.isNamed) return withdrawn
  let before = -1
  conversation.messageFlags.forEach((flags, index) => {
    if ((flags & FLAG.ofUser) === 0) return
    const opening = unitsOf(conversation, index).slice(0, 2)
    const taking = opening.find((unit) => isTakingBack(conversation, unit))
    if (before >= 0 && taking !== undefined && !isOfAnother(conversation, taking, before))
      withdrawn.add(before)
    before = index
  })
  return withdrawn
}
