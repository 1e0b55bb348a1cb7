/**
 * English sentences by which one among people takes something on or gives it to somebody to do: "I'll send the minutes to Berit",
 * "Jonas, please book the hall", "Action: Berit to draft the letter by Friday". By form: what is done outside of the talk, by whom,
 * and with an object that is named. Said of the talk itself ("I'll take a vote", "could you repeat that?") it is none.
 */

/** What is done for others, with what it is done to. Closed on purpose: "I'll see", "I'll think", "I'll try" are no tasks. */
const DOING =
  '(?:send|get (?:\\p{N}|an?\\b|the\\b|our\\b|one|two|three|four|five|six|some|all)|e-?mail|mail|post|write|draft|prepare|circulate|share|forward|upload|publish|submit|file|book|reserve|order|buy|pick up|collect|fetch|bring|print|copy|call|ring|phone|contact|message|text|notify|inform|schedule|arrange|organi[sz]e|set up|invite|find out|look into|investigate|research|follow up|get back to|report back|update|fix|repair|clean|finish|complete|finali[sz]e|implement|build|test|review|translate|migrate|deploy|merge|document|design|put together|come up with|pull together|take over|take care of|negotiate|pay|transfer|register|confirm(?: with)?|cancel|return|deliver|drive|host|cook|bake|paint|install|replace|measure|analy[sz]e|collate|compile|type up|write up|revise|rewrite|correct|check(?: (?:with|whether|if))?|(?:speak|talk) (?:to|with)|ask (?!.*\\bif anyone\\b)(?=.*\\b(?:to|about|whether|if|for|when)\\b)|do|make|run|re-?run|train|work on|lend|rent|hire|put up|take (?:the|our|all)|pick|sort out|hand (?:out|in|over)|provide (?:you|the|a|an|all|them)|give (?:you|everyone|everybody) (?:the|a|an|my|our))'
/** "I'll try to", "I can", "I'm going to", "let me": what stands between who does it and what is done. */
const OPENERS =
  "(?:(?:so|ok|okay|right|alright|all right|well|and|then|yes|yeah|sure|fine|good|great|now|meanwhile|afterwards|in the meantime|also|no problem|of course|thanks|perfect|done|after (?:that|the meeting|this)|(?:before|by|on|until|for) [\\p{L}\\d ]{3,25}|tomorrow|tonight|today|next \\p{L}+|what (?:i|we)(?:[’']ll| will) do is)[,.!]? +){0,3}"
const WILL =
  "(?:['’]ll| will| am going to|['’]m going to|['’]m gonna| can| shall|['’]re going to| are going to| have to|['’]ve got to| need to)"
const COMMITS = new RegExp(
  `^${OPENERS}(i|we)${WILL} (?:(?:also|then|just|definitely|personally|gladly|quickly|now|please|still|already|probably) )*(?:(?:try|go|make sure|be sure|aim|offer|start|happy|be happy) (?:to|and) (?:also )?)?(${DOING})\\b`,
  'iu',
)
/** "I bring the big tent", "I order 60 liners": one writes so of what is to come; with a day, a number or one definite thing. */
const COMMITS_SIMPLY =
  /^(?:(?:so|ok|okay|and|then|well|yes|sure|fine|also|no|good)[,.! ]+){0,3}i (send|book|reserve|order|buy|pick up|collect|fetch|bring|print|call|ring|phone|write to|organi[sz]e|ask (?=.*\\b(?:to|about|whether|if|for|when)\\b)|rent|bake|cook|drive|do|make|put up|take over|pay|repair|fix|build|prepare|lend|host)\b/iu
const ONE_THING =
  /^(?:(?:the|my|our|\d+|an?(?! (?:lot|bit|few))|both|two|three|four|five|six) |(?:mon|tues|wednes|thurs|fri|satur|sun)day)|\b(?:on|by|until|till|before|at|for) (?:the \d|\d|mon|tues|wednes|thurs|fri|satur|sun|tomorrow|tonight|jan|feb|mar|apr|may\b|june|july|aug|sept|oct|nov|dec)|\b(?:tomorrow|tonight|this (?:evening|afternoon|week))\b/iu
