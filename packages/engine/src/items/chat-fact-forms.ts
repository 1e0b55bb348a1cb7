import { hasBareSubjectInGroup } from './bare-subject.js'
import { mayHaveFiniteVerb } from './finite-verbs.js'
import { bareDefiniteSubject } from './reads-alone-english.js'

/**
 * English statements of chats that a careful reader does not call a fact that stands by itself, by grammar and closed classes: what
 * happened is not said, who "we" are, what a wish or a mood is about. Read by hand on 525 statements of the tuning half.
 */

const MOOD_WORDS =
  'stoked|buzzing|excited|thrilled|pumped|grateful|thankful|proud|psyched|hyped|lucky|blessed|glad|happy|determined|hopeful|in awe|on cloud nine'
const DEGREE = '(?:(?:so|super|really|totally|now|still|just|even more|also|pretty|kinda|very|such) )*'
/** "I'm super stoked for the concert", "the deals have me stoked": a mood; a day makes it news of that day. */
const MOOD = new RegExp(
  `(?:^|^(?:i(?:['’]m| am| was| feel| felt)|we(?:['’]re| are)|feeling) |\\b(?:have|has|got) me )${DEGREE}(?:${MOOD_WORDS})\\b`,
  'i',
)
/** "Stepping into the unknown", "not gonna let anyone stop me", "living my dreams": how somebody bears up. */
const BEARS_UP =
  /^(?:(?:i['’]m|i am|we['’]re) )?(?:(?:still|just|now|also|only|always|gonna|not|going to|all) )*(?:stepping|staying|living|livin['’]|following|pushing|keeping|giving|hanging|facing|going strong|stop|let|let(?:ting)? go|believing|chasing|about (?:\p{L}+ing))\b/iu

/** Words after which a verb is not the gerund that a sentence opens with. */
const GERUND =
  /^(?:\p{L}+ly )?(?!(?:being|during|everything|something|anything|nothing|evening|morning|spring|growing up|speaking of)\b)\p{L}{2,}ing\b/iu
/** "Music brings people together", "nature puts me in a great mood": what holds of a kind of thing, always. */
const OF_A_KIND =
  /^(?:\p{L}+ly,? )?(?!(?:during|growing up|last|this|next|my|our|his|her|its|their|the|an?|i|we|he|she|they|it|there|some|yesterday|today|tonight|tomorrow|so|and|but|been|just|got|had)\b|i['’])(?:[\p{L}'’&-]+ ){1,8}?(?:is|are|was|were|helps?|helped|gives?|gave|makes?|made|brings?|keeps?|takes?|puts?|fuels?|boosts?|plays?|needs?|gets?|pushes|pushed|can|means|lets?|(?:always|never|really|truly) \p{L}+)\b/iu
/** "The Ferrari is a showstopper", "the food is great": how something is. */
const HOW_IT_IS =
  /^(?:the|my|our|this) [\p{L}'’ -]{2,40}? (?:is|are|was|were|has been|have been)(?: (?:indeed|really|so|truly|just|definitely|always|still|absolutely|super|pretty))* (?:(?:such )?(?:an? )?)(?:amazing|awesome|incredible|great|fantastic|wonderful|lovely|beautiful|cool|best|the best|unbelievable|crazy|wild|magical|special|unforgettable|stunning|insane|epic|perfect|fun|blast|nice|good|freeing|unreal|electric|showstopper|masterpiece|beauty|encouraging|inspiring|supportive|rewarding|helpful|satisfying|fulfilling|challenging|refreshing|uplifting|motivating|positive)\b/iu

/** "I want my music to reach people": a wish. Whoever was asked for it tells his aim. */
const WISHES =
  /\bi(?:['’]m| am)? (?:(?:also|just|really|still|only) )*(?:want(?:ed)?|wanna|hope|hoping|dreaming|dream|wish|plan on|would love|need)\b(?! (?:a|an|\d|two|three) )|\bmy (?:dream|hope|wish)\b/i

const GREAT =
  'amazing|awesome|incredible|great|fantastic|wonderful|lovely|tough|hard|rough|crazy|wild|thrilling|exciting|unforgettable|special|cool|funny|milestone|busy|stressful|memorable|fun|good|bad|nice|new|major|huge|big|real|intense|unexpected|meaningful|interesting|weird|strange|scary|powerful|emotional'
/** "I had an amazing experience", "I had a setback", "starting some big new things": of what, it does not say. */
const EVENT_OF_WHAT = new RegExp(
  `\\b(?:had|have|having|faced|got|been through|attended|went to|going to|experienced|starting|started|seen|been) (?:to )?(?:(?:an?|some|such|the|this|quite|really|super|so|many|a lot of|lots of|a few|few|another|very) )*(?:(?:${GREAT}) )*(?:times?|days?|weeks?|experiences?|moments?|events?|drives?|story|stories|games?|things?|stuff|setbacks?|challenges?|incidents?|surprises?|blast|trouble|chance|memories|ride|battle|places?)\\b(?! (?:of my|called|named|at (?:the|an?|my)|when i|with (?:my|an?)\\b))`,
  'i',
)
const AND_DID = /\band (?:(?:i|we) )?(?:\p{L}{3,}ed|saw|met|went|got|had|made|bought)\b/iu
/** "A place in town", "some cool stuff", "one of those": named by no more than its kind. */
const OF_NO_NAME = new RegExp(
  `\\b(?:an?|some|this|these) (?:(?:${GREAT}|certain|perfect|\\w+er) )*(?:places?|spots?|event|things?|stuff|thingy|guys?|people|one|ones)\\b(?! (?:called|named|for|with|to (?!me\\b)))`,
  'i',
)
/** "Some of my friends came", "I even got to speak with the owners": to what, where? */
const HANGS_ON =
  /^(?:appreciate|thanks|thank you)(?!\w)|^i wanted (?!to(?!\w))|^(?:some|many|most|both|all|none|each) of \b|^i even(?!\w)|^even(?!\w)|^the (?:people|things?|stuff|food|way|part|moments?) (?:i|we|that)(?!\w)|^i['’]ve heard(?!\w)|^(?:(?:i['’]m|i am) )?(?:\p{L}+ )?(?:an? )?\p{L}+ too[.!]*$|^every time(?!\w)|^i used to (?:love|enjoy|like)(?!\w)|(?<!\w)it (?:showed|taught|reminded) me(?!\w)|(?<!\w)getting (?:better|stronger|there|closer|used to)(?!\w)|^i['’]m having (?:so much |a lot of )?fun(?!\w)|^i['’]ve been (?:dealing|struggling|coping) with (?!my(?!\w)|an?(?!\w)|the(?!\w))|(?<!\w)more than just(?!\w)|(?<!\w)(?:of|on|about|for|with|from|to|do|did|done|doing|love|loved|enjoy|enjoyed|try|tried|see|saw|seen|spent) it[.!]*$|(?<!\w)(?:take|takes|took|get|gets|got|been|go|went) (?:me |us )?there(?!\w)/iu
/** "I'm upset", "I need a break", "one day I'll", "I'm off", "busy weeks": how one feels, wishes or takes leave. */
const STATE =
  /\bi['’]?(?:m| am) (?:(?:really|so|quite|pretty|very|just|still|always|totally|a bit|kinda) )*(?:upset|sad|angry|mad|worried|nervous|anxious|tired|exhausted|stressed|overwhelmed|frustrated|scared|afraid|sorry|driven|curious|ready|sure|certain|loving|enjoying|feeling|missing|craving|dying|full of|passionate(?! about)|here (?:to|for)|(?:down|up|in|all) (?:to|for))\b|^i['’]ve been (?:struggling|stressed|overwhelmed|anxious|swamped)\b|^i (?:(?:just|really|also) )*need(?:ed)?\b|\b(?:one day i|someday|some day|hopefully|fingers crossed|can['’]?t wait|maybe|perhaps|who knows)\b|^(?:been )?(?:an? )?(?:busy|crazy|hectic|rough|tough|long|wild)\b/i
/** "I'm always looking for more", "my family motivates me", "best of all, …", "I can connect with friends": how it is in general. */
const IN_GENERAL =
  /^i(?:['’]m| am)? always\b|\b(?:motivat|inspir|encourag|uplift|energi[sz]|support)(?:es?|s|ed|ing) (?:me|us)\b|^(?:best|most|worst|least) of all\b|^(?:plus|besides|in general|overall),? |^(?:[\p{L}-]+, )?i can (?!not\b)/iu
const TAKES_LEAVE = /\bi['’](?:m|ve) (?:off|gotta|got to|heading|gonna (?:go|run|head))\b/i
/** "Some resources", "all kinds of hurdles", "loads of games": which? */
const SOME_OF_A_KIND =
  /(?<!\w)(?:some|all kinds of|all sorts of|loads of|lots of|tons of|a lot of|many|various|a few) (?:\p{L}+ )?(?:resources|help|hurdles|obstacles|challenges|opportunities|issues|problems|ideas|games|tips|advice|options|skills|memories|plans|goals|changes|lessons|efforts?|support|progress|friends)(?!\w)(?! (?:in|with|for|from|about|of|on|to|at|at) )/iu
/** "The tournament", "the process", "our first call": which? */
const THE_EVENT =
  /(?<!\w)the (?:\p{Ll}+ )?(?:tournament|competition|contest|match|race|game|show|festival|concert|trip|tour|party|meeting|ceremony|wedding|process|class|course|lesson|workshop|interview|session|performance|training|round|result|award|prize|deal|job|role|group|crowd|audience|shoot|hike|visit|ride|drive|campaign|book|movie|film|song|dish|soup|recipe)s?(?!\w)(?! (?:of|that|which|who|in|at|for|with|called|named|where|when|i|we|he|she|they)(?!\w))(?! \p{Lu})|(?<!\w)(?:our|the) first (?!(?:time|week|day|month|year|house|car|child)(?!\w))/iu
const TAUGHT_ME = /\b(?:given|gave|gives|taught|teaches|shown|shows?) (?:me|us)\b/i

/** "Another one", "somebody from the group", "my strategy": of what, beside what, which group? */
const OF_WHAT =
  /(?<!\w)(?:another|the others?|the same|similar|such an?)(?!\w)(?! (?:day|to)(?!\w))|(?<!\w)(?:someone|somebody|people|guys|one|some|everyone|everybody|members?) (?:from|in|at|of) (?:the|this|that|our)(?!\w)/iu
/** "My strategy", "my car project": for what, about what? */
const MY_SHELL_NOUN =
  /\bmy (?:\p{Ll}+ )?(?:strategy|strategies|plans?|ideas?|project|approach|theory|points?|advice|choice|decision|reasons?|concerns?|worries|mistake|secret|thoughts?|situation|problem|issue|surroundings?|message|role|part)\b(?! (?:of|for|to|about|on|with|as|in|is to|that|which)\b)/iu
/** "We won!", "I finally finished and …": a verb without what it is of. */
const LACKS_OBJECT =
  /(?<!\b(?:is|are|was|were|be|been|almost|get|getting|half|nearly) )\b(?:won|lost|finished|started|joined|passed|applied|signed up|succeeded|failed|agreed|participated|helped|tried|kept (?:playing|going|working|trying)|qualified|attended|made it|did it|done it|practi[cs]ed|got (?:in|accepted|picked|invited|chosen|selected|approved|the job|the part|the offer|the win))\b(?=\s*(?:[.,;!]|$| - | and | but | so | through | until | (?:yesterday|today|tonight|recently|finally|last|again)\b))/i
const LOOKS = /\b(?:look at|take a look|check (?:out|it|them)|here(?:['’]s| is| are))\b/i
const TO_LISTENER = /\byou(?:r|rs|rself|['’]\w+)?\b/i
const SHOWN = /\bthat (?:pic|picture|photo|shot|video|clip)\b/i
const BREAKS_OFF = /[—–-]\.?$|\b(?:or|and|to|the|of)$/
/** "I went there before we met" has a "we" that is told; a sentence that opens with it has not. */
const OPENS_WE = /^(?:(?:so|then|and|also|plus|well|anyway|now),? )*we(?:['’]\p{L}+)?\b/iu
const COMPANY =
  /\b(?:my|our) (?:\p{L}+ )?(?:wife|husband|family|friends?|team|teammates|band|partner|girlfriend|boyfriend|dad|father|mom|mum|mother|kids|children|sister|brother|parents|crew|class|colleagues?|neighbou?rs?)\b|\bwith \p{Lu}|\b\p{Lu}\p{L}+ and i\b/u

/** What has a title or a day to come is known by it. */
const NEXT_OR_CALLED = /\b(?:next|called|named|tomorrow)\b|[“"]/i

const NAME = /(?<!^)(?<![.!?] )(?<![.!?]["”] )\b(?!I\b|I['’])\p{Lu}\p{L}/u
const TIME =
  /\b(?:yesterday|today|tonight|tomorrow|ago|weeks?|weekends?|months?|years?|summer|winter|spring|autumn|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|june|july|august|september|october|november|december|every day|daily|since|thanksgiving|christmas|easter|\d+(?:st|nd|rd|th)|lately|recently)\b|\d/i

/** Whether an English statement names something or says when. */
export const isPlaced = (said: string): boolean => NAME.test(said) || TIME.test(said)

/**
 * Whether what one of two people tells is no fact that stands by itself. `isTold`: a clear question stands before it, which says
 * what an aim or "we" is about.
 */
export function isNoFactOfTwo(said: string, isTold: boolean): boolean {
  if (LOOKS.test(said) || SHOWN.test(said) || BREAKS_OFF.test(said) || TO_LISTENER.test(said)) return true
  if (BEARS_UP.test(said) || OF_NO_NAME.test(said) || HANGS_ON.test(said)) return true
  if (EVENT_OF_WHAT.test(said) && !(NAME.test(said) && AND_DID.test(said))) return true
  if (MOOD.test(said) && !(TIME.test(said) && NAME.test(said))) return true
  if (STATE.test(said) || (TAKES_LEAVE.test(said) && !TIME.test(said))) return true
  if (!NAME.test(said) && (SOME_OF_A_KIND.test(said) || THE_EVENT.test(said))) return true
  if (!isPlaced(said) && (IN_GENERAL.test(said) || GERUND.test(said))) return true
  if (GERUND.test(said) && TAUGHT_ME.test(said)) return true
  if (MY_SHELL_NOUN.test(said) && !NAME.test(said)) return true
  if (HOW_IT_IS.test(said)) return true
  if (OF_WHAT.test(said) && !NAME.test(said)) return true
  if (isTold) return false
  if (/\bi wanted\b/i.test(said)) return true
  if (LACKS_OBJECT.test(said) || (bareDefiniteSubject(said) !== undefined && !NAME.test(said))) return true
  if (OPENS_WE.test(said) && !COMPANY.test(said) && !NEXT_OR_CALLED.test(said)) return true
  return !isPlaced(said) && (GERUND.test(said) || OF_A_KIND.test(said) || WISHES.test(said))
}

/** "Only start with more", "we try 5", "mine is in my bag", "can build that", "still fits": no statement that stands by itself. */
const OPENS_OPEN =
  /^(?:\p{L}+: )?(?:i['’]?d\b|i would\b|we try\b|let['’]?s\b|only\b|bring\b|write\b|start\b|use\b|don['’]?t\b|do not\b|still\b|same\b|so |like |then |me\b|mine\b|yours\b|yes\b|no\b|too\b|can\b|can['’]?t\b|could\b|instead\b|drop\b|keep\b|ask(?:ed)?\b|i['’]m thinking\b|i put\b|i can (?:ask|try|check|look|see|call|help)\b|(?:last year,? )?(?:lots of |many |some )?people\b|\p{L}+ed \p{L}+\. \d)/iu
/** "Under 16 half as before", "like last year", "88 % sounds good": holds beside something that is said elsewhere. */
const BESIDE =
  /\b(?:as before|like last|as well|too|though|sounds (?:good|fine|great)|i think|i['’]d say|instead|by then|otherwise|also fine|(?:is|was) fine|(?:more|less) than)\b|\bthen[.!]*$/i
const SUM = /\d ?[+=*×] ?\d|\d x \d|\p{L} ?\+ ?\p{L}/u
const IS_VERB = /\b(?:is|are|was|were|costs?|has|have|need|needs|turns|opens|closes)\b/i
/** "20 August – 3 September: Rosa + Emil", "June: Emil": of what? */
const ROSTER =
  /^(?:[\p{L}\d .–/-]{1,30}: ?)?\p{Lu}\p{L}+ ?[+/] ?\p{Lu}\p{L}+|^[\d–. \p{L}]{2,30}: \p{Lu}\p{L}+(?: ?[+,&] ?\p{Lu}\p{L}+)*$/u

/** "7 June is early", "Thursday is fine": what a day is good for. */
const DAY_AS_SUBJECT =
  /^(?:the )?(?:\d{1,2}(?:st|nd|rd|th)?(?:[–-]\d{1,2})?(?: (?:of )?\p{L}+)?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?: \p{L}+)?) (?:is|was|works?|would|suits?|fits?)\b/iu
/** "My 4.15 got moved", "nobody got lost", "deposit is 200": what at that time, where, for what? */
const NUMBER_OR_NOBODY =
  /^my \d|^(?:nobody|no one|everybody|everyone|somebody|someone|all|some|most|both|number \d+|one)\b|^(?:deposit|rent|rest|total|bill|balance|owner|answer|result)s? (?:is|are|was|were|answered|came|said|says)\b/i

/** "I borrow my brother's", "what's the thing with the door", "it must stay free": whose what, a question, a demand. */
const WHOSE_OR_WHAT =
  /\p{Ll}['’]s(?=\s*(?:[,.;!]|$))|(?<!\w)(?:what|who|where|when)['’]?s(?!\w)|(?<!\w)(?:must|should|has to|ought)(?!\w)/iu

/** Whether what one of a group tells is no fact that stands by itself. `isTold`: a clear question stands before it. */
export function isNoFactOfGroup(said: string, isTold: boolean): boolean {
  if (!isTold && hasBareSubjectInGroup(said)) return true
  if (LOOKS.test(said.replace(/\bcheck[ -](?:in|out)\b/gi, ''))) return true
  if (said.includes('?') || BREAKS_OFF.test(said) || OPENS_OPEN.test(said) || BESIDE.test(said)) return true
  if (ROSTER.test(said) || (SUM.test(said) && !IS_VERB.test(said))) return true
  if (DAY_AS_SUBJECT.test(said) || NUMBER_OR_NOBODY.test(said)) return true
  if (WHOSE_OR_WHAT.test(said)) return true
  return !isTold && !mayHaveFiniteVerb(said)
}
