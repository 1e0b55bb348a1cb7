/**
 * Sentences of a user to an assistant, in other languages than English, that tell no fact by themselves: orders, hedges, corrections of
 * the breath, what stands for something named before. By closed classes and word order of each language.
 */

/** "Hmm", "naja", "uy": thinks aloud. "Quer dizer", "je veux dire": takes back within the breath. */
const THINKS =
  /^(?:h+m+|ä+h+m*|e+h+m*|euh+|na ?ja|jaja|tja|bah|uf+|deixa eu|laisse[- ]moi|déjame|lass mich)(?!\p{L})/iu
const CORRECTS_ITSELF =
  /(?<!\p{L})(?:quer dizer|quiero decir|je veux dire|ich meine nein|ou melhor|o sea, no)(?!\p{L})/iu
const TRAILS_OFF = /(?:\.{3,}|…)["'”’»)]*$/u

const REMARKS: Readonly<Record<string, readonly RegExp[]>> = {
  de: [
    // "…, glaube ich."
    /, (?:glaub|denk|mein|schätz|nehm)e? ich(?: an| mal)?[.!]*$/iu,
    /(?<!\p{L})oder was[.!]*$/iu,
    // "Schreib ich mir auf", "mach ich": what is done was named before.
    /^\p{L}+ (?:ich|wir)(?: mir| uns)?(?: (?!nicht\b)\p{Ll}+)*[.!]*$/u,
    /^(?:schreib|mach|nehm|hol|bring|schick|ruf|sag|frag|kauf|zahl|such|schau)e? (?:ich|wir)(?!\p{L})/iu,
    // "Verrechnen Sie das": an order.
    /(?<!\p{L})\p{Ll}{2,}(?:en|eln|ern) Sie (?:das|die|den|dem|der|mir|uns|bitte|es|ihn|mich|ein|eine|einen|meine?n?)(?!\p{L})/u,
    // "Ich nehm sie ab", "ich hab sie gebeten": whom or what?
    /(?:^|[,;:] )(?:(?:[Uu]nd|[Aa]ber|[Oo]k|[Gg]ut|[Dd]ann),? )?(?:[Ii]ch|[Ww]ir|er|man) \p{Ll}+ (?:sie|ihn|ihr|ihm|es|das|die)(?! \p{Lu})(?!\p{L})/u,
    // "Die Nummer ist …", "die Karte hab ich doch eingeworfen": which?
    /^(?:[Uu]nd |[Aa]ber |[Aa]lso )?[Dd](?:er|ie|as|en) \p{Lu}\p{Ll}+ (?:da )?(?:ist|sind|war|waren|hat|haben|hab|geht|kommt|quillt|liegt|steht|kostet|wird|muss|kann|soll|fehlt)(?!\p{L})/u,
    /^(?:(?:den|der|die|das) Rest|das andere|die andere|der andere)(?!\p{L})/iu,
    /^(?:[Ii]ch|[Ww]ir|\p{Lu}\p{Ll}+|[Mm]eine? \p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?) würden? (?:ihn |sie |es |auch |gern )?\p{Ll}+[.!]*$/u,
  ],
  fr: [
    /,? je (?:crois|pense|suppose)[.!]*$/iu,
    // "Expliquez-moi", "rappelle-le": an order.
    /(?:^|[,;:] )\p{L}+(?:ez|e|s|ds)-(?:moi|nous|le|la|les|lui|leur)(?!\p{L})/u,
    /^(?:j['’]ai dit (?:oui|non)|je vais dire (?:oui|non)|(?:oui|ouais|non),? je)(?!\p{L})/iu,
    /^(?:ouais|bof|mouais)(?!\p{L})/iu,
  ],
  es: [
    /,? (?:creo|supongo|me parece)[.!]*$/iu,
    /^(?:[Yy]a |[Ss]í,? |[Nn]o )?(?:lo|la|los|las|Lo|La) (?:tengo|tienes|tiene|tenemos|he|has|ha|hemos|pido|pedí|mando|mandé|mandaron|llamo|llamé|vi|envío|envié|hago|hice|sé|veo|miro|dejo|pago)(?!\p{L})/u,
  ],
  pt: [
    /,? (?:acho|acho eu|creio)(?: que sim)?[.!]*$/iu,
    // "Ah, o novo chegou": o quê?
    /(?:^|[,;:] |^ah |^ai )(?:o|a|os|as) (?:nov|outr|velh|mesm)[oa]s?(?! \p{L}+[oa]s? (?:d[aeo]s?|que)\b)(?= \p{Ll}+(?:ou|eu|iu|á|é|am)\b)/iu,
  ],
}

/** Whether what a user types in such a language is no fact by itself. A question before it may say of what. */
export function isRemarkElsewhere(said: string, language: string, isAnswer: boolean): boolean {
  if (THINKS.test(said) || CORRECTS_ITSELF.test(said) || TRAILS_OFF.test(said)) return true
  return !isAnswer && (REMARKS[language] ?? []).some((form) => form.test(said))
}

/** Words that English has and the languages beside it do not. */
const ENGLISH_WORD =
  /(?<!\p{L})(?:the|is|are|were|that|this|with|your|and|my|have|from|of|unless|it['’]s|you|i['’]m|don['’]t|we|they|she)(?!\p{L})/giu
const MIN_ENGLISH_WORDS = 2
const LETTERS_OF_OTHERS = /[äöüßéèêëàâçîïôùûñáíóúãõœ]/iu

/** Whether a sentence in a talk of another language is English: who mixes two writes whole sentences in either. */
export const isEnglishSentence = (said: string): boolean =>
  !LETTERS_OF_OTHERS.test(said) && (said.match(ENGLISH_WORD) ?? []).length >= MIN_ENGLISH_WORDS

/** "No quiero usar químicos", "ich will keine Werbung": how somebody wants it, not what is to be done. */
const LAYS_DOWN =
  /^(?:no quiero (?:usar|que|ning[uú]n[oa]?|nada)|(?:não|nao) quero (?:usar|que|nenhum[a]?|nada)|je ne veux pas (?:de|d['’]|qu)|ich (?:will|möchte) (?:keine?n?|nichts)|(?:el|la|los|las) \p{L}+ (?:lo|la|los|las) quiero del?)(?!\p{L})/iu
export const laysDownElsewhere = (said: string): boolean => LAYS_DOWN.test(said)
