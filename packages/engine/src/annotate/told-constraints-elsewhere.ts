import { tellsOfPast } from './tense-elsewhere.js'

/**
 * Constraints that a user tells in passing in German, French, Spanish, Portuguese, Chinese or Japanese: a bound ("mehr ist nicht drin"), what
 * is left out ("surtout pas de …", "nada de …"), when and how alone ("solo puedo por las tardes", 土日しか休めません), what somebody lays down
 * ("der Vermieter erlaubt keine …", 房东不让), what is not to be ("não quero que …"), what stays as it is. Closed classes, modal verbs, and those
 * who lay down what others keep to; nothing of what is talked about. The English forms are in `told-constraints.ts`.
 */

interface Forms {
  readonly told: readonly RegExp[]
  /** Supposed, asked, or of the moment; formulas with the same words. */
  readonly none: RegExp
}

/** A word of the Latin languages, whole. */
const word = (words: string): string => String.raw`(?<!\p{L})(?:${words})(?!\p{L})`
const pattern = (...parts: readonly string[]): RegExp => new RegExp(parts.join('|'), 'iu')
/** Where a clause begins: at the start, behind a mark, behind a word that adds. */
const CLAUSE = String.raw`(?:^|[,;:–—-]\s)`

const GERMAN_AUTHORITY =
  '(?:der|die|unser|unsere|mein|meine|laut|ihr|ihre)? ?(?:vermieter(?:in)?|hausverwaltung|hausordnung|eigentümer(?:in)?|ärztin|arzt|hausarzt|zahnarzt|hebamme|therapeut(?:in)?|physio|versicherung|bank|vertrag|mietvertrag|schule|kita|chefin|chef|gemeinde|stadt|amt|behörde|gesetz|vorschrift|trainer(?:in)?|satzung|verein|prüfungsordnung|datenschutz|richtlinie|konferenz)'
