/** What a phrase in the line of a task tells: what the user asks for or likes, a fact, what was agreed, what was carried out; or none of these. */
export type MatterMark = 'talk' | 'wish' | 'liking' | 'fact' | 'agreed' | 'done'

const SIGNS: Readonly<Record<MatterMark, string>> = {
  talk: '·',
  wish: '+',
  liking: '♥',
  fact: '»',
  agreed: '→',
  done: '✓',
}
/** What a phrase that tells several is marked as is the last of them. */
export const BY_RANK: readonly MatterMark[] = ['talk', 'wish', 'liking', 'fact', 'agreed', 'done']
const SENTENCE_JOINT = '. '

/** Opens a line that tells of a task, so that it is not taken for what the speaker before it said. */
export const taskOpening = (mark: MatterMark): string => `${SIGNS[mark]} `

/** Between two phrases of a task: the sign of the second takes the place of a full stop, and costs what that does. */
export const taskJoint = (mark: MatterMark): string => (mark === 'talk' ? SENTENCE_JOINT : ` ${SIGNS[mark]} `)

/** Whether what stands between two parts of a line is a sign between blanks. */
export const isSign = (joint: string): boolean => SIGN.test(joint)

const MARKED = BY_RANK.slice(1)
  .map((mark) => (SIGNS[mark] === '+' ? '\\+' : SIGNS[mark]))
  .join('')
const SIGN = new RegExp(`^ [${MARKED}] $`)
const OPENS = new RegExp(`^[${SIGNS.talk}${MARKED}] `)
const OPENS_MARKED = new RegExp(`(?:^|\\n)[${MARKED}] |(?:^|\\n)${SIGNS.talk} .* [${MARKED}] `)
const JOINTS = new RegExp(`\\. | [${MARKED}] `, 'g')

/** Whether a line is of a task; with `isMarked` by any sign, else by the one that opens talk. */
export const opensTask = (text: string, isMarked: boolean): boolean =>
  isMarked ? OPENS.test(text) : text.startsWith(taskOpening('talk'))

/** Whether a line is of a task and begins with what tells an item; `text` may be several lines. */
export const opensMarkedTask = (text: string): boolean => OPENS_MARKED.test(text)

const markOfSign = (sign: string | undefined): MatterMark =>
  BY_RANK.find((mark) => SIGNS[mark] === sign) ?? 'talk'

/** A phrase in the line of a task, by its place there. */
export interface ToldPhrase {
  readonly mark: MatterMark
  readonly start: number
  readonly end: number
}

/** The phrases of a line that opens with a sign: the inverse of its writing. Cost: linear. */
export function phrasesOfLine(line: string): readonly ToldPhrase[] {
  const phrases: ToldPhrase[] = []
  let mark = markOfSign(line[0])
  let start = taskOpening(mark).length
  for (const { 0: joint, index } of line.matchAll(JOINTS)) {
    const next = joint === SENTENCE_JOINT ? 'talk' : markOfSign(joint[1])
    // Talk is told in one piece.
    if (index < start || (mark === 'talk' && next === 'talk')) continue
    if (index > start) phrases.push({ mark, start, end: index })
    mark = next
    start = index + joint.length
  }
  if (start < line.length) phrases.push({ mark, start, end: line.length })
  return phrases
}
