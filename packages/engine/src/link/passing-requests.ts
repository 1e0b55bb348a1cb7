import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { mayHaveFiniteVerb } from '../items/finite-verbs.js'
import { lexiconFor } from '../lexicon/registry.js'
import { ACT_BIT } from '../salience/bit-features.js'
import { FLAG } from '../unit-flags.js'

/** An answer of fewer tokens is part of a dialogue, in which requests carry what was wanted. */
const LONG_ANSWER_TOKENS = 120
/** Words in which an opening verb of asking stands: "ok then write". */
const MAX_LEAD_WORDS = 3

const ASKS = (ACT_BIT.request as number) | (ACT_BIT.proposal as number)

/** How a message that asks opens, with or without a question mark. */
const OPENS_ASKING: Readonly<Record<string, RegExp>> = {
  en: /^(?:what|when|where|why|how|who|whose|which|is|are|was|were|do|does|did|can|could|would|should|will|make)\b/iu,
  de: /^(?:was|wann|wo|woher|wohin|warum|wieso|wie|wer|wen|wem|welche[rsmn]?|ist|sind|gibt|kann|könnte|soll|erklär\p{L}*|schreib\p{L}*|mach|nenn\p{L}*|zeig\p{L}*|vergleich\p{L}*|fass)(?![\p{L}\p{N}])/iu,
  fr: /^(?:que|quoi|qu['’]|quand|où|pourquoi|comment|qui|quel(?:le)?s?|est-ce|c['’]est quoi|combien|peux-tu|pouvez-vous)(?![\p{L}\p{N}])/iu,
  es: /^¿?(?:qué|que es|cuándo|dónde|por qué|cómo|quién|cuál(?:es)?|cuánto|puedes|podrías|es verdad)(?![\p{L}\p{N}])/iu,
  pt: /^(?:o que|que|quando|onde|por ?qu[eê]|como|quem|qual|quais|quanto|pode|podes|é verdade)(?![\p{L}\p{N}])/iu,
}

/** "Five quiz questions on lichens", "and the economics of silk": a thing, then what it is about, and no verb. */
const THING_ABOUT = /^(?:[\p{L}\d'’-]+ ){1,5}(?:on|about|of|with|for|against) /iu

/** What a speaker says of himself; "give me" and "tell us" do not. */
const OWN_MATTER: Readonly<Record<string, RegExp>> = {
  en: /\b(?:i|i['’](?:m|ve|d|ll)|my|mine|we|we['’](?:re|ve|d|ll)|our|ours)\b/iu,
  de: /\b(?:ich|mein\w*|wir|unser\w*)\b/iu,
  fr: /\b(?:je|j['’]|mon|ma|mes|nous|notre|nos)/iu,
}
/** Every noun is written like a name. */
const CAPITALISES_NOUNS = 'de'

const namesThing = (text: string): boolean => THING_ABOUT.test(text) && !mayHaveFiniteVerb(text)

/**
 * Tells what a user asks an assistant in passing: "five quiz questions on canal locks". It was answered at length, and says nothing of the
 * one who asked: no name, no number, none of the user's own matters.
 */
export function passingReader(conversation: Conversation): (unit: Unit) => boolean {
  if (conversation.isNamed) return () => false
  const language = conversation.entries[0]?.annotation.language ?? 'en'
  const { requestVerbs } = lexiconFor(language)
  const opens = OPENS_ASKING[language]
  const ownMatter = OWN_MATTER[language]
  const { table, entries } = conversation
  return (unit) => {
    const { index, messageIndex, annotation } = unit
    if (!hasFlag(conversation, index, FLAG.ofUser) || hasFlag(conversation, index, FLAG.ofTool)) return false
    const answer = entries[messageIndex + 1]
    if (answer?.message.role !== 'assistant' || answer.annotation.tokenCount < LONG_ANSWER_TOKENS)
      return false
    if (annotation.stances.length > 0) return false
    const names = language === CAPITALISES_NOUNS ? 0 : table.names(index)
    if (names + table.numbers(index) + table.identifiers(index) > 0) return false
    const text = textOf(conversation, unit)
    if (annotation.firstPerson && ownMatter?.test(text) !== false) return false
    if (hasFlag(conversation, index, FLAG.question) || (table.acts(index) & ASKS) !== 0) return true
    if (annotation.act !== 'statement') return false
    if (opens?.test(text) === true || (language === 'en' && namesThing(text))) return true
    const lead = text.toLowerCase().split(/[^\p{L}\p{N}'’]+/u, MAX_LEAD_WORDS)
    return lead.some((word) => requestVerbs.has(word))
  }
}
