/** Words of orders and bans that one language has and the others that the engine reads do not. */
const TELLING: Readonly<Record<string, RegExp>> = {
  en: /(?:^|[\s,;:(])(?:never|always|don['’]t|do not|must|only|please|from now on|under no)\s/i,
  de: /(?:^|[\s,;:(])(?:niemals|nie|nicht|kein|keine|keinen|immer|ausschließlich|nur|bitte)(?![\p{L}])/iu,
  fr: /(?:^|[\s,;:(])(?:jamais|toujours|uniquement|évite|évitez|il ne faut|ne|on se)(?![\p{L}])/iu,
  es: /(?:^|[\s,;:(])(?:nunca|siempre|jamás|únicamente|evita|evite|no me)(?![\p{L}])/iu,
  pt: /(?:^|[\s,;:(])(?:nunca|sempre|apenas|somente|não)(?![\p{L}])/iu,
}
const MAY_TELL =
  /(?:never|always|don['’]t|do not|must|only|please|from now on|under no|niemals|\bnie\b|nicht|\bkeine?n?\b|immer|ausschließlich|\bnur\b|bitte|jamais|toujours|uniquement|évite|il ne faut|\bne\b|on se|evite|evita|no me|nunca|siempre|jamás|únicamente|sempre|apenas|somente|não)/i

/** No word of the others, whatever else stands there. */
const ENGLISH_ORDER = /(?:^|[\s,;:(])(?:never|always|don['’]t|do not)\s/i
const OTHER_SCRIPT = /[\u3040-\u30ff\u4e00-\u9fff]/
const KANA = /[\u3040-\u30ff]/

/**
 * The other language in which a sentence may tell a rule: people who speak two mix them within a chat, and a sentence of one
 * stands among those of the other.
 *
 * Shapes  `language` is that of the conversation; undefined where the sentence has none of the telling words of another.
 */
export function otherRuleLanguage(text: string, language: string): string | undefined {
  if (OTHER_SCRIPT.test(text) && language !== 'zh' && language !== 'ja') return KANA.test(text) ? 'ja' : 'zh'
  // Where the conversation's own language has its word too, the sentence is one of it.
  if (language === 'en' ? TELLING.en?.test(text) === true : !MAY_TELL.test(text)) return undefined
  if (language !== 'en' && ENGLISH_ORDER.test(text)) return 'en'
  for (const [other, words] of Object.entries(TELLING))
    if (other !== language && words.test(text) && TELLING[language]?.test(text) !== true) return other
  return undefined
}
