/**
 * Rules told in passing, in a few words and mostly without a verb: "grams not cups", "no ORM", "any visit has to be after two",
 * "rsync please, not mv". Two of a kind, and which of them; what is ruled out of the work or the wording; a bound on everything of
 * a kind. The words that decide are closed classes (units, formats, things of code and of wording), so that "coffee not tea this
 * morning" and "no parking, so we walked" are none.
 */

/** Measures, currencies, formats and manners of writing: of two of them, one is a convention and not a wish. */
const UNIT: Readonly<Record<string, string>> = {
  en: 'grams?|grammes?|kilos?|kilograms?|kg|ounces?|oz|pounds?|lbs?|stone|cups?|(?:table|tea)?spoons?|ml|millilit(?:re|er)s?|lit(?:re|er)s?|gallons?|pints?|celsius|fahrenheit|centigrade|km|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|feet|foot|inch(?:es)?|yards?|cm|centimet(?:re|er)s?|mm|hectares?|acres?|euros?|dollars?|francs?|yen|crowns?|sterling|usd|eur|chf|gbp|metric|imperial|utc|local time|csv|tsv|json|yaml|xml|toml|pdfs?|docx?|png|svg|jpe?g|markdown|html|plain text|tabs|spaces|single quotes|double quotes|camel ?case|snake[ _]case|british|american|prose|bullets?(?: points?)?|tables?|lists?|percent|fractions|decimals|lower ?case|upper ?case|imperative|past tense',
  de: 'gramm|kilo|kg|unzen|pfund|tassen|löffel|milliliter|liter|celsius|fahrenheit|kilometer|km|meilen|meter|fuß|zoll|hektar|euro|dollar|franken|csv|json|yaml|xml|pdf|html|markdown|tabs|leerzeichen|kommas?|punkte?|prozent|brüche|stichpunkte|fließtext|tabellen|listen|großbuchstaben|kleinbuchstaben',
  fr: 'grammes|kilos?|kg|onces|livres|tasses|cuillères|millilitres|litres|celsius|fahrenheit|kilomètres|km|miles|milles|mètres|pieds|pouces|hectares|euros|dollars|francs|csv|json|yaml|xml|pdf|html|markdown|tabulations|espaces|virgules|points|pour cent|fractions|puces|prose|tableaux|listes|majuscules|minuscules',
  es: 'gramos|kilos?|kg|onzas|libras|tazas|cucharadas|mililitros|litros|(?:grados )?celsius|(?:grados )?fahrenheit|kilómetros|km|millas|metros|pies|pulgadas|hectáreas|euros|dólares|pesos|csv|json|yaml|xml|pdf|html|markdown|tabuladores|espacios|comas|puntos|por ciento|fracciones|viñetas|prosa|tablas|listas|mayúsculas|minúsculas',
  pt: 'gramas|quilos?|kg|onças|libras|xícaras|chávenas|colheres|mililitros|litros|celsius|fahrenheit|quil[ôó]metros|km|milhas|metros|pés|polegadas|hectares|euros|dólares|reais|csv|json|yaml|xml|pdf|html|markdown|tabulações|espaços|vírgulas|pontos|por cento|frações|marcadores|prosa|tabelas|listas|maiúsculas|minúsculas',
}

/** What is written or told for the user again and again. */
const WRITTEN: Readonly<Record<string, string>> = {
  en: 'commands?|snippets?|lines?|one-?liners?|scripts?|examples?|code|sql|quer(?:y|ies)|configs?|recipes?|instructions?|answers?|replies|prices?|temperatures?|distances?|dates?|times|units|measurements?|weights?|amounts?|quotes|formulas?|functions|tests|migrations|docs|comments',
  de: 'befehle|schnipsel|zeilen|skripte|beispiele|code|sql|abfragen|rezepte|anleitungen|antworten|preise|temperaturen|entfernungen|daten|uhrzeiten|einheiten|mengen|formeln|funktionen|tests',
  fr: 'commandes|extraits|lignes|scripts|exemples|code|sql|requêtes|recettes|instructions|réponses|prix|températures|distances|dates|heures|unités|quantités|formules|fonctions|tests',
  es: 'comandos|fragmentos|líneas|scripts|ejemplos|código|sql|consultas|recetas|instrucciones|respuestas|precios|temperaturas|distancias|fechas|horas|unidades|cantidades|fórmulas|funciones|pruebas',
  pt: 'comandos|trechos|linhas|scripts|exemplos|código|sql|consultas|receitas|instruções|respostas|preços|temperaturas|distâncias|datas|horas|unidades|quantidades|fórmulas|funções|testes',
}

