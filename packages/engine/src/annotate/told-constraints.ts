import { onlyTells } from './only-tells.js'

/**
 * Constraints that a user tells in passing, as a state of things, a bound, a reason or a consequence: "stairs are out", "half an hour at
 * most", "the landlord won't let us drill", "so no balloons at all", "nobody on the boat without a parent". Written from half of 260 such
 * sentences by a hand that knew nothing of the engine, and held against the other half (design/rules.md). Closed classes, modal verbs, and those
 * who lay down what others have to keep to; nothing of what is talked about. English.
 */

const COUNT = String.raw`(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|a hundred|thousand|half)\b)`
/** Who lays down what others keep to. */
const AUTHORITY =
  '(?:landlord|landlady|insurance|insurers?|bank|school|law|regulator|league|exam|committee|tenancy|contract|licen[cs]e|lease|vet|doctor|dentist|midwife|physio|nurse|consultant|caretaker|janitor|owner|boss|manager|coach|teacher|auditor|agreement|union|council|customs|museum|airline|venue|hotel|warranty|ethics(?: board)?|embargo|agency|policy|court|judge|festival|hospital|surgery|api|journal|publisher|host|management|police|fire (?:brigade|officer|marshal)|station)'
const DAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)days?'

const FORMS: readonly RegExp[] = [
  // "The landlord won't let us", "the bank insists", "exam rules", "that's the ceiling".
  new RegExp(
    String.raw`\b${AUTHORITY}(?:'s)? (?:just |only |also |really )?(?:won't|doesn't|don't|do not|does not|will not|insists?|requires?|forbids?|bans?|says? (?:no|not|only|\d)|lets? (?:you|us|me|him|her|them)|accepts?|takes? only|will only|only takes?|only lets?|gives us)\b|\b${AUTHORITY}'?s? orders\b|\bthat's the (?:law|rule|limit|ceiling|max\w*|min\w*|excess|cap|regulator|clearance|agreement)\b|\bit's (?:the|a) (?:law|rule|condition)\b|\b(?:exam|fire|house|club|school|league|safety|site|library) (?:rules?|risk|regulations?)[.!]?$|\bwe agreed[.!]?$|\bbeen told (?:not )?to\b`,
    'i',
  ),
  /\b(?:won't|will not|doesn't|don't|does not|do not|can't|cannot) (?:let|allow|permit|accept|approve|deal with) (?!you down|me down|it get|anything|that|this)\w/i,
  // "It's illegal here", "barbecues are banned", "the blue folder is confidential", "the cat isn't to go out".
  /\b(?:is|are|it's|that's|they're|he's|she's) (?:all |strictly |really |just |now )?(?:ruled out|banned|forbidden|illegal|prohibited|compulsory|mandatory|obligatory|confidential|anonymous|capped|off[- ]limits|out of bounds|off the table|out of the question|a no(?:-go)?|a deal ?breaker|not an option|reserved for|frozen|final(?=[.,]|$)|closed to|not (?:allowed|accepted|permitted)|for (?:staff|members|residents|adults|\w+) only)\b|\b(?:isn't|aren't|is not|are not|nobody is|no one is|none of (?:us|them) (?:is|are)) (?:allowed|accepted|permitted|to (?:know|hear|see|be|go|have|leave|use|touch|get|find out)|let in|negotiable)\b|\b(?:are|is) to (?:stay|be kept|remain|be left)\b/i,
  // "So that van is out", "stairs are a no", "Wednesdays are gone for me".
  new RegExp(
    String.raw`\bso [^,.;!?]{2,40} (?:is|are) out\b|^(?!the |results|tickets)[a-z]+s are out\b(?! (?:of|on|in|at|there|here|now|today|to)\b)|\b(?:stairs|steps|hills|anything|everything|all|any|${COUNT})[^,.;!?]{0,40} (?:is|are) (?:out|a no|gone)(?: for (?:me|us|him|her|them))?[,.]?$|\b(?:is|are) (?:out|gone|blocked) for (?:me|us|him|her|them)\b`,
    'i',
  ),
  // "Nothing over 40 euros", "half an hour at most", "80 for the cake, that's the ceiling", "three a day, tops".
  new RegExp(
    String.raw`\b(?:capped|limited|restricted) (?:at|to)\b|\b(?:nothing|anything|everything|no \w+) (?:over|under|above|below|beyond|bigger than|smaller than|longer than|later than|earlier than|before|after) (?:the )?${COUNT}|${COUNT}[^.;!?]{0,20}\b(?:tops|max(?:imum)?|minimum|at (?:the )?most|at least)\b(?! of us)|\b(?:max(?:imum)?|minimum|at most|no more than|not more than|no later than|not later than|no earlier than)[^.;!?]{0,20}${COUNT}|\b(?:a|the|our|my|their|her|his) (?:hard |absolute |weight |size |word |page |speed |upper |lower )?(?:limit|ceiling|maximum|minimum|cap|cut-?off) (?:is|of|on|for)\b|${COUNT}'?s? (?:is )?(?:their|our|my) (?:limit|maximum|minimum|max|ceiling|cap)\b|\bkept? (?:it )?(?:under|below|within|to) ${COUNT}|\bfor groups of ${COUNT}[^.;!?]{0,10} (?:and up|or more)\b|${COUNT}[^.;!?]{0,24} (?:a|per) (?:day|week|month|year|term|head|person|session)(?: each)?,? (?:tops|max|then|and no more|and that's it)\b|\bno (?:extensions?|exceptions?)\b|\bnot (?:earlier|later)[.!]?$|\bis the most\b|\blimit(?:'s| is) (?:about |around |now )?${COUNT}|\bis (?:the most|the least|all|as much as|what) (?:that |the )?(?:\w+ )?(?:fits?|can|allows?|allowed)\b|${COUNT} (?:\w+ )?(?:days?|hours?|weeks?)'? notice\b|\bnot (?:a|one) (?:minute|second|day|cent|penny) (?:earlier|later|more|less)\b`,
    'i',
  ),
  // "It can't be a place with stairs", "we can't publish before the embargo lifts".
  /\b(?:can't|cannot|can not|mustn't|must not|should(?:n't| not)) (?:be|have|go|touch|eat|drink|wear|lift|climb|carry|do|take|use|share|block|publish|post|send|park|smoke|paste|show|see|leave|come|run|exceed|cost|weigh|sit|fly|drive|move|open|contain|start|sleep|stay|ship|sign|put|afford|manage|swallow|handle|bring|overlap|clash|change|work|contact|join|sell|host|camp|cook|film|record|enter|ride|swim|deploy|merge) (?!that hard|been|to bed|enough|over it|it any|this any|anyone|anybody|any ?more|anymore|me\b|you\b|through|away with|it wrong|worse|right|bothered|serious|true|real|far|anything (?:about|to)|the (?:point|difference|future))\w/i,
  // "Baby's formula has to be the lactose free one", "ads need the word advert", "we have to be out by noon".
  new RegExp(
    String.raw`(?:^|[,;:] |\band |\bso |\bbut )(?:it|they|he|she|that|this|everything|anything|whatever (?:you|we|i) \w+|(?:the|every|each|any|all|my|our|her|his|their)(?: [\w'-]+){1,4}?|[\w-]+s) (?:still |always |also )?(?:has to|have to|must|should|are to|is to|needs? to) (?:always |all |also |still )?(?:be|have|stay|pass|fit|run|work|support|carry|start|end|match|include|contain|cost|arrive|remain|use|book|sign|wear|go (?:via|through|in)|use) (?!been|done a|fun|there by now|somewhere|a joke|careful|honest|fixed|sorted|(?:so|such|very|really|quite|pretty|\w+ing|amazing|incredible|great|hard|nice|tough) ?)\w|\b(?:we|you|you'd) (?:have to|need to|must) [^.;!?]{2,60}\b(?:by|before|at least|until|no later than|within) (?:the |noon|midnight|${COUNT}|${DAY}|end|next|tonight)|\bevery (?!time|day|once|now|other|one)\w+\b[^.;!?]{0,20} (?:needs|has to|must|carries)\b`,
    'i',
  ),
  // "Any change to the schema needs sign-off".
  /(?:^|, )any(?:thing|one)? (?!more|way|idea|news|luck|chance|other|else|minute|day now)[\w' -]{2,60}? (?:needs?|bounces|goes|has to|must)\b/i,
  // "She's allergic to latex so no balloons at all", "…, so nothing gets installed".
  /(?:^|[,;.] |\w )so (?:no (?!idea|luck|worries|wait|need|point|problem|thanks|one|way|wonder|clue|bad|\w+[.!]?$)|nothing |nobody (?!came|knows|showed)|don't |not (?:that|the|in|on|at|before|after|any) |never |not (?:that|those|this)\b|(?:we|i|it|you|they|he|she) can't |i have to stay |it (?:needs|has) to )\w/i,
  // "Nobody under eighteen on the boat without a parent", "no new dependencies without asking".
  /\b(?:no|not|never|nobody|no one|nothing|don't|doesn't|can't|won't|isn't)\b[^.;!?]{2,80}\b(?:without|unless|except|apart from|other than) (?!saying|question|a doubt|me knowing|warning|recently|then|now|today|laughing|them since|we must)\w/i,
  // "He can have the tablet as long as homework's done", "only after Piet's okay", "free tools or nothing".
  /\b(?:only (?:if|after|when|once (?:the|it|we|you|they|he|she|i|that|all))|provided (?:that|it|the|he|she|they|you)|on (?:the )?condition|not (?:before|until|till) (?:the|\d\S*|noon|after|we|i|he|she|they|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|only with (?:an?|the)|as long as (?:it|he|she|they|the|no|nobody|we|you|homework)|or nothing|even if the|not even (?:if|from|with|when)|without exception|whatever (?:else|happens|it is))\b(?! (?:there's|fun|cared|lies|he lies|she lies))/i,
  // "Not her maiden name on the invites", "any day but Friday", "presents for the kids but not the adults".
  new RegExp(
    String.raw`^(?:but |and |just |so |please |oh and |also )?not (?:on |in |before |after |at |from |via |with |under |over )?(?:the|my|her|his|our|their|${DAY}) (?!same\b|best\b|most\b|moment\b|least\b|point\b|problem\b|time\b|breathing\b)[\w' -]{3,50}[.!]?$|\bbut not (?:the (?!same|best|most|moment|least)|my |her |his |on |in |with |for |before |after |${DAY})|\bany (?:day|time|one|colour|brand|seat|week|morning|afternoon|evening|night|room|date) (?:but|except)\b`,
    'i',
  ),
  // "Hands off those", "leave the billing module alone", "keep the old endpoints working", "this stays between you and me".
  /\bhands off\b|\bnobody but\b|\btreat [^.;!?]{2,40} as (?:confidential|private|secret)\b|\bleave (?:the|my|our|her|his|that|those|these|all|any|it|them)\b[^.;!?]{0,40}\b(?:alone|untouched|out of|in place)\b|^(?:and |but |please |ok |ok but |also )*keep (?:the|my|our|her|his|them|those|all|any|everything|\w+_\w+|every) (?!change\b|me posted|going|up\b|in mind|you\b|positivity)\w|\bstays? (?:as (?:it|they)|between|put\b|the same|out of|off|in (?:the|a|my|our) |on the|secret|private|offline|under|within|below|closed|shut|locked)|^(?:the|my|our|this|that|all|both) [\w' -]{2,30} stays?(?:,|\.|$)|\bskip the [^.;!?]{2,40} in (?:anything|everything|all|any)\b/i,
  /\bdon't (?:touch|round|mix|schedule|merge|deploy|push|use|put|call|tell|share|post|mention|send|book|ring|open|move|change|add|delete|remove|give|offer|park|feed|wake|quote|translate|copy|email|text|pay) (?!it,? happy|that,? happy|up\b|me wrong)\w/i,
  // "We never leave the dog longer", "never straight to main".
  /\b(?:we|you|they|she|he|i) never (?!ever|seen|had|got|did|knew|went|said|been|found|made|told|met|liked|thought|understood|shuts|stops|know|remember|heard|came|tried|really|mind|noticed|forget|open|\w+ed\b)[a-z]+ (?:the|a|an|out|any|in|on|with|before|after|to|more|it|them|our|my)\b|\bnever (?:straight|directly|on|in|with|after|more|less|by|over|under|without) (?!again|mind|been|once|the world)\w|,? ever, (?:she|he|it|they|the)\b|\bdoesn't go (?:out|in|on|near)\b/i,
  // What a body or a conviction does not take.
  /\b(?:coeliac|celiac|diabetic|epileptic|asthmatic|immunocompromised|lactose|vegan|vegetarian|kosher|halal|teetotal|(?:i'm|he's|she's|is) (?:\w+ )?deaf|colou?r ?blind|screen ?reader|wheelchair|dialysis|warfarin|blood thinners|insulin|pacemaker|chemo|heart (?:murmur|condition)|(?!the|an?|my|your|of|for|no)\b\w+ allergy)\b(?! (?:restaurant|season|test|pills|tablets|medication|place|food|menu|options?|was|recipe|festival)\b)|\bgets? (?:migraines?|hives|a rash|sick|ill|carsick|seasick) (?:from|off|on|if|with|when)\b|\b(?:is|are) poison(?:ous)? (?:for|to)\b|\bcan(?:'t|not)(?: really)? (?:have|eat|drink|swallow|digest|stand|bear|tolerate|manage|climb|lift|do) (?:the (?:window|stairs|steps|sun|heat)|anything (?:with|over|that)|stairs|steps|long|nuts|dairy|gluten|milk|eggs|fish|meat|sugar|alcohol|garlic|heights|heat|steep|heavy|refined|aspirin|ibuprofen)\b/i,
  // "I don't drive on motorways", "we don't accept essays".
  /\b(?:i|we|she|he|they|my \w+|our \w+) (?:don't|dont|doesn't|doesnt|do not|does not) (?:eat|drink|drive|fly|take|accept|work with|lend|travel|smoke|swim|ship|deliver|publish|rent|give out|serve|sell|wear|answer|allow|store) (?!that\b|it\b|much\b|well\b|this\b|so\b|enough\b|a thing\b|what\b|good\b|too\b|nothing\b|any ?more\b|me\b|you\b|long\b)[\w'-]+/i,
  /\b(?:don't|doesn't|dont|doesnt) (?:eat|drink|drive|fly) (?!that\b|it\b|much\b|well\b|so\b|enough\b|what\b|any ?more\b|together\b|out\b)[\w'-]+|\b(?:we|i|they) don't do (?:mon|tues|wednes|thurs|fri|satur|sun)days\b/i,
  // "My knee won't take running", "I won't fly".
  /\b(?:i|we|he|she|they|(?:my|his|her|our) \w+) won't (?:fly|eat|drink|drive|use|touch|wear|sleep|take (?!long[.,!]?$|long enough|no for|me\b|it\b|that\b)\w)/i,
  // "Nobody sells anything out of the house before …".
  /\b(?:nobody|no one|none of (?:us|them|the \w+)) (?!knows|beats|calls|cares|likes|wants|tells|minds|says|seems|thinks|uses|answers|remembers|understands|believes|has\b|was\b|is\b)\w+s\b(?!')/i,
  /\b(?:need|want|get|put|write|send|ask)s?\b[^.;!?]{2,60} every time[.!]?$|^without (?:the|an?|your|it)\b[^.;!?]{1,40} (?:you|we|they|it) (?:don't|can't|won't|cannot)\b/i,
  // "Log messages in English", "answer me in german plz".
  /^(?!(?:i|we|he|she|it|they|you|there|said|told|wrote|written)\b)(?:[\w-]+ ){1,4}in (?:british |american |us |uk |plain |simple )?(?:english|german|french|spanish|dutch|italian|portuguese|polish|danish|swedish|japanese|chinese)\b(?! (?:class|lesson|exam|course))/i,
  // "Pencils only", "printer shop will only take pdf", "only me and the treasurer get to see the list".
  /^(?!.*\b(?:i've|i have|came|left|got|been|costs?|went|took|had|agreed|one year)\b)(?!yes\b|no\b|yeah\b)[\w' ,/-]{3,60} only(?:[,.]|$)|\b(?:will|can|do|does|they|it) only (?:takes?|accepts?|lets?|ships?|delivers?|allows?|reads?|opens?)\b|^only (?:me|the|my|our|members|adults|people|staff|cash) [^.;!?]{2,60}|\bthe only one (?:who's |who is )?allowed\b/i,
  // "Nothing that needs ironing please", "no voice messages to me please".
  /(?:^|, |; |\bplease |\band |\bbut )(?:no|nothing|nobody|no one|none of (?:the|them|those|that)) (?!beats|more for|idea|luck|worries|wait|need|point|problem|thanks|thank|way|wonder|clue|bad|matter|doubt|rush|hurry|news|reply|answer|not\b|more wine|i\b|it\b|he\b|she\b|we\b|you\b|they\b|that|big deal|bother|chance|joke|one (?:came|knows|told|answered|said)|sign|such|longer|pressure|probs|biggie|offence|ever\b|further|other)(?:[\w'-]+ ){0,5}?(?:on (?:mon|tues|wednes|thurs|fri|satur|sun)days?|before|after|over|under|in any|on any|at (?:all|night)|to me|for (?:me|us|her|him|them|my|our)|with|please|though|past|near|of any kind|jokey)\b/i,
  // "… or the hook throws it out", "the graphing ones get taken off you".
  /,? or (?:else|they|she's|he's|it|you|we|the \w+) (?:send|sends|throws?|won't|goes|turns|gets|loses|charge|shuts|sick|dies|breaks|cancel|refuse|bounces|fails|stops)\b|\bgets? (?:taken off|turned (?:away|back|round)|thrown out|sent back|locked|fined|towed)\b/i,
  // "Tablets always with food", "two signatures on everything".
  /\balways (?:with|on|from|by|before|after|first|goes|sets|stays|wears|leave|keep|use|ask|check|put) (?!about|late|a bit|like)\w|\b(?:two|three|both) (?:signatures|copies) (?:on|in|for|at|with)\b|\bthat's how we do it\b/i,
]

/** Of the past, of others elsewhere, supposed, joked, or asked. */
const NOT_IN_FORCE =
  /\b(?:was|were|had|did|didn't|wasn't|weren't|used to|would(?:n't)? (?:have|let)|could(?:n't)? have|must(?:'ve| have)|might|maybe|perhaps|probably|i suppose|i guess|i think|imagine|lol|haha|i wish|if only|no idea|i don't know|ended up|last (?:night|week|month|year|time)|yesterday|back then|years ago|as a child|when i was|turned out|poor things?|right now|showed|came|went|voted|meant|told me|swore|thinks|reckons|pretty sure|haha|by now|stuffed|they say (?:you|it)|in (?:her|his|their) (?:school|house|country|office)|up till|at (?:this|the) (?:time|moment)|be all|that's (?:all|it|not))\b|^(?:what|why|how|who|where|when|does|do|did|is|are|can|could|would|will|should|has|have|may) |^ha\b|^what's |^no\b[^;]*\b(?:now|yet|today|this time)\b|^no[,.!]+ (?:please )?don't\b|^not my |[?]\s*$/i

/** A wish or an order with a bound in it is a task: "write me a card, five lines at most". */
const TASK =
  /^(?:(?:ok|okay|so|and|now|please|hi|hello),? )*(?:i (?:want|need|would like|wanna) (?:to|you to)|i'd like (?:to|you to)|(?:write|find|make|get|show|give|send|book|suggest|draft|plan) (?:me|us|a|an)) /i

/** What each form needs; most sentences have none of it. */
const MAY_TELL =
  /n't|dont|doesnt|orders|told|option|any\w*|treat|most|earlier|later|frozen|final|closed|budget|fits?\b|notice|allerg|every time|whatever|in (?:british|american|us|uk|plain|simple)? ?(?:english|german|french|spanish|dutch|italian|portuguese|polish|danish|swedish|japanese|chinese)|\b(?:no|not|nothing|nobody|none|never|only|without|cannot|must|should|ha(?:s|ve) to|needs?|nothing|is to|are to|out|no-go|tops|most|least|max\w*|min\w*|limit\w*|capped|restricted|cap|ceiling|cut-?off|banned|forbidden|illegal|prohibited|compulsory|mandatory|obligatory|confidential|anonymous|off[- ]limits|off the table|bounds|reserved|insists?|requires?|forbids?|bans?|says?|lets?|accepts?|gives|law|rules?|risk|regulations?|condition|agreed|excess|regulator|clearance|agreement|groups|extensions?|exceptions?|provided|long as|hands off|leave|keep|kept|stays?|skip|ever|coeliac|celiac|diabetic|epileptic|asthmatic|immunocompromised|lactose|vegan|vegetarian|kosher|halal|teetotal|deaf|blind|reader|wheelchair|dialysis|warfarin|thinners|insulin|pacemaker|chemo|murmur|gets?|poison\w*|but|or|always|signatures|copies|every|how we do it|gone|blocked|whatever|even)\b/i

/** Longer sentences say more than what binds, and the patterns stay cheap. */
const MAX_CONSTRAINT = 240

/** Whether an English sentence of a user tells a constraint in passing. Cost: linear in the sentence, of bounded length. */
export function isToldConstraint(sentence: string): boolean {
  if (sentence.length > MAX_CONSTRAINT || !MAY_TELL.test(sentence)) return false
  const text = sentence.replaceAll('’', "'").trim()
  // "No. Dialysis": an answer.
  if (!/\w\W+\w+\W+\w/.test(text) && !/^\w+ only\b/i.test(text)) return false
  return (
    !NOT_IN_FORCE.test(text) && !onlyTells(text) && !TASK.test(text) && FORMS.some((form) => form.test(text))
  )
}
