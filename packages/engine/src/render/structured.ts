import { textOf } from '../conversation.js'
import { openHistory } from './opening-lines.js'
import { asPoint, dayWriter, linesOf, openingsOf, type Selection, writeLine } from './rendering.js'
import { ruleGroups } from './rule-groups.js'

/** The dense default: rules, then the history in order as date lines and `Name: …` lines. */
export function renderStructured(selection: Selection): readonly string[] {
  const { conversation, wording } = selection
  const out: string[] = []
  for (const { heading, rules } of ruleGroups(selection))
    out.push(heading, ...rules.map((rule) => asPoint(textOf(conversation, rule))))
  const writeDay = dayWriter(wording)
  let day: string | undefined
  const history: string[] = []
  const lines = linesOf(selection)
  const openings = openingsOf(lines, selection)
  for (const [at, line] of lines.entries()) {
    if (line.day !== undefined && line.day !== day) history.push(`[${writeDay(line.day)}]`)
    day = line.day ?? day
    history.push(writeLine(selection, line, openings[at] ?? '', true))
  }
  out.push(...openHistory(selection, history, lines[0]?.day === undefined ? 0 : 1, openings[0] ?? ''))
  if (selection.state !== '') out.push(selection.state)
  return out
}