/** Things of code and of wording that people rule out. */
const BANNED: Readonly<Record<string, string>> = {
  en: 'frameworks?|librar(?:y|ies)|dependenc(?:y|ies)|packages|plug-?ins?|macros|globals?|mocks?|mocking|regex(?:es)?|decorators?|semicolons?|emojis?|emoji|jargon|slang|buzzwords|markdown|bullet points?|bullets|headings|footnotes|abbreviations|acronyms|exclamation marks|hashtags|anglicisms|code blocks|disclaimers|puns|clichés|filler|fluff|telemetry|sudo|docker|python|javascript|typescript|perl|java',
  de: 'frameworks|bibliotheken|abhängigkeiten|pakete|makros|mocks|semikolons|emojis|fachjargon|fachbegriffe|anglizismen|abkürzungen|floskeln|fußnoten|überschriften|ausrufezeichen|hashtags',
  fr: "frameworks?|bibliothèques?|dépendances?|macros|mocks|émojis?|emojis?|jargon|anglicismes|abréviations|notes de bas de page|titres|points d[’']exclamation|hashtags",
  es: 'frameworks?|bibliotecas|dependencias|macros|mocks|emojis|jerga|anglicismos|abreviaturas|notas al pie|títulos|signos de exclamación|hashtags|siglas',
  pt: 'frameworks?|bibliotecas|dependências|macros|mocks|emojis|jargão|gírias?|anglicismos|abreviaturas|notas de rodapé|títulos|pontos de exclamação|hashtags|siglas',
}

/** "ORM", "jQuery", "Vue.js", not what a room or a day has not. */
const CODE_NAME = String.raw`(?!(?:AC|TV|ID|ETA|GPS|OK|US|UK|EU|USA|SMS|CCTV|ATM|BBQ|DJ|MRI|PE|TSA|VIP|RSVP)\b)(?:[A-Z]{2,}s?|[A-Z]?[a-z]+[A-Z]\w*|[\w-]+\.js)`
/** What is ruled out ends there, or goes on with what to do instead; not with what came of it. */
const ENDS = String.raw`(?:[.!]?$|[,;] (?!(?:so|and|but|just|only|i|we|he|she|it|they)\b))`

const own = (table: Readonly<Record<string, string>>, language: string): string => table[language] as string // proof: asked for the five listed languages alone

