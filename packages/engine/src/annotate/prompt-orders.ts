import type { UnitAnnotation } from '../types.js'
import { declaresRule } from './declared-rules.js'
import { statesPolicy } from './prompt-policies.js'

/** Verbs by which people order how something is answered, written, looked up or done. English has no ending that tells an order. */
const ENGLISH_VERBS =
  'act|add|address|adopt|aim|answer|apologi[sz]e|ask|assume|attach|avoid|be|begin|book|bring|build|call|cancel|change|charge|check|choose|cite|close|collect|comment|commit|compare|complete|confirm|consider|convert|count|create|decline|default|defer|delete|describe|direct|disclose|do|double-check|draft|encourage|end|ensure|escalate|estimate|explain|express|favou?r|finish|flag|focus|follow|format|forward|give|go|greet|group|hand|highlight|hold|ignore|include|inform|insist|introduce|issue|keep|label|leave|let|limit|link|list|log|look|maintain|make|mark|match|measure|mention|mind|name|note|number|obey|offer|omit|open|pass|phrase|pick|place|point|prefer|prefix|present|prioriti[sz]e|produce|propose|protect|provide|put|quote|read|recommend|record|redact|refer|refrain|refund|refuse|reject|remain|remember|remind|remove|render|repeat|reply|report|request|require|respect|respond|restrict|return|round|route|run|save|say|schedule|search|send|separate|set|share|show|sign|skip|sort|sound|speak|spell|start|state|stay|stick|stop|store|suggest|summari[sz]e|take|talk|tell|test|think|track|translate|treat|try|turn|update|use|verify|wait|warn|wrap|write'
/** "Answer: …", "Order is …", "Book costs …": the noun. */
const NO_NOUN = String.raw`(?!\s*[:=])(?!\s+(?:is|are|was|were|has|have|had|will|can|may|must|costs?|takes?|of)\b)`
const GERMAN_STEMS =
  'achte?|antworte?|begrüß|beginn|behandl|benutz|bestätig|betracht|biet|bitt|bleib|buch|duz|empfiehl|entschuldig|erfind|erklär|erwähn|fass|formulier|frag|geb|gib|halt|hol|informier|korrigier|lass|leit|lies|lös|mach|meid|nenn|nimm|notier|nutz|plan|prüf|red|reagier|reservier|richt|rund|ruf|sag|schick|schlag|schreib|sei|send|siez|sprich|stell|stornier|such|trag|trenn|überprüf|übersetz|unterschreib|verlass|vermeid|vermerk|verrat|verschieb|versprich|versuch|verweis|verwend|wart|weis|wiederhol|zeig|zitier'
const FRENCH_STEMS =
  'adress|ajout|appel|arrondi|attend|cit|commenc|confirm|consult|demand|donn|écri|emploi|employ|envoi|envoy|évit|expliqu|fais|faites|gard|indiqu|inform|limit|mentionn|mets|mettez|not|parl|pass|préfèr|préfér|prends|prenez|présent|priv|propos|refus|regard|renvoi|renvoy|répond|réserv|rest|résum|sign|sois|soyez|suggèr|suggér|tradui|trait|tutoi|tutoy|utilis|vérifi|vouvoi|vouvoy'

