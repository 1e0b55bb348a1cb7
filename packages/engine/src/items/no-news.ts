import { mayHave, SIGN } from '../annotate/signs.js'
import { readWords } from '../annotate/words.js'

/**
 * English sentences among people that tell nothing one could look up later, by the form of what they say: cheers, maxims,
 * a talk about the talk, the running of a meeting, clauses whose subject or object stands elsewhere.
 */

/** "I'm staying positive", "all my hard work is paying off": how somebody bears up. */
const BEARS_UP =
  /(?<!\w)(?:stay|keep|remain)(?:ing|ed|s)? (?:so |really |super )?(?:positive|strong|focused|determined|motivated|true|going|pushing|fighting|dreaming|growing|grinding|at it|it up|chasing|moving|working hard|my head up)(?!\w)|(?<!\w)(?:push|press|mov|forg)(?:e|ing) (?:forward|ahead|on through)(?!\w)|(?<!\w)pay(?:s|ing)? off(?!\w)|(?<!\w)(?:giv|put)(?:e|ing|ting)? (?:it |in )?(?:my|our) (?:all|best|heart)(?!\w)|(?<!\w)put(?:ting)? in (?:so much|a lot of|all the) (?:work|effort)(?!\w)|(?<!\w)looking (?:ahead|forward)(?!\w)|(?<!\w)give up(?!\w)|(?<!\w)work(?:ing)? (?:so |very |really )?hard to(?!\w)|(?<!\w)(?:do|doing) (?:my|our) (?:very |level )?best(?!\w)|(?<!\w)everything (?:possible|we can|i can)(?!\w)|(?<!\w)my (?:thoughts|heart) (?:go|goes|are|is)(?!\w)|(?<!\w)inspired by(?!\w)|(?<!\w)keeps? me (?:going|motivated|inspired|focused|on track)(?!\w)|(?<!\w)can['’]t wait(?!\w)|(?<!\w)let (?:\p{L}+ )?down(?!\w)|(?<!\w)dreams? (?:come|came|a reality)(?!\w)/iu
/** "Patience is key", "family is everything": a maxim; "is important to me" tells of somebody. */
const MAXIM =
  /\b(?:is|are|was) (?:so |really |absolutely |super |always )?(?:the )?(?:key|crucial|essential|vital|everything|important)\b(?! to (?:me|us)\b| (?:person|contact|holder|box|part)\b)/i
/** "It's so important to teach them": advice. "I cannot thank them enough": praise. */
const PREACHES =
  /\bit['’]?s (?:so |really |super |very )?(?:important|crucial|great|good|nice) to\b|\b(?:can(?:not|['’]t) (?:say|thank \p{L}+) enough)\b/iu
/** "It's a classic": a verdict on a work. */
const VERDICT = /\bis (?:such |truly |really )?an? (?:\p{L}+ )?(?:classic|masterpiece|gem|must)\b/iu
/** "Gives me a lift", "a reminder to …": what does is named before. */
const NO_SUBJECT =
  /^(?:(?:gives|makes|helps|keeps|feels|looks|sounds|seems|shows|means|brings|reminds|lets|gets|adds|inspires|motivates)\b|an? (?:\p{L}+ )?(?:reminder|way|sign|step|chance|feeling)\b)/iu
/** "I already built one from steel", "I organised something": which, what? */
const NAMELESS_ONE =
  /\b(?:\p{L}+ed|got|made|took|had|have|saw|bought|built|need) one(?: (?:with|from|for|at|in|on|last|yesterday|today|myself|too|as)\b|[.,!])|\b(?:someone|somebody|something)\b(?! (?:named|called|like|from)\b)/iu