/** What one does again and again. */
const HABIT =
  /\b(?:every|always|usually|often|mostly|sometimes|never|once a|twice a|a (?:day|week|month)|per|each|daily|weekly|(?:mon|tues|wednes|thurs|fri|satur|sun)days)\b/iu

/** "Jonas, please book …", "please send Berit …": an order to somebody, or to all. */
const ORDERS = new RegExp(
  `^${OPENERS}(?:@?\\p{Lu}[\\p{L}.]+(?: \\p{Lu}[\\p{L}.]+)?, )?(?:please|can you please|could you please|could you|can you|will you|would you) (?:also |just )?(${DOING})\\b`,
  'iu',
)
/** "Action item: Berit to …", "Action on Jonas: …", "to do: …". */
const HEADED =
  /^(?:(?:so |ok(?:ay)?,? |and )*to sum up:? (?=.*\b(?:sends?|writes?|gets?|does|calls?|books?|checks?|sets? up|asks?|takes?|brings?)\b)|(?:next )?(?:action(?: items?| points?)?|to-?dos?|follow-?ups?)(?: (?:for|on) [\p{L} ]{2,30})?\s?[:–—-]\s?\S)/iu
/** "Berit will draft …", "Jonas is going to call …", "you'll send …": said by another. */
const ASSIGNS = new RegExp(
  `^${OPENERS}(?!(?:It|This|That|These|Those|He|She|They|There|We|You|I|Who|What|Which|Everyone|Everybody|Nobody|People)\\b)(?:\\p{Lu}\\p{L}+(?: \\p{Lu}\\p{L}+)?|the \\p{Lu}?\\p{Ll}+ (?:manager|designer|engineer|lead|team|officer|secretary|editor))(?:['’]ll| will| is going to| is to| needs to| has to)(?: please| also| then)* (${DOING})\\b`,
  'u',
)
/** "The report has to be sent by Friday", "we need to finish the draft by 3 May". */
const DUE =
  /(?<!\w)(?:ha(?:s|ve) to|needs? to|must|should) (?:be )?\p{Ll}+.* (?:by|before|until|no later than) (?:the (?:end|\d)|next|tomorrow|tonight|mon|tues|wednes|thurs|fri|satur|sun|jan|feb|mar|apr|may(?!\w)|june|july|aug|sept|oct|nov|dec|\d)/iu

/** Of the talk, of the moment, or of nothing in particular. */
const OF_THE_TALK =
  /\b(?:question|point|comment|remark|vote|intervention|motion|amendments?|floor|statement|contribution|issue|topic|slide|presentation|example|case|conversation|discussion|decision|sense|sure|difference|noise|mistake|assumption|distinction|argument|guess|break|note that|look|bit|best|thing|stuff|something|anything|everything|things|someone|somebody|second|moment|word|joke|story)s?\b|\ba minute\b/iu
/** "Ask you to", "make it", "do so": what it is done to stands elsewhere. */
const TO_WHAT =
  /^(?:(?:back what|you|your|myself|yourself|them|him|her|it|that|this|those|these|so|one|ones|some|more|as|like|what|how|why|well|better|without|either|both|also)\b(?! (?:the|a|an|my|our|all|some|\p{Lu}|\d))|(?:you|members?|the (?:minister|committee|chair|house)) (?:to|if|whether|about|for)\b)/iu
const SUPPOSES =
  /(?<!\b(?:find out|check|ask|see|\p{L}+ about) )(?<!\w)if(?!\w)|(?<!\w)(?:unless|would|could have|might|maybe|perhaps|whatever|hopefully|or something)(?!\w)/iu
/** "I will call the minister to speak", "I'll share a photo soon": of the moment, or of no use later. */
const OF_THE_MOMENT =
  /\b(?:call|ask) .* to (?:speak|begin|start|reply|respond|move)\b|\b(?:pics?|photos?|pictures?|previews?|updates?|selfies?)\b(?!.*(?:\d|day\b|tomorrow|tonight))/i
