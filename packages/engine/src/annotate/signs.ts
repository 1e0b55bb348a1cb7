import { WORDS_OF_CONVENTIONS } from './rule-conventions.js'

/**
 * What the marks and words of a text show of the patterns that it may match, as bits. They are found while its words are read,
 * so that most patterns need not be tried on most texts. A bit that is missing rules its patterns out; one that is set does not
 * say that any of them matches.
 */
export const SIGN = {
  /** A mark or letter that the tokenizer does not split off, or other than ASCII. Exact. */
  notPlain: 1,
  /** A digit. Exact. */
  digit: 2,
  /** A mark that can open a quotation or code, apostrophes included. */
  quote: 4,
  /** `"` or `“`. Exact. */
  doubleQuote: 8,
  /** A question mark. Exact. */
  asks: 16,
  /** An exclamation mark. Exact. */
  exclaims: 32,
  /** A colon. Exact. */
  colon: 64,
  /** May be a path, an address, a flag or a code name. */
  code: 128,
  /** A word with other letters than those of ASCII, of which the bits below say nothing. */
  otherLetters: 256,
  /** A word that an English rule has. */
  rule: 512,
  /** A word that an English order for every occasion has. */
  convention: 1_024,
  /** A word that only a rule in another language than English has. */
  otherTongue: 2_048,
  /** Words that every remark has by which somebody bears up; that every maxim, advice and verdict has. */
  bearsUp: 4_096,
  preaches: 8_192,
  /** "One", "somebody", "similar". */
  nameless: 16_384,
  /** "I", "we", "he", "she". */
  subject: 32_768,
  /** A pronoun, or a word that points at what stands elsewhere. */
  points: 65_536,
  /** Opens an English sentence that goes on with another; ends one that was broken off. */
  opensBroken: 131_072,
  endsBroken: 262_144,
  /** A letter alone, a small "i", "we" or "they", or what stands for what was not heard. */
  stutters: 524_288,
  /** "The following", "as follows". */
  announces: 1_048_576,
  /** "What", "how". */
  asksByWord: 2_097_152,
  /** A word that every English rule told in passing has. */
  passing: 4_194_304,
  /** "Who", "anybody". */
  wantsSomebody: 8_388_608,
  /** A word that every choice of a speaker has; every sentence that lifts a rule; that takes back what was said. */
  chooses: 16_777_216,
  lifts: 33_554_432,
  takesBack: 67_108_864,
  /** A word by which people settle something; by which they propose, questions aside; take up what another said; offer to do it. */
  closes: 134_217_728,
  proposes: 268_435_456,
  takesUp: 536_870_912,
  offers: 1_073_741_824,
} as const

/** The signs of marks between words, by their code. */
const OF_ASCII = new Int32Array(128)
for (let code = 0; code < OF_ASCII.length; code++) OF_ASCII[code] = signsOfMark(String.fromCharCode(code))

