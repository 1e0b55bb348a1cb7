/**
 * Values that a sentence itself says not to hold: "4096, not 8192", "the 13th instead of the 1st", "la llave es roja, no azul", "n'est plus le
 * 21 novembre mais le 28". Read by the small words around them; no noun is known.
 */

/** A value that does not hold any more. */
export interface GoneValue {
  readonly kind: 'number' | 'name' | 'word'
  /** A number without its separators of thousands; a name or a word in lower case. */
  readonly value: string
}

/** What stands behind a cue, up to the end of its clause. */
const BEHIND = String.raw`\s+([^\s,;:!?()"“”«»](?:[^,;:!?()"“”«»\n]|(?<=\d)[,:](?=\d)){0,40})`

interface Cues {
  /** The value stands behind these, and is a number or a name. */
  readonly valued: RegExp
  /** The same where a word may be the value, since another one is put for it. */
  readonly worded: readonly RegExp[]
  /** What opens a bound, a degree or a way rather than a value: "not more than 8". */
  readonly noValue: RegExp
  /** Small words before the value. */
  readonly lead: RegExp
  /** Where the clause of the value ends, though no mark stands there. */
  readonly end: RegExp
}

const cues = (
  valued: string,
  worded: readonly string[],
  noValue: string,
  lead: string,
  end: string,
): Cues => ({
  valued: new RegExp(String.raw`(?<![\p{L}\p{N}'’])(?:${valued})${BEHIND}`, 'giu'),
  worded: worded.map(
    (one) => new RegExp(one.replaceAll('OLD', String.raw`(?<old>[\p{L}\p{N}][\p{L}\p{N}'’/.-]*)`), 'giu'),
  ),
  noValue: new RegExp(String.raw`^(?:${noValue})(?![\p{L}])`, 'iu'),
  lead: new RegExp(String.raw`^(?:(?:${lead})\s+|[dl]['’])*`, 'iu'),
  end: new RegExp(String.raw`\s(?:${end})(?![\p{L}]).*$`, 'iu'),
})

const BY_LANGUAGE: Readonly<Record<string, Cues>> = {
  en: cues(
    "not|isn['’]t|wasn['’]t|aren['’]t|no longer|instead of|in place of|rather than|replac(?:ed?|es|ing)|changed my mind about|(?<=\\b(?:mov|chang|rais|lower|cut|increas|reduc|postpon|shift|updat|went|goes|going|up|down|push|switch|slip|drop)\\p{Ll}*\\b[^.;]{0,30}\\s)from(?=[^.;]{1,30} to )",
    [
      String.raw`, (?:and )?not (?:the |an? )?OLD\s*(?:[.,;!?]|$)`,
      String.raw`\bnot (?:the |an? )?OLD,? (?:but|it['’]s)\b`,
      String.raw`\b(?:instead of|in place of|rather than|replac(?:ed|es|ing)) (?:the |an? )?OLD\b`,
      String.raw`\bnot (\p{L}+ing) (?:an? |the )?OLD,? (?:but |we['’]re |i['’]m |they['’]re )?\1\b`,
      String.raw`\bit(?:['’]s not|['’]s no longer| isn['’]t| wasn['’]t) (?:the |an? )?OLD(?:,? (?:it['’]s|it was|but)| that)\b`,
    ],
    'more|less|early|late|later|earlier|longer|only|just|even|all|at least|at most|over|under|before|after|until|till|above|below|yet|sure|so|too|very|any|every|really|quite|enough|always|every|by',
    "the|an?|on|at|in|for|with|it['’]s|my|our|your|to|as|of|about",
    'but|because|since|as|so|and|that|who|which|any ?more|from|to|for|by|with|on|in|at|if|is|was|are|were|has|had|do|does',
  ),
  de: cues(
    'nicht(?: mehr)?|kein(?:e[nmrs]?)?(?: mehr)?|statt|anstatt|anstelle von|von(?= \\S+ auf)',
    [
      String.raw`, nicht (?:der |die |das |den |dem |ein\p{L}* )?OLD\s*(?:[.,;!?]|$)`,
      String.raw`\bnicht (?:(?:der|die|das|den|dem|am|im|zum|nach|in|auf) )?OLD,? sondern\b`,
      String.raw`\b(?:an)?statt (?:(?:der|die|das|den|dem|des|am|im|nach|in) )?OLD`,
    ],
    'mehr als|als|weniger|später|früher|länger|nur|einmal|alle|vor|nach(?! \\p{Lu})|bis|über|unter|so|zu|sehr|ganz|immer|jede\\p{L}*|schon',
    'der|die|das|den|dem|des|ein\\p{L}*|am|im|um|auf|für|mit|in|nach|mein\\p{L}*|unser\\p{L}*|zum|zur|aufs|ins|als',
    'sondern|aber|weil|denn|und|dass|auf|für|bei|mit|wird|ist|war',
  ),
  fr: cues(
    "pas|plus|au lieu d[eu']|à la place d[eu']|non(?= pas)|remplace|de(?= \\S+ à \\d)",
    [
      String.raw`, (?:et )?(?:non )?pas (?:le |la |les |l['’]|un |une )?OLD\s*(?:[.,;!?]|$)`,
      String.raw`\b(?:pas|plus) (?:(?:le|la|les|un|une|du|de la|à|en|au) )?OLD,? mais\b`,
      String.raw`\bau lieu d(?:e |['’]|u )(?:la |l['’])?OLD`,
    ],
    'plus|moins|avant|après|jusque|très|trop|encore|toujours|seulement|du tout|de',
    'pas|le|la|les|un|une|du|des|de|à|au|en|pour|avec|mon|ma|notre',
    'mais|parce|car|et|que|qui|pour|avec|à|est|était',
  ),
  es: cues(
    'no|ya no|en lugar de|en vez de|sustituye a|de(?= \\S+ a \\d)',
    [
      String.raw`, (?:y )?no (?:el |la |los |las |un |una )?OLD\s*(?:[.,;!?]|$)`,
      String.raw`\bno (?:(?:es|son|el|la|los|las|un|una|en|a) )*OLD,? sino\b`,
      String.raw`\ben (?:lugar|vez) de (?:el |la |los |las )?OLD`,
    ],
    'más|menos|antes|después|hasta|muy|todavía|siempre|solo|me|te|se|lo|nos|hay|sé',
    'es|son|el|la|los|las|un|una|en|a|de|del|al|para|con|mi|nuestro',
    'sino|pero|porque|que|y|para|con|a|es|era',
  ),
  pt: cues(
    'não|já não|em vez de|em lugar de|no lugar de|de(?= \\S+ para \\d)',
    [
      String.raw`, (?:e )?não (?:o |a |os |as |um |uma )?OLD\s*(?:[.,;!?]|$)`,
      String.raw`(?<!\p{L})não (?:(?:é|são|o|a|os|as|um|uma|em|no|na) )*OLD,? (?:mas|e sim)\b`,
      String.raw`\bem vez d(?:e |o |a |os |as )OLD`,
    ],
    'mais|menos|antes|depois|até|muito|ainda|sempre|só|me|te|se|lhe|há|sei',
    'é|são|o|a|os|as|um|uma|em|no|na|de|do|da|para|com|meu|minha',
    'mas|porque|que|e|para|com|a|é|era',
  ),
}

