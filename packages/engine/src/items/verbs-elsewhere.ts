import type { UnitAnnotation } from '../types.js'

/**
 * Finite verbs of languages other than English, as far as closed classes and endings tell: copulas, auxiliaries, modals, the commonest
 * verbs of having, costing and doing, and endings of the past and the future. The wording of these languages knows none.
 */
const VERBS: Readonly<Record<string, RegExp>> = {
  de: /(?<!\p{L})(?:ist|sind|war|waren|hat|haben|hatte|hatten|wird|werden|wurde|wurden|kann|können|muss|müssen|soll|sollen|darf|dürfen|will|wollen|kostet|kosten|gibt|geht|kommt|kommen|braucht|liegt|steht|heißt|fährt|bleibt|macht|arbeitet|wohnt|läuft|beginnt|endet|\p{Ll}{3,}(?:te|ten))(?!\p{L})/u,
  fr: /(?<!\p{L})(?:est|sont|était|étaient|a|ont|avait|avaient|sera|seront|peut|peuvent|doit|doivent|va|vont|fait|font|coûte|coûtent|faut|faudra|vient|viennent|part|reste|habite|travaille|s['’]appelle|\p{L}{3,}(?:ait|aient|era|eront))(?!\p{L})/iu,
  es: /(?<!\p{L})(?:es|son|está|están|era|eran|fue|fueron|ha|han|había|hay|tiene|tienen|tenía|será|serán|puede|pueden|debe|deben|va|van|hace|hacen|cuesta|cuestan|viene|vienen|sale|queda|vive|trabaja|se llama|caduca|\p{L}{3,}(?:aba|aban|aron|ieron|ará|erá|irá))(?!\p{L})/iu,
  pt: /(?<!\p{L})(?:é|são|está|estão|era|eram|foi|foram|há|tem|têm|tinha|tinham|será|serão|pode|podem|deve|devem|vai|vão|faz|fazem|custa|custam|vem|vêm|sai|fica|ficam|ficou|mora|vive|trabalha|chama-se|autorizam?|entregam?|\p{L}{3,}(?:ava|avam|aram|eram|iram|ará|erá|irá))(?!\p{L})/iu,
  zh: /是|有|在|会|會|能|要|得|到|来|來|去|住|叫|说|說|做|用|给|給|了|过|過/u,
  ja: /(?:です|ます|ました|ません|だ|る|た|ない|い)(?:[。、！]|よ|ね|が|の|ので|から|けど|$)/u,
}

/** Whether a sentence has a finite verb. */
export const hasVerbElsewhere = (text: string, language: string): boolean =>
  VERBS[language]?.test(text) === true

/** Numbers in words from three on: one and two are said of anything. */
const COUNTED =
  /(?<!\p{L})(?:drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|hundert|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|cent|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta|cien|três|quatro|sete|oito|nove|dez|doze|quinze|vinte|trinta|cem)(?!\p{L})|[二两兩三四五六七八九十百千万萬][一二三四五六七八九十百千万萬]+|[两兩三四五六七八九十百千万](?:[个個人块元年月天号號点點分室层層套台名位]|円|時|日)/iu

export const countsSomething = (text: string): boolean => COUNTED.test(text)

/** Whether a sentence says how something is with a number, in words too, or a name; German writes every noun like one. */
export function tellsDetailElsewhere(
  { names, numbers }: UnitAnnotation,
  text: string,
  language: string,
): boolean {
  if (!hasVerbElsewhere(text, language)) return false
  return numbers.length > 0 || countsSomething(text) || (language !== 'de' && names.length > 0)
}

/** "我妈过来帮我收拾行李", "母が手伝ってくれました": somebody's help is told, and nobody is asked. */
const HELPER_TOLD: Readonly<Record<string, RegExp>> = {
  zh: /[帮幫给給]我/u,
  ja: /てくれ(?:ました|た|ている|て(?!ください)|ます(?!か))/u,
}
const ASKS_LISTENER: Readonly<Record<string, RegExp>> = {
  zh: /(?:^|[，,。；！ ])(?:请|請|麻烦|麻煩|你|您|能|能不能|可以|可不可以|再|先|那|还|還|顺便|順便|就|也|顺手)*[帮幫给給]我|[请請]|想要|需要|提醒我|告诉我|告訴我/u,
  ja: /ください|下さい|お願い|くれますか|くれる[？?]|もらえ|いただけ|頂け/u,
}

/** Whether a sentence with a word of asking tells of help that somebody else gives. */
export const tellsOfHelp = (text: string, language: string): boolean =>
  HELPER_TOLD[language]?.test(text) === true && ASKS_LISTENER[language]?.test(text) !== true
