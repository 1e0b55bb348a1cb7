/**
 * Sentences that announce what holds from then on and say it after a colon: "Two things that hold from here on: …", "House rules for
 * all code you write: no panics outside tests, …", "How to answer me: code first". What follows need have no form of a rule. Whole, so that all of it is kept.
 */
const ANNOUNCED: Readonly<Record<string, RegExp>> = {
  en: /^(?:(?:my|the|our|new|some) )?(?:rules?|conventions)(?: for [^:.!?\n]{1,40})?:\s+\S|^(?:(?:and|also|so),? )?how (?:to (?:answer|reply|write|respond|talk)|(?:i(?:['’]d)?|we) (?:want|like|need) (?:you to |your )?(?:answers?|answer|replies|reply|write|respond))\b[^:.!?\n]{0,30}:\s+\S|\b(?:from (?:here|now) on|for everything (?:that follows|you (?:write|do|say|send|suggest|draft))|(?:that|which) (?:always )?(?:holds?|appl(?:y|ies))|(?:house|ground|hard|general|standing|style) rules?\b|(?:one|two|three|a few|some) rules?\b|rules? for (?:all|every|any)\b)[^:.!?\n]{0,50}:\s+\S/i,
  de: /^(?:(?:meine|die|unsere|neue) )?regeln?(?: für [^:.!?\n]{1,40})?:\s+\S|(?<!\p{L})(?:von jetzt an|ab jetzt|ab sofort|ein für alle ?mal|für alles weitere|grundregeln?|hausregeln?|(?:eine|zwei|drei|ein paar) (?:feste )?regeln?|(?:immer|dauerhaft|weiterhin) gilt|gilt (?:immer|ab jetzt|für alles))(?!\p{L})[^:.!?\n]{0,50}:\s+\S/iu,
  fr: /^(?:(?:mes|les|nos) )?règles?(?: pour [^:.!?\n]{1,40})?\s?:\s+\S|(?<!\p{L})(?:désormais|dorénavant|une fois pour toutes|à partir de maintenant|pour toujours|pour tout ce qui suit|(?:une|deux|trois|quelques) règles?|(?:qui|ça) vau(?:t|dra) (?:toujours|pour tout))(?!\p{L})[^:.!?\n]{0,50}:\s+\S/iu,
  es: /^(?:(?:mis|las|nuestras) )?(?:reglas?|normas?)(?: para [^:.!?\n]{1,40})?:\s+\S|(?<!\p{L})(?:de ahora en adelante|a partir de ahora|de una vez por todas|para siempre|para todo lo que (?:sigue|viene)|(?:una|dos|tres|unas) (?:reglas?|normas?))(?!\p{L})[^:.!?\n]{0,50}:\s+\S/iu,
  pt: /^(?:(?:minhas|as|nossas) )?regras?(?: para [^:.!?\n]{1,40})?:\s+\S|(?<!\p{L})(?:de agora em diante|daqui em diante|a partir de agora|de uma vez por todas|para sempre|para tudo o que (?:segue|vem)|(?:uma|duas|três|umas) regras?)(?!\p{L})[^:.!?\n]{0,50}:\s+\S/iu,
  zh: /^(?:我的)?规则[：:]\s*\S|(?:从现在起|今后|以后|从此)[^：:。！？\n]{0,20}[：:]\s*\S/u,
  ja: /^ルール[：:]\s*\S|(?:今後|これから|以後)[^：:。！？\n]{0,20}[：:]\s*\S/u,
}
const MAY_ANNOUNCE = /[:：]/
/** What every English form has: a label before a colon is held against none of them. */
const MAY_ANNOUNCE_IN_ENGLISH = /rule|convention|how |(?:here|now) on|for everything|hold|appl/i

/** Whether a sentence announces a standing rule and tells it. */
export const announcesRule = (text: string, language: string): boolean =>
  MAY_ANNOUNCE.test(text) &&
  (language !== 'en' || MAY_ANNOUNCE_IN_ENGLISH.test(text)) &&
  ANNOUNCED[language]?.test(text) === true
