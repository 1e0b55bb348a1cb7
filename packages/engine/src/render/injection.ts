import { textOf } from '../conversation.js'
import { openHistory } from './opening-lines.js'
import { asPoint, dayWriter, linesOf, openingsOf, type Selection, writeLine } from './rendering.js'
import { ruleGroups } from './rule-groups.js'

/** One block to put into a prompt as it is: each line self-contained with its day, several rules as a list before them. */
export function renderInjection(selection: Selection): readonly string[] {
  const { conversation, wording } = selection
  const rules = ruleGroups(selection).flatMap((group) => {
    const texts = group.rules.map((rule) => textOf(conversation, rule))
    return selection.rules.length > 1
      ? [group.heading, ...texts.map(asPoint)]
      : [`${group.heading} ${texts[0]}`]
  })
  const writeDay = dayWriter(wording)
  let day: string | undefined
  const groups = linesOf(selection)
  const openings = openingsOf(groups, selection)
  let first = ''
  const lines = groups.map((line, at) => {
    const isNewDay = line.day !== undefined && line.day !== day
    day = line.day ?? day
    const date = isNewDay && line.day !== undefined ? `[${writeDay(line.day)}] ` : ''
    const opening = `${date}${openings[at]}`
    if (at === 0) first = opening
    return writeLine(selection, line, opening, true)
  })
  const state = selection.state === '' ? [] : [selection.state]
  return [...rules, ...openHistory(selection, lines, 0, first), ...state]
}
