import type { Clause } from './clauses-of-sentence.js'

/**
 * What one lays down for all who listen, in plain words: "nobody under eighteen on the hot counter", "no drilling after six", "he's to have
 * nothing with nuts", "not at all on Sundays". Each shape is looked up by the word that its clause opens with, and most clauses open
 * with none of them. Closed classes alone: who is bound, bounds, conduct, what is said of everything. English.
 */

const COUNT =
  '(?:\\d[^ ]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|half|noon|midday|midnight|dark|dusk|lunch|dinner|breakfast|bedtime)'
const DAYS = '(?:mon|tues|wednes|thurs|fri|satur|sun)days'
/** "On Sundays", "on Thursday nights", "at night": again and again. */
const AGAIN = `(?:(?:on|at) (?:${DAYS}|weekends|(?:[^ ]+day )?(?:mornings|afternoons|evenings|nights))|[^ ]+ [^ ]+day (?:mornings|afternoons|evenings|nights))`
const PAST_A_COUNT = `(?:after|before|past|until|till|over|under|above|below|beyond|between) (?:the age of |about )?${COUNT}`
/** "Of any kind", "in any amount". */
const OF_ALL =
  '(?:of any (?:kind|sort|size)|in any (?:amount|form|case|circumstances|way)|under any circumstances|at any time|at all times|whatsoever)'
const PLEASE = '(?:please|pls|plz)'
const IF_NOT = '(?:without|unless|until|till|except)'

/** Of a thing that is denied: with a determiner or what is done, since "no smoke without fire" is a saying. */
const IF_NOT_SO =
  '(?:(?:without|except) (?:an?|the|my|our|[^ ]+ing|permission|consent|approval|notice|written)|unless [^ ]+|(?:until|till) (?:[^ ]+ ){1,3}?(?:has|have|is|are|says))'
/** What a thing with a timetable does, and what one looks for and does not find, is not ruled out by anybody. */
const IS_SO =
  'post|mail|news|hurry|rush|worries|pressure|stress|hard|offen[cs]e|bother|luck|idea|ideas|sign|signs|signal|wonder|way|need|point|doubt|problem|problems|trouble|pain|rain|snow|wind|frost|sun|hot|trains?|buses|bus|trams?|ferry|ferries|flights?|boats?|shops?|lessons?|class(?:es)?|school|appointments?|tickets?|seats|results?|questions?|complaints?|comments?|answers?|repl(?:y|ies)|letters?|mails?|messages?|reaction|response|interest|change|changes|evidence|record|trace|kidding|joking|smoking gun|thing|more|other|others|one|longer|such|further|better|worse|good|bad|big'
/** What is so today, or is not so yet, will pass. */
const PASSES =
  / (?:today|tonight|tomorrow|now|yet|either|again|anymore|any more|left|sadly|luckily|typical|in sight|these days|nowadays|lately|this|last|thank|thanks|since|(?:at|in|on|with) that|for me) /

/** What people do by an order, as the verb of one. */
const CONDUCT =
  'sign|knock|wear|pay|register|queue|wash|log|badge|bring|book|carry|check|report|show (?!up)[^ ]+|use|ring|ask|lock|leave|take|put|go (?:through|via|past|in by)|come (?:in|through)|be (?:out|in|back|off|clear|gone|able|over|under|insured|signed|home)'
const ORDERED =
  'tell|give|say|lend|touch|let|show|send|post|share|open|move|bring|invite|pay|sign|accept|feed|put|park|use|mention|hand|promise|buy|order|delete|merge|answer|wake|leave|talk to|speak to|go (?:into|near|past)|ring|call|text|email|quote'
/** Who is told nothing new by it, and what is said in a formula. */
const NOT_ORDERED =
  'me|us|i|you|it up|that look|up|in|wood|a damn|worry|my name in|words|the dog out|too much'
/** In the form "is not to": a plan, a taste, a judgement. */
const NO_BAN =
  'blame|my|your|our|his|her|their|its|the|a|an|everyone|everybody|mention|say|worry|know|be (?:sneezed|missed|confused|trusted|found|seen|outdone|believed|taken|blamed|sure|honest|fair|late|fooled|beaten|underestimated|expected|had)|do with|last'