function signsOfMark(mark: string): number {
  return (
    (/[^\t\n\r -~]|[/\\_`@#=]/.test(mark) ? SIGN.notPlain : 0) |
    (/["“‘«`']/.test(mark) ? SIGN.quote : 0) |
    (/["“]/.test(mark) ? SIGN.doubleQuote : 0) |
    (/[?？]/.test(mark) ? SIGN.asks : 0) |
    (/[!！]/.test(mark) ? SIGN.exclaims : 0) |
    (/[:：]/.test(mark) ? SIGN.colon : 0) |
    (/[/`@]/.test(mark) ? SIGN.code : 0)
  )
}

/** The signs of one character that is no part of a word. */
export const signsOfCode = (code: number): number =>
  code < OF_ASCII.length ? (OF_ASCII[code] as number) : signsOfMark(String.fromCharCode(code))

/** The signs of the place where a word begins: of the mark right before it, and whether that follows another word at once. */
export const signsOfJoint = (before: number, followsWord: boolean): number =>
  // "main.ts" and "--force", not "well-known".
  (before === STOP && followsWord) || (before === HYPHEN && !followsWord) ? SIGN.code : 0
const STOP = 46
const HYPHEN = 45

const whole = (words: string): RegExp => new RegExp(`(?:^|')(?:${words})(?:'|$)`)

/** Words, in lower case, by the sign that they give. A word of which a pattern needs a part is named by that part. */
const OF_WORDS: readonly (readonly [number, RegExp])[] = [
  [
    SIGN.rule,
    /rule|constrain|requir|restrict|limit|polic|guardrail|negotiable|must|allow|permit|banned|forbid|prohibit|^go$|ever|^do$|don'?t|may|shall/,
  ],
  [SIGN.convention, whole(WORDS_OF_CONVENTIONS)],
  [
    SIGN.otherTongue,
    /(?:^|')(?:niemals|nie|nicht|keine?n?|immer|nur|bitte|jamais|toujours|uniquement|evitez?|ne|il|se|nunca|siempre|evita|no|sempre|apenas|somente)(?![a-z])/,
  ],
  [
    SIGN.bearsUp,
    whole(
      '(?:stay|keep|remain)(?:ing|ed|s)?|(?:push|press|mov|forg)(?:e|ing)|pay(?:s|ing)?|(?:giv|put)(?:e|ing|ting)?|looking|hard|best|everything|thoughts|heart|inspired|wait|down|dreams?',
    ),
  ],
  [
    SIGN.preaches,
    whole(
      'key|crucial|essential|vital|everything|important|great|good|nice|enough|classic|masterpiece|gem|must|celebrate|join|attend|support|participate',
    ),
  ],
  [SIGN.nameless, whole('one|someone|somebody|something|similar')],
  [SIGN.subject, whole('i|we|he|she')],
  [SIGN.points, whole('its?|this|that|these|those|they|them|theirs?|he|him|his|she|hers?|here|there|ones?')],
  [
    SIGN.opensBroken,
    whole(
      'and|or|but|just|that|which|who|whose|because|whereas|than|such|one|finally|like|for|in|so|not|could|would|should|with|of|from|by|being|including',
    ),
  ],
  [
    SIGN.endsBroken,
    whole(
      'and|or|but|so|then|the|an?|to|of|in|on|at|because|if|that|which|is|was|were|are|with|for|whereas|would|could|my|your|our|whether|what|how|why|where|who',
    ),
  ],
  [SIGN.stutters, whole('[b-hj-wyz]|i|we|they|xx+')],
  [SIGN.announces, whole('following|follows')],
  [SIGN.asksByWord, whole('what|when|where|why|how|who|whose|which')],
  [
    SIGN.passing,
    whole(
      'no|not|never|please|pls|plz|any|all|every|each|whatever|anything|nothing|only|max|maximum|most|more|up',
    ),
  ],
  [SIGN.wantsSomebody, whole('whos?|anyone|anybody|someone|somebody')],
  [SIGN.chooses, whole('lets?|ll|will|choose|chose|pick|picked|go|going')],
  [
    SIGN.lifts,
    /rule|restriction|requirement|limit|ban|constraint|instruction|forget|scrap|ignor|drop|skip|regel|vorgabe|anweisung|vergiss|vergessen|streich|oubli|laisse|consigne|olvid|regla|norma|esque|regra/,
  ],
  [SIGN.takesBack, whole('forget|never|nevermind|scrap|drop|ignore|cancel|changed')],
  [
    SIGN.closes,
    /deal|agreed|settled|decided|ordered|booked|reserved|bought|paid|done$|(?:^|')(?:it|from|so|then|no|ok|okay|fine|right|alright|good|great|perfect)$/,
  ],
  [
    SIGN.proposes,
    whole(
      'lets?|shall|should|about|don|dont|if|can|suggest|propose|vote|say|suggestion|proposal|could|might|keep|go|going|drop|start|choose|pick|prefer|leave|cut|postpone|skip|stick|buy|take|book|order|use|put|make|build|rent|borrow|print|paint|move|split|share|swap|meet|ask|invite|call',
    ),
  ],
  [
    SIGN.takesUp,
    whole(
      'ok|okay|alright|all|deal|noted|agreed|lol|good|fine|great|right|perfect|done|whos?|anyone|anybody|someone|somebody|problem|promise',
    ),
  ],
  [
    SIGN.offers,
    whole(
      'do|bring|take|make|organi[sz]e|book|order|buy|cook|drive|host|call|ask|write|print|build|clean|reserve|pick|collect|prepare|bake|fetch|lend|handle',
    ),
  ],
]

/** The signs of a word as it is spelled. Cost: a few short patterns; found once for each spelling. */
export function signsOfWord(word: string, lower: string): number {
  let signs =
    (/[^\x21-\x7E]|_/.test(word) ? SIGN.notPlain : 0) |
    (/\d/.test(word) ? SIGN.digit : 0) |
    (word.includes("'") ? SIGN.quote : 0) |
    (/_|[a-z][A-Z]/.test(word) ? SIGN.code : 0) |
    (/\P{ASCII}/u.test(lower) ? SIGN.otherLetters : 0)
  for (const [sign, words] of OF_WORDS) if (words.test(lower)) signs |= sign
  return signs
}

/** Whether a text may match a pattern that needs one of the signs of words. */
export const mayHave = (signs: number, wanted: number): boolean =>
  (signs & (wanted | SIGN.otherLetters)) !== 0
