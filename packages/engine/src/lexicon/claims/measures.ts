import { list } from '../list.js'

/**
 * What numbers are counted in, in all languages at once: spellings of one unit are separated by a stroke. Single letters that
 * mean several things ("m": metres, months, millions) are left out; spellings of two units stand in both.
 */
const MEASURES: readonly string[] = list(`
  second|seconds|sec|secs|sekunde|sekunden|seconde|secondes|segundo|segundos|秒
  minute|minutes|min|mins|minuten|minuto|minutos|分钟|分鐘
  hour|hours|hr|hrs|h|stunde|stunden|std|heure|heures|hora|horas|小时|小時|時間
  day|days|tag|tage|tagen|jour|jours|día|días|dia|dias|天
  night|nights|nacht|nächte|nächten|nuit|nuits|noche|noches|noite|noites|晚|泊
  week|weeks|wk|wks|woche|wochen|semaine|semaines|semana|semanas|周|週間
  month|months|monat|monate|monaten|mois|mes|meses|mês|个月|ヶ月|か月
  year|years|yr|yrs|jahr|jahre|jahren|an|ans|année|années|año|años|ano|anos
  mm|millimetre|millimetres|millimeter|millimeters|millimètre|millimètres|milímetro|milímetros
  cm|centimetre|centimetres|centimeter|centimeters|zentimeter|centimètre|centimètres|centímetro|centímetros|厘米
  metre|metres|meter|meters|metern|mètre|mètres|metro|metros|米
  km|kilometre|kilometres|kilometer|kilometers|kilomètre|kilomètres|kilómetro|kilómetros|quilômetro|quilômetros|公里
  mile|miles|meile|meilen|milla|millas|milha|milhas
  foot|feet|ft|inch|inches
  mg|milligram|milligrams|milligramm
  g|gram|grams|gramm|gramme|grammes|gramo|gramos|grama|gramas|克
  kg|kilo|kilos|kilogram|kilograms|kilogramm|quilo|quilos|公斤|キロ
  tonne|tonnes|tonnen|ton|tons|tonelada|toneladas
  ml|millilitre|millilitres|milliliter|milliliters
  litre|litres|liter|liters|litern|litro|litros|升
  kb|mb|gb|tb
  %|percent|per cent|prozent|pourcent|pour cent|por ciento|por cento
  €|eur|euro|euros
  $|usd|dollar|dollars|dólar|dólares
  £|gbp|pound|pounds|quid|pfund
  lb|lbs|pound|pounds|pfund
  ¥|jpy|yen|円|日元
  ¥|cny|rmb|yuan|元|块|塊
  chf|franken|francs
`)

/** The units that a spelling may mean, by their places in the list. */
const BY_SPELLING: ReadonlyMap<string, readonly number[]> = MEASURES.reduce((map, spellings, at) => {
  for (const spelling of spellings.split('|')) map.set(spelling, [...(map.get(spelling) ?? []), at])
  return map
}, new Map<string, readonly number[]>())

const LONGEST = Math.max(...[...BY_SPELLING.keys()].map((spelling) => spelling.length))
const UNSPACED_UNITS = [...BY_SPELLING.keys()].filter((spelling) => /^[\u3040-\u9fff]/.test(spelling))
const NEXT_WORD = /^[\s\u00a0\u202f-]?(%|[\p{Sc}]|\p{L}+)/u

/** What a number that stands at `start` to `end` of a text is counted in; none where the text does not say. */
export function measuresAt(text: string, start: number, end: number): readonly number[] {
  const before = /\p{Sc}\s?$/u.exec(text.slice(Math.max(0, start - 2), start))?.[0].trim()
  const own = before === undefined ? undefined : BY_SPELLING.get(before)
  if (own !== undefined) return own
  const after = text.slice(end, end + LONGEST + 2)
  const word = NEXT_WORD.exec(after)?.[1]?.toLowerCase()
  if (word === undefined) return []
  const spaced = BY_SPELLING.get(word)
  if (spaced !== undefined) return spaced
  const unspaced = UNSPACED_UNITS.find((unit) => after.trimStart().startsWith(unit))
  return unspaced === undefined ? [] : (BY_SPELLING.get(unspaced) ?? [])
}

/** The units that a word alone may mean. */
export const measuresOf = (word: string): readonly number[] => BY_SPELLING.get(word) ?? []