const german: Forms = {
  told: [
    // "Max. 1.800 €", "mehr ist nicht drin", "mehr als 20 Minuten sind nicht drin", "keinen Cent mehr".
    pattern(
      String.raw`^(?:budget:? |aber |also )?(?:max(?:imal|imum)?\.?|höchstens|obergrenze:?|limit:?) (?:\p{L}+ )?\d`,
      String.raw`${word('mehr|länger|später|weiter')}[^,.;!?]{0,30} (?:(?:ist|sind) (?:leider )?(?:nicht|nich) (?:drin|möglich|machbar)|(?:geht|gehen) (?:leider )?nicht)(?!\p{L})`,
      String.raw`${word('keinen? (?:cent|euro|minute|tag) (?:mehr|länger)|mehr geht nicht|mehr hab(?:e|en)? (?:ich|wir) nicht')}`,
    ),
    // "Keine Farben mit Lösungsmitteln", "nichts mit Sahne bitte", "ohne Zucker bitte", "bitte keine Anrufe vor 8".
    pattern(
      String.raw`(?:${CLAUSE}|^(?:und|aber|also|bitte|wichtig),? )(?:bitte |auf keinen fall )?(?:keine?n?|nichts|nix) (?:\p{L}[\p{L}-]*,? ){0,3}?(?:mit|ohne|über|unter|vor|nach|ab|bei|aus|in) \p{L}*\d*`,
      String.raw`^(?:und |aber )?(?:ohne|keine?n?|nichts|nix) [^,.;!?]{2,40},? bitte(?!\p{L})`,
      String.raw`^(?:aber |und )?(?:wichtig|achtung|ganz wichtig|bitte beachten)[:!,]? (?:keine?n?|nichts|nicht|kein|nur|ohne)(?!\p{L})`,
    ),
    // "Geht bei uns nur zwischen 9 und 12", "ich kann nur dienstags", "bitte nur per Mail".
    pattern(
      String.raw`${word('geht|gehen|kann|können|klappt|passt')}(?: \p{L}+){0,4}? (?:nur|erst) (?:(?:zwischen|ab|vor|nach|bis|am|an|abends|morgens|vormittags|nachmittags|mittags|werktags|wochentags|wochenends|montags|dienstags|mittwochs|donnerstags|freitags|samstags|sonntags|unter der woche)(?!\p{L}))`,
      String.raw`^(?:und |aber |dann )?bitte nur (?:per|mit|ohne|in|am|an|auf|über|von|zwischen|nach|vor|bis) `,
    ),
    // "Der Vermieter erlaubt keine Dübel", "die Ärztin hat mir Sport verboten", "Hausordnung" as the reason.
    pattern(
      String.raw`${word(GERMAN_AUTHORITY)}(?: \p{L}+){0,2}? (?:erlaubt|erlauben|verbietet|verbieten|untersagt|verlangt|besteht auf|duldet|akzeptiert|will|möchte|lässt)(?: \p{L}+){0,3}? (?:keine?n?|nicht|nichts|nur|kein|dass)(?!\p{L})`,
      String.raw`${word(GERMAN_AUTHORITY)} (?:verbietet|untersagt|verlangt|besteht auf) `,
      String.raw`${word(GERMAN_AUTHORITY)} (?:hat|haben) (?:mir|uns|ihm|ihr|es|das) [^.;!?]{0,40}(?:verboten|untersagt)(?!\p{L})`,
      String.raw`${word('nicht|nichts|keine?n?')}[^.;!?]*, (?:sagt|verlangt|meint|so) ${GERMAN_AUTHORITY}(?!\p{L})`,
      String.raw`, (?:so (?:steht|ist) das? (?:in der )?)?(?:hausordnung|vorschrift|pflicht|gesetz|anordnung vom \p{L}+)[.!]?$`,
      String.raw`${word('ist|sind')} (?:bei uns |hier |leider )?(?:[^,.;!?]{2,30} )?(?:verboten|untersagt|tabu|nicht erlaubt|nicht gestattet)(?!\p{L})`,
    ),
    // "Ich will nicht, dass Herr Prantl das macht", "bleibt so, wie es ist", "werden nicht angefasst".
    pattern(
      String.raw`${word('(?:ich|wir) (?:will|wollen|möchten?)(?: auf keinen fall| bitte)? nicht, dass')} (?!du dich|sie sich|ihr euch)`,
      String.raw`${word('bleib(?:t|en)')} (?:so, wie|wie (?:es|sie|er) (?:ist|sind)|unangetastet|geheim|unter uns|unverändert)`,
      String.raw`${word('wird|werden')} (?:nicht|nichts) (?:angefasst|angerührt|verändert|gelöscht|verschoben|weitergegeben|verkauft|abgerissen)(?!\p{L})`,
    ),
    pattern(
      String.raw`${word('darf|dürfen')} (?:\p{L}+ ){0,3}?(?:keine?n?|nichts|nicht) [^.;!?]{0,40}(?:essen|trinken|heben|nehmen|tragen)(?!\p{L})`,
    ),
  ],
  none: /^(?:keine? (?:ahnung|problem|sorge|angst|wunder|thema|ding|zeit|lust|eile|stress|ursache|frage)|nichts (?:zu danken|neues|besonderes|los)|ohne (?:dich|sie|euch|worte|witz)|bis jetzt|bisher|es (?:gab|gibt)|ich (?:kann|könnte) nur (?:sagen|danken|staunen))(?!\p{L})|\?\s*$|(?<!\p{L})(?:vielleicht|angenommen|würde|wäre|hätte|früher|damals|vergessen)(?!\p{L})|(?:gefunden|erhalten|bekommen|gesehen|angekommen|eingegangen|glaube? ich)[.!]*$/iu,
}

const FRENCH_AUTHORITY =
  "(?:le|la|mon|ma|notre|les|l[’'])? ?(?:proprio(?:étaire)?|médecin|docteur|kiné|sage-femme|dentiste|syndic|règlement|assurance|banque|contrat|bail|école|crèche|mairie|loi|patron(?:ne)?|chef(?:fe)?|gardien(?:ne)?|copropriété|coach|client(?:e)?)"