const FORMS: Readonly<Record<string, readonly RegExp[]>> = {
  en: [
    // "Celsius not fahrenheit", "miles not km when you tell me the routes".
    new RegExp(
      String.raw`^(?:in )?(?:${own(UNIT, 'en')}),? (?:and )?(?:not|never) (?:in )?(?:${own(UNIT, 'en')})\b(?! (?:this|last|today|yesterday)\b)`,
      'i',
    ),
    // "Snippets for powershell not cmd".
    new RegExp(
      String.raw`^(?:(?:all|any|your|my|the|shell|code|sql|terminal) ){0,2}(?:${own(WRITTEN, 'en')}) (?:for|in|as|with) (?!(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow)[\w.+#-]+(?: [\w.+#-]+)?,? (?:and )?not (?:for |in )?[\w.+#-]+(?: \w+)?(?:,? (?:please|pls|plz))?[.!]?$`,
      'i',
    ),
    // "Rsync please, not mv": the means, which has no article; a thing that is wished for has one.
    /^(?!(?:an?|the|this|that|these|some|one|two|three|four|\d\S*|i|i['’]\w+|we|you|he|she|it|they|can|could|would|will|do|is|are|my|in|on|at|for|to|yes|no|ok|sure)\b)[^,.;:!?]{2,40},? (?:please|pls|plz),? (?:and )?not (?!(?:the|this|that|now|today|tomorrow|tonight|yet|too|so|just|only|until|before|after|on|at|in|for|\w+day)\b)(?:an? )?[\w.+#-]+(?: [\w.+#-]+){0,2}[.!]?$/i,
    // "No jQuery", "no frameworks, plain js".
    new RegExp(`^(?:[Aa]nd |[Bb]ut |[Aa]lso )?[Nn]o ${CODE_NAME}(?: (?:please|pls|at all|anywhere))?${ENDS}`),
    new RegExp(
      `^(?:and |but |also )?no (?:${own(BANNED, 'en')})(?: (?:please|pls|at all|anywhere|(?:in|on) [^,.;!?]{2,30}))?${ENDS}`,
      'i',
    ),
    // "All the calls have to be before noon": a bound on everything of a kind.
    /^(?!.*\b(?:told|tells|says?|said|heard|apparently|supposedly|used to)\b)(?:(?:and|but|so|also|oh|remember)[ ,]+)*(?:any|all|every|each|whatever)(?: of)?(?: the| my| our| these)? (?!(?:i|we|you|they|he|she|that|of)\b)[\w'’-]+(?: [\w'’-]+){0,3} (?:needs? to|has to|have to|has got to|have got to|['’]s got to|gotta|should|must) (?:be|end|start|finish|happen|come|arrive|fit|cost|stay|last|go) [^?]*\b(?:before|after|by|under|over|below|above|within|between|at (?:most|least)|no (?:more|later|earlier)|until|on|in|less|more)\b/i,
    // "Metric only", "max 200 words", "no more than two suggestions per reply".
    new RegExp(`^(?:${own(UNIT, 'en')}) only(?:,? (?:please|pls))?[.!]?$`, 'i'),
    /^(?:keep it (?:to|at) )?(?:max(?:imum)?|at most|no more than|up to) \S+ (?:(?:words|lines|sentences|bullets|paragraphs|characters)(?:,? (?:please|pls))?[.!]?$|\w+(?: \w+)? (?:per|each|every|in (?:each|every)) (?:answers?|repl(?:y|ies)|messages?|turns?|mails?|time)\b)/i,
    // "Anything with sesame is out", "nothing with a deposit please".
    /^(?:and |but |also )?anything (?:with|over|above|under|below|before|after|containing|made|from|that)\b[^.;!?]{2,50} (?:is|are|['’]s) (?:out|off the table|off|taboo|no good|not an option|a no)[.!]?$/i,
    /^(?:and |but |also )?nothing (?:with|over|above|under|below|before|after|containing|made|from|that)\b[^.;!?]{2,50},? (?:please|pls|plz|for me)[.!]?$/i,
  ],
  de: [
    new RegExp(
      String.raw`^(?:bitte )?(?:in )?(?:${own(UNIT, 'de')}) (?:statt|und nicht|nicht) (?:in )?(?:${own(UNIT, 'de')})(?!\p{L})(?! heute| gestern)`,
      'iu',
    ),
    new RegExp(
      String.raw`^(?:\p{L}+-?)?(?:${own(WRITTEN, 'de')}) (?:für|in|als|mit) [\p{L}\d.+#-]+,? (?:und )?nicht (?:für |in )?[\p{L}\d.+#-]+[.!]?$`,
      'iu',
    ),
    /^(?!(?:ich|wir|du|er|sie|es|das|der|die|den|ein|eine|einen|ja|nein|kannst|können|zwei|drei|\d\S*)(?!\p{L}))[^,.;:!?]{2,40},? bitte,? (?:und )?nicht (?!(?:heute|jetzt|morgen|mehr|noch|so|zu|nur|den|die|das|diese\p{L}?|vor|nach|am|im|um)(?!\p{L}))[\p{L}\d.+#-]+(?: [\p{L}\d.+#-]+)?[.!]?$/iu,
    /^(?:und |aber )?keine?n? (?!(?:ahnung|sorge|problem|eile|stress|angst)(?!\p{L}))[\p{L}\d-]+(?: [\p{L}\d-]+)?,? bitte[.!]?$/iu,
    new RegExp(`^(?:[Uu]nd |[Aa]ber )?[Kk]eine?n? ${CODE_NAME}(?:[.!]?$|, (?!also|und|aber|nur so))`),
    new RegExp(
      `^(?:und |aber )?keine (?:${own(BANNED, 'de')})(?: (?:in|im) [^,.;!?]{2,30})?(?:[.!]?$|, (?!also|und|aber))`,
      'iu',
    ),
    // "Termine gehen bei mir nur nach 14 Uhr", "Lieferungen müssen vor elf da sein".
    /^(?:alle |jede[rsn]? |sämtliche |meine |unsere )?(?!(?:wir|sie|ich|ihr|die|das|der|du|er|beide|alle|jetzt|heute|dann|da|so)(?!\p{L}))\p{L}{4,} (?:(?:müssen|muss|sollen|dürfen)(?: (?:immer|alle|bitte|nur))?|(?:gehen|geht)(?: bei (?:mir|uns))? (?:nur|erst)) (?:vor|nach|bis|unter|ab|spätestens|höchstens|mindestens|zwischen|innerhalb)(?!\p{L})/iu,
  ],
  fr: [
    new RegExp(
      String.raw`^(?:en |des |les )?(?:${own(UNIT, 'fr')}),? (?:et )?(?:pas|jamais) (?:en |des |de |d['’]|les )?(?:${own(UNIT, 'fr')})(?!\p{L})(?! ce matin| hier| aujourd)`,
      'iu',
    ),
    new RegExp(
      String.raw`^(?:les |des |mes |tes |vos )?(?:${own(WRITTEN, 'fr')})(?: \p{L}+)? (?:pour|en|au format) [\p{L}\d.+#-]+,? (?:et )?pas (?:pour |en )?[\p{L}\d.+#-]+[.!]?$`,
      'iu',
    ),
    /^(?!(?:je|j['’]|tu|il|elle|on|nous|vous|un|une|oui|non|le|la|les|deux|trois)(?!\p{L}))[^,.;:!?]{2,40},? (?:stp|svp|s['’]il (?:te|vous) plaît|please),? (?:et )?pas (?!(?:aujourd|maintenant|demain|avant|après|le|la|les|ce|cette|encore|trop)(?!\p{L}))[\p{L}\d.+#'’-]+(?: [\p{L}\d.+#-]+)?[.!]?$/iu,
    /^(?!(?:je|j['’]|un|une|le|la|les)(?!\p{L}))[\p{L}\d.+#-]+(?: [\p{L}\d.+#-]+){0,2} plutôt que [\p{L}\d.+#'’-]+(?: [\p{L}\d.+#-]+)?,? (?:stp|svp|s['’]il (?:te|vous) plaît|merci)[.!]?$/iu,
    /^(?:et |mais )?(?:pas|jamais) (?:de |d['’])(?!(?:souci|problème|panique|chance|quoi)(?!\p{L}))[\p{L}\d-]+(?: [\p{L}\d-]+){0,2},? (?:stp|svp|s['’]il (?:te|vous) plaît)[.!]?$/iu,
    new RegExp(
      `^(?:[Ee]t |[Mm]ais )?[Pp]as (?:de |d['’])${CODE_NAME}(?:[.!]?$|, (?!donc|alors|et|mais|on|je))`,
    ),
    new RegExp(
      `^(?:et |mais )?pas (?:de |d['’])(?:${own(BANNED, 'fr')})(?: dans [^,.;!?]{2,30})?(?:[.!]?$|, (?!donc|alors|et|mais|on|je))`,
      'iu',
    ),
    /^(?:toute|tout|toutes les|tous les|chaque|n['’]importe quelle?|les|mes|nos) (?!(?:deux|trois|autres|gens)(?!\p{L}))[\p{L}-]+(?: [\p{L}'’-]+){0,2} (?:doit|doivent|devra|devront) (?:toujours )?(?:être|se faire|arriver|finir|se terminer|commencer|avoir lieu|venir|tenir|coûter|rester)(?!\p{L})[^.;!?]{0,20}(?:avant|après|d['’]ici|sous|au plus|au moins|entre|moins|plus|en dessous|à partir)(?!\p{L})/iu,
  ],
  es: [
    new RegExp(
      String.raw`^(?:en )?(?:${own(UNIT, 'es')}),? (?:y )?(?:no|nunca) (?:en )?(?:${own(UNIT, 'es')})(?!\p{L})(?! esta mañana| ayer| hoy)`,
      'iu',
    ),
    new RegExp(
      String.raw`^(?:los |las |mis |tus )?(?:${own(WRITTEN, 'es')})(?: \p{L}+)? (?:para|en|con) [\p{L}\d.+#-]+,? (?:y )?no (?:para |en )?[\p{L}\d.+#-]+[.!]?$`,
      'iu',
    ),
    /^(?!(?:yo|él|ella|un|una|el|la|los|las|sí|no|dos|tres)(?!\p{L}))[\p{L}\d.+#-]+(?: [\p{L}\d.+#-]+){0,2} (?:mejor que|en vez de|en lugar de|antes que) [\p{L}\d.+#-]+(?: [\p{L}\d.+#-]+)?,? (?:por favor|porfa|porfi)[.!]?$/iu,
    /^(?:y |pero )?(?:sin|nada de) (?!(?:problemas?|prisa|duda|embargo|falta|más)(?!\p{L}))[\p{L}\d-]+(?: [\p{L}\d-]+){0,2},? (?:por favor|porfa)[.!]?$/iu,
    new RegExp(`^(?:[Yy] |[Pp]ero )?[Ss]in ${CODE_NAME}(?:[.!]?$|, (?!así|y|pero|fuimos))`),
    new RegExp(
      `^(?:y |pero )?sin (?:${own(BANNED, 'es')})(?: en [^,.;!?]{2,30})?(?:[.!]?$|, (?!así|y|pero))`,
      'iu',
    ),
    /^(?:cualquier|cada|tod[oa]s? l[oa]s?|l[oa]s|mis|nuestr[oa]s) (?!(?:dos|tres|demás|otr[oa]s)(?!\p{L}))[\p{L}-]+(?: [\p{L}-]+){0,2} (?:tiene que|tienen que|debe|deben|ha de|han de|tendrá que|tendrán que) (?:ser|estar|llegar|terminar|acabar|empezar|quedar|costar|durar|venir|caber)(?!\p{L})[^.;!?]{0,20}(?:antes|después|a partir|por debajo|como (?:máximo|mucho)|al menos|entre|menos|más|dentro)(?!\p{L})/iu,
  ],
  pt: [
    new RegExp(
      String.raw`^(?:em )?(?:${own(UNIT, 'pt')}),? (?:e )?(?:não|nunca) (?:em )?(?:${own(UNIT, 'pt')})(?!\p{L})(?! hoje| ontem)`,
      'iu',
    ),
    new RegExp(
      String.raw`^(?:os |as |meus |minhas )?(?:${own(WRITTEN, 'pt')})(?: \p{L}+)? (?:para|em|com) [\p{L}\d.+#-]+,? (?:e )?não (?:para |em )?[\p{L}\d.+#-]+[.!]?$`,
      'iu',
    ),
    /^(?!(?:eu|ele|ela|um|uma|o|a|os|as|sim|não|dois|três)(?!\p{L}))[\p{L}\d.+#-]+(?: [\p{L}\d.+#-]+){0,2} (?:em vez de|em lugar de|ao invés de|antes que) [\p{L}\d.+#-]+(?: [\p{L}\d.+#-]+)?,? (?:por favor|pfv|pf)[.!]?$/iu,
    /^(?:e |mas )?(?:sem|nada de) (?!(?:problemas?|pressa|dúvida|mais)(?!\p{L}))[\p{L}\d-]+(?: [\p{L}\d-]+){0,2},? (?:por favor|pfv|pf)[.!]?$/iu,
    new RegExp(`^(?:[Ee] |[Mm]as )?[Ss]em ${CODE_NAME}(?:[.!]?$|, (?!então|e|mas|por isso))`),
    new RegExp(
      `^(?:e |mas )?sem (?:${own(BANNED, 'pt')})(?: em [^,.;!?]{2,30})?(?:[.!]?$|, (?!então|e|mas))`,
      'iu',
    ),
    /^(?:qualquer|cada|tod[oa]s?(?: [oa]s)?|[oa]s|meus|minhas|nossos|nossas) (?!(?:dois|duas|três|outr[oa]s)(?!\p{L}))[\p{L}-]+(?: [\p{L}-]+){0,2} (?:tem|têm|deve|devem|terá|terão)(?: de| que)? (?:ser|estar|chegar|terminar|acabar|começar|ficar|custar|durar|vir|caber)(?!\p{L})[^.;!?]{0,20}(?:antes|depois|a partir|abaixo|no máximo|no mínimo|pelo menos|entre|menos|mais|dentro)(?!\p{L})/iu,
  ],
  zh: [
    /^[^，。！？\s]{0,6}用[^，。！？]{1,8}，(?:不用|别用|不要用|而不是|不是)[^，。！？]{1,8}[。！]?$/u,
    /^[^，。！？]{0,8}(?:命令|代码|脚本|例子|价格|温度|日期|距离|回答|查询)[^，。！？]{0,14}，(?:不是|不要|别)[^，。！？]{1,10}[。！]?$/u,
    /^(?:不用|不要|别用)(?:[A-Za-z][\w.]*|框架|第三方库|依赖|表情符号|缩写|术语)(?:[。！]?$|[，])/u,
    /^(?!.*(?:他|她|他们|说|听说|昨天))[^，。！？]{1,12}都(?:得|要|必须|只能|应该)在?[^，。！？]{1,14}(?:以后|之后|以前|之前|前|后|以内|之内|之间|以下)[^，。！？]{0,4}[。！]?$/u,
  ],
  ja: [
    /^[^。！？]{1,24}(?:じゃなくて|じゃなく|ではなくて?|でなく)[^。、！？]{1,12}で(?:お願い(?:します|ね)?|頼む|頼みます|よろしく|ください)?[。！]?$/u,
    /^[^。、！？]{1,15}なしで(?:お願い(?:します|ね)?|頼む|頼みます|よろしく)?[。！]?$/u,
    /(?:以降|以後|以前|より前|前|後|まで|以内|以下|以上|までに)(?:で|じゃ)ないと(?:困|だめ|駄目|ダメ|いけ|無理)/u,
  ],
}

/** One look at the words that every form of a language needs spares nearly every sentence all of them. `SIGN.passing` needs the English ones. */
const MAY: Readonly<Record<string, RegExp>> = {
  en: /^(?:\w+ )?no |\b(?:not|never|please|pls|plz|any|all|every|each|whatever|anything|nothing|only|max|maximum|most|more|up to)\b/i,
  de: /statt|nicht|kein|müssen|muss|sollen|dürfen|gehe?n?t? /iu,
  fr: /pas |jamais|plutôt|doi|devr/iu,
  es: /(?:^|[ ,])(?:no|nunca|sin|nada|mejor|en vez|en lugar|antes) |tiene|debe|ha[n]? de|tendrá/iu,
  pt: /não|nunca|sem |nada de|vez de|lugar de|invés|antes que|tem |têm |deve|terá/iu,
  zh: /用|不|别|都/u,
  ja: /じゃな|ではな|でな|なしで/u,
}

/** In passing: a longer sentence is told by the forms of orders. */
const MAX_CHARACTERS = 120

/** Whether a sentence is a rule told in passing. `text` without what people put before an order. */
export const isPassingRule = (text: string, language: string): boolean =>
  text.length <= MAX_CHARACTERS &&
  MAY[language]?.test(text) === true &&
  FORMS[language]?.some((form) => form.test(text)) === true
