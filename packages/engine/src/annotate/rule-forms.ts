/** Forms of a rule that no list of phrases can hold, and remarks that hold such a phrase. */
interface RuleForms {
  readonly rule: readonly RegExp[]
  readonly remark: readonly RegExp[]
}

/** Stems whose negated orders end in -e, -es, -en (verbs in -ar) and in -a, -as, -an (in -er and -ir). */
const SPANISH_AR =
  'us|llam|env[ií]|mand|publiqu|tom|pagu|reserv|compr|borr|cambi|toqu|dej|mencion|muestr|acept|firm|contact|entr|gast|program|cierr|revel|cuent|habl|prest|quit|mezcl|lav|olvid|agregu|elimin|modifiqu|utilic|ejecut|instal|guard|despiert|particip|contrat|aparqu|fum|coloqu|mov|muev|record|des'
const SPANISH_ER =
  'hag|dig|pong|vay|compart|escrib|abr|incluy|salg|respond|sub|interrump|traduzc|añad|vend|sirv|permit|corr|sigu|ofrezc|pid|divulgu'
const PORTUGUESE_AR =
  'us|lig|ligu|envi|mand|publiqu|tom|pagu|reserv|compr|apagu|mud|toqu|deix|mencion|mostr|aceit|assin|contact|contat|entr|gast|feche?|revel|cont|fal|emprest|tir|mistur|lav|adicion|elimin|modifiqu|utiliz|execut|instal|guard|apanh|partilh|compartilh|agend|estacion|fum|coloqu|copi|pass|dê|acord'
const PORTUGUESE_ER =
  'faç|dig|ponh|vá|escrev|abr|inclu|sai|respond|interromp|traduz|vend|sirv|permit|corr|sig|ofereç|peç|divulgu|peg'

const FRENCH_NE = String.raw`(?:ne\s+|n['’])(?:(?:me|le|la|les|lui|leur|nous|en|y)\s+|m['’]|l['’])?`
/** Verbs that tell and do not order, and the subjects that make any verb one of those. */
const FRENCH_TELLING = String.raw`(?:ai|as|est|a|avons|avez|ont|suis|sais|peux|veux|crois|pense|était|avait|faut)\b`
const FRENCH_SUBJECT = String.raw`(?:je|tu|il|elle|on|nous|vous|ils|elles|qui|ça|cela|ce)\s+${FRENCH_NE}`

/** An imperative, as far as its form tells: no auxiliary, no ending of the plural or the past, no pronoun right behind. */
const GERMAN_ORDER = String.raw`(?!(?:habe?|bin|war|kann|will|mag|muss|soll|sollte|werde|würde|hatte|hätte|wäre|da|dort|hier|heute|gestern|morgen|so|jetzt|dann|noch|auch|schon|fast|nicht|ich|du|er|sie|es|wir|ihr|man|das|die|der|den|dem|das|was|wer|wie|wo|meine?|unsere?|eine?)(?!\p{L}))(?:(?!\p{L}*(?:t|te|ten|st)(?!\p{L}))\p{Ll}\p{L}{2,}|\p{L}+en sie|achte|arbeite|halt|bitte)(?! (?:ich|du|er|sie|es|wir|ihr|man|ist|sind|war|waren|hat|haben|wird|werden|kann|können|muss|müssen|sei)(?!\p{L}))`

/** Verbs of telling, asking and checking, as orders: with them "siempre" and "sempre" are no habit of a third person. */
const SPANISH_ORDER =
  'pide|pida|pregunta|pregunte|verifica|verifique|comprueba|compruebe|confirma|confirme|consulta|consulte|solicita|solicite|contesta|conteste|responde|responda|di|diga|dime|escribe|escriba|habla|hable|indica|indique|muestra|muestre|incluye|incluya|usa|use|utiliza|utilice|avisa|avise|mantén|mantenga|revisa|revise'
const PORTUGUESE_ORDER =
  'pede|peça|pergunta|pergunte|verifica|verifique|confere|confira|confirma|confirme|consulta|consulte|solicita|solicite|responde|responda|diz|diga|escreve|escreva|fala|fale|indica|indique|mostra|mostre|inclui|inclua|usa|use|utiliza|utilize|avisa|avise|mantém|mantenha|revê|reveja'

