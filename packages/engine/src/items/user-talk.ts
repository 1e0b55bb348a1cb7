import { mayHaveFiniteVerb } from './finite-verbs.js'

/**
 * English sentences of a user to an assistant that tell no fact, by form: orders and questions that begin within the sentence, what
 * is wanted, the lines of a play, and what only the talk around it makes clear. Closed classes; no subject matter.
 */

/** Where a clause begins: not after "and", which joins what one does ("I cook and take the kids"). */
const CLAUSE = '(?:^|[,;:.!?–—-] )(?:(?:so|then|but|please|pls|just|now|also|ok|okay|only)[, ]+)*'
const DETERMINED =
  '(?:it|them|me|us|that|this|these|those|the|an?|my|our|your|all|both|one|two|three|not|nothing|out|off|in|on|with|from|to|under|for|anything|\\d|"|“|`)'
/** "One thing, make the default 20000", "do 02:20". Verbs whose past is the same ("put", "set") may tell. */
const ORDERS = new RegExp(
  `${CLAUSE}(?:make|write|send|book|find|show|give|tell|explain|draft|translate|compare|suggest|add|remove|cancel|order|use|start|try|skip|ignore|keep|leave|check|sign|do|take|bring|call|change|move|fix|remind|list|stick|go)(?! that\\b) ${DETERMINED}`,
  'i',
)
const FORBIDS = new RegExp(`${CLAUSE}(?:don['’]?t|do not|never) \\p{Ll}+ ${DETERMINED}`, 'iu')
/** "What to pack", "what's the difference", "what now": without a question mark. "What I do is restore clocks" tells. */
const ASKS =
  /^(?:what|how|why)(?:['’]s)? (?!(?:i|we|they|he|she|it|you|the|my|our)\b)|[,:.;] (?:what|how|why)(?:['’]s\b| (?:is|are|do|does|did|should|shall|can|could|would|will|to|much|many|about|if)\b)/i
/** "Is 5-7-5 a rule": by word order, of a number. */
const ASKS_OF_NUMBER = /^(?:is|are|was|were|does|do|did|can|could|should) \d/i
/** "We want to get her a bike", "I have to write to the landlord": what the talk is for. */
const WANTS =
  /(?:^|[,;:.–—-] )(?:(?:i|we) )?(?:just |also |really |only )?(?:want|wanna|need) (?:to|an?|the|it|them|some|something)\b|\b(?:i|we) (?:have|need|got) to (?:write|draft|make|prepare|plan|decide|choose|find|translate|give a speech)\b/i
