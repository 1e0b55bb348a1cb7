import { annotateWith } from '../annotate/annotate.js'
import { typeOfCues } from '../render/item-lines.js'
import type { ItemType, Message, UnitAnnotation } from '../types.js'
import { restoreSubjects } from './left-out-subjects.js'

/**
 * The type that the words of an item's line tell: both who writes the line, to see whether it needs a mark, and who reads it back, ask
 * here, so that they cannot differ. "Excited for Tokyo" is no feeling only since "I'm" is put in before it.
 */
export const typeOfWords = (last: UnitAnnotation, hadNoSubject: boolean): ItemType => {
  const type = typeOfCues(last)
  return type === 'emotion' && hadNoSubject ? 'fact' : type
}

/** The type that a line of somebody will have by its words when it is read back. Cost: that of annotating it. */
export function typeOfLine(line: string, { role: saidAs, name }: Message, language: string): ItemType {
  // Who has a name is told by that alone.
  const role = name === undefined ? saidAs : 'user'
  const whole = [{ start: 0, end: line.length }]
  const { text, inserted } =
    role === 'user' ? restoreSubjects(line, whole, language) : { text: line, inserted: [] }
  const said: Message = { id: '', role, content: text, ...(name === undefined ? {} : { name }) }
  const last = annotateWith(said, language).units.at(-1)
  return last === undefined ? 'fact' : typeOfWords(last, inserted.length > 0)
}