const french: Forms = {
  told: [
    pattern(
      String.raw`${word('budget')}[^.;!?]{0,20}\d[^.;!?]{0,10} (?:grand )?max`,
      String.raw`^(?:et |mais )?(?:rien|pas|aucun\p{L}*) [^,.;!?]{0,20}(?:au[- ]dessus|au[- ]delà|plus) de \d`,
      String.raw`${word('(?:je|on|nous) ne? ?(?:dépasserai|dépasserons|dépassera|dépasse|peux|peut|pouvons)')} pas (?:dépasser |mettre plus de |plus de )?[^.;!?]{0,12}\d`,
      String.raw`${word('pas un (?:euro|centime|jour|kilo) de plus')}`,
    ),
    // "Surtout pas de papier avec des paillettes", "pas de fruits de mer", "sans gluten obligatoirement".
    pattern(
      String.raw`${word('surtout (?:pas|rien|jamais)')} (?:de |d['’]|avec |plus )?\p{L}`,
      String.raw`^(?:et |mais )?(?:pas|jamais) (?:de |d['’])\p{L}[^,.;!?]{1,40}, (?:(?:je|il|elle|on|ma|mon|sa|son|notre) |j['’]|c['’]est )`,
      String.raw`^(?:et |mais )?(?:rien|sans) (?:de |d['’]|avec |qui )?\p{L}[^,.;!?]{1,30} (?:obligatoirement|impérativement|absolument|s['’]il (?:te|vous) pla[iî]t|svp|stp)`,
    ),
    // Without "ne", as it is spoken: "sonnez pas avant 10h", "on touche pas à la cuisine".
    pattern(
      String.raw`^(?:et |mais |surtout,? |par contre,? )?(?!(?:êtes|savez|avez|voulez|pouvez|allez|dites|faites|les|mes|tes|des|est|vous|elles?|ils|je|on|très)(?!\p{L}))\p{L}{2,}ez(?:-(?:moi|nous|lui|les|le|la))? (?:pas|jamais|rien|plus)(?!\p{L})`,
      String.raw`^(?:et |mais )?(?:on|faut) (?:ne |n['’]y |n['’])?(?:touche|change|bouge|modifie|jette|pas toucher|pas changer|pas jeter) ?(?:pas|rien|plus)?(?: \p{L}+)? (?:à|aux?|le|la|les)(?! but)(?!\p{L})`,
      String.raw`${word('(?:je|on|nous) (?:ne )?(?:peu[xt]|pouvons) pas')} (?:\p{L}+ )?\p{L}+(?:er|ir|re|oir) (?:le|la|les|avant|après|plus|à|en|au) `,
    ),
    // "Je suis disponible uniquement après 18 h", "je ne peux venir que le samedi".
    pattern(
      String.raw`^(?:\p{L}[\p{L}-]* ){1,3}uniquement[.!]?$|${word('jamais (?:avant|après)')} \d`,
      String.raw`${word('(?:seulement|uniquement) (?:après|avant|entre|à partir|le|les|jusqu|en|par|avec|sans|si|de)')}`,
      String.raw`${word("(?:je|on|nous|il|elle) (?:ne |n['’])(?:peu[xt]|pouvons|suis|est|sommes|prends|prend|mange)")}(?: \p{L}+){0,3} qu(?:e|['’])(?: |(?=\p{L}))(?:le|la|les|après|avant|entre|du|des|en|à|de) (?!vous|te)`,
    ),
    pattern(
      String.raw`${word(FRENCH_AUTHORITY)} (?:(?:m['’]|nous |lui |me |l['’])?(?:interdit|interdisent|refuse|exige|impose)|(?:m['’]|nous |lui |l['’])?(?:a|ont) (?:interdit|défendu)|ne (?:veut|veulent|tolère|permet|permettent) pas)(?!\p{L})`,
      String.raw`${word('il faut (?:absolument|impérativement|obligatoirement)')} (?:une?|des|du|de la|que ce soit|le|la) (?!livre|film)`,
      String.raw`${word('je (?:ne )?veux (?:surtout )?pas que')} (?!tu t['’e]|vous vous|vous te)`,
    ),
  ],
  none: /^(?:et |mais )?(?:pas (?:de (?:souci|problème|réponse|chance|quoi|panique|nouvelles?|panique|mal|doute|temps)|d['’]inquiétude|avant longtemps)|rien (?:de (?:neuf|grave|spécial|nouveau)|que)|sans (?:doute|problème|souci|blague)|surtout que)(?!\p{L})|\?\s*$|(?<!\p{L})(?:peut-être|avant-hier|hier|à l['’]époque|si jamais|serait|aurait|dire)(?!\p{L})|,? je (?:crois|pense)[.!]*$/iu,
}

const SPANISH_AUTHORITY =
  '(?:el|la|mi|nuestr[oa]|los|las)? ?(?:caser[oa]|dueñ[oa]|propietari[oa]|médic[oa]|doctora?|dentista|comadrona|fisio|comunidad|normativa|seguro|banco|contrato|colegio|guardería|ayuntamiento|ley|jef[ea]|entrenadora?|reglamento|clínica|cliente)'
const spanish: Forms = {
  told: [
    pattern(
      String.raw`^(?:pues |y |pero )?(?:como mucho|como máximo|máximo|tope|no más de|hasta)[ :]+(?:de )?\d[\d.,]* ?(?:€|euros?|\$|pesos|soles|dólares|minutos?|horas?|días?|kilos?|km|personas?)`,
      String.raw`${word('ni un (?:euro|peso|céntimo|minuto|día) más')}`,
      String.raw`^(?:que )?no (?:pase|pasen|suba|supere|cueste|tarde) (?:más )?de [^.;!?]{0,10}\d`,
    ),
    pattern(
      String.raw`(?:${CLAUSE}|\sy )(?:y |pero )?nada de (?!nada|eso|esto|ello|lo |especial|nuevo|particular)\p{L}`,
      String.raw`^(?:y |pero )?sin \p{L}[^,.;!?]{1,30} (?:sí o sí|por favor|obligatoriamente|porfa)`,
    ),
    // Nobody's doing: "no se mueven", "no se puede quedar solo", "no se tocan".
    pattern(
      String.raw`${word('no se (?:toca|tocan|mueve|mueven|tira|tiran|cambia|cambian|vende|venden|admiten?|permiten?|aceptan?|negocia|fuma|borra|borran|comparte|comparten)')}(?! (?:nadie|nada|un))`,
      String.raw`${word('no se (?:puede|pueden)')} (?!creer|imagin|quejar|decir|negar|saber|pedir|comparar)\p{L}+`,
    ),
    pattern(
      String.raw`^(?:(?:pero|y|ah|ya|bueno|además),? )*(?:yo )?(?:solo|sólo|únicamente) (?:puedo|podemos|puede|trabajo|trabajamos|estoy|como|bebo|tengo libre)(?: \p{L}+)? (?:por|los|las|a partir|hasta|desde|después|antes|entre|en|el|la|de|cosas|comida)(?!\p{L})`,
      String.raw`${word('solo|sólo|únicamente')} (?:por|vía) (?:whatsapp|correo|mail|escrito|teléfono|sms)`,
    ),
    pattern(
      String.raw`${word(SPANISH_AUTHORITY)} (?:(?:me|nos|le|lo) )?(?:no (?:me |nos |le )?(?:dejan?|permiten?|admiten?|quieren?)|prohíben?|exigen?|obligan?|(?:ha|han) prohibido)(?!\p{L})`,
      String.raw`^(?:antes|después|más) (?:de|tarde)[^,.;!?]{2,20} (?:ni hablar|ni loc[oa]|imposible)(?!\p{L})`,
      String.raw`(?<!\p{L})no quer?emos que|(?<!\p{L})no quiero que (?!te |se preocup|os |usted se|piens)`,
      String.raw`^(?:y |pero )?tiene que ser (?!bonito|difícil|duro|una broma|broma|increíble|horrible|genial)[^,.;!?]{2,30}, `,
    ),
    // "Contéstame siempre con listas cortas".
    pattern(
      String.raw`^(?:(?:por favor|y|pero|ojo)[,:]? )?(?:cont[eé]sta|resp[oó]nde|escr[ií]be|h[aá]bla|av[ií]sa|trata|ll[aá]ma|expl[ií]ca|d[ií]|m[aá]nda|env[ií]a)(?:me|nos)(?:lo)? (?:\p{L}+ ){0,2}?(?:siempre|solo|sólo|únicamente|nunca)(?!\p{L})`,
    ),
  ],
  none: /^(?:nada (?:de (?:nada|lo|eso|especial|nuevo))|sin (?:problema|duda|más|embargo|comentarios|palabras|ánimo)|no se preocup\p{L}+)(?!\p{L})|\?\s*$|(?<!\p{L})(?:quizás?|tal vez|ojalá|antes se|ayer)(?!\p{L})|, (?:creo|supongo)[.!]*$/iu,
}

const PORTUGUESE_AUTHORITY =
  '(?:o|a|meu|minha|nosso|nossa|os|as)? ?(?:senhori[oa]|dono|dona|proprietári[oa]|médic[oa]|doutora?|dentista|parteira|fisio(?:terapeuta)?|condomínio|regulamento|seguro|banco|contrato|escola|creche|câmara|prefeitura|lei|chefe|treinador[a]?|síndic[oa]|cliente)'
const portuguese: Forms = {
  told: [
    pattern(
      String.raw`^(?:então |e |mas )?(?:no máximo|máximo|até|limite(?: de)?)[ :]+(?:R\$ ?)?\d[\d.,]* ?(?:€|euros?|reais|minutos?|horas?|dias?|quilos?|km|pessoas?|,|\.|$)`,
      String.raw`${word('nem mais um (?:euro|cêntimo|centavo|real|minuto|dia)')}`,
      String.raw`^(?:que )?não (?:passe|passo|passamos|suba|ultrapasse|custe) (?:mais )?de [^.;!?]{0,10}\d`,
    ),
    pattern(
      String.raw`(?:${CLAUSE}|\se )(?:e |mas )?nada (?:de|com) (?!nada|isso|isto|especial|novo|mais|que)\p{L}[^,.;!?]*(?:,|[.!]|$)`,
      String.raw`^(?:e |mas )?sem \p{L}[^,.;!?]{1,30},? (?:por favor|obrigatoriamente|de jeito nenhum)`,
    ),
    // The order as it is spoken, in the form of the third person: "não mexe na reserva".
    pattern(
      String.raw`^(?:(?:e|mas|ah|só|por favor|pfv)[,:]? )*não (?:me )?(?:mexe|usa|liga|manda|põe|coloca|conta|toca|bota|muda|apaga|marca|inclui|gasta|troca|compra|corta|passa|divulga)(?:m)? (?:n[ao]s?|[ao]s?|d[ao]s?|nada|mais|em|com (?!igo))(?!\p{L})(?! comigo)`,
      String.raw`${word('ninguém (?:mexe|toca|muda|entra)')}`,
      String.raw`(?:^|[,;] )(?:então |e |por favor,? )?(?:corta|corte|evita|evite|exclui|exclua|deixa de fora) [^,.;!?]{2,30} (?:de qualquer|de tod[oa]s?|sempre|em qualquer|dos|das)(?!\p{L})`,
      String.raw`^(?:(?:e|mas|ah)[,:]? )*(?:fala|fale|escreve|escreva|responde|responda|explica|explique)(?: comigo|-me|-nos)? (?:sempre |só |sem |apenas )`,
    ),
    pattern(
      String.raw`^(?:(?:mas|e|ah|já),? )*(?:eu )?(?:só|somente|apenas) (?:posso|podemos|consigo|trabalho|trabalhamos|estou|como|bebo|tenho livre)(?: \p{L}+)? (?:depois|antes|às|aos|até|a partir|entre|de|no|na|em|coisas|comida)(?!\p{L})`,
      String.raw`^(?:mas |e )?(?:só|somente|apenas) [^,.;!?]{2,40} se (?:eu|nós|a gente|for|tiver)(?!\p{L})`,
      String.raw`${word('só|somente|apenas')} (?:por|via) (?:whatsapp|e-?mail|escrito|telefone|sms)`,
    ),
    pattern(
      String.raw`${word(PORTUGUESE_AUTHORITY)} (?:(?:me|nos|lhe) )?(?:não (?:me |nos |lhe )?(?:deixam?|permitem?|aceitam?|quer)|proíbem?|exigem?|obrigam?|proibiu|proibiu-me|proibiu-nos)(?!\p{L})`,
      String.raw`^(?:antes|depois|mais) (?:d[aeo]s?|tarde)[^,.;!?]{2,20} (?:nem pensar|impossível)(?!\p{L})`,
      String.raw`(?<!\p{L})não quer(?:o|emos) que (?!te |se preocup|você se|pens)`,
      String.raw`^(?:e |mas )?tem (?:que|de) ser (?!bonito|difícil|duro|brincadeira|incrível|horrível|ótimo)[^,.;!?]{2,30}, `,
    ),
  ],
  none: /^(?:nada (?:de (?:nada|especial|novo)|disso|disto|com que)|sem (?:problema|dúvida|mais)|não se preocup\p{L}+)(?!\p{L})|\?\s*$|(?<!\p{L})(?:talvez|tomara|ontem|vieram)(?!\p{L})|, (?:acho|creio|suponho)(?: eu)?[.!]*$/iu,
}

const chinese: Forms = {
  told: [
    /(?:预算|價格|价格|租金|费用|總共|总共|一共)[^，。！？]{0,8}\d+[^，。！？]{0,4}(?:以内|以內|以下|之内)|不能再(?:多|贵|高|超)了?|最多(?:花|出|给|付)[^，。！？]{0,6}[\d一二三四五六七八九十百千万两]/u,
    /(?:点|點|号|月|前|后|後|之前|之后|以后|以前|以後)(?:都|就)?(?:不能|不许|不許|不准|不可以|别|不要)[^，。！？了]{1,12}/u,
    /(?:房东|房東|物业|物業|医生|醫生|大夫|老板|老師|老师|学校|學校|公司|法律|合同|领导|领导|银行|保险|规定|規定|教练)[^，。！？]{0,8}?(?:不让|不讓|不许|不許|不准|禁止|要求(?!很|不|太|高|写)|规定|規定|不能|不可以|只能|必须|必須)[^，。！？]{1,16}/u,
    /(?:^|[，。；])我?(?:只能|只有)(?:在)?(?:周|週|星期|礼拜|早|上午|中午|下午|晚|白天|平时|工作日|放假|[一二三四五六七八九十\d]+点)/u,
    /^(?:请|請)?(?:只要|不要|不用|别放|别加|少放|少|多放)[^，。！？]{1,10}的?，(?:我|他|她|孩子|家里|因为)/u,
    /(?:必须|必須|一定要|务必|務必|得)(?:先|提前|事先|经过|經過)[^，。！？]{2,20}/u,
    /(?:孩子|老人|我(?:妈|爸|儿子|女儿|老婆|老公)?|他|她)[^，。！？]{0,6}(?:不能|不可以)(?:吃|喝|碰|闻|久坐|提重)[^，。！？了]{1,10}/u,
    /(?:高血压|糖尿病|心脏病|哮喘|素食|清真|回民|怀孕|孕妇|轮椅)[^。！？]{0,4}，[^。！？]{0,4}(?:要|不能|不要|少|得|别|只)/u,
    /(?:接不了|不方便接|不接)(?:电话|電話)/u,
  ],
  none: /[?？吗呢]\s*$|昨天|刚才|来过|不能再等|不能吧|要求不高|如果|可能/u,
}

const japanese: Forms = {
  told: [
    /(?:予算|費用|料金|家賃|値段)は[^。！？]{0,12}\d[^。、！？]{0,6}(?:まで|以内|以下)/u,
    /(?:短め|簡潔|手短|丁寧|敬語|日本語|英語|箇条書き)(?:に|で)[^。！？]{0,10}(?:答え|返信|返事|書い|説明|話し)[^。！？]{0,4}(?:ください|下さい|ほしい|お願い)/u,
    /(?:ので|から|ため)、?[^。！？]{2,24}(?:無理|できません|できない|避け|ダメ|だめ|控え)[^。！？過]{0,4}(?:です|ます|ません|ください|。|$)/u,
    /しか(?:休め|空い|行け|出られ|働け|対応でき|取れ|食べられ|飲め|使え|来られ|動け)[^。！？]{0,3}(?:ない|ません)(?!でした)/u,
    /(?:以降|以前|前|昼間|夜間|早朝|深夜|平日|週末|土日)は[^。、！？]{0,12}(?:られ|れ|せ|け|べ|め|え|でき)(?:ません|ない(?:んです|です|。|$|ので))(?!でした)/u,
    /(?:以外)[^。！？]{0,8}(?:お願い|ください)|(?:抜き|なし)で(?:お願い|ください|頼)/u,
    /(?:禁止|止め)(?:されて(?:いま|いる|ます)|ら?れて(?:いま|いる|ます))|(?:規約|規則|決まり|校則|契約|法律)(?:で|上)[^。！？]{0,20}(?:ません|ない(?:んです|です|。|$)|禁止|不可)(?!でした)/u,
    /[^。！？]に限(?:ります|る)(?!と)|必ず[^。！？]{2,20}(?:ください|下さい|お願いします)/u,
    /(?:勝手に|事前の?連絡なしに|許可なく|無断で)[^。！？]{2,20}ないで/u,
    /(?:辛い|甘い|冷たい|硬い|油っぽい|生)(?:もの|物)は?(?:食べられ|飲め|苦手|だめ|ダメ|無理|受け付け)(?:ません|ない|です)(?!でした)/u,
  ],
  none: /[?？]\s*$|ですか|でしょうか|昨日|ですよね|気にしないで|無理しないで|心配しないで|かもしれ|もし/u,
}

const FORMS: Readonly<Record<string, Forms>> = {
  de: german,
  fr: french,
  es: spanish,
  pt: portuguese,
  zh: chinese,
  ja: japanese,
}

/** Longer sentences say more than what binds, and the patterns stay cheap. */
const MAX_CONSTRAINT = 160

/** A perfect of forbidding is in force, "hat mir Sport verboten"; so is what has a reason of last time, "la última vez me hizo daño"; 不能再多了. */
const IN_FORCE =
  /verboten|untersagt|interdit|défendu|prohibido|proibiu|proibido|letzte[sn]? mal|dernière fois|última vez|禁止|止め|上次|前回|前に|不能再/iu

/** Whether a sentence of a user tells a constraint in passing. Cost: linear in the sentence, of bounded length. */
export function isToldElsewhere(sentence: string, language: string): boolean {
  const forms = FORMS[language]
  if (forms === undefined || sentence.length > MAX_CONSTRAINT || forms.none.test(sentence)) return false
  if (!forms.told.some((form) => form.test(sentence))) return false
  return IN_FORCE.test(sentence) || !tellsOfPast(sentence, language)
}