const FORMS: Readonly<Record<string, RuleForms>> = {
  de: {
    rule: [
      // "Ruf mich nicht vor neun an", "Nimm nie …": a verb first, and no subject behind it.
      /^(?:(?:und|also|aber|ach|ja|nein|gut|super|ok|okay|übrigens|wichtig|noch was|ganz wichtig)[,:.!]? ){0,3}(?:bitte )?(?!(?:ich|du|er|sie|es|wir|ihr|man|das|die|der|dies\p{L}*|da|dort|hier|heute|gestern|morgen|leider|warum|wieso|wer|was|wo|wann|wie|auch|noch|jetzt|dann|und|aber|oder|so|ja|nein|doch|gar|überhaupt|hab|habe|haben|hat|hatte|bin|ist|sind|war|waren|weiß|kann|will|mag|geht|gibt|gab|stimmt|muss|darf|soll|werde|wird|wurde|brauche|komme|glaube|denke|mach dir|keine?|nicht|nichts|nie)\b)\p{L}+(?:e|en sie)?\s+(?:(?:mich|mir|uns|ihm|ihn|ihr|ihnen|es|das|ihnen|bitte)\s+){0,2}(?:nie|niemals|nicht|keine[nmrs]?|kein|nichts)(?!\p{L})/iu,
      // "Bitte duz mich", "Sie können mich duzen".
      /(?<!\p{L})(?:duz|siez)(?:e|en sie)? (?:mich|uns)(?!\p{L})|(?<!\p{L})(?:mich|uns) (?:duzen|siezen)(?!\p{L})/iu,
      // "Das Budget darf 4.200 Euro nicht überschreiten."
      /(?<!\p{L})(?:darf|darfst|dürft|dürfen)(?!\s+(?:ich|wir))\s[^?!]{0,80}?(?<!\p{L})(?:nicht|nichts|keine?[nmrs]?|nie|niemals|höchstens|nur)(?!\p{L})/iu,
      // "Und schreib Kommentare bitte immer auf Deutsch": a verb first that is no plural ("kommt immer"), and no subject behind it.
      new RegExp(
        `^(?:(?:und|also|ach|bitte|übrigens|wichtig|noch was)[,:.!]? ){0,3}${GERMAN_ORDER}(?: [^\\s,;!?]+){0,4} (?:immer|stets|jedes mal|ausschließlich|grundsätzlich)(?!\\p{L})`,
        'iu',
      ),
    ],
    remark: [
      /(?<!\p{L})(?:ich|wir) (?:darf|dürfen)(?!\p{L})/iu,
      // "Schreib ich mir auf": the speaker's own doing, "das" left out.
      /^(?:schreib|antwort|sag|mach|nehm|ruf|nutz|verwend|merk|halt|lass|geb|frag|bring|hol|trag|notier)e? (?:ich|wir)(?!\p{L})/iu,
      /^(?:mach dir|keine sorge)/iu,
      // "Nur noch eine Frage", "nur so ein Gedanke".
      /^nur (?:noch (?:eine|ein|kurz|ganz)|so(?!\p{L})|mal|ganz kurz|eine (?:kurze |kleine )?frage|zur info|damit|falls|für den fall)(?!\p{L})/iu,
      // "Schreib mir einen Brief": a task.
      /^schreib(?:e|en sie)?\s+(?:(?:mir|ihm|ihr|ihnen|uns|bitte)\s+){0,2}(?:eine?[nm]?|den|die|das|dem)(?!\p{L})(?!.*(?:immer|nie|stets|ausschließlich))/iu,
    ],
  },
  fr: {
    rule: [
      // "Ne communiquez jamais …", "N'envoie pas …", "Surtout, ne publie rien …".
      new RegExp(
        `^(?:(?:\\p{L}+|s['’]il (?:te|vous) pla[iî]t),?\\s+){0,2}?${FRENCH_NE}(?!${FRENCH_TELLING})(?<!${FRENCH_SUBJECT})\\p{L}+(?:-\\p{L}+)?\\s+(?:jamais|pas|plus|rien|aucune?|personne)(?!\\p{L})`,
        'iu',
      ),
      // "Vérifie toujours …", "Demandez-lui systématiquement …": an ending of the imperative, and no subject.
      /^(?:(?:et|mais|surtout|merci de|s['’]il (?:te|vous) pla[iî]t),? ){0,2}(?!(?:je|tu|elle|elles|ils|nous|vous|est|es|êtes|sommes|presque|les|des|mes|tes|ses|ces|suis|fais que|reste|très)(?!\p{L}))\p{L}{2,}(?:e|s|ez)(?:-(?:moi|lui|leur|nous|le|la|les|en|y))? (?:toujours|systématiquement|à chaque fois)(?!\p{L})/iu,
      // "Vouvoie-les", "on se tutoie".
      /(?<!\p{L})(?:tutoie|vouvoie|tutoyez|vouvoyez)-(?:moi|nous|les|le|la)(?!\p{L})|(?<!\p{L})on se (?:tutoie|vouvoie)(?!\p{L})/iu,
      // "Pour la colle, uniquement de la colle d'amidon".
      /^pour \p{L}[^,.;!?]{1,40}, (?:uniquement|seulement|toujours|jamais)(?!\p{L})/iu,
      /(?<!\p{L})il ne faut (?:jamais|pas|plus|rien|surtout pas)(?!\p{L})/iu,
      /(?<!\p{L})ne peu(?:t|vent) (?:pas|jamais) (?:dépasser|excéder|être)(?!\p{L})/iu,
    ],
    remark: [
      /^(?:je|j['’]|nous n['’]|elle|il n['’]|ils|elles|on n['’]|(?:mon|ma|mes|son|sa|ses|notre|votre)\s+\p{L}+\s+n)/iu,
      /^(?:\p{L}+,\s+)?ne (?:t['’]|te |vous )(?:inqui|en fai|dérang)/iu,
      // "Écris-moi un petit mot": a task.
      /^(?:écris|écrivez|rédige|rédigez|réponds|répondez)(?:-\p{L}+)?\s+(?:une?|le|la|les|au|aux|à)(?!\p{L})(?!.*(?:toujours|jamais|chaque|uniquement))/iu,
      /^il ne faut pas (?:oublier|s['’]inquiéter|exagérer)/iu,
    ],
  },
  es: {
    rule: [
      new RegExp(
        `^(?:(?:por favor|y|pero|ojo|recuerda|importante)[,:]?\\s+){0,2}(?:no|nunca|jamás)\\s+(?:(?:me|lo|la|los|las|le|les|nos|se|se lo)\\s+)?(?:(?:${SPANISH_AR})(?:e|es|en)|(?:${SPANISH_ER})(?:a|as|an)|\\p{L}+(?:pong|teng|veng|salg|traig|dig|hag|zc)(?:a|as|an)|\\p{L}+(?:ques|gues))(?!\\p{L})`,
        'iu',
      ),
      // "Y nada de anglicismos, por favor".
      /^(?:y |pero |pues )?nada de (?!eso|esto|ello|nada|lo)\p{L}+(?: (?:ni|en|con|de|sin|y) \p{L}+)*(?:,|[.!]|$)/iu,
      // "… : no me des nunca más de tres".
      /(?<!\p{L})no (?:me|nos|le|les) (?:des|den|pongas|pongan|mandes|manden|digas|digan|hables|hablen|hagas|hagan) (?:nunca|jamás)(?!\p{L})/iu,
      // "Trátame de usted", "tutéame".
      /(?<!\p{L})(?:tut[ée]ame|tráta(?:me|los|las|les|nos) de (?:tú|usted(?:es)?))(?!\p{L})/iu,
      // "Eso no puede aparecer en el informe", not "eso no puede ser".
      /(?<!\p{L})(?:eso|esto) no puede (?!ser|estar|haber|seguir|pasar)\p{L}+(?:ar|er|ir)(?!\p{L})/iu,
      /(?<!\p{L})no (?:puede|pueden|podrá|podrán) (?:superar|exceder|pasar|sobrepasar|ser|costar|salir|durar)(?!\p{L})/iu,
      /(?<!\p{L})(?:nunca|jamás) se (?:debe|deben|puede|pueden)(?!\p{L})/iu,
      /(?<!\p{L})debe[ns]?\s+\p{L}+(?:\s+\p{L}+){0,2}\s+siempre(?!\p{L})/iu,
      new RegExp(
        `^(?:(?:por favor|y|pero|ojo)[,:]? ){0,2}(?:${SPANISH_ORDER})(?:me|le|les|nos|lo|la)? siempre(?!\\p{L})`,
        'iu',
      ),
    ],
    remark: [
      /^(?:eso|esto) no puede (?:ser|estar)(?!\p{L})/iu,
      // "Solo una pregunta", "no se mueve nadie".
      /^(?:solo|sólo) (?:era|quería|quiero (?:saber|decir)|una (?:pregunta|cosa|duda)|por (?:curiosidad|si)|decir|faltaba|para (?:que|saber|decir))(?!\p{L})|, (?:creo|supongo)[.!]*$|^no se \p{L}+ nadie(?!\p{L})/iu,
      // "Escribe una nota": a task.
      /^(?:escribe|escriba|responde|responda)(?:me|le|les|nos)?\s+(?:una?|el|la|al|a)(?!\p{L})(?!.*(?:siempre|nunca|cada|únicamente))/iu,
      /^(?:nunca|jamás|siempre|solo|sólo)\s+(?:(?:me|lo|la|los|las|se|nos|le)\s+)?(?:he|has|ha|hemos|han|había\p{L}*|estuve|estuvo|fui|fue|tuve|tuvo|pude|quise|sé|\p{L}+(?:é|í|ó|aba|ía|aron|ieron|imos|amos))(?!\p{L})/iu,
    ],
  },
  pt: {
    rule: [
      new RegExp(
        `^(?:(?:por favor|e|mas|atenção|lembre-se|importante)[,:]?\\s+){0,2}(?:não|nunca|jamais)\\s+(?:(?:me|o|a|os|as|lhe|lhes|nos|se)\\s+)?(?:(?:${PORTUGUESE_AR})(?:e|es|em)|(?:${PORTUGUESE_ER})(?:a|as|am))(?!\\p{L})`,
        'iu',
      ),
      // "Trata-me por tu".
      /(?<!\p{L})trat(?:a|e|em)-(?:me|os|as|nos) por(?!\p{L})/iu,
      // "Isso não pode aparecer na tese", not "isso não pode ser".
      /(?<!\p{L})(?:isso|isto) não pode (?!ser|estar|haver|continuar|ficar)\p{L}+(?:ar|er|ir)(?!\p{L})/iu,
      /(?<!\p{L})não (?:pode|podem|poderá) (?:ultrapassar|exceder|passar|superar|ser|custar|sair|durar)(?!\p{L})/iu,
      /(?<!\p{L})(?:nunca|jamais) se (?:deve|devem|pode|podem)(?!\p{L})/iu,
      /(?<!\p{L})deve[ms]?\s+(?:\p{L}+\s+){0,2}sempre(?!\p{L})/iu,
      new RegExp(
        `^(?:(?:por favor|e|mas|atenção)[,:]? ){0,2}(?:${PORTUGUESE_ORDER})(?:-(?:me|lhe|lhes|nos|o|a))? sempre(?!\\p{L})`,
        'iu',
      ),
    ],
    remark: [
      // "Só uma pergunta", "só posso agradecer".
      /^(?:só|apenas) (?:era|queria|quero (?:saber|dizer)|uma (?:pergunta|coisa|dúvida)|por (?:curiosidade|via)|faltava|para (?:que|saber|dizer)|posso (?:agradecer|dizer|imaginar|lamentar))(?!\p{L})/iu,
      // "Escreve uma nota": a task.
      /^(?:escreve|escreva|responde|responda)(?:-(?:me|lhe|lhes|nos))?\s+(?:uma?|o|a|ao|à)(?!\p{L})(?!.*(?:sempre|nunca|cada|apenas))/iu,
      /^(?:nunca|jamais|sempre|só|apenas)\s+(?:(?:me|o|a|se|nos|lhe)\s+)?(?:estive|esteve|fui|foi|tive|teve|tinha|pude|quis|vi|li|sei|\p{L}+(?:ei|i|ou|eu|ava|ia|aram|eram|iram))(?!\p{L})/iu,
    ],
  },
  zh: {
    rule: [
      /^(?:请)?别(?![的人处说]|担心|客气|急)/u,
      // "给客人写的文案别用感叹号", "回答请简短".
      /^[^，。！？]{0,14}(?:别|不要)用/u,
      /(?:回答|回复|答复|解释|说明)(?:请|要|都|一律|尽量)[^，。！？]{1,12}/u,
      // "没电梯的别推荐": such ones not.
      /的(?:就)?(?:别|不要)[^，。！？的]{1,6}(?:了|给我)?[。！]?$/u,
      /千万(?:别|不)|不准|不许|不[能可](?:超过|高于|低于|多于|少于)|严禁|请勿|请不要|一律|绝不|绝对不/u,
    ],
    remark: [
      /^我(?:从来|绝)?[不没]/u,
      // "不要紧", "一定要去看看", "我必须承认": a formula, advice, the speaker's own word.
      /^(?:那|你|您|真的|哎|啊)?[，,]?不要(?:紧|緊|客气|客氣|担心|擔心|见外|谢|說了|说了|急|着急)|(?:一定|必须|必須)要?(?:去看|来玩|來玩|试试|試試|尝尝|点赞|點讚|加油|幸福)|我(?:必须|必須)(?:说|說|承认|承認)/u,
    ],
  },
  ru: {
    rule: [
      // "Никогда не звони …", "Не отправляйте …": imperatives end so, what "I" do not do does not.
      /^(?:(?:пожалуйста|и|но|только),? )?(?:никогда (?:и никому )?)?не (?:\p{L}+ ){0,2}?\p{L}{2,}(?:й|йте|и|ите|ь|ьте)(?!\p{L})/iu,
      /(?<!\p{L})(?:ни в коем случае|категорически|запрещено|запрещается|отныне|впредь|с этого момента)(?!\p{L})/iu,
      /^(?:пожалуйста,? )?всегда \p{L}{2,}(?:й|йте|и|ите|ь|ьте)(?!\p{L})/iu,
    ],
    remark: [
      /^(?:никогда )?не (?:\p{L}+ли|беспокой(?:ся|тесь)|волнуй(?:ся|тесь)|переживай(?:те)?|пережива\p{L}+|очень|есть|дай бог|говори(?:те)? так)(?!\p{L})/iu,
    ],
  },
  ar: {
    rule: [
      // "لا ترسل أبدا …": with a word that makes it last, or a condition.
      /^(?:من فضلك،? )?لا ت\p{L}+(?=.*(?:أبدا|أبدًا|مطلقا|إلا|قبل أن|بدون|دون))/u,
      /(?:ممنوع|يمنع|لا يجوز|من الآن فصاعدا|من اليوم فصاعدا)/u,
    ],
    remark: [/^لا ت(?:وجد|زال|كفي|قلق)/u],
  },
  th: {
    // "ห้าม …", "อย่า … เด็ดขาด": a space stands between sentences.
    rule: [/(?:^|\s)ห้าม.{4,}|(?:^|\s)อย่า.+(?:เด็ดขาด|เลย|โดยไม่|ก่อน)|ต้อง.{2,40}(?:เสมอ|ทุกครั้ง)/u],
    remark: [/ป้าย|เขาบอก|เธอบอก/u],
  },
  hi: {
    rule: [
      // "… कभी मत भेजना": an imperative with मत.
      /(?:^|\s)मत\s\S+/u,
      /^(?:कृपया )?(?:हमेशा|सिर्फ़|केवल)\s.*(?:ना|िए|िएगा|ो)[।.!]?$/u,
    ],
    remark: [/(?:चिंता|फ़िक्र|फिक्र) मत/u],
  },
  ja: {
    rule: [
      // "説明は短くお願いします".
      /(?:説明|返事|返信|返答|回答|文章|答え|メール)は[^、。！？]{1,14}(?:お願い|ください|下さい|にして)/u,
      /(?:ないこと|(?:だけ|のみ)を?(?:使|用い).{0,8}(?:ください|こと)|(?:を|は)(?:禁止|厳禁)(?:です|とする|。|$))/u,
      // "館内は全面禁煙です", "持ち込みはNGです".
      /は(?:、)?(?:全面|すべて|原則)?(?:禁煙|禁酒|NG|ＮＧ|不可)(?:です|とな|とし|でお願い|になり|。|$)/u,
    ],
    // "必ず行きますね": what the speaker will do; "気にしないで": a formula.
    remark: [
      /^(?:[^、。]{0,8}、)?(?:気に|(?:無理|心配|遠慮)[はを]?)しないで/u,

      /(?:必ず|絶対に?)[^、。！？]{0,12}(?<!ください|願い)(?:ます|ました|るよ|るね)(?:ね|よ|から)*[。！]?$/u,
    ],
  },
}

/** Whether the form of a sentence makes it a rule (true) or rules that out (false); undefined where it says nothing. */
export function ruleForm(text: string, language: string): boolean | undefined {
  const forms = FORMS[language]
  if (forms === undefined) return undefined
  if (forms.remark.some((form) => form.test(text))) return false
  return forms.rule.some((form) => form.test(text)) ? true : undefined
}
