/**
 * Rules of a prompt that are told as if they were facts: "Fees are quoted before a transfer", "Each incident gets a ticket", "Complaints
 * go to the manager". What tells them from what the house is like ("Cards are made in Delft", "Branches close at 17:00") is that they
 * speak of any thing of a kind, and say of it when, by whom or how it is handled.
 */

/** "The clinic", "Her deputy", "Three dentists": speaks of one thing, or of those that there are. */
const DETERMINED =
  /^(?:the|this|that|these|those|my|our|your|his|her|its|their|it|he|she|they|we|i|there|here|some|several|most|many|few|both|one|two|three|four|five|six|seven|eight|nine|ten|\d[\d.,]*)(?!\p{L})/iu
/** "Corran Bank", "Dr Ames". */
const OPENS_WITH_NAME = /^\p{Lu}[\p{L}'’-]*(?: (?:of|and|&))? \p{Lu}\p{Ll}/u
/** What mostly is so, now is or once was is told of the house. */
const TELLS_HOW_IT_IS =
  /\b(?:usually|mostly|often|sometimes|typically|generally|normally|currently|daily|weekly|nowadays|about|approximately|roughly|was|were|had|has been|have been|i|we)\b/i

/** Up to its verb: any thing of a kind, with what belongs to it. */
const KIND = String.raw`^\p{Lu}[\p{L}'’-]*(?: (?:[^\s.,;:!?]|[.,:]\d)+){0,9}?`

/** How cases are handled, as participles. Not how things are made, kept somewhere or run: that tells of the house. */
const HANDLED =
  'accepted|added|addressed|answered|applied|approved|archived|asked|assigned|attached|authori[sz]ed|blocked|booked|cancell?ed|changed|charged|checked|cited|cleared|closed|collected|compared|completed|confirmed|converted|counted|credited|declined|deleted|described|directed|disclosed|discussed|documented|encrypted|entered|escalated|explained|extended|flagged|followed|forwarded|granted|grouped|handed|handled|highlighted|identified|included|informed|issued|itemi[sz]ed|labell?ed|listed|locked|logged|marked|masked|matched|mentioned|merged|moved|named|noted|notified|numbered|offered|opened|ordered|packed|passed|picked|placed|processed|proposed|published|quoted|raised|recorded|redacted|redeemed|referred|refunded|refused|registered|reissued|rejected|released|reminded|removed|renewed|repeated|replaced|reported|requested|rescheduled|reserved|restored|returned|reviewed|revoked|rolled|rounded|routed|scheduled|shared|signed|skipped|sorted|split|stamped|stated|stopped|submitted|summari[sz]ed|tagged|tested|thanked|transferred|translated|treated|updated|validated|verified|waived|warned|withheld|shown|told|given|taken|sent|kept|held|put|set|read|spoken|paid|brought|begun|left|chosen|said|spelt|spelled'
const NO_CLOCK = String.raw`(?!\d|noon|midnight|dawn|dusk|dark|breakfast|lunch|dinner)`
/** When, or on what condition. Where it is done tells of the house. */
const WHEN = String.raw`(?:before|after|until|till) ${NO_CLOCK}\S|(?:once|when|whenever|if|unless|while|as soon as|as long as) |(?:(?:first|last|net|together|twice)(?! \p{L}{4,})|at once|immediately|right away|straight away|in advance|beforehand|separately|in writing|in full|in words|verbatim|word for word|three times)\b|within |without `
/** Of how cases are handled also: by whom, with what, for how long, to whom. */
const HOW = String.raw`${WHEN}|as (?!well)\S|into |by (?:an?|the|(?:two|three) (?:people|persons|colleagues)\b|its|their|\p{Lu}\p{Ll}+|e-?mail|phone|abstract|name)\b|with (?!in\b)\S|for (?:\d|one|two|three|four|five|six|seven|ten|twelve|at least|up to)|to (?:an?|the|no\b|nobody|human|\p{Lu}\p{Ll}+)\b|out of |under `
/** A participle of any verb: what follows it has to say when, or on what condition. */
const DONE = String.raw`\p{Ll}{2,}ed|seen|read|proofread|rerun|redone|rewritten|rebuilt|drawn|met|found|thrown|fed|cut|made|done|written`

const FORMS: readonly RegExp[] = [
  // "Fees are quoted before a transfer", "A lost card is blocked at once".
  new RegExp(
    String.raw`${KIND} (?:is|are) (?:(?:always|also|then|first) )?(?:${HANDLED})(?: (?:back|out|on|over|up|in|off))?(?: [^,.;:!?]{0,80}?)? (?:${HOW})`,
    'u',
  ),
  // "Sick animals are seen before healthy ones", "Owners are called back within an hour".
  new RegExp(
    String.raw`${KIND} (?:is|are) (?:(?:always|also|then|first) )?(?:${DONE})(?: (?:back|out|on|over|up|in|off))?(?: [^,.;:!?]{0,80}?)? (?:${WHEN})`,
    'u',
  ),
  // "A change is noted in the log".
  new RegExp(
    String.raw`${KIND} (?:is|are) (?:also )?(?:noted|recorded|logged|entered|documented|stated|mentioned|listed|marked) in (?:the|an?|their|its) `,
    'u',
  ),
  // "Commits are made by the user": by somebody who takes part.
  new RegExp(
    String.raw`${KIND} (?:is|are) (?:made|written|done|decided|run) by (?:the|an?) (?:user|customer|caller|client|guest|patient|member|owner|holder|agent|colleague|supervisor|manager|human|lead|person)s?\b`,
    'u',
  ),
  // "New patients fill in the form before the first visit".
  new RegExp(
    String.raw`${KIND}s (?!(?:is|are|has|have)\b)\p{Ll}+ (?:[^,.;:!?]{2,60} )?(?:before (?:the|an?|they|it|any|arrival|departure|use|\p{Ll}+ing)\b|in advance\b|beforehand\b)`,
    'u',
  ),
  // "Each incident gets a ticket", "A declined invitation gets a short reason".
  /^(?:An?|Each|Every|Any) [^.,;:!?]{2,60} (?:gets?|receives?|needs?|requires?|carries|bears|goes to|waits for|ends with|starts with|begins with|counts as) (?!you\b|us\b|me\b|them\b|him\b|her\b)\S/u,
  // "Complaints go to the manager", "Database changes go through a migration".
  new RegExp(
    String.raw`${KIND} go(?:es)? (?:to|through|via|out (?:by|with|to|in|as|after|before|under)|back to) (?:an?|the|their|its|Dr|Mrs?|Ms|\p{Ll})`,
    'u',
  ),
  // "Emergencies come first", "Tables come before prose".
  new RegExp(
    String.raw`${KIND} (?:comes?|takes?) (?:first|last|precedence|priority|before|after) ?(?!\d)`,
    'u',
  ),
  // "Deploys wait for a green pipeline", "Claims carry a source".
  new RegExp(
    String.raw`${KIND} (?:waits? for|carry|carries|bears?|counts? as|ends? with|begins? with|starts? with) (?:an?|the|their|its) `,
    'u',
  ),
  // "Public signatures stay as they are", "Customer data stays in the EU".
  new RegExp(
    String.raw`${KIND} (?:(?:stays?|remains?) (?:as (?:they|it) |within |below |under |above |between |out of |off |on |closed|open|private|confidential|secret|unchanged|untouched|anonymous|the same|with |\p{Ll}{3,}ed\b)|stays in )`,
    'u',
  ),
]

/** Whether a sentence of a prompt tells how any thing of a kind is to be handled. English. Cost: linear in the sentence. */
export function declaresRule(text: string): boolean {
  if (DETERMINED.test(text) || OPENS_WITH_NAME.test(text) || TELLS_HOW_IT_IS.test(text)) return false
  return FORMS.some((form) => form.test(text))
}

/** "The code is written in Python", "Letters are printed on cream paper": where, and out of what. */
const TELLS_PLACE = /^[^,.;:]{2,60} (?:is|are) \p{Ll}+(?:ed|en|ung|ilt|ept) (?:in|on|at|from) [^,;:]{2,50}$/u

/** Whether a sentence of a prompt describes what is there, and neither bounds it nor sets a condition. English. */
export const describesHouse = (text: string): boolean => TELLS_PLACE.test(text) && !declaresRule(text)