const NOBODY: readonly RegExp[] = [
  // "Nobody under eighteen on the hot counter".
  new RegExp(
    `^ (?:nobody|no one) (?:under|over|below|above) (?:the age of )?${COUNT} (?:(?![^ ]+s )[a-z]+ )?(?:on|in|at|behind|near|past|up|without|to|for|after|inside|into) `,
  ),
  // "Nobody past the gate without signing the sheet".
  new RegExp(
    `^ (?:nobody|no one) (?:else )?(?:past|in|into|on|onto|near|inside|behind|beyond|through|up|under|at) (?!(?:his|her|their|our|my|this|that|sight|earth) )(?:[^ ]+ ){1,5}?(?:${IF_NOT}|${PLEASE}|${PAST_A_COUNT}) `,
  ),
  // "Nobody lights the stove, or opens the flue, until Per has swept it".
  new RegExp(
    `^ (?:nobody|no one) (?!(?:ever|really|even|knows|likes|tells|cares|wants|thinks|minds|seems|has|is|loves|remembers|believes|understands|expects|comes|leaves|goes|gets|notices|calls|answers|reads|survives|lives|eats|sleeps|works|needs|wins|sees|moves|dies|listens|learns) )[^ ]+s (?:[^ ]+ ){0,8}?(?:${IF_NOT}|${PLEASE}|before (?:[^ ]+ ){1,3}?(?:is|are|has|have|says)) `,
  ),
  // "Nobody signs anything from that agent", "nobody else gets the file".
  /^ (?:nobody|no one) (?:signs|agrees|spends|accepts|promises|lends|borrows|orders) (?:anything|any|to anything) /,
  /^ (?:nobody|no one) else (?:gets|sees|touches) (?:an?|the|my|our) (?!(?:jokes?|points?|ideas?|hints?|references?|humou?r|chance|look|problem|funny|appeal) )(?!.* when )/,
]

const NO: readonly RegExp[] = [
  // "No drilling or hammering after six in the evening", "no smoking by the pumps, ever".
  new RegExp(
    `^ no (?!(?:${IS_SO}) )[^ ]+ing (?:(?:or|and) [^ ]+ing )?(?:[^ ]+ ){0,4}?(?:${PAST_A_COUNT}|${AGAIN}|${OF_ALL}|${PLEASE}|ever|anywhere|(?:inside|during|while|without|near|past) [^ ]+) `,
  ),
  // "No deliveries on Sunday mornings", "no calls after nine", "no gifts of any size", "no photos of the children please".
  new RegExp(
    `^ no (?!(?:${IS_SO}) )[^ ]+ (?:[^ ]+ ){0,8}?(?:${PAST_A_COUNT}|${AGAIN}|${OF_ALL}|${IF_NOT_SO}) `,
  ),
  // "No sugar please" is ordered once.
  new RegExp(`^ no (?!(?:${IS_SO}) )[^ ]+ (?:[^ ]+ ){2,8}?${PLEASE} `),
]

const NOTHING: readonly RegExp[] = [
  // "Nothing with fur in the house, please", "nothing over twenty without asking me", "nothing loud after ten".
  new RegExp(
    `^ nothing (?:with|containing|made|over|above|under|past|bigger|longer|that) (?!(?:him|her|them|me|us|you|it|that|this) )(?:[^ ]+ ){1,8}?(?:at all|${OF_ALL}|${PLEASE}|without [^ ]+|unless [^ ]+) `,
  ),
  new RegExp(`^ nothing (?:[^ ]{3,} )?(?:after|past|over|above) ${COUNT} `),
]

const NOT: readonly RegExp[] = [
  // "Not at all on Sundays", "not on Sundays", "not after nine".
  new RegExp(`^ not (?:at all )?(?:on|at|after) (?:${DAYS}|weekends) `),
  /^ not at all (?:on|after|before|during) (?!(?:this|that|those|these|all) )[^ ]/,
  new RegExp(`^ not (?:after|before) ${COUNT} and not `),
  /^ not a (?:single )?word (?:to|about) (?!(?:me|us) )(?!.* (?:since|from|in) )/,
]

const ONLY: readonly RegExp[] = [
  // "Only after Piet's okay", "only after the surveyor has been".
  /^ only (?:after|with) (?:[^ ]+ ){1,3}?(?:okay|ok|say so|permission|consent|approval|signature|sign off|agreement) /,
  /^ only (?:after|once) (?!(?:i|he|she) )(?:the |my |our |his |her |their )?[^ ]+ (?:has|have|is|are) (?!.* (?:does|did|do) (?:it|he|she|they|i|we|you) )/,
  /^ only (?:when|if) (?!i )(?:the |my |our |his |her |their )?[^ ]+ (?:says|agrees|signs|has (?:signed|agreed|said)) /,
]

