import { textOf } from '../conversation.js'
import { dayWriter, joinPieces, labelsOf, linesOf, type Selection } from './rendering.js'

/** Proper sentences in full wording, a paragraph for each day. */
export function renderNarrative(selection: Selection): string {
  const { conversation, wording } = selection
  const paragraphs: string[] = []
  if (selection.rules.length > 0)
    paragraphs.push(
      `${wording.rules}:\n${selection.rules.map((rule) => textOf(conversation, rule)).join('\n')}`,
    )
  const writeDay = dayWriter(wording)
  let day: string | undefined
  let sentences: string[] = []
  const close = () => {
    if (sentences.length > 0) paragraphs.push(sentences.join('\n'))
    sentences = []
  }
  const lines = linesOf(selection)
  const labels = labelsOf(lines, selection)
  for (const [at, line] of lines.entries()) {
    if (line.day !== undefined && line.day !== day) {
      close()
      sentences.push(wording.onDate.replace('{date}', writeDay(line.day)))
      day = line.day
    }
    const text = joinPieces(selection, line.pieces, false)
    sentences.push(
      wording.said.replaceAll(/\{name\}|\{text\}/g, (slot) =>
        slot === '{name}' ? (labels[at] ?? '') : text,
      ),
    )
  }
  close()
  if (selection.state !== '') paragraphs.push(`${selection.state}.`)
  return paragraphs.join('\n\n')
}
