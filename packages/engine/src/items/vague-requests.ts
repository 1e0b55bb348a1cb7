/**
 * English requests to an assistant that say what is wanted only to who heard the talk before: "find something in Linz", "try again". By
 * form; a name in the sentence may tell.
 */

/** "Find something in Linz", "I'm looking near Halle", "help me to find someone": what is looked for is named nowhere. */
const LOOKS_FOR_WHAT =
  /\b(?:[Ff]ind|[Ss]earch|searching|look|looking|try)(?: for)?(?: (?:me|us))?(?: (?:something|anything|some ?one|somebody|some|any|it))?(?: (?:[Ii]n|near|around|at|on) (?:the \d|\p{Lu}\p{Ll}|\d)[^.?!]*)?(?:, please)?[.?!]*$/u
/** "Find some one suitable for my requirements", "some to watch", "the other one". */
const OF_THE_KIND =
  /\bfind some ?one (?:suitable|suited|right|good|better)\b|\bsome to \p{Ll}+|\bthe other (?:one|two)\b|\b(?:a|the) (?:different|better|cheaper|bigger|smaller|second|first|last) one\b/iu
const AGAIN = /\btry (?:\p{Ll}+ ){0,2}again\b/iu
const NAMED = /(?<!^|[.!?] )\b\p{Lu}\p{Ll}/u
/** "Tell me the phone number and exact address": of what? */
const SIDE_OF_WHAT =
  /\b(?:tell|give|send|share|know|need)(?: me)? (?:the |their |its )(?:\p{Ll}+ )?(?:address|price|cost|rate|rating|(?:phone )?number|location|venue|fare|fee)s?(?: and (?:the |their |its )?(?:\p{Ll}+ )?\p{Ll}+)?[.?!]*$/iu
/** "Best way to beat jet lag": what anybody may know. "I want to read more but always …": a complaint. */
const NOTHING_TO_DO =
  /^(?:what['’]?s the )?best (?:way|time|place|method) (?:to|for)\b|^(?:i|we) want to \p{Ll}+ \p{Ll}+ but\b/iu

/** Whether a request leaves open what is asked for. */
export const isVagueRequest = (said: string): boolean =>
  LOOKS_FOR_WHAT.test(said) ||
  OF_THE_KIND.test(said) ||
  SIDE_OF_WHAT.test(said) ||
  NOTHING_TO_DO.test(said) ||
  (AGAIN.test(said) && !NAMED.test(said))
