import { CLAUSE_WORDS, type ClauseWords } from './clause-rule-words.js'
import { type Clause, clausesOf } from './clauses-of-sentence.js'
import { isLaidDown } from './rules-laid-down.js'
import { isLaidDownElsewhere, isLaidDownInScript } from './rules-laid-down-elsewhere.js'
import { readWords } from './words.js'

/**
 * Bans and bounds in a clause of a longer sentence: "use anything you find but no newspapers", "stairs never below 10 lux", "we can't
 * sign anything over fifty thousand without a vote". A few shapes over closed classes, the same in each language. They were chosen
 * from forty by how often each was right in sets of conversations that differ in kind and writer (design/rules.md).
 */

/** What a clause is judged with: its sentence, and whether that asks for something. */
interface Read {
  readonly clause: Clause
  /** Which of the sentence's clauses it is. */
  readonly place: number
  readonly isVerbless: boolean
  /** A clause beside it that opens with "no", "not", "nothing" or "only" too. */
  readonly isCoordinated: boolean
  /** It opens the sentence, and a clause behind it tells who minds: "no gym, I hate those places". */
  readonly hasReason: boolean
  readonly isRequest: boolean
}

type Shape = (read: Read) => boolean

interface Reader {
  readonly opens: ReadonlySet<string>
  readonly joins: ReadonlySet<string>
  /** What every shape needs one of. */
  readonly trigger: RegExp
  readonly finite: RegExp
  readonly notInForce: RegExp
  readonly denies: RegExp
  readonly minds: RegExp
  readonly shapes: readonly Shape[]
  /** Those that hold among people who talk among themselves, where "never give up" is a remark. */
  readonly amongPeople: readonly Shape[]
}

/** Longer sentences say more than what binds. */
const MAX_SENTENCE = 400
/** A ban or a bound without a verb is short. */
const MAX_VERBLESS_WORDS = 10

const wordsIn = (clause: Clause): number => clause.split(' ').length - 2

const matches =
  (pattern: RegExp): Shape =>
  ({ clause }) =>
    pattern.test(clause)

const verbless =
  (pattern: RegExp, not?: RegExp): Shape =>
  ({ clause, isVerbless }) =>
    isVerbless && pattern.test(clause) && not?.test(clause) !== true && wordsIn(clause) <= MAX_VERBLESS_WORDS

const limitOf = ({ bound, count }: ClauseWords): string => `(?:${bound}) (?:[^ ]+ )?(?:${count})`

/** The plainest shapes: what cannot be beyond a figure or without something, and what is banned anywhere. */
function shapesAmongPeople(words: ClauseWords): Shape[] {
  const limit = limitOf(words)
  return [
    // "We cannot go below twenty-five thousand", "nobody leaves without a signature".
    matches(
      new RegExp(
        ` (?:${words.cannot}) (?!(?:${words.noConduct}) )(?:[^ ]+ ){0,5}?${limit} (?!(?:[^ ]+ )*(?:${words.noConduct}) $)`,
        'u',
      ),
    ),
    matches(new RegExp(` (?:${words.cannot}) (?:[^ ]+ ){1,8}?(?:${words.without}) (?:${words.leave}) `, 'u')),
    // "No nuts anywhere in the buffet".
    verbless(new RegExp(`^ (?:${words.no}) (?!(?:${words.formula}) )[^ ].* (?:${words.scope}) `, 'u')),
  ]
}