const SENTENCE_ORDERS: Readonly<Record<string, readonly RegExp[]>> = {
  en: [
    new RegExp(
      String.raw`^(?:(?:please|also|then|finally|instead|otherwise|first|in general|by default|where possible),? ){0,2}(?:${ENGLISH_VERBS})\b${NO_NOUN}(?=\s+\S)`,
      'i',
    ),
    // "If somebody asks for a refund, collect …", "For trips abroad, ask …".
    new RegExp(
      String.raw`^(?:if|when|whenever|unless|before|after|once|for|in|on|at|with|where|as soon as|in case)\b[^.;!?]{2,160}, (?:please |then |always |first |politely |only |also ){0,2}(?:${ENGLISH_VERBS})\b${NO_NOUN}`,
      'i',
    ),
    // "The assistant does not give diagnoses", "You only speak English".
    /^(?:the )?(?:assistant|agent|bot|model|chatbot|you) (?:(?:does|do) not|does['’]?n['’]?t|do['’]?n['’]?t|cannot|can(?:['’]t)?|may|must|should|shall|will (?!help|assist|be|act|support)|has to|have to|are to|is to|needs? to|never|always|only)\b/i,
    /^(?:the )?(?:assistant|agent|bot|model|chatbot) (?:speaks|replies|answers|responds|writes|uses|asks|keeps|refers|confirms|checks|addresses) /i,
    // "Every reply has the keys …", "Answers stay under 200 words", "Dates go as 5 March 2026".
    /^(?:(?:all|every|each|your|any|the|final|written) ){0,3}(?:answers?|repl(?:y|ies)|responses?|outputs?|messages?|texts?|summar(?:y|ies)|mails?|e-mails?|letters?|sentences|headings?|headlines?|titles?|lists?|code|comments|dates|times|prices|amounts|numbers|figures|names|currenc(?:y|ies)|units|quotations) (?:is|are|go(?:es)?|has|have|contains?|includes?|stays?|ends?|starts?|begins?|comes?|fits?|uses?|follows?|consists?|need|needs|read|reads) (?!been\b|gone\b|up\b|down\b)/i,
    // "Distances in kilometres", "Dates as 5 March".
    /^(?:all |any )?(?:\w+ )?\w+s (?:in|as) (?:the |an? )?(?!charge\b|addition\b|general\b)[\w .-]{3,30}[.]?$/i,
    // "… are limited to 160 characters", "… can be moved once", "… are to be sent to 112".
    /\b(?:is|are) (?:limited|restricted|confined) to\b|\b(?:is|are) (?:not )?to be \w+|\bcan (?:only )?be \w+(?:ed|n|t)\b[^.;!?]{0,60}\b(?:once|twice|only|until|before|within|at most|up to|by)\b/i,
    // "Each scene ends with a choice", "Nobody dies without a roll", "Trips abroad need two days of notice".
    /^(?:all|every|each) [\w-]+ (?:is|are|has|have|ends?|starts?|begins?|comes?|gets?|goes|stays?|needs?|contains?|includes?) (?!been\b|gone\b)/i,
    /^(?:nobody|no one|no [\w-]+|nothing|none)\b[^.;!?]{2,80}\bwithout\b|^[^.,;!?]{2,60}\b(?:needs?|requires?) (?:an? |the |\d|(?:one|two|three|four|five|six|seven|ten) )/i,
    /\b(?:at most|no more than|at least|up to|not more than|a maximum of|a minimum of)\s+(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b/i,
  ],
  de: [
    new RegExp(
      String.raw`^(?:(?:bitte|dann|immer|auch|sonst|zuerst|grundsätzlich),? ){0,2}(?:${GERMAN_STEMS})(?:e|en Sie|ne|le|t)?(?!\p{L})(?=\s+\S)(?!\s+(?:ist|sind|war|wird))`,
      'iu',
    ),
    new RegExp(
      String.raw`^(?:wenn|falls|sobald|bevor|nachdem|bei|für|im|vor|nach)(?!\p{L})[^.;!?]{2,160}, (?:bitte |dann |immer |zuerst |stets ){0,2}(?:${GERMAN_STEMS})(?:e|en Sie|ne|le)?(?!\p{L})`,
      'iu',
    ),
    new RegExp(
      String.raw`^(?:bei|für|im|vor|nach|auf|in) [^,.;!?]{2,60}? (?:${GERMAN_STEMS})(?:e|en Sie)(?!\p{L})`,
      'iu',
    ),
    // "Termine vor 9 Uhr nie ohne Rückfrage", "dort nichts eintragen", "Mails immer vorlegen".
    /(?<!\p{L})(?:nie|niemals|keinesfalls|immer|stets)(?!\p{L})/iu,
    /^(?!.*(?<!\p{L})(?:wir|ich|wollen|können|möchten|werden|sollen)(?!\p{L}))[^?]{3,120}(?<!\p{L})\p{Ll}{3,}(?:en|ern|eln)[.!]?$/u,
    /(?<!\p{L})(?:nur|höchstens|maximal|mindestens|spätestens|ausschließlich|(?:ist|sind) (?:nicht )?(?:erlaubt|verboten|untersagt|zulässig|gestattet))(?!\p{L})/iu,
  ],
  fr: [
    new RegExp(
      String.raw`^(?:(?:merci de|veuillez|toujours|ensuite|sinon|d['’]abord),? ?){0,2}(?:${FRENCH_STEMS})(?:e|es|ez|s|er|re|is|t|ds|dez|dre|vez|vre|nds|ndez|ndre)?(?!\p{L})(?=[-\s]+\S)(?!\s+(?:est|sont))`,
      'iu',
    ),
    new RegExp(
      String.raw`^(?:si|quand|lorsque?|avant|après|pour|en cas|dès)(?!\p{L})[^.;!?]{2,160}, (?:toujours |d['’]abord )?(?:${FRENCH_STEMS})(?:e|es|ez|s|er|re|is|ds|dez|dre|vez|vre)?(?!\p{L})`,
      'iu',
    ),
    /(?<!\p{L})(?:uniquement|seulement|au maximum|au plus|au moins|interdite?s?|ne (?:peut|peuvent|doit|doivent))(?!\p{L})/iu,
  ],
  es: [
    /^(?:(?:por favor|siempre|luego|primero),? ){0,2}(?:responde|responda|contesta|conteste|escribe|escriba|usa|use|utiliza|utilice|habla|hable|trata|trate|tutea|sé|sea|evita|evite|pide|pida|pregunta|pregunte|confirma|confirme|comprueba|compruebe|verifica|verifique|ofrece|ofrezca|indica|indique|cita|cite|mantén|mantenga|remite|remita|deriva|derive|envía|envíe|da|dé|di|diga|resume|resuma|limita|limite|muestra|muestre|rechaza|rechace|anota|anote|propón|proponga|redondea|redondee|consulta|consulte|espera|espere|incluye|incluya|menciona|mencione|saluda|salude|termina|termine|empieza|empiece|redacta|redacte|traduce|traduzca|prefiere|prefiera)(?:l[aeo]s?|nos|se)?(?!\p{L})(?=\s+\S)(?!\s+(?:es|son))/iu,
    /^(?:si|cuando|antes|después|para|en caso|al)(?!\p{L})[^.;!?]{2,160}, (?:siempre |primero )?(?:responde|responda|contesta|conteste|usa|use|pide|pida|pregunta|pregunte|confirma|confirme|comprueba|compruebe|verifica|verifique|ofrece|ofrezca|remite|remita|deriva|derive|envía|envíe|da|dé|di|diga|rechaza|rechace|consulta|consulte|espera|espere)(?!\p{L})/iu,
    /^(?:no|nunca) (?!hay|es|son|está|tiene|tenemos|existe|obstante)(?:(?:me|l[aeo]s?|se|nos) )?\p{L}+/iu,
    /(?<!\p{L})(?:únicamente|solamente|sólo|como máximo|como mínimo|al menos|prohibid[oa]s?|no (?:se )?(?:puede|pueden|debe|deben))(?!\p{L})/iu,
  ],
  pt: [
    /^(?:(?:por favor|sempre|depois|primeiro),? ){0,2}(?:responda|responde|escreva|escreve|use|usa|utilize|utiliza|fale|fala|trate|trata|seja|sê|evite|evita|peça|pede|pergunte|pergunta|confirme|confirma|verifique|verifica|ofereça|oferece|indique|indica|cite|cita|mantenha|mantém|encaminhe|encaminha|envie|envia|dê|dá|diga|diz|resuma|resume|limite|limita|mostre|mostra|recuse|recusa|anote|anota|proponha|propõe|arredonde|arredonda|consulte|consulta|espere|espera|aguarde|inclua|inclui|mencione|menciona|cumprimente|termine|termina|comece|começa|redija|traduza|prefira|prefere)(?!\p{L})(?=\s+\S)(?!\s+(?:é|são))/iu,
    /^(?:se|quando|antes|depois|para|em caso|ao)(?!\p{L})[^.;!?]{2,160}, (?:sempre |primeiro )?(?:responda|responde|use|usa|peça|pede|pergunte|pergunta|confirme|confirma|verifique|verifica|ofereça|oferece|encaminhe|encaminha|envie|envia|dê|dá|diga|diz|recuse|recusa|consulte|consulta|aguarde|espere|espera)(?!\p{L})/iu,
    /^(?:não|nunca) (?!há|é|são|está|tem|temos|existe|obstante)(?:(?:me|lhes?|se|nos) )?\p{L}+/iu,
    /(?<!\p{L})(?:somente|apenas|no máximo|no mínimo|pelo menos|proibid[oa]s?|não (?:se )?(?:pode|podem|deve|devem))(?!\p{L})/iu,
  ],
  zh: [
    /^(?:请|要|须|应|用|以|称呼|回答|回复|保持|避免|遵守|优先|尽量|先|务必|始终)/u,
    /(?:时|前|后|的话)[，,]?(?:请|先|要|须|应|就)|(?:必须|只能|仅限|至多|至少|不超过|不得|不要|不能|禁止|统一|一律)/u,
  ],
  ru: [
    /^(?:(?:пожалуйста|всегда|сначала|затем),? ){0,2}(?:(?:никогда )?не )?\p{L}+(?:йте|ите|ьте)(?:сь)?(?!\p{L})/iu,
    /^(?:если|когда|перед|после|при|для)(?!\p{L})[^.;!?]{2,160}, (?:всегда |сначала )?(?:не )?\p{L}+(?:йте|ите|ьте)(?:сь)?(?!\p{L})/iu,
    /(?<!\p{L})(?:только|не более|не менее|не позднее|запрещен[оаы]?|нельзя|обязательно)(?!\p{L})/iu,
  ],
  ja: [
    /(?:て|で)ください|(?:する|しない|ない|こと|答える|書く|使う|保つ|避ける)こと(?:。|$)|ましょう(?:。|$)|(?:必ず|常に|のみ|以内|まで|禁止)/u,
  ],
}

const LIST_MARK = /^\s*(?:[-*•–]|\(?\d{1,3}[.)])\s+/
/** Fewer words are a heading or an exclamation: "Be brief." has two. */
const MIN_WORDS = 2
/** Longer sentences are no single order, and the patterns stay cheap. */
const MAX_ORDER = 320

/**
 * What a prompt of the system orders: how to answer, what to do on what occasion, up to what bound. Whoever writes a system message
 * writes it to be followed, so an order in it holds for the whole conversation without "always" or "never" ("Keep answers short",
 * "When unsure, ask", "The assistant gives no diagnoses"). The same words of a user are a task.
 *
 * Shapes  `units` of one message of the system in order; returns the places of those that order. Cost: linear in the message.
 */
export function promptOrders(
  content: string,
  units: readonly UnitAnnotation[],
  language: string,
): ReadonlySet<number> {
  const forms = SENTENCE_ORDERS[language] ?? (SENTENCE_ORDERS.en as readonly RegExp[]) // proof: English is listed
  const orders = new Set<number>()
  units.forEach(({ start, end, kind, act, wordCount }, at) => {
    if ((kind !== 'prose' && kind !== 'list') || act === 'question' || wordCount < MIN_WORDS) return
    if (end - start > MAX_ORDER) return
    const text = content.slice(start, end).replace(LIST_MARK, '')
    if (/[:：?？]\s*$/.test(text)) return
    if (isOrder(text, language, forms)) orders.add(at)
  })
  return orders
}

const isOrder = (text: string, language: string, forms: readonly RegExp[]): boolean =>
  statesPolicy(text, language) ||
  forms.some((form) => form.test(text)) ||
  (language === 'en' && declaresRule(text))
