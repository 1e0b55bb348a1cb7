/** "I'll take a vote", "I'll take that back": no choice of anything. */
const TAKES_NOTHING =
  /\bi['’]ll take (?:a (?:vote|look|break|note|moment|minute|seat|call|question)|questions?|that|it|this|care|part|notes)\b/i

/** "Jonah, who's decided that dragons aren't real", "she has decided to hate me": what goes on in somebody else; "I pick him up": fetches. */
const DECIDED_ELSEWHERE =
  /\b(?:who|he|she|it)(?:['’]s| has| had|['’]d)? (?:just |now |already )?decided\b|\b(?:i|we) pick (?:\p{L}+ ){1,3}up\b/iu

/** "I'll take the nine to be the exception", "I'll treat it as paid": how one understands something. */
const UNDERSTANDS = /\bi['’]ll (?:take|treat|read|count|regard|assume) [^.;?]{2,60}? (?:as|to (?:be|mean))\b/i

/** "Going with the fruit idea, we have colours": what follows is said; "so let's make it happen" cheers. */
const BY_THE_WAY =
  /^(?:so )?(?:going|having (?:decided|agreed)) with\b[^,]*, |\blet['’]s make (?:it|this|that) (?:happen|count|work|great)\b/i

/** Whether an English sentence with a word of deciding decides nothing here. */
export const decidesNothing = (said: string): boolean =>
  TAKES_NOTHING.test(said) || UNDERSTANDS.test(said) || BY_THE_WAY.test(said) || DECIDED_ELSEWHERE.test(said)
