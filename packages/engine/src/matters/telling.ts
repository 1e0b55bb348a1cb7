import { mayHaveFiniteVerb } from '../items/finite-verbs.js'
import { toldPlainly } from '../items/passage.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import { tellPhrases } from '../records/phrases.js'
import type { Slot, Slotted } from './slots.js'

/** Words with which no sentence ends: what they led to was left out. */
const HANGS =
  /[\s,]*\b(?:and|or|but|to|from|at|in|on|for|with|by|of|the|an?|is|are|be|will be|located|based|situated|directed|called|named|preferably|those|similar|starting|leaving|returning|going|check(?:ing)?(?: in| out)?|pick(?:ing)?(?: it)? up|drop(?:ping)?(?: it)? off)(?=[\s.,!?]*$)/i
const HANGS_INSIDE =
  /\b(?:to|from|at|in|on|for|with|by|of|the|an?|is|are|be|check|checking)(?:[,;.]|\s+(?:and|or|but)\b)/i
/** A sentence of which only this is left says nothing. */
const EMPTY =
  /^(?:(?:i|we|it|please|want|wants|need|needs|like|would|i['’]d|i['’]ll|i['’]m|am|is|prefer|will|can|could|you|make|and|to|also|do|find|me|get|have|book|for|the|a)[\s.,!?]*)*$/i
const ARTICLES: ReadonlySet<string> = new Set(['a', 'an', 'the'])
/** Where one clause ends and the next begins. */
const CLAUSE_BREAK =
  /[,;]\s+|\s+(?:and|but)\s+(?=(?:i|we|it|want|need|prefer|would|can|will|like|make|pick|check|find|return|leave|returning|leaving)\b)/gi

/** The sentence without some of its slots, in its own words; by the phrases that are left where nothing else is. */
export function tellWithout(slotted: Slotted, dropped: ReadonlySet<Slot>, lexicon: CompiledLexicon): string {
  const { text, words, slots } = slotted
  if (dropped.size === 0) return toldPlainly(text.replace(/\s+/g, ' ').trim(), 'en')
  const gone: [start: number, end: number][] = emptyClauses(slotted, dropped)
  for (const slot of slots) {
    if (!dropped.has(slot)) continue
    let first = slot.phrase.from
    if (slot.phrase.joint === 'after' && words.lower[first - 1] === 'day') first--
    while (first > 0 && ARTICLES.has(words.lower[first - 1] as string)) first--
    // Of "a small car" the car stays, of another kind.
    const end = words.ends[slot.phrase.to] as number
    if (slot.isValue)
      gone.push([startOf(text, words.starts[first] as number), end + lengthOfMonth(text.slice(end))])
    else gone.push([words.starts[slot.phrase.from] as number, words.starts[slot.phrase.to] as number])
  }
  const plain = without(text, gone)
  if (!EMPTY.test(plain) && !HANGS_INSIDE.test(plain)) return toldPlainly(plain, 'en')
  const kept = slots.filter((slot) => !dropped.has(slot)).map(({ phrase }) => phrase)
  return tellPhrases({ text, words, phrases: kept }, kept, lexicon)
}

/** "The 14th of this month" goes as one. */
const lengthOfMonth = (rest: string): number => (OF_MONTH.exec(rest) ?? OF_REGION.exec(rest))?.[0].length ?? 0
/** "Vancouver, BC". */
const OF_REGION = /^, (?:\p{Lu}{2,3}|\p{Lu}\p{L}+)(?=[.,!?]|$| and\b)/u
const OF_MONTH =
  /^(?:,? (?:of )?(?:(?:this|next|the|coming) (?:month|week|year)|(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october)\b)/i

/** Clauses of which every slot was dropped. */
function emptyClauses({ text, words, slots }: Slotted, dropped: ReadonlySet<Slot>): [number, number][] {
  const breaks = [...text.matchAll(CLAUSE_BREAK)]
  if (breaks.length === 0) return []
  const starts = [0, ...breaks.map((one) => one.index + one[0].length)]
  return starts.flatMap((start, at): [number, number][] => {
    const end = starts[at + 1] ?? text.length
    const own = slots.filter(({ phrase }) => {
      const place = words.starts[phrase.from] as number
      return place >= start && place < end
    })
    // "My friend and I": no clause.
    if (!mayHaveFiniteVerb(text.slice(start, end))) return []
    // "I am leaving (from Rome)": the verb alone says nothing.
    const saysNothing = (slot: Slot) =>
      slot.isValue
        ? dropped.has(slot)
        : slot.phrase.from === slot.phrase.to && /ing$/.test(words.lower[slot.phrase.to] as string)
    return own.some((slot) => dropped.has(slot)) && own.every(saysNothing) ? [[start, end]] : []
  })
}

function without(text: string, gone: [start: number, end: number][]): string {
  let told = ''
  let end = 0
  for (const [from, to] of gone.sort((a, b) => a[0] - b[0])) {
    if (from > end) told += text.slice(end, from)
    end = Math.max(end, to)
  }
  told = `${told}${text.slice(end)}`
    .replace(/\s+/g, ' ')
    .replace(/\s+([.,;!?])/g, '$1')
    .replace(/(?:,\s*)+([.,;!?])/g, '$1')
    .replace(/\s+(?:to|from|at|in|on|for|with|by|of|the|an?)(?=[,;.?!]|$)/gi, '')
    .replace(/^[\s.,;!?]+/, '')
    .replace(/\b([Aa])n (?=[^aeiouhAEIOUH\s])/g, '$1 ')
    .trim()
  for (let at = 0; at < MAX_HANGING && HANGS.test(told); at++) told = told.replace(HANGS, '')
  return told
}
const MAX_HANGING = 4

/** With the sign of its amount. */
const startOf = (text: string, start: number): number =>
  start - (/[$€£#]+$/.exec(text.slice(0, start))?.[0].length ?? 0)
