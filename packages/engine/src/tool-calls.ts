import type { Message, Role } from './types.js'

/**
 * Gives a message whose content tells its tool calls too: the content, then one line `name(arguments)` for each call.
 *
 * Everything after this step reads calls as text, so they are segmented, weighed and kept like anything else that was said.
 * Spans refer to this content; up to the recorded content's end it is the same.
 */
export function withToolCallText(recorded: Message): Message {
  const message = asSpoken(recorded)
  if (message.toolCalls === undefined || message.toolCalls.length === 0) return message
  const lines = message.toolCalls.map((call) => `${call.name}(${call.arguments})`)
  const content = [...(message.content === '' ? [] : [message.content]), ...lines].join('\n')
  return { ...message, content }
}

/** Roles that clients with two roles only write into the name of a `user` message. */
const ROLE_NAMES: Readonly<Record<string, Role>> = { tool: 'tool', function: 'tool', system: 'system' }

/** A message whose name says that a tool or the system spoke, with that role. */
function asSpoken(message: Message): Message {
  const role = message.role === 'user' ? ROLE_NAMES[message.name ?? ''] : undefined
  if (role === undefined) return message
  const { name: _, ...rest } = message
  return { ...rest, role }
}

/** First words of tools that only look: what they are called for changes nothing. */
const LOOKING =
  /^(?:get|list|search|find|read|fetch|look|lookup|check|view|show|query|describe|inspect|browse|open|cat|ls|grep|count|calculate|compute|estimate|compare|preview|retrieve|load|verify|validate|test|think)(?:[_\-.A-Z]|s?$)/

/** The same verbs in other languages, as people name their own tools: "consultar_pedido", "chercherVol", "termin_suchen", "查询订单", "空室検索". */
const LOOKING_ELSEWHERE = new RegExp(
  [
    String.raw`^(?:suche?n?|finde?n?|lese?n?|lies|hole?n?|zeige?n?|liste?n?|pruefe?n?|prüfe?n?|berechne?n?|vergleiche?n?|schaetze?n?|schätze?n?|abfrage|abrufen?|nachschlagen)(?:[_\-.A-Z]|$)`,
    String.raw`[_\-](?:suchen?|finden|lesen|holen|zeigen|anzeigen|auflisten|pruefen|prüfen|abfragen?|abrufen|nachschlagen|berechnen|vergleichen|suche|anzeige)$`,
    String.raw`^(?:chercher?|rechercher?|trouver?|lister?|afficher?|voir|consulter?|lire|obtenir|verifier|vérifier|recuperer|récupérer|comparer|calculer|estimer|recherche|consultation)(?:[_\-.A-Z]|$)`,
    String.raw`^(?:buscar?|encontrar|listar?|consultar?|ver|mostrar|leer|obtener|verificar|comprobar|comparar|calcular|estimar|diagnosticar|revisar|recuperar|procurar|pesquisar|ler|obter|conferir|consulta|busca|busqueda|búsqueda|pesquisa)(?:[_\-.A-Z]|$)`,
    '^(?:查询|查詢|查找|查看|查|搜索|搜尋|获取|獲取|取得|列出|读取|讀取|检查|檢查|检索|檢索|比较|比較|计算|計算)|(?:查询|查詢|搜索|搜尋)$',
    '(?:検索|照会|一覧|取得|参照|表示|閲覧|確認|計算|比較|見積もり?)(?:する)?$',
  ].join('|'),
)

/** Last words of such tools, where no verb says otherwise: `outage_status`, `OrderDetails`. */
const LOOKED_AT = /(?:status|details?|info|history|availability|quote|lookup|search|balance|summary)$/i

const CHANGING =
  /(?:^|[.:/])(?:set|update|change|modify|create|add|delete|remove|cancel|book|send|put|post|edit|write|submit|reset|make|apply|open|close)/i

