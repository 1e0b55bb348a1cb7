import { textOf } from '../conversation.js'
import { asPoint, dayWriter, linesOf, openingsOf, type Selection, writeLine } from './rendering.js'
import { ruleGroups } from './rule-groups.js'

/** The dense default: rules, then the history in order as date lines and `Name: …` lines. */
export function renderStructured(selection: Selection): readonly string[] {
  const { conversation, wording } = selection
  const out: string[] = []
  for (const { heading, rules } of ruleGroups(selection))
    out.push(heading, ...rules.map((rule) => asPoint(textOf(conversation, rule))))
  if (out.length > 0 && selection.history.length > 0) out.push(`${wording.history}:`)
  const writeDay = dayWriter(wording)
  let day: string | undefined
  const lines = linesOf(selection)
  const openings = openingsOf(lines, selection)
  for (const [at, line] of lines.entries()) {
    if (line.day !== undefined && line.day !== day) out.push(`[${writeDay(line.day)}]`)
    day = line.day ?? day
    out.push(writeLine(selection, line, openings[at] ?? '', true))
  }
  if (selection.state !== '') out.push(selection.state)
  return out
}
