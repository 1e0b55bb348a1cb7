/**
 * English requests to an assistant that say what is wanted only to who heard the talk before: "find something in Linz", "try again". By
 * form; a name in the sentence may tell.
 */

/** "Find something in Linz", "I'm looking near Halle", "help me to find someone": what is looked for is named nowhere. */
const LOOKS_FOR_WHAT =
  /\b(?:[Ff]ind|[Ss]earch|searching|look|looking|try)(?: for)?(?: (?:me|us))?(?: (?:something|anything|some ?one|somebody|some|any|it))?(?: (?:[Ii]n|near|around|at|on) (?:the \d|\p{Lu}\p{Ll}|\d)[^.?!]*)?(?:, please)?[.?!]*$/u
/** "Find some one suitable for my requirements", "some to watch", "the other one". */
const OF_THE_KIND =
  /(?<!\w)find some ?one (?:suitable|suited|right|good|better)(?!\w)|(?<!\w)some to \p{Ll}+|(?<!\w)the other (?:one|two)(?!\w)|(?<!\w)(?:a|the) (?:different|better|cheaper|bigger|smaller|second|first|last) one(?!\w)/iu
const AGAIN = /(?<!\w)try (?:\p{Ll}+ ){0,2}again(?!\w)/iu
const NAMED = /(?<!^|[.!?] )\b\p{Lu}\p{Ll}/u
/** "Tell me the phone number and exact address": of what? */
const SIDE_OF_WHAT =
  /(?<!\w)(?:tell|give|send|share|know|need)(?: me)? (?:the |their |its )(?:\p{Ll}+ )?(?:address|price|cost|rate|rating|(?:phone )?number|location|venue|fare|fee)s?(?: and (?:the |their |its )?(?:\p{Ll}+ )?\p{Ll}+)?[.?!]*$/iu
/** "Best way to beat jet lag": what anybody may know. "I want to read more but always …": a complaint. */
const NOTHING_TO_DO =
  /^(?:what['’]?s the )?best (?:way|time|place|method) (?:to|for)\b|^(?:i|we) want to \p{Ll}+ \p{Ll}+ but\b/iu

const COURTESY =
  '(?:please|pls|plz|then|too|now|for (?:after|later|now|me)|after(?:wards)?|again|as well|thanks?)'
/** "Raise the limit pls", "send me the label for after": of what? One definite thing, and nothing that tells it apart. */
const DEFINITE_ALONE = new RegExp(
  `^(?:(?:oh|and|ok|okay|so|then|also|yes|please|pls|just),? )*\\p{L}+(?: (?:me|us))?(?: (?:up|down|off|out))? the \\p{Ll}+(?:,? ${COURTESY})*[.!?]*$`,
  'iu',
)
/** "Put the difference on the card", "cancel the lot": what is left of what was spoken of. */
const LEFT_OF_WHAT = /\bthe (?:lot|difference|rest|remainder|others?|same)\b(?! of\b)/i
/** "Write a friendly no", "write me something for the log": on what matter? */
const TEXT_ON_WHAT =
  /(?<!\w)(?:write|draft|send|give|make|do|compose)(?: me| us)? (?:something|an? (?:\p{L}+ )?(?:no|yes|reply|answer|text|note|one|mail|message))(?= for the \p{Ll}+\b|[.,!?]|$)(?!.*(?<!\w)(?:about|saying|that|asking|on|to \p{Lu})\b)/iu
/** "Remind me when I next order": of what? */
const REMIND_OF_WHAT =
  /\bremind me (?:when|on|at|in|tomorrow|next|later|again)\b(?!.*\b(?:to|of|about|that)\b)/i
/** "Remind me what I said": a question. "I need advice, the landlord wants to come at 8": on what, the rest tells. */
const ASKS_ONLY =
  /\bremind me (?:what|who|whose|when|where|how|which|why)\b|^(?:i|we) need (?:some |a bit of |your )?(?:advice|help|opinion)(?:[.,!;]|$)/i
/** "Make the limit 90": which? "Someone asks for a new feature", "Petra wants a stove": whose wish? */
const SETS_WHICH = /^(?:(?:ok|okay|and|then|please),? )*(?:make|set) the \p{Ll}+ (?:to )?\d/iu
const WISH_OF_ANOTHER =
  /^(?!We\b|You\b)(?:someone|somebody|he|she|they|people|\p{Lu}\p{Ll}+) (?:asks?|asked|wants?|wanted|needs?) /u
/** "I'd love to, but not a morning": what? "My usual stuff": what is that? */
const LIKES_TO_WHAT =
  /\b(?:love|like|want|need|have) to(?:[.,!;]|$)|\bmy usual (?:stuff|order|one|thing|things)\b/i
/** "Compare [A](https://…) versus [B](https://…)": points readers of a page to others. */
const REFERS_TO_PAGES = /\]\(https?:.*\]\(https?:/i
/** "Wait, I'm at the till. Can you block it?" */
const HOLDS_THE_LINE = /^(?:(?:oh|no|sorry|hey),? )*(?:wait|hang on|hold on)\b/i

/** Whether a request leaves open what is asked for. */
export const isVagueRequest = (said: string): boolean =>
  LOOKS_FOR_WHAT.test(said) ||
  OF_THE_KIND.test(said) ||
  SIDE_OF_WHAT.test(said) ||
  NOTHING_TO_DO.test(said) ||
  DEFINITE_ALONE.test(said) ||
  TEXT_ON_WHAT.test(said) ||
  REMIND_OF_WHAT.test(said) ||
  ASKS_ONLY.test(said) ||
  HOLDS_THE_LINE.test(said) ||
  SETS_WHICH.test(said) ||
  LIKES_TO_WHAT.test(said) ||
  REFERS_TO_PAGES.test(said) ||
  WISH_OF_ANOTHER.test(said) ||
  (LEFT_OF_WHAT.test(said) && !NAMED.test(said)) ||
  (AGAIN.test(said) && !NAMED.test(said))
