import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { FLAG } from '../unit-flags.js'

/** How a price is refused, in the languages that the engine knows. */
const TOO_DEAR: Readonly<Record<string, RegExp>> = {
  en: /\b(?:too (?:much|expensive|dear|pricey|costly|steep)|(?:bit|quite|rather|pretty|that['’]s|that is|so|very) (?:expensive|pricey|steep|dear|costly)|(?:over|above|beyond|outside|out of) (?:my |our |the )?(?:budget|price range)|more than (?:i|we) (?:can|want(?:ed)? to|planned to|wish(?:ed)? to) (?:spend|pay)|(?:can['’]t|cannot) afford)\b|^\W*(?:steep|pricey|expensive|ouch)\b/i,
  de: /\b(?:zu (?:teuer|viel)|(?:ganz schön|recht|ziemlich|etwas|bisschen|echt) teuer|über (?:meinem|unserem|dem) budget|sprengt (?:mein|unser|das) budget)\b/iu,
  fr: /\b(?:trop (?:cher|chère|chers|chères)|(?:un peu|assez|plutôt|bien) ch(?:er|ère)|hors (?:de (?:mon|notre) )?budget|au-dessus de (?:mon|notre) budget)(?!\p{L})/iu,
  es: /\b(?:demasiado (?:caro|cara|dinero)|(?:muy|un poco|bastante|algo) car[oa]|es (?:mucho|caro|cara)|fuera de (?:mi|nuestro) presupuesto)\b/iu,
  pt: /\b(?:(?:muito|um pouco|demasiado|bastante) car[oa]|(?:car[oa]) demais|é (?:muito|car[oa])|fora do (?:meu|nosso) orçamento)(?!\p{L})/iu,
  zh: /(?:太|有点|有點|比较|比較|好)(?:贵|貴)|超(?:出|过|過)?(?:了)?(?:我的|我们的|我們的)?(?:预算|預算)/u,
  ja: /高すぎ|高いです|(?:ちょっと|少し)高い|予算(?:オーバー|を超)/u,
}

/** Pairs of hiragana are endings: です stands in every sentence. */
const isContent = (term: string): boolean => !/^\p{Script=Hiragana}+$/u.test(term)

/**
 * Whether a user's message refuses the offer before it for its price: it says that it is too much, and takes nothing of it by its
 * words ("17 is too much, standard is fine" takes one of two).
 *
 * Cost  one pattern for each unit of a user.
 */
export function refusesPrice(
  conversation: Conversation,
  own: readonly Unit[],
  offered: readonly Unit[],
): boolean {
  const pattern = TOO_DEAR[conversation.entries[0]?.annotation.language ?? 'en']
  const isRefused = own.some(
    (unit) =>
      hasFlag(conversation, unit.index, FLAG.spoken) && pattern?.test(textOf(conversation, unit)) === true,
  )
  if (!isRefused) return false
  const terms = new Set(offered.flatMap(({ annotation }) => annotation.terms.filter(isContent)))
  return !own.some(({ annotation }) => annotation.terms.some((term) => terms.has(term)))
}
