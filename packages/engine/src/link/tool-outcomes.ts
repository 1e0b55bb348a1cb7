/** How the answer of a tool tells what became of the call, whatever the tool is called. Reads the answer's own words and fields only. */

/** Longer values of a status are sentences, and those are read by whoever the assistant tells them to. */
const STATUS = String.raw`"(?:status|state|result|outcome|estado|statut|zustand)"\s*:\s*"`

const FAILED_FIELD = new RegExp(
  [
    String.raw`"(?:errors?|erro|fehler|erreur|falha|失败|失敗|エラー)"\s*:\s*(?!null|false|\[\]|\{\}|""|0)`,
    `${STATUS}[^"]{0,60}?(?:error|fail|reject|den(?:y|ied)|refus|declin|conflict|unavailable|not[_ ]found|forbidden|unauthori[sz]ed|not[_ ]allowed|timed?[_ ]?out|expired|abort|fehl|abgelehnt|échou|falló|rechaz|falha|recus|失败|失敗|拒|エラー)`,
    String.raw`"(?:status|code|status_?code|http_?status)"\s*:\s*"?[45]\d\d(?!\d)`,
    String.raw`"(?:ok|success|successful|done|applied)"\s*:\s*false`,
  ].join('|'),
  'iu',
)
/** What programs say first where something went wrong: "Error: …", "504 Gateway Timeout", "upstream timeout after 30s", "permission denied". */
const FAILED_WORDS =
  /^\W*(?:error|failed|failure|fatal|traceback|exception)\b|^\W*(?:http|smtp)\b[ /.\d]{0,8}[45]\d\d\b|^\W*[45]\d\d (?:gateway|service|internal|not|bad|forbidden|unauthori[sz]ed|too|request|conflict|server|temporary|timeout)\b|^[^\n.:]{0,60}\b(?:timed out|timeout|permission denied|access denied|forbidden|unauthori[sz]ed|connection (?:refused|reset)|could not)\b/iu

/** Whether the answer says that the call failed, was refused, or never came through. Cost: linear in the answer. */
export const isFailed = (result: string): boolean =>
  FAILED_FIELD.test(result) || (!isData(result) && FAILED_WORDS.test(result))

/** "ok": true, "status": "ok". */
const WENT_WELL = /"(?:ok|success|successful|done|applied)"\s*:\s*true/i
/** A participle says that it was done: "moved", "disarmed", "gebucht". Not what is only on its way, or in the way. */
const DONE_STATUS = new RegExp(
  `${STATUS}(?:ok|success\\w*|done|complete|active|on|off|sent|paid|set|(?!need|queu|block|lock|suspend|schedul|delay|requir|expect|limit|overdu|unc|und|retri|pend|hold|unchang|escalat|reject|declin|fail)[a-z]{2,16}ed|scheduled|gebucht|erledigt|geändert|bestätigt|angelegt|hecho|confirmad[oa]|cread[oa]|feito|fait|confirmée?|créée?|成功|完了|完成)"`,
  'iu',
)

/** Whether the answer says that it was done. */
export const saysDone = (result: string): boolean => WENT_WELL.test(result) || DONE_STATUS.test(result)
export const saysItWentWell = (result: string): boolean => WENT_WELL.test(result)

/** Whether the answer is a record or a list of them, and no words. */
export const isData = (result: string): boolean => /^\s*[{[]/.test(result)

/** "status": "pending", "awaiting second signature", "blocked": it is not done, and somebody has to do something yet. */
const WAITS = new RegExp(
  `${STATUS}[^"]{0,60}?(?<![a-z])(?:pending|(?:a)?waiting|queued|submitted|under[_ ]review|in[_ ]review|processing|on[_ ]hold|held|blocked|locked|frozen|suspended|overdue|unpaid|outstanding|incomplete|(?:needs?|requires?|required)(?![a-z])|ausstehend|offen|gesperrt|en[_ ]attente|pendiente|bloquead[oa]|pendente|处理中|待|保留)`,
  'iu',
)

/** Whether the answer says that something is still to be done, by whomever. */
export const isPending = (result: string): boolean => WAITS.test(result)
