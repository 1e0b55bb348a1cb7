/**
 * Whether an English statement of a feeling says what it came of: "I'm grateful for my sister's visit" does, "I felt so inspired
 * to keep going" does not. By form.
 */

/** "I felt we were let down": what one thinks, no feeling. */
const OPINION =
  /\bi (?:feel|felt)(?: that| like)? (?:(?:one|some|many|most) of|(?:we|they|he|she|you|the|there|our|his|their)\b)/i
/** What a feeling is about follows one of these. */
const ABOUT = /\b(?:about|of|for|by|with|to|that|because|knowing|how|when|since)\b(.*)$/is
/** "It", "the response", "going": only the talk before tells which. */
const OPEN =
  /\b(?:it|this|that|them|these|those)\b|\b[Tt]he (?!\p{Lu}|way\b|best\b|most\b|first\b|future of\b|\p{L}+ (?:of|in|at|from|on|with|that|who|which|i|we|to|for)\b)\p{L}+/u
const CONTENT_WORD = /\p{L}{5,}/gu
const MIN_CONTENT_WORDS = 2

export function saysOfWhat(said: string, hasContext: boolean): boolean {
  if (OPINION.test(said)) return false
  if (hasContext) return true
  const about = ABOUT.exec(said)?.[1]
  return (
    about !== undefined && !OPEN.test(about) && (about.match(CONTENT_WORD) ?? []).length >= MIN_CONTENT_WORDS
  )
}