const DENIES = /\b(?:not|never|no longer|n['’]t)\b/i
/** "I can do": what one is able to. A day, or a reader, makes it an offer. */
const ABLE = /^(?:\P{L}*\p{L}+[,.!]? +){0,3}(?:i|we) (?:can|have to|need to)\b/iu

/** Words of content that the object has beside the verb. */
const MIN_WORDS_OF_OBJECT = 2
const CONTENT =
  /\b(?!(?:the|a|an|my|our|your|his|her|their|and|or|to|of|in|on|at|for|with|from|by|as|it|that|this|all|some|any|out|up|back|over|you|me|us|them|him|please|then|now|just|also|too|again|first|so|well|can|will|is|are|be|have|has|who|what|which|how|when|where|about|into)\b)[\p{L}\d][\p{L}\d'’-]+/giu

/** Whether an English sentence among people gives somebody something to do; `isChat`: they write. Cost: a few patterns bound to its start. */
export function actionIn(said: string, isChat: boolean): boolean {
  // Few sentences give anybody anything to do: what such a one must not be is dear, and asked last.
  return givesAction(said, isChat) && !isOnlyTalk(said)
}

/** A question, or what is supposed, denied, or of the moment. */
export const isOnlyTalk = (said: string): boolean =>
  /[?？]["'”’)]*$/.test(said) || SUPPOSES.test(said) || DENIES.test(said) || OF_THE_MOMENT.test(said)

function givesAction(said: string, isChat: boolean): boolean {
  if (HEADED.test(said)) return true
  const match = COMMITS.exec(said) ?? ORDERS.exec(said) ?? ASSIGNS.exec(said)
  if (match === null && isChat) {
    const simply = COMMITS_SIMPLY.exec(said)
    const object = simply === null ? '' : said.slice(simply[0].length).trim()
    if (simply !== null) return ONE_THING.test(object) && !HABIT.test(said) && isDone(object)
  }
  if (match === null) return DUE.test(said) && !OF_THE_TALK.test(said)
  const object = said.slice(match[0].length).trim()
  return isDone(object) && !ABLE.test(said)
}

/** Done for others, whatever the object is: it may be "them", "it" or one name, which was told before. */
const DEED =
  '(?:send|e-?mail|post|write|draft|prepare|circulate|forward|upload|submit|book|reserve|order|buy|pick up|collect|fetch|bring|print|call|ring|phone|contact|text|notify|inform|tell|let (?!you(?!\\p{L})|me(?!\\p{L})|us(?!\\p{L}))(?:the )?\\p{L}+ know|ask|schedule|arrange|organi[sz]e|set up|invite|find out|look into|follow up|chase|get back to|update|fix|repair|clean|change|move (?=the|our|my|him|her|them)|take (?=\\d|my|our|all|both|two|three|four)|pick (?:me|us|you|him|her|it|them) up|apply|sign up|register|cancel|return|drive|cook|bake|paint|fit|install|replace|measure|translate|pay|lend|rent|hand (?:out|in|over)|put up|put together|take over|take care of|sort out|get (?:quotes|the|a|an|one|some|two|three|it|them|him|her|you|us)|do (?:the|my|your|our|a|an)|make (?:the|a|an))'
const TAKES_ON = new RegExp(
  `(?:^|[,;:–—-] ?|(?<!\\p{L})(?:and|so|then|yes|sure|okay|ok|no|well|sorry|great|good|fine|right|perfect) )i(['’]ll| will| can| could|['’]m going to| am going to|['’]m gonna) (?:(?:also|then|just|gladly|quickly|happily|definitely|try to|try and|go and) )*${DEED}(?!\\p{L})(.*)$`,
  'iu',
)
/** "Tell you", "ask myself", "call it": said here, or of nothing. */
const NO_OBJECT =
  /^ ?(?:$|[.,!]|(?:you|myself|yourself|so|that(?! ?[.!]?$)|this|what|how|why|whether|anything|something|everything|nothing)(?!\p{L})(?! (?:the|a|an|my|our|\d)))|^ it (?:a day|quits|down|as|like)(?!\p{L})/iu

/** "You'll have it by Sunday". */
const YOU_HAVE_IT =
  /^(?:(?:ok|okay|sure|yes),? )?you(?:['’]ll| will) (?:have|get) (?:it|them|one) (?:by|on|before|tomorrow|tonight|today|this|next)(?!\p{L})/iu
/** Whether a sentence takes something on outright, or only offers to; whatever it is done to. English. */
export function takesOn(said: string): 'takes' | 'offers' | undefined {
  const [, will, object = ''] = TAKES_ON.exec(said) ?? []
  if (will === undefined && YOU_HAVE_IT.test(said)) return 'takes'
  if (will === undefined || NO_OBJECT.test(object) || OF_THE_TALK.test(object)) return undefined
  return /can|could/i.test(will) ? 'offers' : 'takes'
}

/** "Tarik, can you send me the list?": asks the listener for something that is done outside of the talk. */
const ASKS = new RegExp(
  `^${OPENERS}(?:@?\\p{Lu}[\\p{L}.]+(?: \\p{Lu}[\\p{L}.]+)?[,:–—-] ?)?(?:please )?(?:can|could|would|will) (?:you|\\p{Lu}\\p{L}+) (?:please |also |just |maybe |perhaps |kindly )*(${DOING})\\b`,
  'iu',
)
/** "Ewa, tell the printer …", "jess can you do photos?", "Marek you do the form?": one who is named is told, or asked, to do it. */
const ASKS_NAMED = new RegExp(
  `(?:^|[,;.] )(?:@?\\p{L}{3,}(?: \\p{Lu}\\p{L}+)?[,:]? (?:(?:can|could|would|will) )?you|(?<=[,;.] )(?:can|could|would|will) you|@?\\p{Lu}\\p{L}+[,:]) (?:please |also |just |then )*(?:${DOING}|${DEED}|take)\\b`,
  'iu',
)
/** "Joe you've got bay A", "Ewa, you do the bar": work is shared out. */
const PUTS_ON =
  /^(?!(?:and|but|so|then|that|what|how|why|when|where|who|which|if|because|like|glad|hope|thank|see|think|know|maybe|now|yes|no|ok|okay|well|oh)\b)\p{L}{3,},? you(?:['’]ve got|['’]re (?:on|doing)| do| take) (?:the|bay|bed|table|room|door|shift|part|\p{Lu}|\d)/iu
/** "Order one", "take the two days next week": the verb comes first, and the thing is told. */
const TELLS_TO = new RegExp(
  `^(?:please |then |just )*(?:${DOING}|${DEED}|take) (?:an?|the|one|two|three|some|our|my|\\d)\\b`,
  'iu',
)
const OTHER_THAN_NAME =
  /^(?:and|but|so|then|that|what|how|why|when|where|who|which|if|do|did|would|could|can|will|thank|glad|hope|know|see|think|say|tell|ask|let|as|like|because|the|are|have|before|maybe|since|once)$/iu
export function asksForAction(text: string): boolean {
  const match = ASKS.exec(text)
  if (match !== null) return isDone(text.slice(match[0].length).trim())
  if (PUTS_ON.test(text) && !/[?!]\s*$/.test(text)) return true
  const named = ASKS_NAMED.exec(text)
  if (named !== null) {
    const [name = ''] = named[0].match(/\p{L}+/u) ?? []
    const object = text.slice(named.index + named[0].length).trim()
    return !OTHER_THAN_NAME.test(name) && !isOfTalk(object)
  }
  return TELLS_TO.test(text) && !isOfTalk(text) && !text.trimEnd().endsWith('?')
}

/** Whether what follows the verb is said here, or of the talk itself. */
const isOfTalk = (object: string): boolean => NO_OBJECT.test(` ${object}`) || OF_THE_TALK.test(object)

/** "Somebody has to tell the support team", "who can call the caterer?": nobody is named yet. */
const WANTS_SOMEBODY = new RegExp(
  `^${OPENERS}(?:(?:somebody|someone|one of us) (?:has to|needs to|must|should|ought to)|(?:can|could|will|would) (?:anyone|anybody|somebody|someone)|who (?:can|could|will|would|wants to|is going to)) (${DOING}|tell|take)\\b`,
  'iu',
)
export function wantsSomebody(text: string): boolean {
  const match = WANTS_SOMEBODY.exec(text)
  if (match === null) return false
  const object = text.slice(match[0].length).trim()
  return isDone(object)
}

/** Whether what follows the verb names what is done outside of the talk. */
const isDone = (object: string): boolean =>
  !TO_WHAT.test(object) &&
  !OF_THE_TALK.test(object) &&
  (object.match(CONTENT) ?? []).length >= MIN_WORDS_OF_OBJECT
