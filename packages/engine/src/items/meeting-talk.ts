/**
 * English statements of a meeting that do not stand alone in its minutes: parts of something that is named elsewhere, what
 * follows from the sentence before, and talk about the talk. By form; fitted by reading the facts of a dozen meetings.
 */

/** "Section 1", "amendment 2", "slide 4": of what? "Section 58 of the Children Act" tells. */
const PART_OF_UNNAMED =
  /\b(?:sections?|clauses?|amendments?|articles?|paragraphs?|items?|groups?|tables?|figures?|slides?|options?|points?|annex|schedule) \d+\w*\b(?! (?:of|in|to) )/i
/** "The Act built on …", "The revised memorandum will be laid": a definite subject that no name or number tells apart. */
const UNNAMED_SUBJECT =
  /^[Tt]he (?:(?:Act|Bill|Order|Measure|Regulations?|Committee|Department|Agency|Council|Commission|Board|Company|Minister|Report|Plan)(?! (?:of|on|for|in|to|that|which|who)\b| \p{Lu}| \(|\d)|(?:\p{Ll}+ ){1,3}(?:will|would|shall|can|could|may|must|has to|have to)\b(?<! of .*))/u
/** "The minister stated", "the member opposite": whoever held that office then. "The finance minister" is one. */
const OFFICE_ALONE =
  /\b(?:[Tt]he|[Hh]is|[Hh]er) (?:minister|member|honou?rable member|chair|chairman|speaker|witness|gentleman|lady|colleague)\b(?! (?:of|for|from|responsible|in charge|who)\b| \p{Lu})/u
/** "From over 200 million ordered to 100 million": of what? */
const FIGURES_OF_WHAT =
  /\bfrom (?:\p{Ll}+ )?\d[\d.,]*(?: (?:hundred|thousand|million|billion))?(?: \p{Ll}+ed)? to (?:\p{Ll}+ )?\d[\d.,]*(?: (?:hundred|thousand|million|billion))?(?=[.,;]|$| (?:according|in|by|over|within)\b)/u
/** "A very positive working relationship", "a lot of sympathy for": an attitude, however it is worded. */
const ATTITUDE =
  /\b(?:positive|good|great|strong|excellent|close|constructive|healthy) (?:working )?relationships?\b|\bsympathy (?:for|with)\b|\bworking (?:very )?closely (?:with|together)\b|\b(?:one|some|many) of the (?:best|great)\b/i
/** "The Deputy Minister mentioned", "I've considered", "as will be expanded upon": what was said or will be said here. */
const OF_WHAT_IS_SAID =
  /^(?:(?:mr|mrs|ms|madam)\.? ?\p{L}+, )?(?:(?:yesterday|today|last \p{Ll}+|earlier|recently|in \p{L}+),? )?(?:we|i) (?:also |have |then |just )?(?:urged|argued|asked|raised|considered|listened|noted|mentioned|outlined|stressed)\b|\bi['’]ve (?:also |already |just )?(?:considered|listened|noted|outlined|mentioned|raised|tabled|moved)\b|\bas (?:will be|was|has been|have been|is) (?:\p{Ll}+ )?(?:expanded|clear|said|outlined|mentioned|noted|shown|set out)\b/iu
const OF_WHO_SAID =
  /(?:(?:[Mm]inister|[Mm]ember|[Cc]hair|[Ss]peaker|[Cc]olleague|[Ss]ecretary) (?:\p{Lu}\p{Ll}+ )*|\b\p{Lu}\p{Ll}+ )(?:just |also |has |have |already |rightly )*(?:mentioned|outlined|touched (?:on|upon)|alluded to|referred to)\b/u
/** "On, I believe, 18 March": a detail that the speaker is not sure of. */
const UNSURE =
  /,? i (?:believe|think|guess|suppose|assume),|\b(?:if i remember|if i recall|off the top of my head)\b/i
/** "We're exploring how it could", "they can consider": nothing is so yet. */
const NOT_YET =
  /\b(?:can|could|may|might) (?:then |also |now )?(?:consider|introduce|look|explore|think|discuss|examine)\b|\b(?:exploring|considering|looking at) (?:how|whether|what|ways)\b/i
/** "So, we are now averaging", "in fact, removing": what it follows from stands before it. */
const FOLLOWS_FROM =
  /^(?:well,? |and |but |okay[,.]? )*(?:so|therefore|thus|hence|consequently|in fact|indeed|otherwise)\b/i
/** "We know that many face difficulties": what everybody knows, with no figure. */
const KNOWN_TO_ALL =
  /\b(?:we|i)(?: all| certainly| also)? (?:know|knew|recogni[sz]ed?|understand|reali[sz]e) (?:that )?(?:many|some|several|a (?:number|lot|range) of|all|people|everyone|there (?:is|are))\b(?!.*(?<![-\d])\d{2})/i
/** "We remain committed to working with", "doing important work for all": a profession. */
const PROFESSES =
  /\bfully committed\b|\b(?:recogni[sz]e|understand|know) (?:that )?(?:it|this|that)(?: is|['’]s) (?:an? )?(?:\p{Ll}+ )?(?:difficult|hard|challenging|tough)\b|\b(?:would|['’]d) (?:like|want|love) to see\b|\b(?:committed|dedicated|determined|devoted) to \p{Ll}+ing\b|\bdue diligence\b|\b(?:i|we) feel (?:un)?(?:comfortable|able)\b|^(?:mr\.? ?chair, )?we(?:['’]re| are) (?:protecting|supporting|helping|standing|fighting|delivering|listening)\b(?!.*(?<![-\d])\d)|\b(?:stick|sticking|continu\p{Ll}+) (?:to|with) our\b|\b(?:doing|do|does|did) (?:\p{Ll}+ )?(?:important|great|good|excellent|vital|amazing|tremendous|incredible) work\b|\b(?:working|work|works) (?:very |so |really )?hard\b/iu
/** "Workers deserve a government that listens", "they must be proud": a demand. "Doing exactly what they want": a reproach. */
const DEMANDS_OR_BLAMES =
  /\bdeserves?\b|\bmust (?:be|get|have|do|stop|act)\b(?!.*(?<![-\d])\d)|\bexactly what\b|\blet(?:s|ting)? \p{L}+ down\b|\b(?:is|are|was|were)(?: \p{Ll}+ly)? (?:unacceptable|unconscionable|disgraceful|shameful|outrageous|appalling|inexcusable|ridiculous|terrible|horrible)\b/iu
/** "Certainly, trade is an opportunity", "clearly", "sadly": how the speaker sees it. A figure may tell. */
const STANCE =
  /^(?:and |but |so )?(?:certainly|undoubtedly|clearly|frankly|honestly|hopefully|sadly|unfortunately|fortunately|interestingly|importantly|surely|of course|no doubt)\b(?!.*(?<![-\d])\d)/i
/** "There is a huge amount to be gained", "there could be a scenario": that there is something, but not what. A figure may tell. */
const VAGUELY_THERE =
  /\bthere (?:is|are|has been|have been) (?:an? )?(?:\p{Ll}+ )?(?:amount|deal|lot|sense|scenario|noises?|need|opportunity|opportunities|question|doubt|way|groups? of people|reasons?)\b(?!.*(?<![-\d])\d)|^there (?:could|may|might|can|would) be\b/iu
/** "We're not asking you to": what is not said. "As you quite rightly say": answers what stands before. */
const ANSWERS_LISTENER =
  /\b(?:i|we)(?:['’](?:m|re)| am| are) not (?:asking|saying|suggesting|arguing|talking|proposing|trying)\b|\bas you(?: \p{Ll}+){0,2} (?:say|said|know|suggest|mention\w*|outline\w*|point\w* out)\b/iu
/** "Our own Sub-Lieutenant Lund, who was based in Ahus": a name with a clause about it, and no verb of its own. */
const NAME_AND_CLAUSE = /^(?:our|the|my|his|her|their|an?)\b[^,]*, (?:who|which|whose)\b[^,]*$/i
/** "We discuss with colleagues", "doing our own research": what, stands elsewhere. */
const WITHOUT_OBJECT =
  /\bworking (?:\p{Ll}+ly )?with (?:our|the|all) [^.,]{0,25}[.!]*$|\bdiscuss(?:ed|ing|ions)? with\b(?!.*\b(?:about|on|how|whether)\b)|\b(?:doing|done|did) (?:our|my|their|some|a lot of) (?:own )?(?:work|research|analysis|thinking)\b(?! (?:on|into|about|with|for) (?:the )?\p{Lu})/u
/** "Sixty-three days later", "page after page", "the levy has raised": later than what, of what, which? */
const OF_WHICH =
  /^[\p{L}\d-]+ (?:days?|weeks?|months?|years?) (?:later|after)\b|^(?:[Pp]age|[Ll]ine|[Dd]ay|[Yy]ear|[Cc]ase|[Tt]ime) after \p{Ll}+\b|\b[Tt]he (?:sale|levy|deal|tax|merger|purchase|contract|proposal|scheme|fund)\b(?! (?:of|on|for|in|to|that|which|who|by|from|into|with|under|at|between)\b| \p{Lu})/u
const MIN_WORDS = 8

/** Whether a meeting's statement, `said` without its openers, needs what was said around it. `raw` has the words as they were said. */
export const hangsOnTheMeeting = (said: string, raw: string): boolean =>
  FOLLOWS_FROM.test(raw) || said.split(/\s+/).length < MIN_WORDS || isOfTheMeeting(said)

/** Whether it is a part of what is named elsewhere, talk about the talk, or a profession. */
export const isOfTheMeeting = (said: string): boolean => FORMS.some((form) => form.test(said))

const FORMS = [
  PART_OF_UNNAMED,
  UNNAMED_SUBJECT,
  OFFICE_ALONE,
  FIGURES_OF_WHAT,
  ATTITUDE,
  OF_WHAT_IS_SAID,
  OF_WHO_SAID,
  UNSURE,
  NOT_YET,
  KNOWN_TO_ALL,
  PROFESSES,
  DEMANDS_OR_BLAMES,
  NAME_AND_CLAUSE,
  WITHOUT_OBJECT,
  OF_WHICH,
  STANCE,
  VAGUELY_THERE,
  ANSWERS_LISTENER,
]

/** "Yesterday", "last week", "this morning": of which day, where no day of the talk is known and none is said. */
const UNDATED =
  /\b(?:yesterday|today|tomorrow|tonight|(?:this|last|next|past|coming) (?:very )?(?:morning|afternoon|evening|night|week|weekend|month|mon\w+day|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|(?:last|past) (?:few |two |three |several |couple of )?(?:days|weeks|months)|(?:days?|weeks?|months?) ago)\b/i
const DATED =
  /\b(?:jan|feb|mar|apr|june?|july?|aug|sept?|oct|nov|dec)\p{Ll}*\.? ?\d|\d(?:st|nd|rd|th)?\.? (?:of )?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)|\bmay ?\d|\b(?:19|20)\d\d\b/iu

/** Whether a statement names a day by the day of the talk only. */
export const isDatedByTheTalk = (said: string): boolean => UNDATED.test(said) && !DATED.test(said)

/** Whether the words as they were said end in no mark: somebody was cut off. */
export const isCutOff = (raw: string): boolean => !/[.!?…][\])"'”’»]*\s*$/.test(raw)
