import { textOf } from '../conversation.js'
import { openHistory } from './opening-lines.js'
import { asPoint, dayWriter, linesOf, openingsOf, type Selection, writeLine } from './rendering.js'
import { ruleGroups } from './rule-groups.js'

/** One point for each line of the history under its day. */
export function renderBulletPoints(selection: Selection): readonly string[] {
  const { conversation, wording } = selection
  const out: string[] = []
  for (const { heading, rules } of ruleGroups(selection)) {
    const texts = rules.map((rule) => textOf(conversation, rule))
    // The heading once: a dozen rules say it a dozen times else.
    if (selection.rules.length === 1) out.push(`- ${heading} ${texts[0]}`)
    else out.push(`- ${heading}`, ...texts.map((text) => `  ${asPoint(text)}`))
  }
  const writeDay = dayWriter(wording)
  let day: string | undefined
  const history: string[] = []
  const lines = linesOf(selection)
  const openings = openingsOf(lines, selection)
  for (const [at, line] of lines.entries()) {
    if (line.day !== undefined && line.day !== day) history.push(writeDay(line.day))
    day = line.day ?? day
    history.push(writeLine(selection, line, `- ${openings[at]}`, true))
  }
  out.push(...openHistory(selection, history, lines[0]?.day === undefined ? 0 : 1, `- ${openings[0]}`))
  if (selection.state !== '') out.push(`- ${selection.state}`)
  return out
}
