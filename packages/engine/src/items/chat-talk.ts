import { mayHaveFiniteVerb } from './finite-verbs.js'
import type { Told } from './statement.js'

/**
 * English statements of people who write each other over days that are no facts of anybody, by form: what is asked of the
 * others, moods, verdicts, how long one has not talked, a favourite of something that is named elsewhere.
 */

/** "Please agree on roles", "next year earlier please", "everybody send me 20 photos", "do NOT add Rosa". */
const ASKS_OTHERS =
  /(?<!\w)(?:please|pls|plz)(?!\w)|^(?:everybody|everyone|somebody|someone|all of you|you all|you guys|people)[, ]+(?!who(?!\w)|is(?!\w)|was(?!\w)|has(?!\w)|had(?!\w)|will(?!\w)|can(?!\w)|in(?!\w)|at(?!\w)|of(?!\w)|from(?!\w)|likes?(?!\w)|loves?(?!\w)|says?(?!\w)|said(?!\w)|knows?(?!\w)|wants?(?!\w)|gets?(?!\w)|got(?!\w)|went(?!\w)|came(?!\w)|brought(?!\w)|\p{Ll}+s(?!\w)|\p{Ll}+ed(?!\w))\p{Ll}+|^(?:do not|don['’]?t|never|no more) (?!worry(?!\w))\p{Ll}+/iu
/** "Been a while since we chatted": no news. */
const LONG_TIME =
  /\b(?:been|it['’]?s been) (?:a while|ages|forever|so long|too long|a long time|a minute)\b|\bsince (?:we|i|you) (?:last |have |'ve )?(?:chatted|talked|spoke|spoken|caught up|met up)\b(?!, (?:i|we|my)\b)/i
/** "Joined a travel club", "just finished the roof": under the label of a speaker "I" may be left out. */
const WITHOUT_I =
  /^(?:(?:just|recently|also|finally|already|actually|even|so|and|then|yesterday|today|last (?:night|week|month|year|weekend)),? )*(?:got|went|had|met|bought|took|made|saw|did|found|began|came|ran|read|wrote|won|lost|sold|built|gave|drove|flew|ate|spent|saw|left|been \p{L}+ing|\p{Ll}{3,}ed) (?!it(?!\w)|that(?!\w)|this(?!\w)|them(?!\w)|for \d|by(?!\w))/iu

/** Whether an English sentence opens with what its speaker did and leaves out "I". */
export const leavesOutI = (said: string): boolean => WITHOUT_I.test(said)

/** "Feeling confident and excited to show it", "super hyped to try": a mood without what it came of. */
const MOOD =
  /^(?:(?:\p{Lu}\p{Ll}+, )?(?:[Ii](?:['’]m| am) )?(?:(?:also|just|so|super|really|very|way more|pretty|quite|totally|[Ff]eeling|[Ss]o|[Ss]uper|[Rr]eally) )*)(?:hyped|psyched|stoked|thrilled|pumped|excited|eager|curious|ready|determined|motivated|inspired|confident|optimistic|blessed|lucky|hooked)\b(?! (?:about|by|with|for) (?:my|our|\p{Lu}))(?!.*(?:\d| \p{Lu}\p{Ll}))/u
/** "I was hooked and wanted more": of what, the sentence before told. */
const WAS_HOOKED =
  /^i was (?:so |totally |completely |immediately )?(?:hooked|amazed|blown away|impressed|sold|speechless|touched|moved by it)\b/i
/** "I felt hopeful after reading it": a mood, whatever it came of. */
const FELT =
  /^[Ii](?: (?:\p{Ll}+ly )?(?:felt|feel|was feeling|am feeling)|['’]m feeling)\b(?! (?:sick|ill|pain)\b)(?!.*(?:\d| \p{Lu}\p{Ll}))/u
/** "Their policy is terrible": a verdict on others. */
const BLAMES =
  /(?<!\w)(?:is|are|was|were)(?: (?:\p{Ll}+ly|so|such|just|an?))? (?:terrible|awful|horrible|ridiculous|disgraceful|shameful|outrageous|appalling|pathetic|useless)(?!\w)/iu
/** "My favourite is the banana one": favourite what? */
const FAVOURITE_OF_WHAT =
  /^(?:(?:and|but|so|also),? )?my (?:all-time |absolute |personal )?favou?rites?(?: one)?(?:['’]s| is| was| are| were)\b/i
/** "Plus, it was a match": goes on with what was said; "plus, I'm learning to sew" tells by itself. */
const GOES_ON =
  /^(?:plus|besides|on top of that|either way|other than that|apart from that)\b(?!, i(?:['’]m|['’]ve)?\b)|, so it was an?\b/i
/** "My kids have so much and others do not": a comparison that names nothing. */
const OTHERS_DO_NOT =
  /\b(?:and|but) (?:some |many |most )?others? (?:don['’]?t|do|have(?:n['’]?t)?|can['’]?t|need)\b/i
/** "Waiting on insurance to kick in": for what, the talk before tells. */
const IN_BETWEEN =
  /^(?:just |still )?(?:waiting|hoping|trying|hanging|dealing|going through|working on it|getting there)\b/i

/** "My passion is driving me", "progress is what keeps us going": virtues at work. */
const VIRTUES =
  /^(?:my |our |the )?(?:passion|belief|progress|determination|motivation|support|positivity|hard work|dedication|perseverance|patience|resilience|motivated people|positive energy)\b|\b(?:am|['’]m) (?:still )?(?:determined|trying to stay|staying hopeful)\b(?!.*\d)|\bmakes? (?:me|us) feel\b|\bi['’]m sure (?:with|that|i can|we can|it)\b/i
/** "My advice: stay calm", "gotta focus": what one should do. */
const ADVISES =
  /^(?:my advice|advice|gotta|got to|need to|have to|i (?:just )?(?:need|have|gotta) to (?:find|focus|keep|stay|be|work|learn))\b(?!.*(?:\d|day\b|night\b|week\b))/i
/** "Making memories is priceless": a maxim. */
const PRICELESS =
  /(?<!\w)(?:is|are)(?: \p{Ll}+ly| so| truly)? (?:priceless|precious|invaluable|valuable|helpful|what it['’]?s (?:all )?about)(?!\w)(?! to(?!\w))|(?<!\w)yourself(?!\w)|(?<!\w)helps us(?!\w)/iu
/** "Had an eventful week since our last chat.": what happened comes after it. */
const EVENTFUL =
  /^(?:i['’]ve )?(?:had|it['’]s been|been) (?:an? )?(?:(?:pretty|really|super|very|bit of a) )?(?:eventful|busy|crazy|wild|hectic|tough|rough|great|long|full) (?:few )?(?:weeks?|days?|months?|time)(?: since .*)?[.!]*$/i
/** "It was when I noticed", "lots of people came", "the whole team": when, to what, which? */
const OF_WHAT =
  /^it was when\b|^(?:lots of|many|so many|a lot of|some|tons of) people\b|\bthe whole (?:team|group|crew|thing|bunch)\b|^appreciate\b/i
/** "It was a bit challenging to …": how it was. */
const HOW_IT_WAS =
  /^it(?:['’]s| is| was|['’]s been| has been) (?:an? )?(?:(?:bit|little|so|really|very|pretty|super|quite|definitely|of) )*(?:tough|hard|challenging|difficult|great|amazing|awesome|fun|crazy|good|nice|easy|stressful|rewarding|worth)\b(?!.*\d)/i

/** "Parts. Everybody send me …": the sentence after its context. */
const AFTER_CONTEXT = /^(?:[^.!?…:]{1,30}:|.*?[.!?…]) (?=\S)/s

/** Whether a statement of a chat is no fact. */
export const isTalkOfChat = (told: string, hasContext: boolean): boolean => {
  const said = hasContext ? told.replace(AFTER_CONTEXT, '') : told
  return FORMS.some((form) => form.test(said))
}

/** "Please agree on roles by Friday", "everybody send me photos": what is asked of the others; not "please don't", "sorry, please". */
const ORDERS_OTHERS =
  /^(?:(?:[^:.!?]{1,30}: )?(?:please|pls|plz) (?!(?:don['’]?t|do not|no|not|never|let me|forgive|excuse|bear)(?!\w))\p{Ll}{2,}|(?:everybody|everyone)[, ]+(?:please )?(?:send|bring|pay|check|write|fill|sign|post|vote|answer|tell|meet|come|book|pick|take|add|read|wear|pack|agree|reply|confirm)(?!\w))/iu

/** Whether somebody asks the others of a chat to do something that the sentence names. */
export const ordersOthers = (told: string, hasContext: boolean): boolean =>
  ORDERS_OTHERS.test(hasContext ? told.replace(AFTER_CONTEXT, '') : told)

/** "Today I decided to spend time with my pets": how a day was spent. */
export const SPENT_SO =
  /\bdecided to (?:spend|relax|rest|chill|hang|watch|stay (?:in|home)|take (?:a|some) (?:\w+ )?(?:break|walk|nap|rest|time))\b/i

const FORMS = [
  SPENT_SO,
  ASKS_OTHERS,
  LONG_TIME,
  MOOD,
  WAS_HOOKED,
  FELT,
  BLAMES,
  FAVOURITE_OF_WHAT,
  GOES_ON,
  OTHERS_DO_NOT,
  IN_BETWEEN,
  VIRTUES,
  ADVISES,
  PRICELESS,
  EVENTFUL,
  OF_WHAT,
  HOW_IT_WAS,
]

const ASKS_WITH_WORD = /\b(?:who|whose|what|which|when|where|why|how)\b/i
const MIN_TERMS_OF_ASKING = 2
const MIN_TERMS_OF_WHOLE_QUESTION = 3

/** "Five by the family?" – "Rosa's mother": an answer without a verb is told by a question that asks for something. */
export const isBareAnswerInChat = (said: string, asked: string, termsOfQuestion: number): boolean =>
  isWithoutVerb(said) &&
  !(ASKS_WITH_WORD.test(asked) && termsOfQuestion >= MIN_TERMS_OF_ASKING) &&
  !(mayHaveFiniteVerb(asked) && termsOfQuestion >= MIN_TERMS_OF_WHOLE_QUESTION)

const isWithoutVerb = (said: string): boolean => !mayHaveFiniteVerb(said) && !/^been \p{L}+ing\b/iu.test(said)

/** "My family, sport, and good music.": an answer whose question is not told. */
export const isFragment = (said: string): boolean =>
  /^[^.!?:\d]*, [^.!?:\d]*\band\b[^.!?:\d]*[.!]?$/i.test(said) &&
  isWithoutVerb(said) &&
  !/\b(?:i|we|they|he|she|you)\b/i.test(said)

/** "The cottage is £640 for the weekend", "we had five dogs in one night": somebody or something, and what is or was. */
const PLAIN =
  /^(?:(?:\p{L}+days?|today|yesterday|tomorrow|last \p{L}+|next \p{L}+|in \p{L}+|on \p{L}+)[, ]+)?(?:the |an? |our |my |her |his |i(?!\w)|we(?!\w)|\p{L}+['’]s )?(?:[\p{L}\d'’-]+ ){0,5}?(?:is|are|was|were|has|have|had|['’]s|['’]ve|costs?|pays?|paid|gives?|gave|takes?|took|brings?|brought|buys?|bought|sells?|sold|needs?|opens?|closes?|starts?|ends?|got|goes|went|comes?|came|lives?|lived|works?|worked|says?|said|wants?|\p{L}{3,}ed)(?!\w)/iu
const OBLIGES =
  /\b(?:must|should|ought|has to|let['’]?s|you|your|we could|we can|i could|i['’]d|maybe|perhaps|else|though|i mean|i think)\b/i

/** Whether a sentence of a chat states a figure of a subject that it names, without a wish or an address. */
export const tellsPlainly = (said: string): boolean =>
  /\d/.test(said) && PLAIN.test(said) && !OBLIGES.test(said) && !/^\p{L}+:\s/u.test(said)

/** "I'm still not eating meat", "no shellfish for me", "nothing with coconut in it": what somebody will not have. */
const WILL_NOT_HAVE =
  /(?<!\w)i(?:['’]m| am) (?:still |also |just )?not (?:eating|drinking) (?!much(?!\w)|enough(?!\w)|well(?!\w)|it(?!\w)|that(?!\w)|anything(?!\w))\p{L}{3,}|^no \p{L}{3,}(?: or \p{L}{3,})?(?: for me(?!\w)|, (?:else|otherwise|everything|anything)(?!\w))|^nothing with \p{L}{3,} in it(?!\w)/iu

const MAY_REFUSE = /eating|drinking|\bno/i

/** Whether a statement tells what its speaker will not eat or drink. */
export const saysDiet = ({ said, hasContext, question }: Told): boolean =>
  question === undefined &&
  MAY_REFUSE.test(said) &&
  WILL_NOT_HAVE.test(hasContext ? said.replace(AFTER_CONTEXT, '') : said)
