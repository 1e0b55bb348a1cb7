import { type Conversation, textOf, type Unit } from '../conversation.js'

/** How one turns round in the middle of a message: "no, wait", "nee", "quer dizer, não". What stands before it is not what he chose. */
const TURNS_ROUND: Readonly<Record<string, RegExp>> = {
  en: /^(?:(?:oh|h+m+|ugh|argh|ah|well|um|sorry|or)[,.…! ]+)*(?:(?:no|nope|nah)(?:[.!…]*$|[,.!…–—]+ ?(?:wait|hang on|hold on|sorry|actually|make|let['’]?s|i\b|the\b|\d))|(?:wait|hang on|hold on)(?: (?:a|one) (?:minute|moment|second|sec))?(?:[.!,…–—]|$)|scrap (?:that|it)|on second thou?ghts?|(?:actually|or rather),? (?:no\b|make|let['’]?s (?!not\b)|the other|i(?:['’]d| would)? (?:rather|prefer)))/iu,
  de: /^(?:(?:ach|oh|h+m+|äh|also)[,.…! ]+)*(?:(?:nee|ne|nein)(?:[.!…]*$|[,.!…–—]+ ?(?:warte\p{L}*|moment|halt|doch|lieber|dann|machen|nehme?n?))|warte(?:n sie|t)?(?: mal)?(?:[.!,…–—]|$)|moment(?: mal)?(?:[.!,…–—]|$)|halt[.!,]|doch (?:nicht|lieber)(?!\p{L})|oder (?:doch|nein|nee|lieber)(?!\p{L}))/iu,
  fr: /^(?:(?:ah|oh|euh|h+m+|bon|enfin)[,.…! ]+)*(?:non(?:[.!…]*$|[,.!…–—]+ ?(?:attend\w*|plutôt|le\b|la\b|je\b|en fait))|attend(?:s|ez)(?:[.!,…–—]|$)|(?:en fait|finalement),? (?:non|plutôt|le|la)(?!\p{L})|(?:ou )?plutôt (?:le|la|à|en)(?!\p{L}))/iu,
  es: /^(?:(?:ay|uf|eh|h+m+|bueno|perdón)[,.…! ]+)*(?:no(?:[.!…]*$|[,.!…–—]+ ?(?:espera|mejor|el\b|la\b|perdón))|esper[ae](?:[.!,…–—]|$)|mejor (?:no|el|la|a las)(?!\p{L})|(?:quiero decir|o sea|digo),? (?:que )?no(?!\p{L}))/iu,
  pt: /^(?:(?:ai|ah|eh|h+m+|bom|desculpe?)[,.…! ]+)*(?:não(?:[.!…]*$|[,.!…–—]+ ?(?:espera|pera|melhor|o\b|a\b|aliás))|(?:es)?pera(?: aí)?(?:[.!,…–—]|$)|aliás(?!\p{L})|melhor (?:não|o|a|às)(?!\p{L})|(?:quer dizer|quero dizer|digo|ou melhor),? (?:que )?não(?!\p{L}))/iu,
  zh: /^(?:啊|哦|嗯|哎)?[，,。 ]*(?:不[，,。]|不对|不對|等等|等一下|还是算了|還是算了|不如还是)/u,
  ja: /^(?:あ|ああ|えっと|うーん)?[、,。… ]*(?:いや[、,。]|いえ[、,]|待って|ちょっと待|すみません、やっぱり|やっぱり)/u,
}
/** Sentences and clauses behind a choice in which its speaker may turn round. */
const MAX_UNITS_BEHIND = 4

/**
 * Whether who says something turns round within the same message: "Half past two then. Hm, no, wait …". What comes of it stands behind.
 * Cost: a bounded look at what follows in the message.
 */
export function isTakenBackAtOnce(conversation: Conversation, unit: Unit): boolean {
  const turns = TURNS_ROUND[conversation.entries[unit.messageIndex]?.annotation.language ?? 'en']
  if (turns === undefined) return false
  return conversation.units
    .slice(unit.index + 1, unit.index + 1 + MAX_UNITS_BEHIND)
    .some((next) => next.messageIndex === unit.messageIndex && turns.test(textOf(conversation, next)))
}
