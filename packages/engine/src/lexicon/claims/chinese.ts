import { list } from '../list.js'
import type { ClaimCues } from './types.js'

/** Chinese. Negation after Lü Shuxiang, 现代汉语八百词. Numerals are read character by character (`verify/numbers.ts`). */
export const chineseClaims: ClaimCues = {
  negation: list('不, 没, 没有, 别, 勿, 无, 未, 非, 從不, 从不, 從未, 从未'),
  denial: list(`
    禁止, 避免, 拒绝, 取消, 除了, 除外, 最多, 至多, 至少, 上限, 下限, 只, 仅, 停止, 缺, 缺少, 讨厌, 过敏, 反对, 排除, 失败, 如果, 是否, 但, 但是, 很少, 严禁
    代替, 而是, 直到, 难以, 超过
  `),
  reporting: list('要求, 请求, 请, 想要, 希望, 决定, 同意, 商定, 约定, 选择, 选定, 批准'),
  numbers: {},
  scales: { 万: 10_000, 亿: 1e8, 千: 1_000, 百: 100 },
  durations: { 小时: 60, 分钟: 60, 周: 7, 星期: 7, 年: 12 },
  weekdays: list(
    '星期日|星期天|周日|礼拜天, 星期一|周一|礼拜一, 星期二|周二|礼拜二, 星期三|周三|礼拜三, 星期四|周四|礼拜四, 星期五|周五|礼拜五, 星期六|周六|礼拜六',
  ),
}
