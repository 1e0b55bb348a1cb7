import type { DayForms } from './day-forms.js'

/** Chinese and Japanese: months and days are numbers, weeks are counted from Monday, and a day in them is of this, the last or the next one. */

const NUMERAL = '(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])'
const DAY = String.raw`(?<day>(?:0?[1-9]|[12]\d|3[01])|${NUMERAL})`
const MONTH = '(?<month>(?:0?[1-9]|1[0-2])|十[一二]?|[一二三四五六七八九])'
const YEAR = String.raw`(?:(?<year>(?:19|20)\d{2})\s?年\s?)?`
const IN_NUMBERS = /(?<![\d.,:/-])(?<year>(?:19|20)\d{2})[./](?<month>\d{1,2})[./](?<day>\d{1,2})(?!\d)/u
const NUMBERED_MONTHS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12']

const CHINESE_WEEK = '(?:周|週|星期|礼拜|禮拜)'
/** "一周三次", "两周一个": weeks that are counted. */
const COUNTS_WEEKS = '(?![次回趟个個位节節遍本条])'
export const chineseDays: DayForms = {
  hint: /[月天日晚早周週儿]|星期|[礼禮]拜/u,
  dated: [
    new RegExp(
      String.raw`(?<![\d.,:/-])${YEAR}(?<![十一二三四五六七八九])${MONTH}\s?月\s?${DAY}\s?[日号號]`,
      'u',
    ),
    new RegExp(
      String.raw`(?<monthWord>这个?月|這個?月|本月|下个?月|下個?月|上个?月|上個?月)的?\s?${DAY}\s?[日号號]`,
      'u',
    ),
    IN_NUMBERS,
  ],
  months: NUMBERED_MONTHS,
  weekday: new RegExp(
    String.raw`(?<![一两兩二三四五六七八九十几每])(?:(?:(?<last>上)|(?<next>下)|(?<this>这|這|本))[个個]?)?${CHINESE_WEEK}(?<weekday>[一二三四五六日]|天(?!气|氣))${COUNTS_WEEKS}`,
    'u',
  ),
  weekdays: ['日|天', '一', '二', '三', '四', '五', '六'],
  countsWeeks: true,
  named: [
    [/大前天/u, -3],
    [/前天/u, -2],
    [/昨[天日晚]|昨儿/u, -1],
    [/大后天|大後天/u, 3],
    [/(?:后天|後天)(?!性|的[^，。]{0,4}(?:因素|努力))/u, 2],
    [/今[天日晚早]|今儿/u, 0],
    [/明[天早晚]|明儿|明日/u, 1],
  ],
  // "入住三天前取消" is counted from something else.
  ago: /(?:^|[，。；！？\s]|我|他|她|们|是|在)(?<count>\d{1,2}|[一二两兩三四五六七八九十])天(?:之|以)?前/u,
  ahead:
    /(?:^|[，。；！？\s]|我|他|她|们|是|在)(?:再)?(?:过|過)?(?<count>\d{1,2}|[一二两兩三四五六七八九十])天(?:之|以)?[后後]/u,
  recurring:
    /[每逢]个?(?:周|週|星期|礼拜|禮拜|一?天|月)|(?:周|週|星期|礼拜|禮拜)[一二三四五六日天](?:和|、|到|至|跟|或|或者|还是|-|–|~)(?:下?周|下?週|星期|礼拜|禮拜)?[一二三四五六日天](?![号號日月])/u,
  joint: '(?:到|至|和|或|、|[-–~～])',
}

export const japaneseDays: DayForms = {
  hint: /[月日曜夜晩朝]|きのう|あした|おととい|あさって|きょう|ゆうべ/u,
  dated: [
    new RegExp(
      String.raw`(?<![\d.,:/-])${YEAR}(?<![十一二三四五六七八九])${MONTH}\s?月\s?${DAY}\s?日(?!間)`,
      'u',
    ),
    new RegExp(String.raw`(?<monthWord>今月|来月|先月)の?\s?${DAY}\s?日(?!間)`, 'u'),
    // "10/16(木)", "10/16に": half a spoon has no day behind it.
    /(?<![\d.,:/-])(?<month>0?[1-9]|1[0-2])\/(?<day>0?[1-9]|[12]\d|3[01])(?=\s?[(（][月火水木金土日]|まで|から|以降|は|(?<=\d\d)に)/u,
    IN_NUMBERS,
  ],
  months: NUMBERED_MONTHS,
  weekday:
    /(?<!毎週|[（(])(?:(?:(?<last>先週)|(?<next>来週)|(?<this>今週)|(?<afterNext>再来週))の?)?(?<weekday>[月火水木金土日])曜日?/u,
  weekdays: ['日', '月', '火', '水', '木', '金', '土'],
  countsWeeks: true,
  named: [
    [/一昨日|おととい/u, -2],
    [/昨[日夜晩]|きのう|ゆうべ/u, -1],
    [/明後日|あさって/u, 2],
    [/今日(?!この頃)|本日|今[夜晩朝]|きょう/u, 0],
    [/明日|あした|明[晩朝](?!き)/u, 1],
  ],
  ago: /(?:^|[、。！？\s]|は)(?<count>\d{1,2}|[一二三四五六七八九十])日前(?!まで)/u,
  ahead: /(?:^|[、。！？\s]|は)(?<count>\d{1,2}|[一二三四五六七八九十])日後/u,
  recurring:
    /毎[週日月朝晩]|隔週|[月火水木金土日]曜日?(?:と|や|、|か|から|〜|～|・|-)[月火水木金土日](?:曜|(?![一-龯ぁ-ん]))|曜日?ごと/u,
  joint: '(?:から|〜|～|と|か|、|[-–])',
}
