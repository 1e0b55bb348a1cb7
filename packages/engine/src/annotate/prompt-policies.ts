/**
 * Words that deny, bound or allow, by language. What a system message says is not done, done only so, or must be done is how to serve; the
 * grammar of a prompt needs no imperative for it ("Deposits are never refunded in cash", "No superlatives").
 */
const BOUNDS: Readonly<Record<string, RegExp>> = {
  en: /\b(?:not|no(?! \d)|never|nobody|no one|nothing|neither|nor|cannot|without|only|always|must|shall|except|unless|forbidden|prohibited|mandatory|at most|throughout|off limits)\b|n['’]t\b|\b(?:can|may) be \w+(?:ed|n|t)\b|\b(?:is|are) out\b/i,
  de: /(?<!\p{L})(?:nicht|kein(?:e[nmrs]?)?|nie|niemals|nichts|niemand(?:e[nm])?|ohne|weder|nur|stets|immer|muss|müssen|darf|dürfen|außer|höchstens|ausschließlich|verboten|untersagt)(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:ne|n['’](?=\p{L})|jamais|aucune?|sans|seule?s?|seulement|uniquement|toujours|doit|doivent|sauf|réservée?s?|interdite?s?|obligatoires?|pas de)(?!\p{L})/iu,
  es: /(?<!\p{L})(?:no|nunca|jamás|ning[uú]n[oa]?|nadie|nada|sin|solo|sólo|siempre|debe|deben|salvo|excepto|prohibid[oa]s?|obligatori[oa]s?)(?!\p{L})/iu,
  pt: /(?<!\p{L})(?:não|nunca|jamais|nenhum[a]?|ninguém|nada|sem|só|apenas|somente|sempre|deve|devem|salvo|exceto|proibid[oa]s?|obrigatóri[oa]s?)(?!\p{L})/iu,
  ru: /(?<!\p{L})(?:не|ни|никогда|никто|никому|ничего|без|только|всегда|должн[аоы]|нельзя|кроме|запрещен[аоы]?)(?!\p{L})/iu,
  zh: /不(?!过|同|少|断|仅)|没有|禁止|只(?:能|可|在|限)|必须|一律|除非|无需|勿/u,
  ja: /(?:ません|ない|禁止|のみ|しか|必ず|常に|以外|不可)/u,
}

/** What is not there, and what was: "We have no branch in Ghent", "The shop was never in Ghent". Facts about the house. */
const TELLS: Readonly<Record<string, RegExp>> = {
  en: /\b(?:has|have|had|there (?:is|are|was|were)|there['’]s|comes? with) (?:no|not|never|only|always)\b|\b(?:was|were|did|had|didn['’]t|wasn['’]t|weren['’]t|hadn['’]t)\b|\bnot only\b|\bno longer\b|\bmay (?:have|be \w+ing)\b|\bi\b/i,
  de: /(?<!\p{L})(?:gibt es|haben|hat|hatten?|war|waren|wurden?|existiert) (?:\p{L}+ ){0,3}(?:kein|keine[nrm]?|nicht|nie|nur)(?!\p{L})|(?<!\p{L})(?:war|waren|wurden?|hatten?|ich)(?!\p{L})/iu,
  fr: /n['’]y a|n['’](?:a|ont|avons) (?:pas|aucun)|(?<!\p{L})(?:était|étaient|avait|avaient|je|j['’])(?!\p{L})/iu,
  es: /(?<!\p{L})no (?:hay|tiene|tienen|tenemos|existe)(?!\p{L})|(?<!\p{L})(?:era|eran|estaba|había|yo)(?!\p{L})/iu,
  pt: /(?<!\p{L})não (?:há|tem|têm|temos|existe)(?!\p{L})|(?<!\p{L})(?:era|eram|estava|havia|eu)(?!\p{L})/iu,
  zh: /我|过了|曾/u,
  ja: /ありません|いません|でした|ました/u,
}

/**
 * Whether a sentence of a system message says what is not done, what is done only so, or what must or may be done. English where the
 * language has no list. Cost: linear in the sentence.
 */
export function statesPolicy(text: string, language: string): boolean {
  const bounds = BOUNDS[language] ?? BOUNDS['en']
  return bounds?.test(text) === true && (TELLS[language] ?? TELLS['en'])?.test(text) !== true
}
