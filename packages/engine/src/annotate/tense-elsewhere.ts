/**
 * Whether what a sentence tells of a day is gone or to come, by its verb forms, in the languages other than English that dates are read in.
 * A perfect has its participle; words that only look like one (nouns, states: "ist geschlossen", "est prévu") are none.
 */

export type TenseOfDay = 'past' | 'future' | undefined

interface TenseForms {
  readonly past: RegExp
  readonly future: RegExp
  /** Right before a day that something is set to, or lasts until: "auf den", "pour le". The verb of the setting is past, the day is not. */
  readonly aimed?: RegExp
  /** Says that something is set for a day, or called off: the setting is past, the day may be to come. */
  readonly arranged: RegExp
  /** As `aimed`, behind the day. */
  readonly aimedBehind?: RegExp
  /** Right before a day since when something is so. */
  readonly since?: RegExp
}

/** Participles of German: "eingegangen", "bezahlt", "unterschrieben", "reklamiert". Nouns have a capital. */
const GERMAN_PARTICIPLE = String.raw`(?:\p{Ll}{0,8}ge\p{Ll}{2,}(?:t|en)|(?:ver|be|ent|er|zer|miss|unter|über|wider|hinter|voll)\p{Ll}{2,}(?:t|en)|\p{Ll}{2,}iert|gehabt|getan)`
/** Where a participle stands: before the end of its clause. */
const CLAUSE_END = String.raw`(?=\s*(?:[,.;:!?)…–]|$)|\s(?:und|oder|aber|worden|hat|habe|haben|ist|sind|war|hatte)(?!\p{L}))`
/** Verbs of moving and becoming have "sein" in the perfect; with others "ist …t" is a state. */
const GERMAN_WITH_SEIN = String.raw`\p{Ll}{0,8}(?:gegangen|gekommen|gefahren|geflogen|gezogen|geblieben|gewesen|storben|geboren|passiert|geworden|gefallen|gestiegen|gelaufen|gereist|geschehen|schienen|schwunden|standen|geplatzt|wacht|gestartet|gelandet|getroffen|getreten|gerückt|geklappt|scheitert|gesprungen|gesunken|gekehrt|gewachsen|gebrochen|geschlafen|gegangen|folgt|gewandert|gerissen)`

/** Verbs of arriving and becoming have "être" in the perfect; with others "est …é" is a state. */
const FRENCH_WITH_ETRE =
  '(?:(?:re)?parti|(?:re|de|inter|par|sur)?venu|arrivé|(?:r)?entré|sorti|(?:re)?monté|(?:re)?descendu|(?:re)?tombé|resté|né|mort|décédé|(?:re)?passé|retourné|apparu|allé)e?s?'
const FRENCH_IRREGULAR =
  '(?:(?:ap|com|sur|re|entre)?pris|(?:re|per|pro|trans|sou|com|ad)?mis|(?:re|dé|satis)?fait|(?:re)?dit|(?:dé|in|sous|trans)?(?:é)?crit|inscrit|reçu|(?:re|pré)?vu|eu|été|pu|dû|su|(?:re)?lu|bu|voulu|fallu|(?:re|dé)?(?:per|ren|ven|ten|atten|enten|répon|descen)du|(?:ob|re|main|con|sou|ap)?tenu|(?:re|pré|con|par)?venu|couru|(?:re|in)?connu|(?:re|dis|ap)?paru|vécu|cru|fini|choisi|réussi|rempli|saisi|agi|averti|(?:r)?établi|fourni|garanti|(?:res|des)?servi|(?:res)?senti|dormi|menti|suivi|(?:re)?parti|sorti|(?:r|dé)?ouvert|(?:dé)?couvert|offert|souffert|peint|éteint|rejoint|conduit|construit|(?:re|pro|ré|dé)?duit|acquis|résolu|mort|nourri|guéri|grandi|vieilli)e?s?'

const SPANISH_IRREGULAR =
  'vine|vino|vinimos|tuve|tuvo|tuvimos|hice|hizo|hicimos|puse|puso|pusimos|dije|dijo|dijimos|traje|trajo|quise|quiso|pude|pudo|pudimos|supe|supo|estuve|estuvo|estuvimos|fui|fue|fuimos|fueron|dio|dieron|vio|vieron|hubo|nació'
