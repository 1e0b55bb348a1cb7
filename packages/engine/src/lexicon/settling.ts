/**
 * How people who talk among themselves propose, agree and settle, by language: sentences of a form that no list of phrases can
 * hold. English has its own, finer ones where they are used (`items/group-agreements.ts`, `items/closings.ts`).
 */
export interface SettlingForms {
  /** Opens, or is, what others can agree to; states ("do we have the key?") are none. */
  readonly proposes: RegExp
  /** Asks for an answer, not for a yes. */
  readonly asks: RegExp
  /** Says yes to a plan, not only that one listens. */
  readonly strongAssent: RegExp
  readonly nod: RegExp
  /** Takes something back, or is of two minds. */
  readonly reserves: RegExp
  /** "…, agreed." behind what is settled. */
  readonly settlesAtEnd: RegExp
  /** "Dann nehmen wir …", "parfait, donc jeudi", "fica dia 19 então", 那就定…: draws the conclusion of a talk. Questions and proposals are none. */
  readonly concludes: RegExp
}

const THUMB = '[👍👌✅]|\\+1'
const word = (source: string) => new RegExp(source, 'iu')

export const SETTLING: Readonly<Record<string, SettlingForms>> = {
  de: {
    proposes: word(
      `^(?:(?:also|ok|okay|und|dann|gut|na gut|vielleicht)[, ]+){0,3}(?:wollen wir|sollen wir|lasst uns|lass uns|wie wäre es|wie wär['’]?s|was haltet ihr von|wir (?:könnten|sollten)|ich schlage vor|mein vorschlag|ich (?:wäre|bin) für|ich würde (?!sagen|gern)|wir (?:nehmen|machen|lassen|behalten|verschieben|legen))(?!\\p{L})`,
    ),
    asks: word(
      `^(?:(?:und|also|aber|dann)[, ]+)*(?:wer|was|wen|wem|wann|wo|wohin|woher|warum|wieso|wie|welche[rsnm]?|ist|sind|war|hat|hast|habt|haben|gibt|kann|kannst|könnt|weiß|weißt)(?!\\p{L})`,
    ),
    strongAssent: word(
      `^(?:(?:ja|jo|ok|okay|gut|super|prima|na gut)[,.! ]+)*(?:einverstanden|abgemacht|(?:gute|tolle|super) idee|guter (?:plan|vorschlag)|(?:ich bin )?(?:dafür|dabei)|passt (?:mir|für mich)|klingt gut|(?:so )?machen wir|perfekt|in ordnung|von mir aus|meinetwegen|(?:bei|für) (?:mir|mich|uns) (?:geht|passt|wunderbar|super|gut|auch)|das passt|geht klar|unbedingt|auf jeden fall)(?!\\p{L})`,
    ),
    nod: word(
      `^(?:(?:ja|jo|jawohl|ok|okay|gut|gern|gerne|klar|passt|genau|richtig|stimmt)(?!\\p{L})|${THUMB})`,
    ),
    reserves: word(
      '(?<!\\p{L})(?:aber|allerdings|außer|nicht|kein\\p{L}*|lieber|stattdessen|statt|doch)(?!\\p{L})',
    ),
    settlesAtEnd: word(
      "[,–—-] ?(?:also )?(?:abgemacht|beschlossen|ausgemacht|vereinbart|entschieden|einverstanden|dabei bleibt es|so machen wir(?:[’']s| es))[.! ]*$",
    ),
    concludes: word(
      `^(?:(?:ok|okay|gut|super|prima|alles klar|perfekt|na gut|schön)[,.!]? )*(?:dann |also )+(?:nehmen|machen|fahren|gehen|buchen|bestellen|treffen|feiern|bleiben|essen|verschieben|streichen|lassen) wir (?!(?:[^.;!?]* )?(?:sonst|immer|normalerweise|gerade|schon|ja|manchmal|meistens)(?!\\p{L}))(?!mal |so weiter|weiter|es$|das$)|^(?:ok|okay|gut|super|prima|alles klar|perfekt|na gut|abgemacht|beschlossen)[,:!.]? (?:also |dann )(?:der |die |das |den |am |um |im |kein\\p{L}* )?(?:\\d|\\p{L}{3,}tag(?!\\p{L})|mittwoch)[^,;!?]{0,40}$|^(?:abgemacht|beschlossen|entschieden|beschlossene sache)[,:!] .`,
    ),
  },
  fr: {
    proposes: word(
      `^(?:(?:alors|bon|ok|et|donc|peut-être)[, ]+){0,3}(?:on (?!a |est |sait |avait |était |peut |doit |dirait |voit )\\p{L}+ [^?]*\\?|(?:et )?si on |nous pourrions|on (?:pourrait|devrait)|je (?:propose|suggère)|on (?:garde|prend|reste|maintient|fixe|part sur) |ma proposition|pourquoi (?:pas|ne pas)|que (?:dites|diriez)-vous)`,
    ),
    asks: word(
      `^(?:(?:et|alors|mais|donc)[, ]+)*(?:qui|que|quoi|quand|où|pourquoi|comment|combien|quel\\p{L}*|lequel|laquelle|est-ce|qu['’]|y a-t-il|as-tu|avez-vous|on (?:a|est|sait|peut))(?!\\p{L})`,
    ),
    strongAssent: word(
      `^(?:(?:oui|ok|ah|super|bon|ouais)[,.! ]+)*(?:d['’]accord|(?:très )?bonne idée|ça (?:me va|me convient|marche)|parfait|entendu|marché conclu|vendu|je suis (?:pour|partante?|d['’]accord)|volontiers|adopté|avec plaisir|pour moi,? (?:oui|ok|c['’]est bon|parfait)|ça roule|je valide)(?!\\p{L})`,
    ),
    nod: word(`^(?:(?:oui|ouais|ok|bien sûr|exact|super|bien)(?!\\p{L})|${THUMB})`),
    reserves: word('(?<!\\p{L})(?:mais|sauf|pas|plutôt|cependant|jamais|au lieu)(?!\\p{L})'),
    settlesAtEnd: word(
      "[,–—-] ?(?:marché conclu|c[’']est (?:décidé|convenu|entendu)|entendu|adopté|vendu|décidé)[.! ]*$",
    ),
    concludes: word(
      `^(?:(?:ok|bon|parfait|super|très bien|allez)[,.!]? )+(?:donc |alors |du coup )(?![^?]*(?:aïe|hein|quand même|c['’]est|n['’]est|il y a|ça |(?:est|sont|était) ))(?!bon |je |tu |vous |il |elle |qui |que |quoi |on (?:verra|voit|attend|se rappelle))[^?]*$|^(?:vendu|adopté|c['’]est décidé|décidé|marché conclu|entendu)[,:!] (?!merci|je |à )[^?]*$|^(?:ok|bon)[,.!]? (?:pas de|plus de|le|la|les|l['’])[^?,]{2,40} alors[.! ]*$`,
    ),
  },
  es: {
    proposes: word(
      `^[¿¡]?(?:(?:entonces|bueno|vale|y|pues|quizás)[, ]+){0,3}[¿¡]?(?:(?:nos )?(?!tenemos|estamos|somos|sabemos|podemos|vemos|hemos|íbamos|habíamos)\\p{L}{2,}[aei]mos (?:[^?]*\\?)|podríamos|deberíamos|mantenemos|ponemos|hacemos|cogemos|propongo|sugiero|mi propuesta|qué tal si|qué os parece|y si |por qué no )`,
    ),
    asks: word(
      `^[¿¡]?(?:(?:y|entonces|pero|pues)[, ]+)*(?:qué|quién\\p{L}*|cuándo|dónde|adónde|cómo|cuál\\p{L}*|cuánt\\p{L}*|por qué|hay|tenemos|tienes|tenéis|sabes|sabéis|está|están|es)(?!\\p{L})`,
    ),
    strongAssent: word(
      `^(?:(?:sí|vale|ok|bueno|genial)[,.! ]+)*(?:de acuerdo|(?:muy )?buena idea|me (?:viene|parece) (?:muy )?bien|perfecto|trato hecho|hecho|estoy (?:de acuerdo|a favor)|me apunto|cuenta conmigo|por mí,? (?:sí|bien|vale|perfecto|genial)|a mí me va (?:bien|genial))(?!\\p{L})`,
    ),
    nod: word(`^(?:(?:sí|vale|ok|claro|bien|exacto|bueno)(?!\\p{L})|${THUMB})`),
    reserves: word('(?<!\\p{L})(?:pero|sin embargo|salvo|excepto|no|mejor|en vez)(?!\\p{L})'),
    settlesAtEnd: word(
      '[,–—-] ?(?:trato hecho|(?:queda )?decidido|acordado|queda acordado|de acuerdo)[.! ]*$',
    ),
    concludes: word(
      `^(?:(?:vale|bueno|venga|perfecto|genial|ok|listo)[,.!]? )*(?:pues|entonces) (?:nos quedamos con |vamos (?:a|con|en) |reservamos |cogemos |quedamos |lo dejamos |el |la |los |las )(?![^?]* (?:es|era|está|estás|están|fue|hay|tiene|tienes|no|se|me|te) )(?!mejor|verdad|cosa)[^?]{3,60}$|^(?:decidido|cerrado|acordado|trato hecho)[,:!] (?!gracias)[^?]*$`,
    ),
  },
  pt: {
    proposes: word(
      `^(?:(?:então|bom|ok|e|pois|talvez)[, ]+){0,3}(?:(?!temos|estamos|somos|sabemos|podemos|vemos|íamos|tínhamos|havíamos)\\p{L}{2,}[aei]mos (?:[^?]*\\?)|poderíamos|podíamos|mantemos|pomos|fazemos|devíamos|deveríamos|proponho|sugiro|a minha proposta|que tal|e se |por que não )`,
    ),
    asks: word(
      `^(?:(?:e|então|mas|pois)[, ]+)*(?:o que|quem|quando|onde|aonde|como|qual|quais|quant\\p{L}*|por que|porquê|há|temos|tens|têm|sabes|sabem|está|estão|é)(?!\\p{L})`,
    ),
    strongAssent: word(
      `^(?:(?:sim|ok|bom|ótimo)[,.! ]+)*(?:de acordo|combinado|(?:muito )?boa ideia|por mim,? (?:tudo bem|está bem|pode ser|sim|ok)|para mim (?:dá|serve|está bem)|parece-me bem|me parece bem|perfeito|negócio fechado|fechado|estou (?:de acordo|a favor|dentro)|conta comigo|concordo)(?!\\p{L})`,
    ),
    nod: word(`^(?:(?:sim|ok|claro|está bem|tudo bem|pode ser|certo|exato)(?!\\p{L})|${THUMB})`),
    reserves: word('(?<!\\p{L})(?:mas|porém|exceto|salvo|não|antes|em vez)(?!\\p{L})'),
    settlesAtEnd: word(
      '[,–—-] ?(?:negócio fechado|fechado|combinado|(?:fica |está )?decidido|acordado)[.! ]*$',
    ),
    concludes: word(
      `^(?:(?:ok|certo|boa|perfeito|ótimo|pronto|bom)[,.!]? )*(?:então )?(?:fica(?:mos)? (?:com |o |a |para |no |na |em |dia |às |marcado )|vamos (?:com|de) )(?!claro|bem|feliz)[^?]{2,60}$|^(?:fechado|combinado|decidido|negócio fechado)[,:!] (?!obrigad)[^?]*$|^(?:ok|certo|pronto|perfeito)[,.!]? (?!até|obrigad|eu |tchau)(?![^?]* (?:é|está|foi|tem|era|não) )[^?,]{2,40} então[.! ]*$`,
    ),
  },
  zh: {
    proposes:
      /(?:怎么样|怎麼樣|好不好|行不行|好吗|好嗎|如何|可以吗|可以嗎)[？?]?$|^(?:要不要|要不|不如|我建议|我建議|我提议|我提議|建议|建議)|^(?:我们|我們|咱们|咱們).{1,30}吧[。！!？?]?$/u,
    asks: /什么|什麼|谁|誰|哪|几点|幾點|多少|为什么|為什麼|吗[？?]?$|嗎[？?]?$|有没有|有沒有/u,
    strongAssent:
      /^(?:好的?[，,。 ])?(?:同意|赞成|贊成|没问题|沒問題|没意见|沒意見|我也(?:行|可以|同意)|好主意|好办法|好辦法|就这么办|就這麼辦|就这样|就這樣|一言为定|一言為定|说定了|說定了)/u,
    nod: /^(?:好|行|可以|嗯|对|對|是的|ok|OK|[👍👌✅])/u,
    reserves: /但|不过|不過|可是|不行|不要|不同意|除非|改/u,
    settlesAtEnd: /(?:就这么定|就這麼定|说定|說定|一言为定|一言為定|就这样定|就這樣定)了?[。！! ]*$/u,
    concludes:
      /^(?:好(?:的|吧)?|行|嗯|OK|ok)?[，,。！ ]*(?:那么?)?就(?:定|选|選|订|訂|按|改到|改成|去(?!年)|不)(?!是|会|會|能|知|行|用)[^？?吗嗎]{1,24}$|^(?:好(?:的|吧)?|行)[，,]?(?:那)?\d{1,2}(?:月\d{1,2}[号號日]|[号號点點])[^？?吗嗎我你他她在有]{0,16}$/u,
  },
  ja: {
    proposes:
      /(?:ましょう(?:か)?|ませんか|はどう(?:ですか|でしょうか)?|を提案します|しようか|しようよ)[。？?！! ]*$/u,
    asks: /何|誰|どなた|いつ|どこ|どれ|どの|どちら|なぜ|どうして|いくら|いくつ/u,
    strongAssent:
      /^(?:(?:はい|うん|ええ)[、,。 ])?(?:賛成|いい(?:考え|案|アイデア)|良い(?:考え|案)|いいですね|そうしましょう|それで(?:行|い|お願い)|異議なし|構いません|かまいません|私も賛成|決まり|大丈夫|問題ありません|了解)/u,
    nod: /^(?:はい|うん|ええ|いいよ|OK|オーケー|[👍👌✅])/u,
    reserves: /でも|しかし|けど|ただし|ではなく|代わりに|いいえ|やめ|無理/u,
    settlesAtEnd: /(?:決まり|決定|確定)(?:です|だ|ね|だね|ですね)?[。！! ]*$/u,
    concludes:
      /^(?:じゃあ|じゃ|では|それでは|了解)[、,。 ]*[^。、！？?]{1,20}(?:で(?:決まり|決定|いこう|いきましょう|行こう|行きましょう)|に(?:しよう|しましょう|決めよう|決定))(?:か)?(?:ね|です|だね)?[。！! ]*$/u,
  },
}