/** "bookMechanic", "book_mechanic" → "book mechanic". */
export const wordsOfName = (name: string): string =>
  name
    .replace(/^.*[.:/]/, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase()

/** Verbs of tools that change something; as a whole word of the name. */
const DOES =
  /(?:^| )(?:set|update|change|modify|create|add|delete|remove|cancel|book|send|put|edit|write|submit|reset|apply|open|close|move|extend|renew|place|order|issue|file|request|schedule|reschedule|reserve|hold|pay|refund|waive|transfer|assign|register|enable|disable|activate|deactivate|block|unblock|lock|unlock|arm|disarm|turn|switch|start|stop|restart|pause|resume|approve|reject|exchange|return|swap|replace|redeliver|escalate|hand ?off|handover|log|declare|top ?up|charge|credit|scale|deploy|rollback|roll ?back|merge|rename|invite|subscribe|unsubscribe|dispute|confirm|save|upload|redirect|forward|divert|attach|detach|ship|dispatch|release|publish|unpublish|archive|restore|revert|undo|mark|split|install|uninstall|upgrade|downgrade|migrate|commit|grant|revoke|void|adjust|correct|rebook|raise|lower|increase|decrease|freeze|unfreeze|suspend|reinstate|terminate|convert|withdraw|accept|decline|authori[sz]e|redeem|insert|drop|kill|launch|provision|trigger|execute)(?= |$)/i

/** The same verbs in other languages: "termin_verschieben", "annuler_commande", "预约取消". */
const DOES_ELSEWHERE = new RegExp(
  String.raw`(?<!\p{L})(?:${[
    'setzen|(?:ver)?(?:ä|ae)ndern|aktualisieren|anlegen|erstellen|hinzuf(?:ü|ue)gen|eintragen|l(?:ö|oe)schen|entfernen|streichen|stornieren|k(?:ü|ue)ndigen|buchen|umbuchen|reservieren|bestellen|senden|schicken|verschieben|verl(?:ä|ae)ngern|zahlen|bezahlen|(?:ü|ue)berweisen|anweisen|erstatten|gutschreiben|anpassen|festlegen|sperren|entsperren|freigeben|aktivieren|deaktivieren|starten|stoppen|(?:ö|oe)ffnen|schlie(?:ß|ss)en|er(?:ö|oe)ffnen|beauftragen|zuweisen|anmelden|abmelden|best(?:ä|ae)tigen|ablehnen|speichern|tauschen|eintragung|buchung|stornierung|(?:ä|ae)nderung',
    'r[ée]server|cr[ée]er|modifier|changer|annuler|supprimer|ajouter|envoyer|commander|payer|rembourser|d[ée]placer|reporter|prolonger|activer|d[ée]sactiver|bloquer|d[ée]bloquer|ouvrir|fermer|enregistrer|attribuer|r[ée]silier|confirmer|lancer|transf[ée]rer|[ée]changer',
    'reservar|crear|cambiar|modificar|actualizar|a[ñn]adir|agregar|borrar|eliminar|cancelar|anular|enviar|pedir|comprar|pagar|reembolsar|mover|aplazar|prorrogar|activar|desactivar|bloquear|desbloquear|abrir|cerrar|registrar|asignar|confirmar|solicitar|transferir|adjuntar|emitir|programar|guardar',
    'criar|alterar|mudar|atualizar|adicionar|excluir|remover|apagar|remarcar|marcar|agendar|trocar|ativar|desativar|fechar|registar|atribuir|gravar|salvar|encaminhar',
  ].join(
    '|',
  )})(?!\p{L})|设置|修改|更改|变更|更新|创建|新增|添加|删除|取消|预订|预约|下单|发送|提交|支付|退款|转账|开通|关闭|冻结|登记|改签|申请|予約|登録|変更|作成|追加|削除|キャンセル|送信|注文|支払|返金|申請|手配|停止|開始|設定|確定`,
  'iu',
)

/** Whether the name of a tool, in words, says that it changes something; a noun ("calendar") says nothing either way. */
export const saysChange = (words: string): boolean => DOES.test(words) || DOES_ELSEWHERE.test(words)

/** Whether a tool of this name may change something when it is called. */
export function isChanging(name: string): boolean {
  const own = name.replace(/^.*[.:/]/, '')
  if (LOOKING.test(own) || LOOKING_ELSEWHERE.test(own)) return false
  return !(LOOKED_AT.test(name) && !CHANGING.test(name))
}
