import { textOf } from '../conversation.js'
import { dayWriter, labelsOf, linesOf, type Selection, writeLine } from './rendering.js'

/** One point for each line of the history under its day. */
export function renderBulletPoints(selection: Selection): readonly string[] {
  const { conversation, wording } = selection
  const out: string[] = []
  for (const rule of selection.rules) out.push(`- ${wording.rules}: ${textOf(conversation, rule)}`)
  const writeDay = dayWriter(wording)
  let day: string | undefined
  const lines = linesOf(selection)
  const labels = labelsOf(lines, selection)
  for (const [at, line] of lines.entries()) {
    if (line.day !== undefined && line.day !== day) out.push(writeDay(line.day))
    day = line.day ?? day
    out.push(writeLine(selection, line, `- ${labels[at]}`, true))
  }
  if (selection.state !== '') out.push(`- ${selection.state}`)
  return out
}
