/**
 * What says that something is not settled yet: a negated verb of deciding, booking or knowing, or a word for it. Such a sentence holds the
 * verb of a decision and is none.
 */
const UNDECIDED: Readonly<Record<string, RegExp>> = {
  en: /(?:(?:(?<!\w)(?:not|never)|n['’]t)(?: yet| really| quite| been| fully)? (?:decided|settled|agreed|confirmed|booked|fixed|chosen|made up (?:my|our) minds?)|(?<!\w)undecided|(?<!\w)yet to (?:decide|settle|agree|confirm|be (?:decided|settled|agreed|confirmed)))(?!\w)/iu,
  de: /(?<!\p{L})(?:noch (?:nicht|nichts|nie)|bisher nicht|nicht endgültig|noch kein\p{L}*) (?:[\p{L}\d]+ ){0,4}?(?:entschieden|beschlossen|festgelegt|geklärt|vereinbart|ausgemacht|abgesprochen|bestätigt|gebucht|reserviert|klar|fest|sicher|raus|entscheidung)(?!\p{L})|(?<!\p{L})(?:wei(?:ß|ss)|wissen|überleg\p{L}*|klär\p{L}*) (?:ich |wir )?(?:mir |uns )?(?:noch|erst)(?: nicht)?(?!\p{L})|(?<!\p{L})noch (?:ungeklärt|unklar)(?!\p{L})|(?<!\p{L})(?:ob|wer|wann|wo|wie|was|welche\p{L}*|frage|punkt)(?!\p{L})[^.;!?]{1,60} noch offen(?!\p{L})|(?<!\p{L})noch nicht wissen/iu,
  fr: /(?<!\p{L})(?:pas|jamais|rien) (?:encore|toujours) (?:été )?(?:décidée?s?|choisie?s?|fixée?s?|confirmée?s?|réservée?s?|tranchée?s?|convenue?s?|sûre?s?|défini\p{L}*)|(?<!\p{L})(?:pas|rien) (?:décidé|tranché|arrêté)(?!\p{L})|(?<!\p{L})(?:sais|sait|savons) pas encore(?!\p{L})|(?<!\p{L})reste à (?:décider|voir|trouver|définir|fixer|savoir)(?!\p{L})|(?<!\p{L})à (?:décider|définir|confirmer)[.! ]*$/iu,
  es: /(?<!\p{L})(?:todavía|aún) no (?:\p{L}+ ){0,2}?(?:decidid[oa]s?|decidí|confirmad[oa]s?|reservad[oa]s?|acordad[oa]s?|elegid[oa]s?|cerrad[oa]s?)(?!\p{L})|(?<!\p{L})no (?:\p{L}+ ){0,2}?(?:decidid[oa]s?|decidí|confirmad[oa]s?|reservad[oa]s?|acordad[oa]s?|elegid[oa]s?|cerrad[oa]s?) (?:todavía|aún)(?!\p{L})|(?<!\p{L})no (?:(?:lo|la|nos|se) )?(?:he|hemos|ha|han|tengo|tenemos|tiene|tienen) decidid[oa](?!\p{L})|(?<!\p{L})(?:no sé|no sabemos|no se sabe) (?:todavía|aún)(?!\p{L})|(?<!\p{L})(?:todavía|aún) no (?:lo )?(?:sé|sabemos|se sabe|está (?:claro|decidid[oa]))(?!\p{L})|(?<!\p{L})(?:queda|falta|está) por (?:decidir|ver|confirmar|hablar)(?!\p{L})/iu,
  pt: /(?<!\p{L})ainda não (?:[\p{L}]+ ){0,2}?(?:decidi|decidiu|decidimos|decidid[oa]s?|confirmei|confirmad[oa]s?|definid[oa]s?|reservad[oa]s?|escolhi|escolhid[oa]s?|combinad[oa]s?|combinámos|sei|sabemos|se sabe)(?!\p{L})|(?<!\p{L})não (?:me )?(?:decidi|decidimos)(?: ainda)?(?!\p{L})|(?<!\p{L})não (?:sei|sabemos) ainda(?!\p{L})|(?<!\p{L})(?:fica|falta|está) por (?:decidir|definir|ver|confirmar)(?!\p{L})/iu,
  zh: /(?:还|還|尚)?(?:没有?|沒有?|未)(?:有)?(?:最(?:后|終|终))?(?:决定|決定|想好|定下来|定好|确定|確定|商量好|选好|選好|谈好)|(?:还|還|尚)(?:没|沒|未)定|(?:还|還)(?:不(?:确定|確定|清楚|知道)|没有?定|沒有?定)|待定/u,
  ja: /まだ[^。！？]{0,14}(?:決め|決まっ|確定し|予約し|選ん|分から|わから|分かり|わかり)[^。！？]{0,3}(?:て(?:い)?ない|て(?:い)?ません|でい?ない|でい?ません|ない|ません)|(?:決め|決まっ|確定し)て(?:い)?(?:ない|ません)|未定|検討中|迷って(?:い)?(?:る|ます)/u,
}

/** Whether a sentence says that something is still open. Cost: linear in the sentence. */
export const isUndecided = (text: string, language: string): boolean =>
  UNDECIDED[language]?.test(text) === true
