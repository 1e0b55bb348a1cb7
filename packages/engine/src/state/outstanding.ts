import { type Conversation, textOf, type Unit } from '../conversation.js'
import { isOfTool } from '../items/item-type.js'
import { isPasted } from '../items/pasted.js'
import { isUndecided } from '../lexicon/undecided.js'

/** A sum, as it is written with or before its currency. */
const SUM = String.raw`(?<![\d.,'])\d[\d.,']*(?: ?(?:€|£|\$|%|euros?|pounds?|dollars?|quid|francs?|crowns?|eur|gbp|usd|chf))?`

const DONE =
  '(?:paid|arrived|come|sent|booked|ordered|delivered|refunded|posted|answered|signed|fixed|repaired)'

/**
 * What somebody says is not settled yet: a sum that is still to pay, a thing that has not come, a card that stays blocked. Closed classes
 * of what is open; "the shop is still open" has neither a sum nor a thing that is owed.
 */
const OUTSTANDING: Readonly<Record<string, RegExp>> = {
  en: new RegExp(
    [
      String.raw`${SUM}(?: \([^()]{0,40}\))?(?: \p{Ll}+)? (?:is|are|remains?|stays?)(?: still)? (?:open|outstanding|unpaid|overdue|owing|owed|to pay|to be paid)(?!\w)`,
      String.raw`(?<!\w)(?:still|left) (?:to (?:pay|be paid)|outstanding|unpaid|owe|owes|owed|missing|pending)(?!\w)`,
      String.raw`(?:(?<!\w)not|n['’]t)(?: been)? ${DONE}(?!\w)[^.;!?]{0,30}?(?<!\w)yet(?!\w)`,
      String.raw`(?<!\w)(?:not yet|still not|still (?:has|have|is|are)(?: not|n['’]t))(?: been)? ${DONE}(?!\w)`,
      String.raw`(?<!\w)(?:card|account|number|line|sim|access|licence|license|login|profile|order|claim|payment|booking) (?:is|stays|remains|was)(?: still| now| currently)? (?:blocked|locked|suspended|frozen|on hold|deactivated)(?!\w)`,
    ].join('|'),
    'iu',
  ),
  de: /(?<!\p{L})(?:\d[^.;!?]{0,20} (?:noch |weiter(?:hin)? |sind |ist )(?:offen|unbezahlt|fällig)(?!\p{L})|(?:ist|sind|bleib(?:t|en)) (?:noch |weiter(?:hin)? )?gesperrt(?!\p{L})|steh(?:t|en) noch aus|fehl(?:t|en) noch|noch nicht (?:bezahlt|da|angekommen|geliefert|gebucht|bestellt|erstattet))(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:(?:reste|restent) (?:à payer|dus?|impayée?s?|bloquée?s?)|n['’](?:est|a|ont|sont) (?:toujours )?pas encore (?:été )?(?:payée?s?|arrivée?s?|reçue?s?|réservée?s?|livrée?s?|remboursée?s?)|(?:est|sont) (?:toujours |encore )?(?:impayée?s?|bloquée?s?|en attente))(?!\p{L})/iu,
  es: /(?<!\p{L})(?:(?:queda|quedan|está|están|sigue|siguen) (?:todavía |aún )?(?:por pagar|pendientes?|bloquead[oa]s?|sin pagar)|(?:todavía|aún) no (?:ha|han|está|están) (?:sido )?(?:pagad[oa]s?|llegado|reservad[oa]s?|devuelt[oa]s?|entregad[oa]s?))(?!\p{L})/iu,
  pt: /(?<!\p{L})(?:(?:falta|faltam|está|estão|fica|ficam|continua|continuam) (?:ainda )?(?:por pagar|pagar|pendentes?|em aberto|bloquead[oa]s?)|ainda não (?:foi|foram|está|estão|chegou|chegaram)(?: (?:pag[oa]s?|reservad[oa]s?|devolvid[oa]s?|entregues?))?)(?!\p{L})/iu,
}

/** "Paid this morning", "it has come": what was open is settled. Of any language. */
const SETTLES =
  /(?<!\p{L})(?<!not |n['’]t |not been )(?:paid|settled|transferred|arrived|came|come|here now|unblocked|unlocked|reactivated|refunded|cleared|found|sorted|delivered|collected|bezahlt|überwiesen|angekommen|erledigt|entsperrt|erstattet|payée?s?|réglée?s?|arrivée?s?|reçue?s?|débloquée?s?|remboursée?s?|pagad[oa]s?|llegó|llegaron|desbloquead[oa]s?|pag[oa]s?|paguei|chegou|chegaram|devolvid[oa]s?)(?!\p{L})/iu
const SUPPOSES =
  /(?<!\p{L})(?:if|unless|once|whether|as soon as|wenn|falls|sobald|ob|si|dès que|cuando|caso|quando)(?!\p{L})/iu
const MIN_TERMS = 2

/** Whether a unit of a user or an assistant says what is not settled, and nobody has settled it since. Cost: a look at what follows. */
export function isOutstanding(conversation: Conversation, unit: Unit): boolean {
  const { act, kind, stances, wording } = unit.annotation
  if (conversation.isNamed || kind !== 'prose' || unit.terms.length < MIN_TERMS) return false
  if (act === 'question' || act === 'request' || act === 'proposal' || wording.includes('asksMark'))
    return false
  if (stances.includes('hypothetical') || stances.includes('quoted') || stances.includes('rule')) return false
  if (isOfTool(conversation, unit) || conversation.entries[unit.messageIndex]?.message.role === 'system')
    return false
  // "Ob wir das Zelt mieten, ist noch offen": whether, and not if.
  const isOpenQuestion = isOpenElsewhere(conversation, unit)
  if (!isOpenQuestion && SUPPOSES.test(textOf(conversation, unit))) return false
  if (!saysOpen(conversation, unit) || isPasted(conversation, unit)) return false
  const terms = new Set(unit.terms)
  return !conversation.units
    .slice(unit.index + 1)
    .some(
      (later) =>
        later.terms.some((term) => terms.has(term)) &&
        (SETTLES.test(textOf(conversation, later)) ||
          saysOpen(conversation, later) ||
          (isOpenQuestion && later.annotation.stances.includes('decision'))),
    )
}

const languageOf = ({ entries }: Conversation, { messageIndex }: Unit): string =>
  entries[messageIndex]?.annotation.language ?? 'en'

const saysOpen = (conversation: Conversation, unit: Unit): boolean =>
  OUTSTANDING[languageOf(conversation, unit)]?.test(textOf(conversation, unit)) === true ||
  isOpenElsewhere(conversation, unit)

/** What a user has not decided yet, in other languages than English. */
function isOpenElsewhere(conversation: Conversation, unit: Unit): boolean {
  const language = languageOf(conversation, unit)
  const isOfUser = conversation.entries[unit.messageIndex]?.message.role === 'user'
  return language !== 'en' && isOfUser && isUndecided(textOf(conversation, unit), language)
}