/** The shapes that all languages share. */
function commonShapes(language: string, words: ClauseWords): Shape[] {
  const { no, nothing, only, never, formula, scope, please, count, thing, must } = words
  const ban = verbless(new RegExp(`^ (?:${no}) (?!(?:${formula}) )[^ ]`, 'u'))
  const isOfAll = new RegExp(` (?:${scope}|${please}) `, 'u')
  const insists = new RegExp(`^ (?:${words.insists}) $`, 'u')
  const limit = limitOf(words)
  return [
    ...shapesAmongPeople(words),
    // "No tables, no footnotes", "no gym, I hate those places", "no nuts anywhere in the buffet".
    (read) => ban(read) && (read.isCoordinated || read.hasReason || isOfAll.test(read.clause)),
    // "Nothing with a strap", "nothing about my dad".
    verbless(
      new RegExp(`^ (?:${nothing}) (?!(?:${formula}) )[^ ]`, 'u'),
      language === 'en' ? /^ nothing [a-z]+(?<!s)s / : undefined,
    ),
    // "Deliveries at gate 4 only between 7 and 11", "stairs never below 10 lux".
    verbless(new RegExp(` (?:${only}|${never}) ${limit} `, 'u')),
    // "Any visit needs to be after two".
    matches(
      new RegExp(
        `^ (?:[^ ]+ (?:the|our|my) [^ ]+ )?(?:${thing}) (?:[^ ]+ ){0,5}?(?:${must}) (?:[^ ]+ ){0,5}?${limit} `,
        'u',
      ),
    ),
    // "Stairs once a day, not more", "it needs a bath, that's not up for discussion".
    ({ clause, place }) => place > 0 && insists.test(clause),
    // "Four people at most".
    verbless(new RegExp(`^(?=.* (?:${count}) ).* (?:${words.atMost}) `, 'u')),
  ]
}

/** Verbs that tell what somebody knows, wants or is like, or that a past form has no ending. */
const NO_CONDUCT =
  'know|think|mind|care|see|understand|get|remember|believe|feel|mean|want|like|love|need|have|really|even|suppose|recall|agree|expect|blame|trust|speak|look|own|hear|sleep|work|live|seem|wish|enjoy|follow|quite|usually|often|always|guess|hate|fancy|deserve|belong|sound|doubt|envy|miss|ever|forget|forgot|heard|seen|had|been|got|thought|said|was|were|tried|met|found|did|knew|die|fit|count|exist|matter|buy it|talk|kept|went|came|saw|made|took|left|put|read|just|recently|wanted|a|the|one|two|three|if|until|when|because|as|so|in|at|to|that|this|it|there|here|not|too|very|much|anymore|yet|either'
const BASE = `(?!(?:${NO_CONDUCT}) )(?![^ ]+(?:ed|ing) )[a-z]{2,}`

/** How well, how often or how much, and no longer: what is so. */
const NO_LIMIT = 'as|any more|anymore|much|many|often|well|enough|quite|properly|right'

/** "Wales cannot leave without a deal", "nobody comes before nine": of somebody else nothing is laid down, unless it is a figure. */
const ofThoseWhoTalk =
  (shape: Shape): Shape =>
  (read) =>
    shape(read) &&
    !/^ (?:nobody|no one) /.test(read.clause) &&
    (!/ without /.test(read.clause) || /^ (?:we|you|nothing|no) /.test(read.clause))

/** "Nobody tell mum": to all, in the form of an order. */
const NOBODY_DOES: Shape = matches(
  /^ (?:nobody|no one) (?:else )?(?:tell|say|mention|touch|move|open|book|post|send|buy|bring|invite|call|ring|text|use|share|print|sign|delete|merge|push|reply|write|change|wear|take|give|ask|pay|answer|try) /,
)

