import type { CompiledLexicon } from '../lexicon/compiled.js'
import { tellWithout } from './telling.js'
import type { Part } from './wanted.js'

/** What a user asked for, as it is told. */
export interface ToldPart {
  readonly part: Part
  readonly text: string
}

/** The sentences that say something which those before do not, without what was replaced. */
export function toldParts(parts: readonly Part[], lexicon: CompiledLexicon): readonly ToldPart[] {
  const said = new Set<string>()
  return parts.flatMap((part, at): ToldPart[] => {
    const kept = part.slots.filter((slot) => !part.dropped.has(slot))
    const terms = kept.flatMap(({ phrase }) => phrase.terms)
    const isNew = at === 0 || terms.some((term) => !said.has(term))
    if (kept.length === 0 || !isNew) return []
    const isValued = kept.some((slot) => slot.isValue)
    // Of a sentence that lost its values only one that still has another says something.
    if (at > 0 && part.dropped.size > 0 && !isValued) return []
    for (const term of terms) said.add(term)
    const text = withoutReaction(tellWithout(part, part.dropped, lexicon))
    const saysAnything = part.dropped.size === 0 || isValued || text.split(' ').length > MAX_WORDS_OF_REST
    if (!/\p{L}/u.test(text) || !saysAnything) return []
    return [{ part, text: /[.?!…]$/.test(text) ? text : `${text}.` }]
  })
}

/** "No, I'm good, I need a taxi": what one says to an offer before the next wish. */
const withoutReaction = (text: string): string => {
  const rest = text.replace(REACTION, '')
  return rest.split(' ').length > MAX_WORDS_OF_REST ? rest : text
}
const REACTION =
  /^(?:(?:no|nope|nah|not now|yes|yeah|yep|yup|ok(?:ay)?|sure|great|perfect|cool|nice|good|alright|all right|sorry|hello|hi|hey|oh|thanks|thank you|i['’]m (?:good|fine)|i am (?:good|fine))\b(?:,? (?:thanks|thank you|so much|please|then))?[,.!;]?\s+)+(?=\S)/iu

/** A sentence of more words that lost its values may still name what is wanted: "I need a doctor". */
const MAX_WORDS_OF_REST = 2
