/**
 * Updates in Chinese and Japanese, where neither a value nor a subject is a word between blanks: a value is read by what it is counted
 * in, a subject is what stands before the value. Closed classes of counters, particles and copulas; no noun is known.
 */

import type { ValueKind, Values } from './values-of.js'

const NUMERAL = '[\\d０-９一二三四五六七八九十百千万萬两兩零〇]'
const NUMBER = `${NUMERAL}(?:[,.，]?${NUMERAL})*`

interface Grammar {
  /** Each kind of value, the first that matches takes its characters. */
  readonly values: readonly (readonly [ValueKind, RegExp])[]
  /** Ends what a sentence is about. */
  readonly subjectEnd: RegExp
  /** Opens a clause without being what it is about. */
  readonly opener: RegExp
  /** Characters of a subject that do not tell one thing from another. */
  readonly empty: RegExp
}

const GRAMMARS: Readonly<Record<string, Grammar>> = {
  zh: {
    values: [
      [
        'clock',
        new RegExp(`\\d{1,2}[:：]\\d{2}|${NUMBER}[点點](?:钟|鐘|半|一刻|三刻|${NUMERAL}{1,2}分?)?`, 'gu'),
      ],
      [
        'day',
        new RegExp(
          `${NUMBER}月(?:${NUMBER}[日号號]?|初|底)?|${NUMBER}[日号號](?![楼樓线線码碼])|(?:下?下?个?|下?下?個?|这|這|本)?(?:星期|礼拜|禮拜|周|週)[一二三四五六日天]|今天|明天|后天|後天`,
          'gu',
        ),
      ],
      [
        'number',
        /[\d０-９][\d０-９,.-]*|[一二三四五六七八九十百千万萬两兩]{2,}|[二三四五六七八九十两兩](?=[块塊元人位名岁歲公里米层層楼樓室台间間间次年杯份张張本])/gu,
      ],
    ],
    subjectEnd:
      /(?<=.)(?:是|在|为|為|定|改|变|變|换|換|推|提前|延|涨|漲|降|减|減|增|现在|現在|目前|已经|已經|要|有|会(?![议員员场場])|會(?![議員場])|将|將|被|从|從|每|取消|搬|坐|开|開|大概|就|，)/u,
    opener:
      /^(?:对了|對了|那个|那個|其实|其實|刚才|剛才|还有|還有|抱歉|不好意思|更正|哦|啊|嗯|我们的|我們的|我的|新的|[\p{Script=Han}]{1,4}(?:说|說|通知|把)|因为|因為|所以)+[，,：:]?/u,
    empty: /[的了我们們咱]/gu,
  },
  ja: {
    values: [
      ['clock', new RegExp(`\\d{1,2}[:：]\\d{2}|${NUMBER}時(?!間)(?:半|${NUMERAL}{1,2}分)?`, 'gu')],
      [
        'day',
        new RegExp(
          `${NUMBER}月(?:${NUMBER}日)?(?!に?${NUMERAL}+[円千万])|${NUMBER}日(?!間|数)|[月火水木金土日]曜日?|今日|明日|明後日|来週|再来週`,
          'gu',
        ),
      ],
      [
        'number',
        /[\d０-９][\d０-９,.-]*(?:[千万百]\d*)*|[二三四五六七八九十百千万]{2,}|[一二三四五六七八九十](?=[円人名台枚本個階回])/gu,
      ],
    ],
    subjectEnd: /は|が|を|も|に(?:よると)?|で(?!き)/u,
    opener:
      /^(?:すみません|実は|ちなみに|あと|それと|やっぱり|訂正|来月から|今月から|来年から|[^、。]{1,14}(?:によると|ので|ため|から|て|で)、|私の|うちの|新しい|あの|その)+[、,：:]?/u,
    empty: /[のおごこ]/gu,
  },
}

export const readsUnspaced = (language: string): boolean => GRAMMARS[language] !== undefined

/** The values of a sentence by kind, as written. Cost: linear in the sentence. */
export function unspacedValues(text: string, language: string): Values {
  const values = new Map<ValueKind, Set<string>>()
  let rest = text
  for (const [kind, pattern] of GRAMMARS[language]?.values ?? [])
    rest = rest.replace(pattern, (value) => {
      const known = values.get(kind)
      if (known === undefined) values.set(kind, new Set([value]))
      else known.add(value)
      return '＿'.repeat(value.length)
    })
  return values
}

/** Characters of a clause that can be a subject; a longer one tells a story. */
const MAX_SUBJECT = 14
/** Share of the shorter subject's characters that the other has. */
const MIN_SHARED = 0.6

/**
 * Whether two sentences are about one thing: a clause of the later one names what the earlier one opens with, and neither has a character there
 * that the other lacks ("张医生的电话", "李医生的电话" are two).
 */
export function areOfOneSubject(earlier: string, later: string, language: string): boolean {
  const grammar = GRAMMARS[language]
  if (grammar === undefined) return false
  const before = subjectOf(earlier, grammar)
  if (before.size === 0) return false
  for (const clause of later.split(/[，,。、；;！!：:]/u)) {
    const after = subjectOf(clause, grammar)
    if (after.size === 0) continue
    const shared = [...before].filter((character) => after.has(character)).length
    const isLacking = shared < before.size && shared < after.size
    if (!isLacking && shared >= Math.min(before.size, after.size) * MIN_SHARED) return true
  }
  return false
}

function subjectOf(clause: string, { opener, subjectEnd, empty, values }: Grammar): ReadonlySet<string> {
  const stripped = clause.trim().replace(opener, '')
  let end = subjectEnd.exec(stripped)?.index ?? stripped.length
  for (const [, pattern] of values) {
    pattern.lastIndex = 0
    const at = pattern.exec(stripped)?.index
    if (at !== undefined) end = Math.min(end, at)
    pattern.lastIndex = 0
  }
  const subject = stripped.slice(0, end).replace(empty, '')
  return subject.length === 0 || subject.length > MAX_SUBJECT ? new Set() : new Set(subject)
}