const DO_NOT: readonly RegExp[] = [
  // "Don't tell Gran about the boat", "don't give the builder any more money", "do not lend that ladder to anyone".
  new RegExp(
    `^ (?:don't|dont|do not|never) (?:${ORDERED}) (?!(?:${NOT_ORDERED}) )(?!(?:anyone|anybody) $)(?!anything (?:$|there |here |else |for ))(?!.* again )(?:[^ ]+ ){0,8}?(?:${PLEASE}|any|anyone|anybody|anything|ever) `,
  ),
  /^ (?:don't|dont|do not|never) tell (?!(?:me|us|you|it|people|everyone|everybody|kids|children) )(?:the |my |our |your |his |her )?[^ ]+ (?:about|how|what|where|why|who|yet|that|we|i) /,
]

const EVERYONE: readonly RegExp[] = [
  // "Everyone has to sign the book before they go up", "whoever leaves last has to lock the gate".
  new RegExp(
    `^ (?:everyone |everybody |whoever (?:[^ ]+ ){1,6}?|anyone who (?:[^ ]+ ){1,6}?|each of (?:us|you) |all of you )(?:has to|have to|must|needs to|need to) (?:${CONDUCT}) `,
  ),
  // "Whoever uses the van fills it up".
  /^ whoever (?!(?:knows|thinks|says|is|was|has|wins|needs|wants|likes|gets) )[^ ]+s (?:[^ ]+ ){0,5}?(?:locks|pays|fills|cleans|washes|signs|brings|puts|writes|closes|shuts|turns|empties|tells|rings|books|checks) /,
]

const ANY: readonly RegExp[] = [
  // "Anything over fifty goes to the committee first", "anyone under twelve needs a grown-up", "any change to the rota has to go through Ros".
  /^ any(?:thing|one|body) (?:over|under|above|below|with|younger|older|bigger|longer|without) (?:[^ ]+ ){1,6}?(?:goes (?:to|through|via|back|by)|has to|have to|must|needs (?:an?|to|the|my|our|your|approval|permission|consent|somebody|someone)|is done|is handled|gets signed|is signed) /,
  /^ anything on (?:[^ ]+ ){1,4}?(?:is|gets) (?:done|handled|signed|checked|approved) by /,
  /^ any [^ ]+ (?:to|in|of|on|over|above|from) (?:[^ ]+ ){1,4}?(?:has to|have to|must|needs to|goes through|goes to) (?!be (?:good|bad|a|better|worse) )/,
]

const KEEP: readonly RegExp[] = [
  // "Keep the cat out of the nursery", "leave the dryer off at night", "leave my seedlings alone".
  /^ (?:keep|leave) (?!(?:me|us|you|it|him|them|up|an?) )(?:(?:the|my|our|those|that|her|his|their|all|these) )?(?:[^ ]+ ){1,3}?(?:out of (?!(?:here|sight) )[^ ]+|away from [^ ]+|off (?:at|when|while|during|in|on) [^ ]+|shut|locked|alone|untouched) (?!(?:with|in|for|for now|for a|until i|long) )/,
]

/** "Stays shut", "is off limits", "stays between us". */
const STAYS: readonly RegExp[] = [
  /^ (?!(?:shop|library|pub) )(?:the|that|those|all|my|our|this|these|both) (?:[^ ]+ ){1,4}?(?:stays?|remains?) (?:shut|closed|locked|bolted|off|secret|private|out of it) (?:always|please|at night|whatever|while|when|unless) /,
  / (?:stays?|remains?|is|are) (?:just |strictly )?between (?:us|you and me|the (?:two|three|four|five) of us) $/,
  /^ (?!(?:his|her) )(?:[^ ]+ ){1,5}?(?:is|are) (?:strictly |completely )?(?:off limits|out of bounds)(?: (?:for|to|until|at|on|after|unless) .*)? $/,
]

/** Of a clause with any opening: looked at where it has the word that they all need. */
const IS_TO: readonly RegExp[] = [
  // "He's to have nothing with caffeine", "there's to be two people in the kitchen", "the children are to be kept off the deck".
  /^ (?:[^ ]+ ){0,4}?(?:he's|she's|they're|you're|it's|we're|is|are) (?:only )?to (?:have (?:nothing|no|only)|be (?:kept|given|left|told|asked|paid|stored|locked|handed|shown|fed) (?!(?:back|by|an?|the) ))/,
  new RegExp(
    `^ there(?:'s| is| are) (?:always )?to be (?:no|nobody|nothing|at least|always|an adult|${COUNT} (?:people|of (?:you|us|them)|adults|signatures|persons|volunteers|grown)) `,
  ),
  // "You're not to sign for anything", "kids aren't to go near the weir".
  new RegExp(
    `^ (?:[^ ]+ ){0,3}?(?:(?:he's|she's|they're|you're) not|(?:isn't|aren't)) to (?!(?:${NO_BAN}) )[a-z]+ `,
  ),
]

const MUST: readonly RegExp[] = [
  // "They have to knock on the kitchen window", "guests must be out by eleven".
  /^ (?:they|you|people|(?:all |the )?[a-z]{3,}s) (?:have to|must|need to) (?:knock (?:on|at|first|before)|sign (?:in|out|the)|ring the (?:side |front |back )?(?:door ?)?bell|register|report to|be (?:out|off|gone) (?:of [^ ]+ )?by) /,
  // "It has to be somebody with a clean licence", "it needs to be under two metres".
  /^ it (?:has to|needs to|must) be (?:somebody|someone|anyone) (?:with|who (?:has|can|speaks|knows)|over|under) /,
  new RegExp(
    `^ (?:it|they|that) (?:has to|have to|needs? to) be (?:under|over|above|below|between|at least|at most|less than|no more than) ${COUNT} (?!(?:.* )?by now )`,
  ),
  // "You mustn't use bleach on it", "he mustn't lift anything", "the minutes must never have surnames in them".
  /^ (?!(?:i|we|it) )(?:[^ ]+ ){1,4}?(?:mustn't|must not|must never) (?!(?:have (?:been|had|heard|seen|known|got|noticed|[^ ]+ed)|worry|blame|mind|think|feel|forget|complain|grumble|miss|get|know|say|let|be (?:late|sad|cross|angry|hard|jealous|surprised|afraid)) )[a-z]+ [^ ]/,
]

const CANNOT: readonly RegExp[] = [
  // "It can't be where the lorries turn", "it can't be later than the 14th".
  /^ (?:it|they|that) (?:can't|cannot|mustn't|must not) be (?:where (?:the|people|cars|kids|children|everyone|anyone)|later than) (?!(?:i|we|you|he|she|they) )/,
  // "She can't have anything with sesame".
  /^ (?!(?:i|we|you|it) )(?:[^ ]+ ){1,2}?(?:can't|cannot) (?:have|eat|drink|touch) (?:anything|any) (?!(?:more|other|else|fun|sense|idea|clue|doubt|regrets|friends|kids|nice|good) )[^ ]/,
  /^ you (?:can't|cannot) (?:bring|camp|light|park|smoke) (?:[^ ]+ ){0,3}?(?:onto|into|inside|on|in|near|past) (?:the|my|our|here) (?!.* (?:any more|anymore|all day) )/,
  // "Dogs aren't allowed past the second gate".
  /^ (?!(?:i|we|am|is|are|why|there) )(?:[^ ]+ ){0,4}?(?:isn't|aren't|is not|are not|he's not|she's not|they're not|you're not) allowed (?:on|in|past|near|out|up|inside|before|after|at|beyond|behind|any|without|anything|anywhere|upstairs) (?!.* (?:every time|over there) )/,
]

/** "Two bags each at most", "max four people in the lift". */
const AT_MOST: readonly RegExp[] = [
  new RegExp(
    `^ (?:max|maximum|at most) ${COUNT} [^ ]+ (?:per|each|in the|on the|to a|at a time|at once|in a) `,
  ),
  new RegExp(
    `^ (?:max |maximum )?${COUNT} (?:[^ ]+ )?(?:each|per [^ ]+|a head|a person|to a [^ ]+)(?: (?:max|maximum|at most|tops|and no more|no more))? $`,
  ),
]
const HAS_MOST = / (?:max|maximum|at most|tops|no more) /

/** "First names only on the badges", "I sign only after his okay", "first aid only with gloves". */
const ONLY_WITHIN: readonly RegExp[] = [
  /^ (?!(?:one|two|night|morning|afternoon|evening|day|today|the|it|it's|that|this|he|she|i|for|not|if|when|also|it'll|and|or) )(?:[a-z]+ )?(?!(?:not|the|it|is|are|was|but) )[a-z]+ only (?:at|on|in|for|between|with) (?:the|any|all|every|each) /,
  // "Those go to the office only", "rotas go out with first names only".
  /^ (?:the |our |my |those |these )?[^ ]+ go (?:to|out|into|through|via|under|on) (?:[^ ]+ ){1,5}?only $/,
  /^ (?:(?:we|you|they) (?!(?:can|could|was|are|have|had|got|found|felt|knew) )[^ ]+|i (?:sign|pay|lend|sell|accept|take|agree|hand|give|rent|work)) (?:[^ ]+ ){0,4}?only (?:after|with|once) (?!(?:me|you|i|that|then) )[^ ]/,
]

/** "We don't take money from landlords", "we never sail without a second radio". */
const WE: readonly RegExp[] = [
  /^ we (?:don't|do not|never) (?:take|accept|lend|sell|hire|share|publish|print|sign|pay|sail|drive|deliver|store|keep) (?!(?:it|that|them|much|many|any|long|money in) )(?:[^ ]+ ){1,4}?(?:from|to|under|over|without|unless|until|before|after) [^ ]/,
  /^ we never (?:take|sail|drive|swim|dive|climb|pay|sign|work|open|leave|lend|fly|paddle|row|shoot) (?:[^ ]+ ){0,4}?(?:without|unless|until) (?!(?:laughing|crying|thinking|arguing|fighting|getting|falling|losing|complaining|moaning|him|her|them|you|the|my|our) )[^ ]/,
]

const BY_OPENING: ReadonlyMap<string, readonly RegExp[]> = new Map([
  ['nobody', NOBODY],
  ['no', [...NO, ...NOBODY]],
  ['nothing', NOTHING],
  ['not', NOT],
  ['only', ONLY],
  ["don't", DO_NOT],
  ['dont', DO_NOT],
  ['do', DO_NOT],
  ['never', DO_NOT],
  ['everyone', EVERYONE],
  ['everybody', EVERYONE],
  ['whoever', EVERYONE],
  ['each', EVERYONE],
  ['all', EVERYONE],
  ['anyone', [...EVERYONE, ...ANY]],
  ['anybody', ANY],
  ['anything', ANY],
  ['any', ANY],
  ['keep', KEEP],
  ['leave', KEEP],
  ['we', WE],
])
const BY_WORD: readonly (readonly [needs: RegExp, shapes: readonly RegExp[]])[] = [
  [/(?:'s|'re|n't|not|is|are|only) to /, IS_TO],
  [/ (?:stays?|remains?|between|limits|bounds) /, STAYS],
  [/ (?:must|mustn't|have to|has to|need to|needs to) /, MUST],
  [/ (?:can't|cannot|allowed|mustn't|must not) /, CANNOT],
  [HAS_MOST, AT_MOST],
  [/ only /, ONLY_WITHIN],
  // "8:30 on Saturdays and not at all on Sundays".
  [/ not at all /, [new RegExp(` not at all (?:on|at) (?:${DAYS}|weekends) `)]],
  // "The rule goes for staff as well".
  [
    / (?:rule|ban|limit) /,
    [/^ (?:the|that|this|our) (?:same )?(?:rule|ban|limit) (?:stands|holds|applies|counts|goes) for /],
  ],
]

/** All of these at once. */
const MAY_LAY_DOWN = new RegExp(BY_WORD.map(([needs]) => needs.source).join('|'))

/** "Full stop", said behind what it enforces. */
const ENFORCES =
  /^ (?:ever|full stop|period|always|end of (?:story|discussion)|and that's (?:that|final)|that's final|no exceptions|not one|not one more|no more|not a (?:minute|penny|cent|day) (?:more|longer|later|over)|no ifs|no buts) $/
const IS_ENFORCED = new RegExp(
  ` (?:nobody|no one|never|nothing|must|has to|have to|need to|needs to|at least|at most|stays?|each|per) |^ (?:no|not|only) (?!(?:${IS_SO}) )| (?:before|by|at|until|till|after|over|under) (?:the )?${COUNT} `,
)
/** Of judgements and of things that happen again and again. */
const IS_JUDGED =
  / (?:best|worst|i love|i like|rains?|same|there are|there is|there's nobody|(?:he|she|it|i) [^ ]+ (?:[^ ]+ )?at) /

/** Told of others, or of another place. */
const OF_OTHERS =
  / (?:says|they say|people say|i say|reckons?|heard|i hear|used to|over there|i'd say|the sign|thinks?|claims?|imagine|in (?:her|his|their) (?:school|house|country|office|family|world)|whether|supposed to|i'd (?:imagine|guess|have|bet|love)|in theory) /

/** Asked, or no earnest: of the sentence as it is spelt. */
const ASKS_OR_JOKES = /[?？]\s*$|\b(?:haha+|lol|lmao|rofl)\b|[😂🤣😅😜]/iu
/** "If anyone asks, …": what follows holds then. */
/** What is to have happened first is no report. */
const HAS_BEEN = / (?:until|till|after|once|unless) (?:[^ ]+ ){1,3}?has been /
const IS_DENIED = /^ (?:no(?:body| one)?|not) | (?:has|have) to /
/** Behind a denial: what came of it, or how it was. */
const TELLS =
  / (?:was|were|had|got|took|did|promised|came|went|could|couldn't|didn't|so i|so we|so i'm|it's funny) /
const IS_CONDITION = /^ (?:so )?if /
const SAYS_PLEASE = /[,;.!] ?(?:please|pls|plz)(?:[,.;!\s]|$)/i

/**
 * Whether a clause of an English sentence lays something down for all who listen. Cost: linear in the sentence.
 *
 * @param notInForce  Words of what was, is supposed, or was said by others.
 */
export function isLaidDown(sentence: string, clauses: readonly Clause[], notInForce: RegExp): boolean {
  if (ASKS_OR_JOKES.test(sentence)) return false
  const said = SAYS_PLEASE.test(sentence) ? [...clauses, ' please '] : clauses
  const isOfElsewhere = (clause: Clause): boolean => notInForce.test(clause) || OF_OTHERS.test(clause)
  return clauses.some((clause, at) => {
    if (!laysDown(said, at) || isOfElsewhere(clause.replace(HAS_BEEN, ' '))) return false
    if (clauses.slice(0, at).some((other) => !IS_CONDITION.test(other) && isOfElsewhere(other))) return false
    // "No trains after eleven, so I got a taxi".
    return !(IS_DENIED.test(clause) && clauses.slice(at + 1).some((other) => TELLS.test(other)))
  })
}

function laysDown(clauses: readonly Clause[], at: number): boolean {
  const clause = clauses[at] as Clause // proof: a place in the list
  if (at > 0 && ENFORCES.test(clause)) {
    const enforced = clauses[at - 1] as Clause
    return IS_ENFORCED.test(enforced) && !IS_JUDGED.test(enforced)
  }
  const opening = clause.slice(1, clause.indexOf(' ', 1))
  const own = BY_OPENING.get(opening)
  if (
    own?.some((shape) => shape.test(withWhatFollows(clauses, at, opening))) === true &&
    !(DENIES.has(opening) && PASSES.test(clause))
  )
    return true
  if (!MAY_LAY_DOWN.test(clause)) return false
  return BY_WORD.some(([needs, shapes]) => needs.test(clause) && shapes.some((shape) => shape.test(clause)))
}

/** A ban goes on behind a mark: "no donations from casinos, lenders or brewers, in any amount", "nobody lights it, until Per has swept it". */
function withWhatFollows(clauses: readonly Clause[], at: number, opening: string): Clause {
  if (!GOES_ON.has(opening)) return clauses[at] as Clause // proof: as above
  let whole = clauses[at] as Clause
  for (const clause of clauses.slice(at + 1, at + 1 + MAX_THAT_FOLLOW))
    if (FOLLOWS.test(clause)) whole += clause.slice(1)
  return whole
}

const DENIES: ReadonlySet<string> = new Set(['nobody', 'no', 'nothing', 'not'])
const GOES_ON: ReadonlySet<string> = new Set(['nobody', 'no', 'nothing', "don't", 'dont', 'do', 'not'])
const FOLLOWS = /^ (?:please|pls|plz|until|till|unless|without|ever|of any|in any|at all|whatsoever|not) /
const MAX_THAT_FOLLOW = 3
