/** English, by form: nouns that open a sentence without an article, as people type. */

/** Words that open a sentence and are no noun without its article. */
const NO_NOUN =
  /^(?:i|we|he|she|it|they|you|who|what|which|when|where|why|how|if|this|that|these|those|there|here|the|an?|my|our|your|his|her|its|their|some|any|no|not|all|both|each|every\w*|some\w+|any\w+|no(?:body|thing|ne)|most|many|much|more|few|half|one|two|three|four|five|six|seven|eight|nine|ten|another|other|others|people|folks|today|yesterday|tomorrow|tonight|now|then|so|and|but|or|also|only|just|still|maybe|perhaps|thanks|sorry|yes|never|always|often|sometimes|usually|recently|last|next|since|for|in|on|at|by|with|from|as|to|of|after|before|during|until|because|while|everything|was|is|are|were|has|had|will|can|got|been|did|went|came|said|\p{L}+(?:ly|ing|ed)|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|\w*['’]\w*|\d.*)$/iu
/** Kin, pets, the home and whom one goes to: everybody's own. */
const OWN =
  /^(?:wife|husband|partner|girlfriend|boyfriend|spouse|fianc\p{L}+|m[uo]m|mother|dad|father|parents|son|daughter|kids?|children|baby|toddler|brother|sister|siblings?|aunt|uncle|grand\p{L}+|cousins?|niece|nephew|family|boss|landlord|landlady|neighbou?rs?|roommate|flatmate|colleagues?|doctor|doc|gp|dentist|vet|therapist|teacher|cats?|dogs?|car|bike|flat|house|apartment|home|job|school|uni|phone|laptop|weight|height|birthday|winters?|summers?|life|work)$/iu
const BARE_SUBJECT =
  /^(\p{L}[\p{L}-]*)(?: (?!is\b|was\b|are\b|were\b|have\b)\p{Ll}+(?<!s))? (?:is|was|has|had|opens?|opened|starts?|started|ends?|ended|closes?|closed|comes?|came|costs?|wants?|wanted|says?|said|asks?|asked|goes|went|leaves|left|arrives?|arrived|quotes?|quoted|takes?|took|accepts?|accepted)\b/iu
const BARE_IN_GROUP =
  /^(?:(?:and|so|also|ok|btw)[, ]+)*(\p{L}[\p{L}-]*)(?: (?!(?:is|was|are|were|have|in|of|for|from|at)\b)\p{Ll}+){0,2}? (?:is|was|are|were|has|had|have|opens?|opened|starts?|started|ends?|ended|closes?|closed|comes?|came|costs?|wants?|wanted|says?|said|asks?|asked|goes|went|leaves|left|arrives?|arrived|offers?|offered|gives?|gave|sends?|sent|needs?|needed|works?|so far|takes?|took)\b/iu

/**
 * Whether an English sentence opens with a noun that has no article and is not everybody's own: "curator is Rosa", "race is on 26 May".
 * Whoever writes so has named before what it belongs to. `names`: those of the sentence.
 */
export function hasBareSubject(said: string, names: readonly string[]): boolean {
  const first = BARE_SUBJECT.exec(said)?.[1]
  if (first === undefined || NO_NOUN.test(first) || OWN.test(first)) return false
  // "Oona is at school": what begins in capitals may be a name.
  return /^\p{Ll}/u.test(first) && !names.some((name) => name.startsWith(first))
}

/** The same of several ("posters are printed"), and with a few words between ("grant application is in"). */
export function hasBareSubjectInGroup(said: string): boolean {
  const first = BARE_IN_GROUP.exec(said)?.[1]
  return first !== undefined && !NO_NOUN.test(first) && !OWN.test(first) && /^\p{Ll}/u.test(first)
}
