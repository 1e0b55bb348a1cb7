import {
  ITEM_BREAK,
  ITEM_INDENT,
  isItemLine,
  opensLikeAnother,
  readMark,
  showsItems,
  TALK_BREAK,
} from './item-lines.js'
import { opensTask } from './matter-marks.js'
import type { Selection } from './rendering.js'

/**
 * Opens the lines of a history so that they are known for ours, whose layout tells items: under a heading after rules; and where no line
 * tells an item, or the first would lose its blank when the text is trimmed, the first label alone on its line, which costs no token
 * (o200k_base). Where neither serves, under the heading too.
 *
 * Shapes  `at` is the place of the first line that has a speaker, `opening` what that line opens with.
 */
export function openHistory(
  { wording, rules, history, marks, conversation }: Selection,
  lines: readonly string[],
  at: number,
  opening: string,
): readonly string[] {
  if (history.length === 0) return lines
  const heading = `${wording.history}:`
  if (rules.length > 0) return [heading, ...lines]
  const first = lines[at]
  if (marks === undefined || first === undefined) return lines
  const isItem = isItemLine(first)
  const isOfTask = opensTask(first.replace(POINT, ''), true)
  // The signs of a task open many a list; a line of the user says that this one is ours.
  const hasUser = lines.some((line) => line.trimStart().replace(POINT, '').startsWith(`${wording.user}: `))
  const isSafe = !isItem && (!isOfTask || opensTask(first.replace(POINT, ''), hasUser))
  if (isSafe && lines.some((line) => showsItems(line))) return lines
  const own = isItem ? first.slice(ITEM_INDENT.length) : first
  const said = own.slice(opening.length)
  const isMarked = isItem && readMark(said, wording).types.length > 0
  const isLikeLabel = !isMarked && opensLikeAnother(said, conversation, !isItem)
  if (isOfTask || isLikeLabel || !own.startsWith(opening)) return [heading, ...lines]
  const opened = opening.trimEnd() + (isItem ? ITEM_BREAK : TALK_BREAK) + said
  return [...lines.slice(0, at), opened, ...lines.slice(at + 1)]
}

const POINT = /^- /