const NUMBER = /[\p{Sc}#]?\d[\d.,:]*/u
/** Words of a value that is a name. */
const NAME =
  /^(?:(?:Mrs?|Ms|Dr|Prof|Herrn?|Frau|Mme|M|Sra?|Dona)\.? )?(\p{Lu}[\p{L}\p{N}'’-]+)(?:\s+(\p{Lu}[\p{L}\p{N}'’-]+))?/u
/** A word in capitals is said loudly: "NOT the 5th". */
const LOUD = /^[\p{Lu}'’]+$/u
/** Words before a number that is the value: "not the 5th", "no longer Monday the 5th". */
const MAX_WORDS_BEFORE = 2
/** Short words are of the grammar. */
const MIN_WORD = 3

/** A number as it can be told from another: without separators, a currency, or the ending of an ordinal. */
export function numberKey(written: string): string {
  const known = keys.get(written)
  if (known !== undefined) return known
  const key = keyOf(written)
  if (keys.size >= MAX_KEYS) keys.clear()
  keys.set(written, key)
  return key
}

/** Most numbers of a talk are said more than once. */
const keys = new Map<string, string>()
const MAX_KEYS = 5_000

function keyOf(written: string): string {
  const digits = written.toLowerCase().replace(/^[^\d]+|(?:st|nd|rd|th|\.|,|:)+$/gu, '')
  const clock = /^(\d{1,2})[:.h](\d\d)$/.exec(digits)
  if (clock !== null) return `${Number(clock[1])}:${clock[2]}`
  return digits
    .replace(/,(?=\d{3})/g, '')
    .replace(/[.,]0+$/, '')
    .replace(/^0+(?=\d)/, '')
}

/** A cheap look, before anything is matched. */
const MAY_NAME: Readonly<Record<string, RegExp>> = {
  en: /\bnot\b|n['’]t\b|no longer|instead of|in place of|rather than|replac|my mind about|\bfrom\b[^.;]{1,30} to /i,
  de: /nicht|\bkein|statt|anstelle|\bvon \S+ auf/i,
  fr: /\bpas\b|\bplus\b|au lieu|à la place|remplace|\bde \S+ à \d/i,
  es: /\bno\b|en lugar|en vez|sustituye|\bde \S+ a \d/i,
  pt: /não|em vez|lugar de|\bde \S+ para \d/i,
}

/**
 * The values that the sentence says not to hold, in order. German nouns are no names that could be values.
 *
 * Cost: linear in the text, for sentences that have such a word.
 */
export function goneValues(text: string, language: string): readonly GoneValue[] {
  const cuesOf = BY_LANGUAGE[language]
  if (cuesOf === undefined || MAY_NAME[language]?.test(text) !== true) return []
  const found: GoneValue[] = []
  for (const [, behind = ''] of text.matchAll(cuesOf.valued)) {
    const value = valueIn(behind, cuesOf, language)
    if (value !== undefined) found.push(value)
  }
  for (const pattern of cuesOf.worded)
    for (const { groups } of text.matchAll(pattern)) {
      const value = (groups?.old ?? '').toLowerCase().replace(/[.'’-]+$/u, '')
      const isWord = value.length >= MIN_WORD && !/^\d/.test(value) && !cuesOf.noValue.test(value)
      if (isWord && !found.some((one) => one.value === value)) found.push({ kind: 'word', value })
    }
  return found
}

function valueIn(behind: string, { lead, end, noValue }: Cues, language: string): GoneValue | undefined {
  if (noValue.test(behind)) return undefined
  const stripped = behind.replace(lead, '')
  if (noValue.test(stripped)) return undefined
  const clause = ` ${stripped}`.replace(end, '').trim()
  const number = NUMBER.exec(clause)
  if (number !== null && clause.slice(0, number.index).trim().split(/\s+/).length <= MAX_WORDS_BEFORE)
    return { kind: 'number', value: numberKey(number[0]) }
  const name = language === 'de' ? undefined : NAME.exec(clause)?.[1]
  return name === undefined || LOUD.test(name) ? undefined : { kind: 'name', value: name.toLowerCase() }
}
