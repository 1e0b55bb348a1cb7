import { type Conversation, textOf, type Unit } from '../conversation.js'
import type { Wording } from '../lexicon/types.js'
import { pickedOptions } from '../link/picked-options.js'
import { oneLine, sentenceOf } from './passage.js'
import { type Statement, spanOf, speakerLabel } from './statement.js'

/** What a user picked, told with the option: "Assistant: Hôtel du Bac, 104 euros → User: the first one then". */
export interface Pick extends Statement {
  readonly unit: Unit
  /** Units of the options that were not taken. */
  readonly passedOver: readonly Unit[]
}

/** A list mark and bold marks are how an option is laid out; "I found three:" introduces all of them. */
const LAYOUT = /^\s*(?:[-*•]|\d{1,2}[.)]|[A-F][.)])\s+|\*\*|[;,]\s*$/gu
const INTRODUCES = /^[^:]{0,24}\b(?:found|have|are|options?|choices)\b[^:]{0,24}: (?=\p{Lu})/u

/** Finds what users picked of several options. Cost: linear in the units. */
export function findPicks(conversation: Conversation, wording: Wording): Pick[] {
  return pickedOptions(conversation).map(({ choice, picked, passedOver }) => {
    // The sentence around it holds the other options too.
    const offered = oneLine(textOf(conversation, picked)).replace(LAYOUT, '').replace(INTRODUCES, '').trim()
    const said = sentenceOf(conversation, choice).text
    const content = `${speakerLabel(conversation, picked, wording)}: ${offered} → ${speakerLabel(conversation, choice, wording)}: ${said}`
    return {
      unit: choice,
      passedOver,
      content,
      evidence: [spanOf(conversation, picked), spanOf(conversation, choice)],
    }
  })
}
