/**
 * English statements of what somebody likes that tell no preference, by form: what was enjoyed once, what everybody likes, what
 * only reminds of a liking, a liking of something that is named elsewhere.
 */

/** "I loved just chilling": a liking of then. "I've always loved" and "loved … since" hold on. */
const LIKED_THEN =
  /^(?:(?:yeah|yes|oh|honestly|personally|and|but|so),? )?(?:i|we)?(?: \w+ly| just| also)* ?(?:loved|liked|enjoyed|hated)\b/i
const HOLDS_ON =
  /\b(?:always|ever since|since|(?:i|we)(?: \w+ly| also| still| just)? (?:love|like|enjoy|prefer|hate))\b/i
/** "It reminded me why I love it", "reminds me how much I love performing". */
const REMINDS = /\bremind(?:s|ed|ing)? (?:me|us|you)\b/i
/** "Connecting with the things I love", "we love what we do", "something we enjoy": of what? */
const OF_WHAT =
  /\b(?:things?|stuff|something|someone|what|everything|all|people) (?:that )?(?:i|we) (?:\w+ly )?(?:love|like|enjoy|do|care)\b|\bdoing (?:my|our) thing\b|\b(?:love|loves|like|enjoy) (?:what|doing what) (?:i|we)\b/i
/** "I love being around friends", "always love having fun with friends": nearly everybody does. */
const OF_EVERYBODY =
  /(?<!\w)(?:love|like|enjoy)s? (?:just )?(?:being (?:around|with)|having (?:fun|a (?:good|great) time)|spending time with|hanging out with|making memories with|seeing|catching up with|helping) (?:my |our |the )?(?:\p{Ll}+ and )?(?:friends?|people|others|loved ones|everyone|everybody|them|you)(?!\w)[^,;]*$/iu
/** "I love the Miami vibe, it's perfect for the video", "I like the structure of the language": one thing that was spoken of. */
const OF_ONE_THING =
  /(?<!\w)(?:i|we)(?: \w+ly| also| just)? (?:love|like|enjoy) (?:the|these|those|this|that) (?:\p{L}+ ){0,3}?(?:vibe|part|idea|look|colou?rs?|design|structure|style|picture|photo|pic|shot|story|plan|suggestion|message|quote|concept|sound|name|view|scene|way)(?!\w)(?! of (?!the(?!\w)|this(?!\w)|that(?!\w)|it(?!\w))| (?:i|we|you) feel)/iu
/** "I hate not being on the court", "I love being back on the field": of what? */
const PLACE_OF_WHAT = /(?<!\w)(?:not being|being back|getting back|be back) (?:on|in|at) the \p{L}+\b[.!]*$/iu

/** "I taught my dogs to balance on it", "I'm afraid I won't touch it": of what; no liking. */
const ON_IT = /\b(?:on|with|about|in|at|to|of|for) it[.!]*$|\bafraid\b/i

/** "I'd prefer Saturday": of what was proposed in the talk. */
const PREFERS_HERE = /\b(?:i|we)(?:['’]d| would) prefer (?!to\b|not\b)/i

const FORMS = [PREFERS_HERE, ON_IT, REMINDS, OF_WHAT, OF_EVERYBODY, OF_ONE_THING, PLACE_OF_WHAT]

/** Whether what is told is no lasting liking that is clear by itself. */
export const isPassingLike = (said: string): boolean =>
  (LIKED_THEN.test(said) && !HOLDS_ON.test(said)) || FORMS.some((form) => form.test(said))

/** "I'm feeling motivated and ready to keep pushing": how one bears up, whatever it came of. */
const PEP_TALK =
  /\b(?:keep (?:pushing|going|working|fighting|grinding|improving|growing|learning)|work(?:ing)? hard|positive impact|make a difference|making a difference|(?:my|our) (?:goals?|dreams?)|push(?:ing)? myself|what(?:['’]s| is) (?:to come|next|ahead)|creative high|cloud nine|the future|new (?:possibilities|opportunities|adventures?|chapter))\b/i

/** Whether a feeling is no more than a mood that cheers. */
export const isPepTalk = (said: string): boolean => PEP_TALK.test(said)

/** "Ich ziehe am 30. Juni aus": moves; "ich ziehe Tee vor" prefers. */
export const MOVES_HOUSE = /(?<!\p{L})(?:ich|wir) ziehen?(?!\p{L})(?!.*(?<!\p{L})vor(?!\p{L}))/iu
