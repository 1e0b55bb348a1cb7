import { list } from '../list.js'
import type { ClaimCues } from './types.js'

/** Japanese. Negation by the endings of 現代日本語文法 (日本語記述文法研究会). Numerals are read character by character. */
export const japaneseClaims: ClaimCues = {
  negation: list('ない, なかっ, ません, ぬ, ず, なし, 無し, なく, いいえ, 不可, 未'),
  denial: list(`
    禁止, 避け, 断っ, 断り, 拒否, 中止, 取り消し, キャンセル, 以外, 除い, 最大, 最低, 上限, 下限, 以内, 以下, 以上, だけ, のみ, しか, 止め, やめ, 嫌い, アレルギー, 反対
    失敗, もし, かどうか, だが, けれど, まで, 代わり, 苦手, 超え, いけません, いけない, だめ, ダメ, 控え, 厳禁
  `),
  reporting: list('依頼, 頼ん, 求め, 希望, 要望, 決まっ, 決定, 決め, 合意, 同意, 選ん, 承認'),
  numbers: {},
  scales: { 万: 10_000, 億: 1e8, 千: 1_000, 百: 100 },
  durations: { 時間: 60, 分: 60, 週間: 7, 年: 12 },
  weekdays: list('日曜|日曜日, 月曜|月曜日, 火曜|火曜日, 水曜|水曜日, 木曜|木曜日, 金曜|金曜日, 土曜|土曜日'),
}
