/** "Das Budget ist jetzt 450 Euro", "予算は450ユーロです": what the languages other than English state, where the value has a digit. */
const STATED: Readonly<Record<string, RegExp>> = {
  de: /(?<!\p{L})(?:das|der|die|mein|meine|unser|unsere|dein|deine|ihr|ihre)\s+((?:\p{Ll}+e[nrms]?\s+)?\p{Lu}[\p{L}-]+)\s+(?:ist|sind|beträgt|liegt|lautet|bleibt|wird|kostet)\s+(?:(?:jetzt|nun|neu|ab sofort|bei|auf|am|um|ungefähr|etwa)\s+){0,3}(\d(?:[^.;!?\n]|(?<=\d)\.(?=\d|\s?(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez))){0,50})/giu,
  fr: /(?<!\p{L})(?:le |la |l['’]|mon |ma |notre |votre |ton |ta )(\p{Ll}[\p{L}-]+(?: (?:de |du |des |d['’])\p{L}+)?)\s+(?:est|sera|passe|reste|devient)\s+(?:(?:maintenant|désormais|de|à|fixée?|le|au|environ)\s+){0,3}(\d(?:[^.;!?\n]|(?<=\d)\.(?=\d|\s?(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez))){0,50})/giu,
  es: /(?<!\p{L})(?:el|la|mi|nuestro|nuestra|su|tu)\s+(\p{Ll}\p{L}+(?: (?:de|del) \p{L}+)?)\s+(?:es|será|pasa|queda|sube|baja)\s+(?:(?:ahora|de|a|en|el|las|unos)\s+){0,3}(\d(?:[^.;!?\n]|(?<=\d)\.(?=\d|\s?(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez))){0,50})/giu,
  pt: /(?<!\p{L})(?:o|a|meu|minha|nosso|nossa)\s+(\p{Ll}\p{L}+(?: (?:de|do|da) \p{L}+)?)\s+(?:agora\s+)?(?:é|será|passa|fica|sobe|desce)\s+(?:(?:agora|de|a|para|em|o|às|uns)\s+){0,3}(\d(?:[^.;!?\n]|(?<=\d)\.(?=\d|\s?(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez))){0,50})/giu,
  zh: /(?:^|[，,。；;：:]|我们的?|我們的?|我的)(\p{Script=Han}{2,6}?)(?:现在|現在|目前|已经|已經)?(?:是|为|為|定在|改成|改为|改為|改到)(\d[^，。！？；]{0,16})/gu,
  ja: /(?:^|[、。；：])([\p{Script=Han}\p{Script=Katakana}ー]{2,10})は(?:今|現在)?(\d[^、。！？]{0,14}?)(?:です|になりました|に変更|に変わりました|とします|にします)/gu,
}
/** "Die Eröffnung wurde auf den 10. Juni verschoben", "la visite est décalée au 26 juin": a value that is given anew by moving it. */
const MOVED: Readonly<Record<string, RegExp>> = {
  de: /(?<!\p{L})(?:das|der|die|mein|meine|unser|unsere|dein|deine)\s+((?:\p{Ll}+e[nrms]?\s+)?\p{Lu}[\p{L}-]+)\s+(?:wurde|wird|ist)\s+(?:jetzt\s+)?(?:auf|um)\s+(?:(?:den|die|das)\s+)?(\d(?:[^;!?\n]){0,30}?)\s+(?:verschoben|verlegt|vorverlegt|vorgezogen|geändert|umgebucht)(?!\p{L})/giu,
  fr: /(?<!\p{L})(?:le |la |l['’]|mon |ma |notre |votre |ton |ta )(\p{Ll}[\p{L}-]+(?: (?:de |du |des |d['’])\p{L}+)?)\s+(?:est|a été)\s+(?:décalée?|repoussée?|avancée?|reportée?|déplacée?),?\s+(?:au|à)\s+(\d[^.;!?\n]{0,30})/giu,
  es: /(?<!\p{L})(?:el|la|mi|nuestro|nuestra|su|tu)\s+(\p{Ll}\p{L}+(?: (?:de|del) \p{L}+)?)\s+(?:se (?:aplaza|retrasa|adelanta|traslada|pospone)|(?:queda|ha sido|fue) (?:aplazad|retrasad|adelantad|trasladad|pospuest)[oa])\s+(?:al|a las)\s+(\d[^.;!?\n]{0,30})/giu,
  pt: /(?<!\p{L})(?:o|a|meu|minha|nosso|nossa)\s+(\p{Ll}\p{L}+(?: (?:de|do|da) \p{L}+)?)\s+foi\s+(?:adiad|antecipad|remarcad|reagendad|transferid)[oa]\s+para\s+(?:o dia |o |as )?(\d[^.;!?\n]{0,30})/giu,
}
/** Where the value ends: at a conjunction, or at a clause of its own. */
const END_OF_VALUE =
  /(?:,?\s(?:und|aber|weil|wenn|et|mais|parce|si|y|pero|porque|e|mas|que|daher|also|statt|au lieu|en vez|em vez)\s.*|,\s.*)$/iu
/** "Die Kirche ist 300 Jahre alt" tells of the thing, and sets nothing. */
const DESCRIBES = /\b(?:alt|groß|lang|hoch|breit|weit|entfernt|ans|años|anos)\b|岁|歳/iu

/** Names and values that a sentence states in a language other than English, in its order. */
export function statedElsewhere(text: string, language: string): [name: string, value: string][] {
  if (STATED[language] === undefined || !/\d/.test(text)) return []
  const found = [STATED[language], MOVED[language]].flatMap((form) => (form ? [...text.matchAll(form)] : []))
  return found.flatMap(([, name = '', said = '']): [string, string][] => {
    const value = said.replace(END_OF_VALUE, '').trim()
    return DESCRIBES.test(value) || NO_NAME.test(name) ? [] : [[name.toLowerCase(), value]]
  })
}

/** "Zur Kita", "beides ist gebucht", "ya he sembrado": opens or is a clause, and names nothing. */
const NO_NAME =
  /^(?:fin|début|prix|coût|total|somme|final|inicio|início|precio|preço|coste|custo|suma|soma|ende|anfang|preis|summe|differenz|rest|gewicht)$|^(?:zur|zum|bei|beim|für|mit|dann|also|und|oder|zwei|drei|vier|beide[s]?|alle|noch|ya|y|et|alors|donc|entonces|então|e|pour|avec|para|por|con|com)(?!\p{L})|(?<!\p{L})(?:ist|sind|war|hat|haben|gilt|est|sont|ont|es|está|son|he|ha|hay|é|são|foi|há)(?!\p{L})|^(?:umgebucht|gebucht|geändert|verschoben|erledigt|réservée?|modifiée?|reservad[oa]|cambiad[oa]|alterad[oa]|update)$/iu
/** "Brettschneider hat abgesagt": a sentence. */
const CLAUSE =
  /\s(?:hat|haben|ist|sind|war|wird|werden|kommt|bringt|est|sont|ont|sera|está|están|será|foi|fica|é)(?!\p{L})|\s(?:ya|he|ha)\s/iu

/** Whether a name or a value in a language other than English is a clause. */
export const isClauseElsewhere = (name: string, value: string): boolean =>
  NO_NAME.test(name) || CLAUSE.test(value)

/** "250 euros para todo el año, ya me he gastado 60": the value without the clause behind it. */
export function withoutClauseElsewhere(value: string): string {
  const at = value.indexOf(', ')
  return at > 0 && CLAUSE.test(value.slice(at)) ? value.slice(0, at) : value
}
