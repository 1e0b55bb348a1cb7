import { entitiesOf } from '../annotate/entities.js'
import { readWords } from '../annotate/words.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'

/** "4850 EUR" for "4,850 euros": a currency's code is a spelling of its unit. */
const CURRENCY_CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))
/** A word of katakana, or what stands before a title of courtesy. */
const JAPANESE_NAME = /[\p{Script=Han}]{1,4}(?=さん|様|氏|くん|君|ちゃん)|[\p{Script=Katakana}ー]{3,}/gu
/** The hundred most frequent surnames of mainland China (2020 census report), each followed by a given name. */
const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'
const CHINESE_NAME = new RegExp(`[${SURNAMES}]\\p{Script=Han}{1,2}`, 'gu')
/** Endings of German nouns that name no person or place. */
const GERMAN_COMMON_NOUN =
  /(?:ung|ungen|heit|keit|schaft|schaften|tion|tionen|ment|ismus|nis|nisse|tät|tum|ling|chen|erei|ige|iger|ur|ik|grenze|zeit|art|stelle|preis|preise|kosten|miete|tag|woche|monat|jahr|ende|anfang|plan|liste|regel|regeln)$/
/** A word that comes before a common noun: an article, a preposition that has swallowed one, or an adjective's ending. */
const BEFORE_COMMON_NOUN =
  /^(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|kein|keine|keinen|keiner|keinem|im|am|zum|zur|vom|beim|ins|ans|mein|meine|sein|seine|ihr|ihre|unser|unsere|diese|dieser|dieses|diesen|jede|jeder|jedes|alle|viele|einige|mehrere|pro|je|als|ohne|\d.*|[a-zäöüß]{3,}(?:e|en|er|es|em))$/
const DETERMINER =
  /^(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|kein|keine|keinen|keiner|keinem|im|am|zum|zur|vom|beim|ins|ans|mein|meine|meinen|sein|seine|ihr|ihre|unser|unsere|diese|dieser|dieses|diesen|jede|jeder|jedes|alle|viele|einige|mehrere|pro)$/
/** "In Ruhe", "auf Wunsch", "zu Fuß". */
const BEFORE_IDIOM = /^(?:in|auf|zu|aus|außer|unter)$/i
/** "Basler Preisgericht": what a place lends its name to. */
const OF_PLACE = /^\p{Lu}\p{Ll}+er \p{Lu}/u
/** Characters of the word before that are looked at, for a title or an article. */
const WORDS_OF_COMPOUND = 4

/** Whether a word of the text stands in the conversation, in whatever form. */
export type IsKnown = (word: string) => boolean

/** Names of people, places and products in a sentence; in scripts without capitals those that their form betrays. */
export function statedNames(sentence: string, lexicon: CompiledLexicon, isKnown: IsKnown): string[] {
  const { language } = lexicon.source
  const words = readWords(sentence)
  const named = entitiesOf(sentence, words, lexicon)
    .names.filter((name) => !CURRENCY_CODES.has(name))
    .map((name) => name.replace(/['’]s?$/u, ''))
  if (language === 'ja') return [...named, ...(sentence.match(JAPANESE_NAME) ?? [])]
  if (language === 'zh') return [...named, ...chineseNames(sentence)]
  if (language === 'de')
    return named.filter((name) => isKnown(name) || !isGermanNoun(name, sentence, isKnown))
  return named
}

/** German writes every noun with a capital: one that only its form could tell from a name is none. */
export function isGermanNoun(name: string, sentence: string, isKnown: IsKnown): boolean {
  const before = sentence.slice(0, sentence.indexOf(name)).trimEnd().split(/\s+/).at(-1) ?? ''
  const isBeforeNoun = BEFORE_COMMON_NOUN.test(before.replace(/[,;:(]$/, '').toLowerCase())
  if (name.includes(' ')) return isBeforeNoun || OF_PLACE.test(name)
  const lower = name.toLowerCase()
  if (isBeforeNoun || GERMAN_COMMON_NOUN.test(lower) || BEFORE_IDIOM.test(before)) return true
  // "Monatsmiete" where the conversation speaks of "Miete": a compound is told by its last part.
  for (let at = WORDS_OF_COMPOUND - 1; at <= lower.length - WORDS_OF_COMPOUND; at++)
    if (isKnown(lower.slice(at)) || isKnown(lower.slice(0, at + 1))) return true
  return false
}

/** Words that stand behind an article somewhere, or end as nouns do: what German writes like a name and is none. */
export function germanNouns(texts: Iterable<string>): ReadonlySet<string> {
  const common = new Set<string>()
  for (const text of texts)
    for (const match of text.matchAll(/(\p{L}[\p{L}\p{N}.-]*)[ \u00a0](?=(\p{Lu}\p{Ll}[\p{L}-]+))/gu)) {
      const [, before = '', word = ''] = match
      const lower = word.toLowerCase()
      if (DETERMINER.test(before.toLowerCase()) || GERMAN_COMMON_NOUN.test(lower)) common.add(lower)
    }
  return common
}

/** Names of people that only their form betrays, in scripts without capitals. Cost: linear in the text. */
export function namesInSource(text: string, language: string): readonly string[] {
  if (language === 'ja') return text.match(JAPANESE_NAME) ?? []
  return language === 'zh' ? chineseNames(text) : []
}

/** A surname with the first character of a given name, where the dictionary of words knows none that begins there. */
function chineseNames(sentence: string): string[] {
  const names: string[] = []
  let words: Set<number> | undefined
  for (const match of sentence.matchAll(CHINESE_NAME)) {
    words ??= wordsOfDictionary(sentence)
    if (!words.has(match.index)) names.push(match[0].slice(0, 2))
  }
  return names
}

/** Places where a word of two characters or more begins, or goes on, by the dictionary of the platform. */
function wordsOfDictionary(sentence: string): Set<number> {
  const covered = new Set<number>()
  for (const { segment, index } of new Intl.Segmenter('zh', { granularity: 'word' }).segment(sentence))
    if (segment.length > 1) for (let at = index; at < index + segment.length; at++) covered.add(at)
  return covered
}
