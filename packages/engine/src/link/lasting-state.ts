/** "The team has 6 people", "my desk is on the third floor": the whole thing, then a verb in the present that tells how it is. */
const STATE =
  /\b(?:the|my|our)\s+((?:[\w'’-]+\s+){0,4}?[\w'’-]+)\s+(?:is|are|has|have|costs?|needs?|opens?|closes?|starts?|begins?|ends?|leaves?|departs?|meets?|runs?)\s/i

const WORDS = String.raw`((?:[\p{L}\d'’-]+ ){0,4}?[\p{L}\d'’-]+)`
const stateOf = (determiner: string, verb: string): RegExp =>
  new RegExp(String.raw`(?<!\p{L})(?:${determiner})${WORDS} (?:${verb})(?!\p{L})`, 'iu')

/** The same elsewhere: definite or owned things, and verbs of being, having, measure and time. */
const ELSEWHERE: Readonly<Record<string, RegExp>> = {
  en: STATE,
  de: stateOf(
    '(?:der|die|das|(?:mein|unser|dein|euer|ihr)\\p{L}{0,2}) ',
    'ist|sind|hat|haben|kostet|kosten|beträgt|betragen|braucht|öffnet|schließt|beginnt|endet|fährt|geht|startet|läuft|liegt|heißt|dauert|misst|wiegt|umfasst',
  ),
  fr: stateOf(
    "(?:les?|la|mon|ma|mes|notre|nos) |l['’]",
    "(?:(?:en|y|se) )?(?:est|sont|a|ont|coûte|coûtent|compte|comptent|fait|font|mesure|ouvre|ferme|commence|finit|part|arrive|dure|pèse)|s['’]appelle",
  ),
  es: stateOf(
    '(?:el|la|los|las|mis?|nuestr[oa]s?) ',
    '(?:se )?(?:es|son|está|están|tiene|tienen|cuesta|cuestan|mide|abre|cierra|empieza|termina|sale|llega|dura|entrega|lleva|llama|pesa)',
  ),
  pt: stateOf(
    '(?:os?|as?|meus?|minhas?|noss[oa]s?) ',
    '(?:se )?(?:é|são|está|estão|fica|tem|têm|custa|custam|mede|abre|fecha|começa|termina|sai|chega|dura|leva|chama|pesa)',
  ),
}

/**
 * The thing of which a sentence tells how it is; undefined where it tells of something else, or of what was.
 * A thing is in one state at a time, so that a later sentence of the same thing replaces the value of an earlier one
 * without any word of change: "The team has 6 people." and, later, "Two joined, so the team has 8 people."
 */
export function thingInState(text: string, language: string): string | undefined {
  return ELSEWHERE[language]?.exec(text)?.[1]?.toLowerCase()
}
