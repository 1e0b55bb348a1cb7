import { textOf } from '../conversation.js'
import { dayWriter, labelsOf, linesOf, type Selection, writeLine } from './rendering.js'
import { ruleGroups } from './rule-groups.js'

/** Proper sentences in full wording, a paragraph for each day. */
export function renderNarrative(selection: Selection): readonly string[] {
  const { conversation, wording } = selection
  const out: string[] = []
  const part = () => {
    if (out.length > 0) out.push('')
  }
  for (const { heading, rules } of ruleGroups(selection))
    out.push(heading, ...rules.map((rule) => textOf(conversation, rule)))
  const writeDay = dayWriter(wording)
  const said = (label: string, text: string) =>
    wording.said.replaceAll(/\{name\}|\{text\}/g, (slot) => (slot === '{name}' ? label : text))
  let day: string | undefined
  const lines = linesOf(selection, false)
  const labels = labelsOf(lines, selection)
  for (const [at, line] of lines.entries()) {
    const isNewDay = line.day !== undefined && line.day !== day
    if (at === 0 || isNewDay) part()
    if (isNewDay && line.day !== undefined) {
      out.push(wording.onDate.replace('{date}', writeDay(line.day)))
      day = line.day
    }
    out.push(writeLine(selection, line, labels[at] ?? '', false, said))
  }
  if (selection.state !== '') {
    part()
    out.push(`${selection.state}.`)
  }
  return out
}
