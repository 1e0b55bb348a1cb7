/**
 * Sentences that open with their verb: German leaves out what was just spoken of ("Bringt nichts, weil …"), Spanish and Portuguese have no word
 * for it ("Tem de ser no domingo"). Of what, only the sentence before says. Closed classes: copulas, modals, verbs of cost and measure.
 */
const OPENS_WITH_VERB: Readonly<Record<string, RegExp>> = {
  de: /^(?:aber |und |ja,? |nein,? )?(?:geht|kostet|ist|sind|hat|haben|bringt|dauert|wird|werden|kann|muss|passt|klappt|wurde|war|waren|hatte|kommt|reicht|läuft|lohnt)(?!\p{L})/iu,
  es: /^(?:pero |y |sí,? |no,? )?(?:es|está|están|son|será|serán|era|eran|fue|tiene|tienen|cuesta|cuestan|sale|queda|quedan|puede|pueden|debe|deben|viene|llega|funciona)(?!\p{L})(?! (?:prohibid|permitid|obligatori|importante|verdad|posible|hora de|mejor|necesari|que ))/iu,
  pt: /^(?:mas |e |sim,? |não,? )?(?:é|está|estão|são|será|serão|era|eram|foi|tem|têm|custa|custam|fica|ficam|pode|podem|deve|devem|vem|chega|funciona|vai ser)(?!\p{L})(?! (?:proibid|permitid|obrigatóri|importante|verdade|possível|hora de|melhor|necessári|preciso|gente|que (?!ser)))/iu,
}

/** "Queda reservada la pista 3": the subject stands behind the participle. */
const SUBJECT_BEHIND =
  /^(?:queda|quedan|está|están|fica|ficam|ficou|foi|ha sido|es|é|son|são) \p{L}+[oa]s? (?:el|la|los|las|una?|os?|as?|uma?|su|mi|tu|seu|sua) /iu

/** Whether a sentence, no question, says nothing of what it is about. */
export const isSubjectless = (text: string, language: string): boolean =>
  OPENS_WITH_VERB[language]?.test(text) === true && !SUBJECT_BEHIND.test(text) && !/[?？]\s*$/.test(text)