/** "We had friends over to celebrate": what? */
const NO_OBJECT = /\bto (?:celebrate|join|attend|support|participate)[.!]*$/i
const RESULT_OF_WHAT = /^(?:[Ww]e|I) (?:connected|bonded|agreed|clicked|won|lost)\b(?!.*\p{Lu})/u
/** "I totally agree", "super stoked to help": says how the listener was heard, or a mood. */
const REACTS = [
  /^(?:\p{Lu}\p{Ll}+, )?[Ii] (?:totally |completely |really |so )*(?:understand|get|hear|agree|know) (?!\p{Lu})/u,
  /^(?:[Ii](?:['’]m| am) )?(?:[Ss]o |[Ss]uper |[Rr]eally |[Ff]eeling )*(?:stoked|thrilled|excited|pumped|proud|grateful|happy|glad|honou?red) (?:to|about|for|that)\b(?!.*(?:\d| \p{Lu}\p{Ll}))/u,
]
/** "As soon as I start, …", "turned it into …": what, the sentence does not say. */
const LEAVES_OPEN =
  /^(?:as soon as|when|once) i (?:start|do|finish|play|begin|perform),? |(?<!\w)(?:turn|turned|turning) it into(?!\w)|(?<!\w)the two(?!\w)(?! \p{Ll})|\p{Ll} that (?:to|through|into|across) /iu
/** "I just want to say", "the point I was making", "I welcome": what the talk does, not what is. */
const PERFORMS =
  /^(?:and |but |so |well,? )*(?:i(?:['’]d| would)? (?:just |also |really |only |simply )*(?:want|wanted|like|have|need) to (?:just |also )?(?:say|stress|mention|emphasi[sz]e|thank|welcome|make|come|go|ask|add|reiterate|reassure|start|begin|pick)\b|i (?:also )?(?:call (?:up)?on|congratulate|commend|thank|salute|rise|ask|beg|hope|wish)\b|i(?:['’]m| am) (?:delighted|pleased|proud|honou?red|grateful|sorry|sure|afraid)\b|i (?:also )?have to (?:address|say|ask|admit)\b|i (?:do |very much )?(?:welcome|encourage|understand|appreciate|accept|recogni[sz]e|note|urge|can see|hear|take)\b|(?:the|my|your|another|one) (?:\p{L}+ )?(?:point|question|concern)\b.*\b(?:is|was)\b|as (?:i|you|we) (?:(?:have |already |just |also |all )*)(?:said|say|know|outlined|set out|mentioned|noted|stated|explained|indicated|can see)\b|as you['’]ll (?:be aware|know)\b|.*\bi(?:['’]ll| will| must| would)? remind (?:the|my|him|her|them|members)\b)/iu
/** "We have received apologies", "paper 2 to note", "I take a vote": how a meeting is run. */
const RUNS_MEETING =
  /\b(?:apologies (?:for|from)|substitut(?:e|ing) for|papers? (?:\d+ )?to note|(?:take|taking) a vote|show of hands|declarations? of interest|agenda|(?:next|first|last|final) item|item \d|minutes of|simultaneous translation|standing orders?|joining us|via video|dispose of|adjourn\w*|quorum|the (?:chair|floor)|now (?:going|turning|moving) to|off the record|on the record)\b/i
/** "What we need is", "we must act": a demand. "If there is no deal": not what is. "A while": no length. */
const DEMANDS_OR_SUPPOSES =
  /\b(?:what we need|we (?:all )?(?:need|must|should|have) to)\b(?!.*\d)|\bif (?:there|we|they|it|you|the|this|that)\b|\ba while\b|\bi (?:just )?want to (?:reassure|assure|say|thank|remind|be clear)\b|\bshould\b(?!.*\d)(?! (?:the|an?|any|it|they|he|she|there|this|that) (?:\p{L}+ )?(?:be|have)\b)|\bi (?:just |also )?(?:want|wish) to (?:highlight|honou?r|acknowledge|pay)\b|\bnot exceeding\b|\b(?:swift|immediate|decisive|concrete) action\b|\buntil we know\b|^the (?:next|last|first) \p{L}+ (?:is|will|comes|goes)\b|\b(?:has|have) the floor\b/iu
/** "The Bill—now, children": a sentence that another breaks into, or that hangs on what the listener said. */
const BROKEN_IN =
  /—(?:now|it['’]?s|and|so|well|but|or|because)\b|^[^'‘’"“]*(?!s)\p{L}['’](?=\s)|\byou (?:suggest|say|said|mention|mentioned|asked)\b/iu
/** "We kree we keep": begun again with the same pronoun. */
const BEGUN_AGAIN =
  /\b(i|we|you|they|he|she|it) (?:(?!what\b|that\b|which\b|who\b|how\b|when\b|if\b|and\b|as\b|because\b|than\b)[\p{L}'’]+ ){1,2}\1 \p{L}/iu

/** "Mr. Chair, …", "Rosa, …": who is spoken to is nothing that is told. */
const SPOKEN_TO = /\b(?:Mr|Mrs|Ms|Madam|Dr)\.? ?(?:Chair\w*|Speaker|President)\b,?|^\p{Lu}\p{L}+,|\bI\b/gu
const DETAIL = /\d|(?<=[\p{L}\d,;’'"“—-] ?["“'(]?)(?<![.!?] ?)\b\p{Lu}\p{L}/u

/** Whether a statement of a meeting has a number or a name that it could be looked up by. */
export const hasDetail = (said: string): boolean => DETAIL.test(said.replace(SPOKEN_TO, ' ').trim())

const preaches = (said: string): boolean =>
  MAXIM.test(said) || PREACHES.test(said) || VERDICT.test(said) || NO_OBJECT.test(said)

/** Whether a statement among people is no news; in a meeting its procedure and what was begun twice are none either. */
export function isNoNews(said: string, isMeeting: boolean): boolean {
  const { signs } = readWords(said)
  if (mayHave(signs, SIGN.bearsUp) && BEARS_UP.test(said)) return true
  if (mayHave(signs, SIGN.preaches) && preaches(said)) return true
  if (NO_SUBJECT.test(said) || RESULT_OF_WHAT.test(said)) return true
  if (mayHave(signs, SIGN.nameless) && NAMELESS_ONE.test(said)) return true
  if (LEAVES_OPEN.test(said) || REACTS.some((form) => form.test(said))) return true
  return (
    isMeeting &&
    (BROKEN_IN.test(said) ||
      DEMANDS_OR_SUPPOSES.test(said) ||
      PERFORMS.test(said) ||
      RUNS_MEETING.test(said) ||
      BEGUN_AGAIN.test(said))
  )
}