/** "Preparé" is past and "llegaré" is to come: stems in -r of verbs in -arar, -erar, -irar, -rar. */
const SPANISH_STEM_IN_R =
  'pr?epar|rep?ar|separ|declar|compar|par|dispar|esper|alter|super|gener|oper|cooper|recuper|consider|enter|tir|retir|mir|gir|admir|respir|compr|entr|encontr|mostr|cobr|logr|registr|administr|sac|firm|llor|explor|mejor|valor|ahorr|borr|cerr|agarr|arregl|demor|captur|factur|jur|dur|asegur|cur|abr|cubr|sufr|ocurr|corr|recorr|quer'
const PORTUGUESE_STEM_IN_R =
  'prepar|repar|separ|declar|compar|par|esper|alter|super|ger|oper|recuper|consider|tir|retir|gir|admir|respir|compr|entr|encontr|mostr|cobr|registr|explor|melhor|ador|demor|fatur|jur|dur|segur|cur|mor|larg|mir|vir|corr|ocorr'

const FORMS: Readonly<Record<string, TenseForms>> = {
  de: {
    past: new RegExp(
      [
        String.raw`(?<!\p{L})[Ww](?:ar|aren|urden?)(?!\p{L})`,
        String.raw`(?<!\p{L})(?:[Hh]ab(?:en?)?|[Hh]at|[Hh]atten?|[Hh]abt|[Hh]ast)(?!\p{L})(?: (?!zu )(?:\d{1,2}\.|[^\s,.;!?]+)){0,14}? ${GERMAN_PARTICIPLE}${CLAUSE_END}`,
        String.raw`(?<!\p{L})(?:[Bb]in|[Ii]st|[Ss]ind|[Ss]eid|[Bb]ist)(?!\p{L})(?:,? (?:\d{1,2}\.|[^\s,.;!?]+)){0,14}? (?:${GERMAN_WITH_SEIN}|${GERMAN_PARTICIPLE} worden)(?!\p{L})`,
        String.raw`^(?:${GERMAN_WITH_SEIN}|Gebor\p{Ll}+|Geboren) (?:bin|ist|sind|wurde)`,
        String.raw`(?<!\p{L})[Gg](?:ing|ingen|ab es|eboren)(?!\p{L})`,
        String.raw`(?<!\p{L})(?:kam|kamen|fuhr|fuhren|fand|fanden|bekam|bekamen|erhielt|erhielten|rief|riefen|schrieb|schrieben|begann|begannen|lief|liefen|blieb|blieben|sprach|traf|trafen|zog|zogen|unterschrieb|stand|starb|verlor|verließ|nahm|nahmen|brachte|dachte|wusste|hatten?|sagten?|meldete|bestellte|kaufte|zahlte|bezahlte|schickte|endete|startete|kündigte|reparierte|lieferte)(?!\p{L})`,
      ].join('|'),
      'u',
    ),
    future: /(?<!\p{L})(?:wird|werden|werde|wirst|werdet)(?!\p{L})(?![^.!?]* worden)/iu,
    aimed:
      /(?<!\p{L})(?:auf(?: den)?|für(?: den)?|bis(?: zum| einschließlich)?|zum|ab(?: dem)?|spätestens(?: am)?|vor dem)(?: \p{L}+tag,?(?: de[nm])?| mittwoch,?(?: de[nm])?)?\s$/iu,
    since: /(?<!\p{L})seit(?: dem)?\s$/iu,
    arranged:
      /(?<!\p{L})(?:verabredet|vereinbart|ausgemacht|gebucht|reserviert|eingeladen|angemeldet|eingeplant|geplant|angesetzt|eingetragen|abgesagt|storniert|verlegt|verschoben)(?!\p{L})/iu,
  },
  fr: {
    past: new RegExp(
      [
        String.raw`(?<!\p{L})(?:j['’])?(?:ai|as|a|avons|avez|ont|avais|avait|avaient|aviez|avions)(?: (?:pas|déjà|bien|enfin|tous?|toutes?|tout|été|encore|jamais|finalement|aussi|juste)){0,3} (?:\p{Ll}{2,}(?:é|ée|és|ées)|${FRENCH_IRREGULAR})(?!\p{L})`,
        String.raw`(?<!\p{L})(?:suis|es|est|sommes|êtes|sont|étais|était|étaient)(?: (?:pas|déjà|bien|enfin|tous?|toutes?|finalement|aussi|juste|seulement)){0,2} ${FRENCH_WITH_ETRE}(?!\p{L})`,
        String.raw`(?<!\p{L})(?:[mts]['’]|nous |vous )(?:suis|es|est|sommes|êtes|sont) \p{Ll}{3,}(?:é|i|u|is|it)e?s?(?!\p{L})`,
        String.raw`(?<!\p{L})(?:étais|était|étaient|étions|allait|venait|voulait|devait|fallait|pouvait|faisait|partait|arrivait|habitait|travaillait|commençait|finissait|naquit|fut|furent|né|née)(?!\p{L})`,
      ].join('|'),
      'iu',
    ),
    future:
      /(?<!\p{L})(?:vais|vas|va|allons|allez|vont) (?:\p{L}+ )?\p{Ll}{2,}(?:er|ir|re|oir)(?!\p{L})|(?<!\p{L})\p{Ll}{2,}(?:rai|ras|ra|rons|rez|ront)(?!\p{L})/iu,
    aimed:
      /(?<!\p{L})(?:au|pour(?: le)?|jusqu['’]au|avant le|d['’]ici(?: au| le)?|à partir du|à compter du|dès le)(?: (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))?\s$/iu,
    since: /(?<!\p{L})depuis(?: le)?\s$/iu,
    arranged:
      /(?<!\p{L})(?:réservé|prévu|fixé|convenu|programmé|inscrit|invité|annulé|reporté|déplacé|noté)e?s?(?!\p{L})/iu,
  },
  es: {
    past: new RegExp(
      [
        String.raw`(?<!\p{L})(?:he|has|ha|hemos|habéis|han|había|habían|habías|habíamos)(?: ya)? \p{Ll}+(?:ado|ido|ído|to|cho|sto)(?!\p{L})`,
        String.raw`(?<!\p{L})(?:${SPANISH_IRREGULAR})(?!\p{L})`,
        String.raw`(?<!\p{L})(?!(?:sólo)(?!\p{L}))\p{Ll}{2,}(?:ó|aron|ieron|jeron|yeron|aste|iste|steis)(?!\p{L})`,
        // "Pagué", "recibí", not "café", "aquí" nor "llegaré".
        String.raw`(?<!\p{L})(?!(?:qué|por qué|café|té|sé|bebé|olé|josé|comité|aquí|allí|ahí|así|sí|mí|casi|ají|haré|diré|iré|seré|estaré|podré|tendré|vendré|pondré|saldré|querré|sabré|habré|valdré)(?!\p{L}))(?:(?:${SPANISH_STEM_IN_R})é|\p{Ll}{2,}[^r\P{L}]é|\p{Ll}{2,}í)(?!\p{L})`,
        String.raw`(?<!\p{L})(?:era|eran|estaba|estaban|tenía|tenían|iba|iban)(?!\p{L})`,
      ].join('|'),
      'iu',
    ),
    future:
      /(?<!\p{L})(?:voy|vas|va|vamos|van) a \p{Ll}+r(?:me|te|se|nos|lo|la|le|les)?(?!\p{L})|(?<!\p{L})\p{Ll}{2,}(?:ará|erá|irá|arán|erán|irán|aremos|eremos|iremos|drá|drán|dremos)(?!\p{L})|(?<!\p{L})(?:haré|hará|harán|iré|seré|tendré|podré|llegaré|estaré|daré|veré)(?!\p{L})/iu,
    aimed:
      /(?<!\p{L})(?:al?|para(?: el)?|hasta(?: el)?|antes del?|a partir del?)(?: (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo))?(?: día)?\s$/iu,
    since: /(?<!\p{L})desde(?: el)?(?: día)?\s$/iu,
    arranged:
      /(?<!\p{L})(?:quedado|quedamos|reservado|reservé|fijado|programado|acordado|invitado|apuntado|cancel\p{L}+|aplazado)(?!\p{L})/iu,
  },
  pt: {
    past: new RegExp(
      [
        String.raw`(?<!\p{L})(?!(?:sou|vou|dou|estou|ou|grou)(?!\p{L}))\p{Ll}{2,}ou(?!\p{L})`,
        String.raw`(?<!\p{L})(?!(?:museu|europeu|judeu|ateu|pneu|troféu|chapéu|jubileu|plebeu)(?!\p{L}))\p{Ll}{2,}[bcçdhjlmnprstvx]eu(?!\p{L})`,
        String.raw`(?<!\p{L})(?!(?:este|neste|deste|oeste|leste|nordeste|teste|preste|sudeste|veste|triste|existe|assiste|insiste|consiste)(?!\p{L}))\p{Ll}{2,}(?:iu|aram|eram|iram|ámos|aste|este|iste)(?!\p{L})`,
        // "Paguei" is past and "pagarei" is to come.
        String.raw`(?<!\p{L})(?!(?:sei|lei|rei|hei|frei)(?!\p{L}))(?:(?:${PORTUGUESE_STEM_IN_R})ei|\p{Ll}*[^r\P{L}]ei)(?!\p{L})`,
        String.raw`(?<!\p{L})(?:foi|fui|foram|fomos|esteve|estive|teve|tive|tivemos|fez|fiz|fizemos|fizeram|veio|vim|viemos|vieram|disse|disseram|trouxe|trouxemos|pôs|pus|quis|pôde|pude|soube|houve|deu|deram|demos|viu|viram|saiu|caiu|abriu|era|eram|estava|estavam|tinha|tinham|recebi|vendi|pedi|parti|saí|abri|vi|li|escrevi|perdi|respondi|assisti|decidi|consegui|comi|bebi|corri|subi|desci|dormi|nasci|aprendi|conheci|esqueci|reuni|transferi|cumpri)(?!\p{L})`,
        String.raw`(?<!\p{L})(?:tinha|tinham|tínhamos) \p{Ll}+(?:ado|ido|to)(?!\p{L})`,
      ].join('|'),
      'iu',
    ),
    future:
      /(?<!\p{L})(?:vou|vai|vamos|vão) (?:[\p{Ll}-]+ )?\p{Ll}+r(?!\p{L})|(?<!\p{L})\p{Ll}{2,}(?:ará|erá|irá|arão|erão|irão|aremos|eremos|iremos)(?!\p{L})/iu,
    aimed:
      /(?<!\p{L})(?:para(?: o)?|pra|pro|até(?: a?o)?|antes de|a partir de)(?: (?:segunda|terça|quarta|quinta|sexta|sábado|domingo)(?:-feira)?,?)?(?: dia)?\s$/iu,
    since: /(?<!\p{L})desde(?: o)?(?: dia)?\s$/iu,
    arranged:
      /(?<!\p{L})(?:marcad[oa]|marquei|marcou|marcaram|combinei|combinou|combinámos|agendad[oa]|agendei|reservei|convidad[oa]|cancelad[oa]|adiad[oa]|remarcad[oa])(?!\p{L})/iu,
  },
  zh: {
    past: /昨|前天|上周|上週|上个|上個|刚才|剛才|已经|已經|过了|過了|[^不]了(?:[，。！]|$|[^，。]{1,12}$)|过[，。]|[号號日](?![上下早晚中])[^，。]{1,8}的[。！]?$|收到|[寄发發付交买買签簽]了/u,
    future: /将|將|要(?!求|是|了)|会(?!议|員|员)|會(?!議|員)|打算|准备|準備|明[天早晚]|后天|下周|下个月/u,
    aimed: /(?:到|至|在|约|約|订|訂|定|为|為|成|了|的)(?:了)?(?:下?周[一-日])?$/u,
    since: /(?:从|從|自)$/u,
    arranged: /[约約订訂定]了|[约約订訂定]在|[约約订訂定]好|取消|推迟|推遲|提前|改/iu,
  },
  ja: {
    past: /昨日|先週|先月|去年|昨年|(?:まし|でし|だっ|かっ|っ|い|し|ん)[ただ](?:[。、！]|$|が|けど|ので|から|よ|ね|と)|[えけせてねべめれげじび]た(?:[。、！]|$|が|けど|ので|よ|ね)/u,
    future: /つもり|予定(?:です|だ|$)|ようと思|ましょう/u,
    aimedBehind:
      /^(?:[（(][月火水木金土日][)）])?(?:[^、。]{0,8})?(?:まで|までに|へ|に(?:変更|延期|延び|移|ずら|振り?替|予約|決ま|決め|設定|繰り|前倒し|なりました|なった|します)|で予約|の(?:予約|予定|便|席|チケット|会議|部屋))/u,
    arranged: /予約し|予約を取|申し込|招待され|キャンセル|中止|延期|変更/iu,
  },
}

/** Whether a sentence shows by its forms that it tells of what was. */
export const tellsOfPast = (text: string, language: string): boolean =>
  FORMS[language]?.past.test(text) === true

/** Whether the day from `start` to `end` of the text is gone or to come; undefined where no form tells. Cost: linear in the text. */
export function tenseAt(text: string, start: number, end: number, language: string): TenseOfDay {
  const forms = FORMS[language]
  if (forms === undefined) return undefined
  const before = text.slice(0, start)
  if (forms.since?.test(before) === true) return 'past'
  if (forms.future.test(text)) return 'future'
  if (forms.aimed?.test(before) === true || forms.aimedBehind?.test(text.slice(end)) === true)
    return undefined
  return forms.past.test(text) && !forms.arranged.test(text) ? 'past' : undefined
}
