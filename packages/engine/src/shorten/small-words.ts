import type { Words } from '../annotate/words.js'

/** Before one of these "so" is a degree: "was so kind", "makes me so happy". */
const BEFORE_DEGREE =
  /^(?:is|was|are|were|be|been|being|am|i'm|it's|that's|he's|she's|we're|they're|you're|feels?|felt|feeling|looks?|looked|seems?|seemed|sounds?|got|gets?|getting|makes?|made|me|him|her|them|us)$/
/** "So much", "so that", "so I left": an amount, a purpose or another clause. */
const NOT_AFTER_SO =
  /^(?:much|many|far|long|few|little|that|i|we|you|he|she|it|they|on|forth|what|is|are|was|were|do|does|did|to|and|if|as|called|often|soon|my|the|a|there|this|when|then|no|not|now)$/
/** "So tired that I fell asleep": words after "so" in which its "that" is looked for. */
const REACH_OF_SO = 6

/** After one of these "some" is no more than an article: "got some new shoes". "Some schools closed" says how many, and keeps it. */
const BEFORE_ARTICLE =
  /^(?:gets?|got|getting|gotten|have|has|had|having|needs?|needed|wants?|wanted|finds?|found|finding|makes?|made|making|takes?|took|taking|bought|buy|buying|do|did|doing|done|met|meet|meeting|tr(?:y|ied|ying)|learn(?:ed|ing)?|gave|give|giving|brought|bring|add(?:ed|ing)?|spent|spend|spending|put|share[ds]?|sharing|send|sent|show(?:ed)?|cooked|baked|played|playing|hit|grab(?:bed)?|picked|faced|facing)$/
const NOT_AFTER_SOME =
  /^(?:of|people|days?|times?|kind|sort|sense|ways?|more|who|one|body|others?|and|or|but|in|at|to|that|as|from|for|are|is|were|was)$/

const NOT_BEFORE_ALSO = /^(?:and|but|not|if|nor|though|or)$/
const NOT_BEFORE_TOO =
  /^(?:me|you|him|her|them|us|not|one|much|many|it's|was|is|are|were|been|i|we|they|he|she)$/

/**
 * Whether a small English word tells nothing where it stands: a degree ("was so kind"), an article ("got some new shoes"), an
 * addition ("they also paint", "I paint too"). Cost: one look at its neighbours.
 */
export function isSmallWord({ lower }: Words, at: number): boolean {
  const before = lower[at - 1] ?? ''
  const next = lower[at + 1] ?? ''
  switch (lower[at]) {
    case 'so':
      return (
        next !== '' &&
        BEFORE_DEGREE.test(before) &&
        !NOT_AFTER_SO.test(next) &&
        !lower.slice(at + 1, at + 1 + REACH_OF_SO).includes('that')
      )
    case 'some':
      return next !== '' && BEFORE_ARTICLE.test(before) && !NOT_AFTER_SOME.test(next) && !/\d/.test(next)
    case 'also':
      return next !== '' && !NOT_BEFORE_ALSO.test(before)
    case 'too':
      return at > 1 && next === '' && !NOT_BEFORE_TOO.test(before)
    default:
      return false
  }
}

const UNITS_OF_TIME =
  '(?:day|week|weekend|month|year|night|summer|winter|spring|fall|autumn|morning|evening|\\w+day)'
const OPENING_TIME = new RegExp(
  `^(?:(?:last|this|next|that) ${UNITS_OF_TIME}|yesterday|today|tomorrow|recently|lately|tonight|currently|nowadays|these days|(?:a|an|one|two|three|a few|a couple of|\\d+) ${UNITS_OF_TIME}s? ago|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)$`,
)
/** Words of the longest such opening. */
const MAX_WORDS_OF_TIME = 5

/** "Last week I …", "Two days ago, I …": a clause begins behind the time that it opens with. */
export const isOpeningTime = ({ lower }: Words, from: number, to: number): boolean =>
  to - from <= MAX_WORDS_OF_TIME && OPENING_TIME.test(lower.slice(from, to).join(' '))
