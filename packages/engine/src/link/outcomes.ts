import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { FLAG } from '../unit-flags.js'

/** What is weighed otherwise in a brisk dialogue: what came of a request, and what only says a user's words again. */
export const OUTCOME = 1
export const ECHO = 2

/** Content terms from which on a report tells what was done, where it has neither a name nor a number. */
const MIN_TERMS = 3
/** Share of the weight of an assistant's unit that stands in the user's message before it, from which on it only repeats that. */
const ECHO_SHARE = 0.7
/** The same behind "I have noted that": what else it tells is little. */
const NOTED_SHARE = 0.4
/** How an assistant says that it has heard, in the languages that the engine knows. */
const NOTES =
  /^(?:(?:okay|ok|alright|sure|great|yes|thanks|ja|gut|oui|sí|vale|sim)[,.!]? )?(?:noted\b|understood\b|got it\b|duly noted|i(?:['’]ve| have|['’]ll)?(?: also)? (?:noted?|made a note|keep in mind|remember)\b|(?:that|this)(?:['’]s| is| has been) noted|(?:ist |habe ich |ich habe (?:es |mir )?)?(?:notiert|vermerkt)|verstanden\b|das gebe ich \p{L}+ \p{L}+ weiter|c['’]est noté|(?:j['’]ai )?(?:bien )?noté|entendido|anotado|he anotado|anotei|明白|收到|记下了|已记录|承知しました|かしこまりました)/iu
/** Acts and wordings that report nothing as done. */
const LEAVES_OPEN: readonly string[] = ['question', 'request', 'proposal', 'filler', 'acceptance', 'refusal']

/**
 * Finds what an assistant reports as done for the user ("the room is booked for 7 June"; "Booked! Seat 14C, 12 March"), and its
 * acknowledgments that say nothing but what the user has just said ("I have noted that Ina is allergic to nuts").
 *
 * Shapes  one entry for each unit: `OUTCOME`, `ECHO` or 0; all 0 among named people.
 * Cost    linear in the terms.
 */
export function findOutcomes(conversation: Conversation, termWeights: Float64Array): Uint8Array {
  const marks = new Uint8Array(conversation.units.length)
  if (conversation.isNamed) return marks
  for (const unit of conversation.units) {
    if (
      !hasFlag(conversation, unit.index, FLAG.ofAssistant) ||
      !hasFlag(conversation, unit.index, FLAG.spoken)
    )
      continue
    if (isOutcome(conversation, unit) && isValued(unit)) marks[unit.index] = OUTCOME
    else if (isEcho(conversation, unit, termWeights)) marks[unit.index] = ECHO
  }
  return marks
}

/** Whether an assistant's unit reports something as done, with what a reader needs to know of it. */
export function isOutcome(conversation: Conversation, unit: Unit): boolean {
  const { annotation, terms, index, messageIndex } = unit
  if (!hasFlag(conversation, index, FLAG.ofAssistant)) return false
  // "Queda reservada la pista 3, reserva PT-118": a noun that is an order elsewhere.
  const isNoun = annotation.act === 'request' && reportsApart(conversation, unit)
  if (LEAVES_OPEN.includes(annotation.act) && !isNoun) return false
  if (annotation.wording.includes('asksMark') || annotation.stances.includes('hypothetical')) return false
  if (terms.length < MIN_TERMS && annotation.names.length + annotation.numbers.length === 0) return false
  if (reportsDone(unit) || reportsApart(conversation, unit)) return true
  const before = conversation.units[index - 1]
  return before?.messageIndex === messageIndex && isBareReport(before)
}

const reportsApart = (conversation: Conversation, unit: Unit): boolean =>
  REPORTS_APART[conversation.entries[unit.messageIndex]?.annotation.language ?? 'en']?.test(
    textOf(conversation, unit),
  ) === true

/** "Done!", "Booked.": the sentence behind it tells what. */
export const isBareReport = (unit: Unit): boolean => unit.terms.length <= 1 && reportsDone(unit)

/** The "Booked!" that stands right before what an assistant reports as done: without it that reads like an offer. */
export function bareReportBefore(conversation: Conversation, unit: Unit): Unit | undefined {
  const before = conversation.units[unit.index - 1]
  const isIts = before?.messageIndex === unit.messageIndex && isBareReport(before)
  return isIts && hasFlag(conversation, unit.index, FLAG.ofAssistant) && isOutcome(conversation, unit)
    ? before
    : undefined
}

const reportsDone = ({ annotation }: Unit): boolean =>
  annotation.wording.includes('done') || annotation.stances.includes('completion')

/**
 * Participles that stand apart from their auxiliary, which no phrase of the lexicon can tell: "der Tisch ist für Samstag auf Ito
 * reserviert", "votre rendez-vous est déplacé".
 */
const REPORTS_APART: Readonly<Record<string, RegExp>> = {
  de: /^(?:erledigt|fertig|gemacht|geschafft|alles klar)[,:!.–—] ?\S|\b(?:ist|sind|wurden?|habe|haben)\b(?:\d\.|[^.?!])*\b(?:gebucht|reserviert|verschoben|verlegt|eingetragen|vorgemerkt|bestellt|storniert|geändert|angelegt|verschickt|überwiesen|repariert|angemeldet|hinterlegt|umgebucht|aktualisiert|erstellt|verlängert|angepasst|umgestellt|behoben|eingebaut|abgeschickt|zugewiesen|ausgetauscht|gelöscht|hinzugefügt|erstattet)\b(?! werden)/iu,
  fr: /^(?:c['’]est (?:fait|bon|réglé)|fait|voilà|c['’]est réservé)\s?[,:!.–—] ?\S|\b(?:est|sont|ai|avons|a été|ont été)(?!\p{L})(?:\d\.|[^.?!])*\b(?:réservée?s?|déplacée?s?|confirmée?s?|inscrite?s?|enregistrée?s?|commandée?s?|annulée?s?|modifiée?s?|envoyée?s?|reportée?s?|programmée?s?|créée?s?|changée?s?|ajoutée?s?|mise?s? à jour|appliquée?s?|corrigée?s?|remplacée?s?|supprimée?s?)(?![\p{L}])/iu,
  es: /^(?:listo|lista|hecho|ya está|arreglado)[,:!.–—] ?\S|\b(?:está|están|queda|quedan|he|hemos|ha sido)(?!\p{L})(?:\d\.|[^.?!])*\b(?:reservad|confirmad|cambiad|movid|cancelad|inscrit|apuntad|enviad|pedid|registrad|citad|agendad|programad|aplicad|anulad|modificad|actualizad|cread|añadid|corregid|eliminad|solicitad)[oa]s?\b/iu,
  pt: /^(?:pronto|feito|prontinho|está feito|tudo certo)[,:!.–—] ?\S|\b(?:está|estão|fica|foi|foram|ficou)(?!\p{L})(?:\d\.|[^.?!])*\b(?:reservad|confirmad|marcad|alterad|cancelad|inscrit|enviad|remarcad|registad|registrad|agendad|aplicad|atualizad|criad|adicionad|corrigid|eliminad|solicitad)[oa]s?\b|(?<!\p{L})(?:agendei|marquei|remarquei|registrei|registei|alterei|atualizei|cancelei|reservei|enviei|adicionei)(?!\p{L})|(?:agendad|marcad|reservad)[oa] para /iu,
  zh: /已(?:经|經)?(?:为您|為您|帮您|幫您|给您|給您|成功)?(?:预约|預約|预订|預訂|登记|登記|改到|改为|改為|取消|安排|下单|下單|订|訂|更新|修改|创建|創建|提交|添加|删除|刪除|设置|設置|发送|發送|退款|申请|申請)|(?:约|約|订|訂|办|辦|改|弄|设置|設置)好了/u,
  ja: /(?:予約|登録|変更|注文|手配|お取り|確保|更新|修正|作成|追加|削除|キャンセル|設定|送信|移動|申請)(?:いた)?しました|承りました|(?:お取り|ご用意)しました/u,
}

/** Most of it stands in the user's message right before, and it neither offers, asks nor answers. */
function isEcho(conversation: Conversation, unit: Unit, termWeights: Float64Array): boolean {
  const { terms, messageIndex, annotation } = unit
  if (terms.length === 0 || LEAVES_OPEN.includes(annotation.act)) return false
  if (hasFlag(conversation, unit.index, FLAG.confirming)) return false
  if (conversation.entries[messageIndex - 1]?.message.role !== 'user') return false
  const said = new Set<number>()
  const from = conversation.unitStarts[messageIndex - 1] as number
  for (let at = from; at < (conversation.unitStarts[messageIndex] as number); at++)
    for (const term of (conversation.units[at] as Unit).terms) said.add(term)
  let all = 0
  let shared = 0
  for (const term of terms) {
    const weight = termWeights[term] as number
    all += weight
    if (said.has(term)) shared += weight
  }
  return shared >= (NOTES.test(textOf(conversation, unit)) ? NOTED_SHARE : ECHO_SHARE) * all
}

const isValued = ({ annotation }: Unit): boolean => annotation.names.length + annotation.numbers.length > 0