/** Among people, in English: to nobody's loss no remark has these shapes. */
const ENGLISH_AMONG_PEOPLE: readonly Shape[] = [
  NOBODY_DOES,
  // "Nobody signs anything until she has read it", "nobody pours it on the deck, please".
  matches(
    /^ (?:nobody|no one) (?!(?:ever|really|even|knows|likes|tells|cares|wants|said|thinks|minds|seems|has|is|was|had|loves|remembers|believes|understands|expects|comes|leaves|goes home|notices|calls|answers) )[^ ]+s (?:[^ ]+ ){0,6}?(?:until|without|unless|please) /,
  ),
  // "Ros isn't to be in the cabin", "they're not to be left alone".
  matches(
    /^ (?:[^ ]+ ){0,4}?(?:isn't|aren't|is not|are not|'re not|they're not|he's not|she's not|it's not|you're not) to (?:be(?! (?:sneezed|missed|confused|trusted|found|seen|outdone|believed|taken|blamed|sure|honest|fair|late) )|go|leave|touch|come|use|drive|open|know|hear|enter|carry|lift) /,
  ),
  // "Please don't move a fuse without writing it down".
  matches(
    /^ (?:please )*(?:don't|do not|never) (?!(?:worry|mind|forget|be|think|get|you|know|have|want|feel|need|tell me|ask) )[^ ]+ (?:[^ ]+ ){1,8}?(?:without|until|before|unless) /,
  ),
]

/** In English more is told apart by single words. */
const ENGLISH: readonly Shape[] = [
  // "No newspapers": of several a ban, of one often what a place has not ("no lift").
  (read) =>
    verbless(
      /^ no (?!(?:\w+ )?(?:news|bus|gas|stairs|plans|buses|trains|signs|results|sales|ideas) )(?:[^ ]+ ){0,1}[^ ]+(?<!s|u|i)s (?!from |left |this |so |at the |in the )/,
    )(read) &&
    !FORMULA.test(read.clause) &&
    (read.isRequest || wordsIn(read.clause) <= 3),
  // "Only peer reviewed or an independent test house".
  verbless(
    /^ only (?:[^ ]+ ){1,4}(?:or|and) [^ ]/,
    / [a-z]+ed $|^ only (?:[^ ]+ ){2,8}(?:left|came|went|knew|got) |^ only (?:a|an|the|one|two|three|half|me|then|once|just|\d[^ ]*) /,
  ),
  // "Can you not use 'passion' anywhere", "could you never put the price in".
  matches(
    /^ (?:can|could|would|will) (?:you|we|u) (?:please |pls |maybe |also )?(?:not|never|avoid) (?!find |see |get |hear |do |just |remember |think |open |believe |even |have |give |go |help )(?:[^ ]+ )+?(?:any|anywhere|anything|anyone|ever|always|please|pls) /,
  ),
  NOBODY_DOES,
  // "I don't borrow off family": a refusal of conduct, not of a thought or a trait.
  matches(
    new RegExp(
      `^ (?:i|we) (?:(?:just|simply|absolutely|also) )?(?:don't|do not|dont) ${BASE} (?!.*(?:${NO_LIMIT}) )`,
    ),
  ),
  matches(new RegExp(`^ (?:i|we) only (?:ever )?${BASE} [^ ]`)),
  matches(
    new RegExp(
      `^ we never ${BASE} (?:[^ ]+ ){0,5}?(?:before|after|over|under|above|below|without|until|on|in|to|for) [^ ]`,
    ),
  ),
  // "I can only throw three days a week".
  matches(
    /^ (?:so )?(?:i|we|he|she|they|it) (?:can|may|do) only (?!spend |pay |see |hear |think |guess |imagine |find |assume |hope |say |tell |speak |agree |remember |be |get |recommend |wonder |apologi)[a-z]+ /,
  ),
  // "She won't touch anything with glitter", "I don't want anything with thymol".
  matches(
    / (?:won't|can't|cannot|don't|doesn't|not) (?!find |have |see |got |get |hear |know |remember |need )(?:[^ ]+ ){0,2}?anything (?:with|over|under|made|containing|above|below|after|before) /,
  ),
  matches(
    /^ (?!you |i )(?:[^ ]+ ){1,6}?(?:mustn't|must not|must never|are not to|is not to|isn't to|aren't to|not supposed to) /,
  ),
  // "My knee rules out anything with stairs", "they have to keep nuts out of the room".
  matches(
    /^ (?!it |that |this )(?:[^ ]+ ){1,5}?rules? out (?!nothing )(?:any|anything|everything|all|most|[^ ]+s|[^ ]+ing) /,
  ),
  matches(
    / (?:has to|have to|must|needs to|need to) (?:keep|stay|be kept) (?:[^ ]+ ){0,3}?(?:out|off|away) /,
  ),
  matches(
    /^ (?:it|this|that|everything|it all|all of it|the [^ ]+) (?:has to|have to|must|needs to) (?:fit|run|work) /,
  ),
  // "One more thing, please don't send me newsletters".
  matches(
    /^ (?:don't|dont|do not|never) (?:send|call|ring|text|mail|email|write|put|use|share|give|add|include|mention|tell|charge|book|show|suggest|touch|change|delete) (?:[^ ]+ ){0,4}?(?:any|anything|anyone|ever|[^ ]{3,}s) /,
  ),
  // "I'm not spending more than 400 on plants", "we're not moving it after May".
  matches(
    /^ (?:i'm|we're|i am|we are|im) not (?!(?:feel|see|gett|hav|hear|do|find|go|say|ask|be|mak|look|expect|complain|tell|suggest|hold|get)(?:ing)? )[^ ]+ing (?:[^ ]+ ){0,4}?(?:before|after|over|above|below|past|without|until|more than|less than|any|anything|[^ ]{2,}er than) /,
  ),
  // "I can't train on Wednesdays".
  matches(
    /^ (?:i|we|he|she|they) (?:can't|cannot|won't|don't|never) (?!know |think |mind |care |see |have |get )(?:[^ ]+ ){1,4}?on (?:mon|tues|wednes|thurs|fri|satur|sun)days /,
  ),
  // "Digging is only possible till the end of October".
  matches(
    / (?:is|are) only (?:possible|allowed|permitted|okay|ok|fine) (?:before|after|until|till|from|between|with|on|in|for|if|when) /,
  ),
  // "At least 150 has to go in", "one dish has to be without nuts", "there has to be a washing machine".
  matches(
    /^ (?:one [^ ]+|at (?:least|most)(?: [^ ]+){1,3}|no more than(?: [^ ]+){1,3}|there) (?:has to|have to|needs to|need to) (?!be (?:an?|some|another|more) (?:way|reason|chance|trick|limit|mistake|catch|better|mix|kind|sort|explanation|option)|be (?:some|something|more|\w+ of) )[^ ]/,
  ),
  // "Photos of customers only with their written consent", "only jobs since 2012".
  verbless(/ [^ ]+ only (?:with|if|when|from|for) (?:[^ ]+ )+$/, / (?:this|that|one|me|a few|first) only /),
  verbless(
    /^ only (?!a |an |the |one |two |three |half |me |then |once |just |\d)[^ ]+s (?:[^ ]+ )?(?:since|from|after|before|with|without|that|under|over|up to) /,
  ),
  // "British spelling throughout", "dates in ISO in all logs", "sign with both our names, always".
  verbless(
    /^ (?!no |not |as |like |and |give |thanks )(?:[^ ]+ ){1,6}?(?:throughout|[^ ]+ everywhere|(?:in|on|at|for|with|after|before|per) (?:all|every|each|any) (?:the |my |our )?[^ ]+) $/,
    / (?:love|from|again|looked|here|there|for all the) /,
  ),
  // "Nobody is to tell him", "anything that locks the table is unusable for us".
  matches(/^ (?:nobody|no one|none of [^ ]+) (?:is|are) to [a-z]/),
  matches(
    /^ (?:anything|any [^ ]+) (?:[^ ]+ ){2,8}?(?:is|are) (?:unusable|useless|no use|no good|worthless|out|taboo|a no|off limits) /,
  ),
  // "Leave the apple tree where it is".
  matches(
    /^ (?:leave|keep) (?!me |us |you |in )(?:[^ ]+ ){1,5}?(?:as|where|the way|how) (?:it|they|he|she) (?:is|are) $/,
  ),
  // "Recipes without onion": what is asked for without something.
  (read) => read.isRequest && verbless(/^ [^ ]+s (?:[^ ]+ ){0,4}?without [a-z]+ /)(read),
  // "Not scented anything", "not mornings if possible".
  verbless(/^ not (?:(?:[^ ]+ )?any(?:thing|one|where)? |[^ ]+s (?:if poss|please |pls |ever ))/),
]
/** "Nada de móviles en la ceremonia". */
const SPANISH_AMONG_PEOPLE: readonly Shape[] = [
  verbless(/^ nada de (?!(?:eso|nada|esto|particular|momento) )[^ ]+/u),
]
const FORMULA = new RegExp(`^ no (?:${CLAUSE_WORDS.en?.formula ?? ''}) `)

const setOf = (alternatives: string): ReadonlySet<string> => new Set(alternatives.split('|'))

function readerOf(language: string, words: ClauseWords): Reader {
  const { no, nothing, only, never, without, cannot, atMost, must } = words
  return {
    opens: setOf(words.opens),
    joins: setOf(words.joins),
    trigger: new RegExp(
      ` (?:${no}|${nothing}|${only}|${never}|${without}|${cannot}|${atMost}|${must}|${words.scope}|${words.insists}|not|isn't|aren't|rules?|leave|keep|every|each|all|throughout|everywhere) `,
      'u',
    ),
    finite: new RegExp(` (?:${words.finite}) `, 'u'),
    notInForce: new RegExp(` (?:${words.notInForce}) `, 'u'),
    denies: new RegExp(`^ (?:${no}|${nothing}|${only}|not) (?!(?:${words.formula}) )[^ ]`, 'u'),
    minds: new RegExp(` (?:${words.minds}) `, 'u'),
    shapes: [...commonShapes(language, words), ...(language === 'en' ? ENGLISH : [])],
    amongPeople: [
      ...shapesAmongPeople(words).map((shape) => (language === 'en' ? ofThoseWhoTalk(shape) : shape)),
      ...(language === 'en' ? ENGLISH_AMONG_PEOPLE : []),
      ...(language === 'es' ? SPANISH_AMONG_PEOPLE : []),
    ],
  }
}

const READERS: ReadonlyMap<string, Reader> = new Map(
  Object.entries(CLAUSE_WORDS).map(([language, words]) => [language, readerOf(language, words)]),
)

/** Whether a clause of a user's sentence bans or bounds something. Cost: linear in the sentence, of bounded length. */
export const isRuleInClause = (sentence: string, language: string, isRequest: boolean): boolean =>
  hasShape(sentence, language, isRequest, 'shapes')

/** Whether a clause of what one tells others among people bans or bounds something outright. Cost: as `isRuleInClause`. */
export const isRuleAmongPeople = (sentence: string, language: string): boolean =>
  hasShape(sentence, language, false, 'amongPeople') ||
  (sentence.length <= MAX_SENTENCE && isLaidDownInScript(sentence, language))

/** What is laid down without a word of a ban or a bound has one of these, in some language. */
const MAY_LAY_DOWN =
  / (?:whoever|every(?:one|body)|any(?:one|body|thing)?|all|stays?|remains?|between|limits|bounds|allowed|full stop|period|tops|max|maximum|rule|ban|limit|niemand|keiner|bleibt|bleiben|unter uns|personne|reste|nadie|ni|ninguém) |(?:'s|'re|n't| not| is| are| only) to /u

function hasShape(
  sentence: string,
  language: string,
  isRequest: boolean,
  which: 'shapes' | 'amongPeople',
): boolean {
  const reader = READERS.get(language)
  if (reader === undefined || sentence.length > MAX_SENTENCE) return false
  // The words of a clause follow each other in the sentence: one without a trigger, as most are, need not be split.
  const words = ` ${readWords(sentence).lower.join(' ')} `
  if (!reader.trigger.test(words) && !MAY_LAY_DOWN.test(words)) return false
  const clauses = clausesOf(sentence, reader.opens, reader.joins)
  const isLaidDownByForm =
    language === 'en'
      ? isLaidDown(sentence, clauses, reader.notInForce)
      : isLaidDownElsewhere(sentence, clauses, language, reader.notInForce)
  if (isLaidDownByForm) return true
  return clauses.some((clause, at) => {
    if (!reader.trigger.test(clause) || reader.notInForce.test(clause)) return false
    const isVerbless = !reader.finite.test(clause)
    const isCoordinated =
      clauses.some((other, place) => place !== at && reader.denies.test(other)) &&
      !clauses.some((other) => reader.notInForce.test(other))
    const hasReason = at === 0 && clauses.some((other, place) => place > 0 && reader.minds.test(other))
    return reader[which].some((shape) =>
      shape({ clause, place: at, isVerbless, isCoordinated, hasReason, isRequest }),
    )
  })
}
