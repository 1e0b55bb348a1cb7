import { textOf } from '../conversation.js'
import { isItemLine, showsItems } from './item-lines.js'
import { dayWriter, labelsOf, linesOf, type Selection, writeLine } from './rendering.js'
import { ruleGroups } from './rule-groups.js'

/** Proper sentences in full wording, a paragraph for each day; an item stands on a line of its own in it. */
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
  const told = lines.map((line, at) => writeLine(selection, line, labels[at] ?? '', false, said))
  if (needsHeading(selection, told)) {
    part()
    out.push(`${wording.history}:`)
  }
  for (const [at, line] of lines.entries()) {
    const isNewDay = line.day !== undefined && line.day !== day
    if (isNewDay || (at === 0 && out.at(-1) !== `${wording.history}:`)) part()
    if (isNewDay && line.day !== undefined) {
      out.push(wording.onDate.replace('{date}', writeDay(line.day)))
      day = line.day
    }
    out.push(told[at] ?? '')
  }
  if (selection.state !== '') {
    part()
    out.push(`${selection.state}.`)
  }
  return out
}

/** Whether nothing else says that the layout tells items: no line tells one, or the first would lose its blank when trimmed. */
function needsHeading({ marks }: Selection, [first, ...others]: readonly string[]): boolean {
  if (marks === undefined || first === undefined) return false
  return isItemLine(first) || !(showsItems(first) || others.some((line) => showsItems(line)))
}