/** "Hmm, B": thinks aloud. "Yes 5:50": answers, in few words, what was asked. */
const THINKS_OR_ANSWERS = /^(?:hm+|uhm?|um|er|mm+|well|yes|yep|yeah|ok|okay|sure|right)\b/i
/** "GRETA: I counted eleven.": a line of a play. */
const LINE_OF_PLAY =
  /^(?!(?:P?PS|NB|FYI|UPDATE|EDIT|TODO|NOTE|BTW|IMPORTANT|ETA|TL;?DR|INFO|OK|OOC|ID|URL|CV|PIN|SKU|IBAN|VAT|ASAP|Q|A|P\.S)\b)\p{Lu}[\p{Lu} '’.-]+: /u

/** "I asked last time too", "she's coming to me instead": beside what was said. A name or a figure may tell. */
const BESIDE =
  /\binstead(?! of\b)|\b(?:last|next|this|that|third|second|first) time\b|\b(?:too|either|as well|as before|till then|until then)[.!]*$|\bthe same\b|\bthe (?:new|old|other) ones?\b/i
const NAMED = /\d|(?<!^|[.!?:,] )\b(?!I\b)\p{Lu}\p{L}+/u
/** "It was 3,800 litres", "theres 256 left", "price went up", "so 425", "built 1988": a figure of what? */
const FIGURE_OF_WHAT = [
  /^it(?:['’]?s| is| was| will be| costs?| came to) (?:about |only |just |around |now )?[€$£]?\d(?![\d.:]* ?(?:am|pm|o['’]clock|degrees|°))/i,
  /^(?:there(?:['’]?s| is| are) |(?:i|we)(?:['’]ve| have)?(?: got)? )?(?:still |only |just )?\d[\d.,]* (?:is |are )?(?:left|open|free|remaining|more)\b/i,
  /^(?:the |its )?(?:price|cost|total|fee)s? (?:went|goes|rose|fell|came|has gone|doubled)\b/i,
  /, so [€$£]?\d[\d.,]*[.!]*$/,
  /^(?:built|made|bought|found|begun|founded) (?:in )?\d{4}\b/i,
]
/** "Mara's, not mine", "dead as mutton", "C is the nicest": whose what, what, which? */
const SUBJECT_ELSEWHERE =
  /^\p{L}+['’]s,|^(?:[Dd]ead|[Gg]one|[Bb]roken|[Ee]mpty|[Ff]ull|[Cc]losed|[Ff]ine|[Bb]ad|[Gg]reat)\b(?! \p{L}+ (?:is|are|was|were)\b)|^[A-Z] (?:is|was|for|then|please)\b/u

/** "We only renewed two days ago": what? */
const WITHOUT_OBJECT =
  /^(?:i|we)(?:['’]ve| have)? (?:only |just |already |also )*(?:renewed|ordered|booked|paid|cancel+ed|returned|bought|sent|received|changed|tried|asked|called|signed)(?: (?:yesterday|today|already|twice|again|before)| (?:\p{L}+|\d+) (?:days?|weeks?|months?|hours?|minutes?) ago)\b/iu
/** "Ours is called Olga", "thats gone back", "i ordered that", "wanted one", "lost some": words that stand for what was named before. */
const STANDS_FOR =
  /^(?:ours|mine|theirs|hers|thats|theyre)(?!\w)|(?<!\w)(?:ordered|wanted|needed|tried|signed|cancel+ed|picked|opened|missed|returned|paid|sent) that(?!\w)|(?<!\w)(?:wanted|want|wants|got|has|have|had|need|needs|bought|ordered|lost|took) (?:one|some)(?!\w)(?! (?:of|day|more|time|\p{L}))|(?<!\w)one that(?!\w)/iu
/** "Knots you can cancel", "you said it opens": to the listener. */
const TO_THE_LISTENER = /\byou (?:can|could|should|said|told|mentioned|promised)\b/i
/** "I'm in the mood for jazz", "sounds good": of the moment. "We could go to Ghent", "on the hook I think": not known. */
const OF_THE_MOMENT =
  /(?<!\w)in the mood(?!\w)|(?<!\w)sounds? (?:\p{L}+ )?(?:good|great|fine|nice|interesting|fun|perfect|lovely)(?!\w)|^(?:i|we) (?:could|might)(?!\w)|(?<!\w)(?:i (?:think|expect|guess|suppose|reckon)|probably|maybe|perhaps)[.,!]|(?<!\w)(?:i (?:think|expect|guess|suppose|reckon)|probably|maybe|perhaps)$/iu

/** "Pillow Talk is actually perfect!", "a small car will do": how something pleases. */
const PLEASES =
  /(?<!\w)(?:is|are|was|would be)(?: \p{Ll}+ly| just| so)? (?:perfect|great|fine|ideal|lovely)[.!]*$|(?<!\w)will do[.!]*$/iu
/** "Might be till the 5th", "fine, some other one": says neither yes nor what. */
const NO_ANSWER = /^(?:fine|might|maybe|perhaps|probably)\b|^(?:i|we) wish to\b/i
export const isNoAnswer = (said: string): boolean => NO_ANSWER.test(said)

/** "Leaving Graz and going to Linz": under the speaker's label "I am" is no loss. */
const OPENS_WITH_PARTICIPLE = /^\p{L}+(?:ing|ed)\b/iu
/** What follows is its verb, whether it is a frequent one or not. */
const SUBJECT = /\b(?:i|we|he|she|they|you|who)\b/i

export const isLineOfPlay = (said: string): boolean => LINE_OF_PLAY.test(said)

/** Whether what a user types is an order, a question, a wish, a line of a play, or hangs on the talk around it. */
export function isTalkOfUser(said: string): boolean {
  if (isLineOfPlay(said) || THINKS_OR_ANSWERS.test(said)) return true
  if (ORDERS.test(said) || FORBIDS.test(said)) return true
  if (ASKS.test(said) || ASKS_OF_NUMBER.test(said) || WANTS.test(said)) return true
  if (WITHOUT_OBJECT.test(said)) return true
  if (STANDS_FOR.test(said) || TO_THE_LISTENER.test(said) || OF_THE_MOMENT.test(said)) return true
  if (PLEASES.test(said)) return true
  if (SUBJECT_ELSEWHERE.test(said) || FIGURE_OF_WHAT.some((form) => form.test(said))) return true
  return BESIDE.test(said) && !NAMED.test(said)
}

/** "Day trip on Sunday with my daughter": no verb that says what is so. */
export const isWithoutVerb = (said: string): boolean =>
  !OPENS_WITH_PARTICIPLE.test(said) && !SUBJECT.test(said) && !mayHaveFiniteVerb(said)
