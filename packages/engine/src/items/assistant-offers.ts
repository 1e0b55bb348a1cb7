import { mayHaveFiniteVerb } from './finite-verbs.js'

/**
 * English sentences of an assistant that report nothing, by form: offers and what waits for a yes, letters it drafts, what is of
 * something that was named before, notes without a verb.
 */

/** "Proposal: …", "otherwise there is", "now the swap": what may be done, or will be. */
const OFFERS =
  /^(?:proposals?|offers?|options?|suggestions?|alternatively|otherwise|another (?:idea|option|way)|(?:an? )?(?:idea|plan)|(?:next|now)(?! (?:is|at|in|on|has|have)\b)|earliest|at the earliest)\b/i
/** "I move your visit to Friday": before the user has said yes an assistant says what it is about to do in the present. */
const ABOUT_TO =
  /(?:^|, (?:or|so) )(?:i|we) (?:move|book|cancel|send|order|change|replace|add|end|switch|transfer|refund|issue|renew|reserve|open|close|start|place|note|write|call|swap|pause|credit|charge|split|rebook|extend|update)\b/i
/** "To Flat 3, then: …": takes up what was wished. */
const TAKES_UP = /[ ,]then[,:] /
/** "Until it is changed, use the old one": what to do. */
const ADVISES =
  /\bplease\b|, (?:so |then )?(?:use|treat|take|keep|send|bring|call|write|ask|tell|choose|avoid) (?:it|them|me|us|your?|the|an?|this|that|at|with|\d)|^have ready\b/i
/** "Dear Ms Lund, …": of a letter. */
const LETTER = /^(?:Dear|Hello|Hi) (?:sir\b|madam\b|team\b|all\b|\p{Lu})/u
/** "We see that there is a file": seen by everybody. */
const SEEN =
  /^(?:i|we) (?:can )?see that(?!\w)|(?<!\w)(?:a lot of|some|lots of) (?:\p{Ll}+ )?information(?!\w)/iu
/** "Both are renewed", "3 are left", "a third expired", "until May there are: …", "there is a copy at …": of what? */
const OF_WHAT =
  /^(?:both|all|some|most|none|neither|an?other|the others?|two|three|four|five|a (?:second|third|fourth))(?:,[^,]*,)?(?: of them)? (?:is|are|was|were|have|has|stays?|left|remains?|expires?|expired|goes?)(?!\w)|^\d+ (?:is|are) (?:left|open|free|available)(?!\w)|(?<!\w)there (?:is|are):|^there (?:is|are) \d+ \p{Ll}+\.|^the \p{Ll}+ of the \p{Ll}+ (?:is|are|was|were)(?!\w)|^(?:placed|booked|arranged|filed|recorded|done) as \S+$|^there(?:['’]s| is) (?:also )?(?:a copy|one|another)(?!\w)|(?<!\w)in the same(?!\w)(?! way(?!\w))/iu
/** "A copy, which arrives on Monday": the verb of a clause about it. */
const SUBORDINATE = /,? \b(?:which|who|once|when|if|until|that|where|because|so that)\b.*$/i
/** "Paid: 56.00, receipt PX-55": a word that says what was done, and what. */
const LABELLED = /^[^:]{1,40}: /

/** "Weaver's Row": no short form of a verb. */
const POSSESSIVE_OF_NAME = /(?<=\p{Lu}\p{L}*)['’]s(?= \p{Lu})/gu

/** Whether what an assistant says reports nothing. */
export const isOfferOrNote = (said: string): boolean =>
  FORMS.some((form) => form.test(said)) ||
  (!LABELLED.test(said) && !mayHaveFiniteVerb(said.replace(SUBORDINATE, '').replace(POSSESSIVE_OF_NAME, '')))

/** "Tomorrow between 8 and 12, or Wednesday between 12 and 4", "13:00 oder ab 15 Uhr": what may be chosen. */
const TIME = String.raw`\d{1,2}(?:[:.]\d{2}\b| ?(?:am|pm|uhr|h)\b| (?:and|und|et|y|e) \d{1,2}\b)`
const EITHER_TIME = new RegExp(`${TIME}[^.;]{0,20}? (?:or|oder|ou|o) [^.;]{0,30}?${TIME}`, 'iu')

/** Whether it gives times to choose from, in a European language. */
export const offersTimes = (said: string): boolean => EITHER_TIME.test(said)

/** "There are two operators": what is to be had. */
const IS_TO_BE_HAD = /^(?:(?:yes|yeah|sure|ok|okay)[,.] )?there(?:['’]s| is| are)\b/i

const FORMS = [OFFERS, ABOUT_TO, TAKES_UP, ADVISES, LETTER, SEEN, OF_WHAT, IS_TO_BE_HAD]

/** "Yes?", "Shall I?": what stands before it is not done yet. */
export const asksForYes = (text: string): boolean => WAITS_FOR_YES.test(text.trim())
const WAITS_FOR_YES =
  /^(?:yes|ok|okay|right|correct|agreed|confirm(?:ed)?|all right|good|is (?:that|this) (?:right|ok|okay|correct|fine|so)|(?:does|would) (?:that|this) (?:work|suit)[^?]*|(?:shall|should) i(?: do (?:that|so)| go ahead| proceed)?|(?:do you|do i have your) (?:agree|confirm|yes|ok))(?: \(yes\/no\))?\s?\?$/i
