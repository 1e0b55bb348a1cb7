/**
 * What is said in passing in languages other than English: weather, laughter, and that something has not come about. Closed classes:
 * verbs of weather, written laughs, adverbs of "not yet".
 */
const LAUGHS =
  /(?<!\p{L})(?:haha\p{L}*|hihi\p{L}*|hehe\p{L}*|(?:ja){2,}|(?:je){2,}|lol|mdr|ptdr|k{3,}|(?:rs){2,})(?!\p{L})|哈哈|呵呵|嘻嘻|（笑）|\(笑\)|笑$|ｗｗ|www$|[😂🤣😆😄😅]/iu
const WEATHER: Readonly<Record<string, RegExp>> = {
  de: /(?<!\p{L})(?:regnet|geregnet|schneit|geschneit|geschüttet|gewittert|schüttet|schönes wetter|so (?:kalt|heiß|warm) (?:heute|draußen|hier))(?!\p{L})(?!.*(?:fällt|verschieb|deshalb|deswegen|undicht))/iu,
  fr: /(?<!\p{L})(?:il (?:pleut|neige|a plu|a neigé|fait (?:froid|chaud|beau|moche))|quel temps)(?!\p{L})(?!.*(?:reporte|annul|donc))/iu,
  es: /(?<!\p{L})(?:llueve|llovió|ha llovido|lloviendo|nieva|nevó|(?:hace|ha hecho|hizo) (?:\p{L}+ )?(?:frío|calor|sol)|qué (?:frío|calor))(?!\p{L})(?!.*(?:aplaz|cancel|así que))/iu,
  pt: /(?<!\p{L})(?:chove|choveu|chovendo|a chover|neva|nevou|(?:faz|fez|está) (?:\p{L}+ )?(?:frio|calor|sol)|que (?:frio|calor))(?!\p{L})(?!.*(?:adi|cancel|por isso))/iu,
  zh: /(?:下雨|下雪|刮风|刮風|天气|天氣|好热|好熱|好冷|太热|太熱|太冷)(?!.*(?:改|推迟|取消|所以))/u,
  ja: /(?:雨|雪)(?:が(?:降|ひど|す)|だ|です|で)|(?:暑い|寒い|暑かった|寒かった)(?:です|ね|な|。|$)|(?:いい|良い)天気/u,
}
const NOT_YET: Readonly<Record<string, RegExp>> = {
  de: /^(?:nein,? |nee,? )?(?:noch nicht|bisher nicht|leider (?:noch )?nicht|noch kein\p{L}*)(?: \p{L}+)?[.!]?$/iu,
  fr: /^(?:non,? )?(?:pas encore|toujours pas|pas vraiment)(?: \p{L}+)?[.!]?$/iu,
  es: /^(?:no,? )?(?:todavía no|aún no|ya no)(?: \p{L}+)?[.!]?$/iu,
  pt: /^(?:não,? )?(?:ainda não|por enquanto não)(?: \p{L}+)?[.!]?$/iu,
  zh: /^(?:还没有?|還沒有?|没有?呢?|沒有?呢?|暂时没有|还不知道|還不知道)[。！.]?$/u,
  ja: /^(?:いえ、?|いいえ、?)?まだ(?:です|だ|なんです|決めていません|決まっていません)?[。！.]?$/u,
}

/** "0175 nee moment, das war die alte", "aber ohne den Preis": said wrong and known to be; a condition of something said before. */
const SAID_WRONG: Readonly<Record<string, RegExp>> = {
  de: /[ ,](?:ne|nee|nein|ach),? (?:moment|warte\p{L}*|halt|stimmt nicht)(?!\p{L})|^(?:aber|nur|allerdings) (?:ohne|nicht|kein\p{L}*) [^,.;]{2,40}[.!]*$/iu,
  fr: /[ ,](?:ah )?non,? (?:attend\p{L}*|pardon|en fait)(?!\p{L})|^(?:mais|juste) (?:sans|pas) [^,.;]{2,40}[.!]*$/iu,
  es: /[ ,](?:ay )?no,? (?:espera|perdón|perdona)(?!\p{L})|^(?:pero|solo|sólo) sin [^,.;]{2,40}[.!]*$/iu,
  pt: /[ ,](?:ai )?não,? (?:espera|pera|desculpa|aliás)(?!\p{L})|^(?:mas|só) sem [^,.;]{2,40}[.!]*$/iu,
}

/** Whether a sentence tells nothing that lasts. `text` as it was written, with its laugh; `said` as an item tells it. */
export const isOfTheMoment = (text: string, said: string, language: string): boolean =>
  language !== 'en' && isPassing(text, said, language)

const isPassing = (text: string, said: string, language: string): boolean =>
  LAUGHS.test(text) ||
  WEATHER[language]?.test(text) === true ||
  NOT_YET[language]?.test(said) === true ||
  SAID_WRONG[language]?.test(said) === true
