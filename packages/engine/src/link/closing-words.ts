/** Words of thanks, praise and goodbye, by language; `until` words lead to a day that is only a goodbye ("bis Samstag"). */
const WORDS: Readonly<Record<string, RegExp>> = {
  en: /^(?:(?:thanks?|thank|you|ta|cheers|so|very|much|a|lot|many|bye|goodbye|ok|okay|great|perfect|brilliant|lovely|fantastic|super|wonderful|excellent|awesome|amazing|cool|good|nice|that['’]?s|all|you['’]?re|the|best|for|your|help|everything|then|and|have|day|evening|one|see)\b[\s,.!…:)-]*)+$/i,
  de: /^(?:(?:danke|dank|vielen|schön|sehr|tausend|super|prima|toll|perfekt|gut|klasse|ok|okay|tschüss|ciao|bis|dann|bald|morgen|später|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|schönen|tag|abend|noch|alles|klar|für|die|ihre|hilfe|und)(?!\p{L})[\s,.!…:)-]*)+$/iu,
  fr: /^(?:(?:merci|beaucoup|bien|mille|fois|parfait|super|génial|d['’]accord|ok|à|bientôt|demain|plus|tard|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|au|revoir|bonne|bon|journée|soirée|pour|votre|ton|aide|et|très)(?!\p{L})[\s,.!…:)-]*)+$/iu,
  es: /^(?:(?:gracias|muchas|mil|muchísimas|genial|perfecto|estupendo|vale|ok|adiós|hasta|luego|pronto|mañana|el|lunes|martes|miércoles|jueves|viernes|sábado|domingo|muy|bien|por|todo|la|ayuda|y|buen|día)(?!\p{L})[\s,.!¡…:)-]*)+$/iu,
  pt: /^(?:(?:obrigad[oa]|muito|perfeito|ótimo|óptimo|legal|ok|tchau|adeus|até|logo|breve|amanhã|segunda|terça|quarta|quinta|sexta|sábado|domingo|pela|ajuda|por|tudo|e|bom|dia|valeu)(?!\p{L})[\s,.!…:)-]*)+$/iu,
  zh: /^(?:好的?|谢谢|謝謝|多谢|多謝|非常|感谢|感謝|您|你|再见|再見|拜拜|太|了|辛苦|那|就|这样|這樣|先|[\s，。！、,.!~～])+$/u,
  ja: /^(?:はい|どうも|ありがとう|ございます|ございました|よろしく|お願いします|お願いいたします|助かりました|了解です|では|それでは|また|[\s、。！!~～])+$/u,
}

/** Words of a longer turn are no mere goodbye. */
const MAX_CHARACTERS = 80

/** Whether a turn says thanks and goodbye and nothing else: "ta, bye", "Danke, bis Samstag!", "好的，谢谢". */
export const isClosingTurn = (text: string, language: string): boolean =>
  text.length <= MAX_CHARACTERS && WORDS[language]?.test(text.trim()) === true
