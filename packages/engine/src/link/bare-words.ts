import { list } from '../lexicon/list.js'

/**
 * Words of a clause that gives a value and names nothing: "and at 8?", "8 is fine too", "so it's six now", "es wird der 21.". Closed classes, by
 * language: pronouns, forms of being and making, prepositions, words of agreeing and of change.
 */
export interface BareWords {
  /** May stand beside the value; all others say what the clause is about. */
  readonly glue: ReadonlySet<string>
  /** Speaks of one person: of another speaker's value it says nothing. */
  readonly ofOnePerson: RegExp
  /** Settles on the value: "thursday then", "8 is fine", "changed to the 9:40". */
  readonly settles: RegExp
  /** Says that the value is another now: "in the end", "after all", "only". */
  readonly anew: RegExp
  /** Opens a clause that goes on about what was spoken of: "so it's six", "then the 4th". */
  readonly resumes: RegExp
  /** Says that something was given another value: "moved", "changed". */
  readonly moved: RegExp
  /** "Make it": orders another value. */
  readonly made: RegExp
  /** Denies, doubts, supposes or adds: gives no value that holds instead. */
  readonly unsettled: RegExp
  /** Tells why what was said does not hold: "they cancelled it", "shift until 11". Stands anywhere in the message. */
  readonly upset: RegExp
  /** Asks for a value, and not for a yes: "how many?", "and the deposit?". */
  readonly asksWhat: RegExp
  /** A reply that does not agree: "fully booked, I'm afraid". */
  readonly refuses: RegExp
  /** A reply that does. */
  readonly agrees: RegExp
}

const word = (source: string): RegExp => new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, 'iu')
const glue = (words: string): ReadonlySet<string> => new Set(list(words))

export const BARE_WORDS: Readonly<Record<string, BareWords>> = {
  en: {
    glue: glue(`and, or, so, then, ok, okay, yes, yeah, yep, yup, hm, hmm, hmmm, well, no, wait, sorry, actually, right, ah, oh, cool, alright, great, good, fine, perfect
      lovely, it, it's, its, it'll, that, that's, that'll, this, there, there's, we, we're, we'll, we've, they, they're, they'll, they've, you've, we'd, i'd, you'd, they'd, i, i'm, i'll, i've, you, you're, you'll, he, she
      he's, she's, he'll, she'll, them, is, are, was, were, be, been, will, would, could, can, shall, do, done, make, made, take, takes, say, let's, lets, put, have, has, got, get
      at, on, for, to, by, from, until, till, in, of, about, around, before, after, the, a, an, as, only, just, now, instead, rather, all, end, too, works, work, possible, free
      available, better, best, earliest, latest, later, earlier, day, days, week, weeks, down, up, come, comes, came, go, goes, going, each, per, head, person, people, pax, us, please, thanks
      thank, final, finally, settled, decided, deal, changed, moved, updated, shifted, pushed, set, morning, afternoon, evening, night, am, pm, o'clock, how, what, turns, out, turned
      really, tonight, noted, enough, everyone, everybody, same, time, aiming, looking, else, either, ish, pls, booked`),
    ofOnePerson: word(
      "i|i['’](?:m|ll|ve|d)|me|my|mine|he|she|he['’](?:s|ll)|she['’](?:s|ll)|his|hers?|they|they['’](?:re|ll)|you|you['’](?:re|ll)|your",
    ),
    settles: word(
      "then|it is|(?:is|['’]s|are|would be|works|sounds) (?:also |perfectly |totally )?(?:fine|good|great|ok|okay|perfect|better|settled|final)|works|make (?:it|that)|let['’]?s (?:do|say|make it|go for)|(?:changed|moved|updated|shifted|pushed|set)|final|settled|decided|deal|(?:put|have) (?:you|it|us|them) down (?:for|at)",
    ),
    anew: word('now|instead|after all|in the end|turn(?:s|ed) out|actually|really|only|final'),
    resumes:
      /^\s*(?:so|then|it(?:['’](?:s|ll))?|that(?:['’](?:s|ll))?|this|we(?:['’](?:re|ll))?|they(?:['’](?:re|ll))?|now|make|moved|changed|let['’]?s|ok(?:ay)?|actually|in the end|turns out)(?!\p{L})/iu,
    moved: word(
      'moved|moves|changed|changes|updated|shifted|pushed|postponed|put (?:off|back|forward)|brought forward|pulled forward|slips?|slipped|rescheduled|rebooked',
    ),
    made: word('make (?:it|that)|go (?:up|down) to|set (?:it|that) to'),
    unsettled: word(
      "not|no longer|never|\\p{L}+n['’]t|if|unless|maybe|perhaps|might|(?<!\\d )may(?! \\d)|or|also|another|more|extra|both|between|used to|last|next|example|sold|full|taken|except|but|why|who|which|how (?:many|much|long|far|old)|what time",
    ),
    upset: word(
      "cancel\\p{L}*|postpon\\p{L}*|resched\\p{L}*|moved|slip(?:s|ped)|delay\\p{L}*|pushed|brought forward|pulled forward|extension|extended|put back|fell through|said no|scrap that|change of plans?|plan changed?|changed|can['’]?t|cannot|couldn['’]?t|can(?:not)? make|won['’]?t|ill|sick|stuck|broken?|breaks|flooded|closed|leak\\p{L}*|strike|raised|lowered|went up|goes up|went down|drop(?:s|ped)?|off|too (?:early|late|ambitious|dear|expensive|small|tight|far|big|much|many|few)|turns? out|earlier than|later than|mistake|wrong|misread|bad news|good news|update",
    ),
    asksWhat: word('(?<=^\\W*)(?:and|what about|how about)|who|what|when|where|why|how|which|whose'),
    refuses: word(
      "no(?! (?:problem|worries|trouble|bother|charge|fee))|not|nope|\\p{L}+n['’]t|cannot|full|fully|booked up|fully booked|sold|taken|gone|unfortunately|afraid|sorry|unavailable|too (?:early|late|busy|short|soon)|however|but|only|earliest|latest|instead|rather",
    ),
    agrees: word(
      'yes|yeah|yep|yup|ok|okay|fine|good|great|perfect|works|sure|done|free|available|possible|can|changed|moved|updated|put|deal|agreed|lovely|no (?:problem|worries|trouble)|course|booked|then|it is|👍',
    ),
  },
  de: {
    glue: glue(`und, oder, also, dann, ok, okay, ja, jo, hm, gut, na, ach, nein, doch, passt, super, prima, perfekt, es, das, der, die, den, dem, wir, sie, ich, er, ihr, man, ist, sind, war, waren, wird
      werden, wären, wäre, würde, geht, gehen, ginge, kann, können, könnte, könnten, machen, mach, machst, nehmen, nehme, um, am, im, auf, für, bis, ab, von, vom, zum, zu, zur, in, an, gegen, uhr, nur, noch, jetzt
      nun, doch, lieber, eher, endlich, ende, auch, möglich, frei, besser, wieder, so, schon, morgens, vormittags, mittags, nachmittags, abends, früh, personen, leute, leuten, pro, person, kopf, je, reicht, reichen, genügen, bitte, danke
      geändert, verschoben, umgetragen, verlegt, umgebucht, gesetzt, eingetragen, notiert, fest, habe, hab, haben, hat, sein, vielleicht, eigentlich, letztendlich, letztlich, tatsächlich, halt`),
    ofOnePerson: word('ich|mir|mich|mein\\p{L}*|er|ihm|ihn|ihr\\p{L}*|dir|dich|dein\\p{L}*'),
    settles: word(
      'dann|also|passt|(?:ist|wäre|geht|klingt) (?:gut|ok|okay|in ordnung|prima|super|perfekt|klar|auch)|geht|abgemacht|beschlossen|fix|steht|geändert|verschoben|umgetragen|verlegt|umgebucht',
    ),
    anew: word(
      'jetzt|nun|doch|stattdessen|lieber|eher|am ende|letztendlich|letztlich|schließlich|nur(?: noch)?|tatsächlich',
    ),
    resumes:
      /^\s*(?:also|dann|es|das|wir|sie|jetzt|nun|doch|lieber|am ende|daher|deshalb|ok(?:ay)?|machen|verschoben)(?!\p{L})/iu,
    moved: word('verschoben|verlegt|umgetragen|umgebucht|geändert|vorgezogen|rutscht'),
    made: word('(?:machen|nehmen) (?:wir|sie)|mach'),
    unsettled: word(
      'nicht|kein\\p{L}*|nie|wenn|falls|vielleicht|oder|auch noch|weitere\\p{L}*|zusätzlich|außerdem|früher|letzte\\p{L}*|zum beispiel|z\\. ?b\\.|voll|belegt|ausgebucht|außer|aber|warum|wer|welche\\p{L}*|wie (?:viele?|lange|weit)|wann',
    ),
    upset: word(
      'abgesagt|verschoben|verschieb\\p{L}*|verlegt|geändert|planänderung|ausfall\\p{L}*|fällt aus|verspät\\p{L}*|verzöger\\p{L}*|verlänger\\p{L}*|aufschub|kann (?:doch )?nicht|können (?:doch )?nicht|klappt nicht|geht nicht|krank|kaputt|geschlossen|zu (?:früh|spät|teuer|klein|knapp|viel)|erhöht|gesenkt|angerufen|doch nicht|abgesprungen|rutscht|vorgezogen|rechnung|nachgerechnet',
    ),
    asksWhat: word(
      '(?<=^\\W*)(?:und|was ist mit)|wer|wen|wem|was|wann|wo|wohin|warum|wie|wieviel|welche[rsnm]?',
    ),
    refuses: word(
      'nein|nicht|kein\\p{L}*|leider|belegt|voll|ausgebucht|besetzt|aber|erst|nur|stattdessen|weg|vergeben',
    ),
    agrees: word(
      'ja|jo|ok|okay|gut|gern\\p{L}*|passt|geht|klar|frei|möglich|prima|super|perfekt|einverstanden|abgemacht|geändert|verschoben|umgetragen|umgebucht|notiert|eingetragen|erledigt|dann',
    ),
  },
  fr: {
    glue: glue(`et, ou, alors, donc, du, coup, ok, oui, ouais, bon, bien, parfait, super, c', c'est, ce, ça, cela, il, elle, on, nous, ils, elles, vous, je, j', j'ai, est, sont, sera, serait, seront, serons, sommes, était, étaient
      fait, faire, fera, peut, pourrait, possible, à, au, aux, le, la, les, l', de, des, d', pour, vers, dès, jusqu'à, jusqu'au, en, dans, par, que, qu', plus, plutôt, finalement, final, fin, maintenant, enfin, seulement, mettre, met, mets, mis, prend
      prends, prendre, libre, dispo, disponible, aussi, même, jour, jours, matin, soir, heures, heure, h, personnes, personne, chacun, tête, être, suffit, suffisent, merci, plaît, s'il, svp, stp, changé, modifié, déplacé, décalé, décalée, reporté, reportée, noté, noter
      c'était, qu'à, va, ira, irait, convient, marche, mieux, non, tout, compte, après, avant, tous, toutes`),
    ofOnePerson: word('je|moi|me|mon|ma|mes|il|elle|lui|son|sa|ses|leurs?|vous|tu|ton|ta|tes|votre'),
    settles: word(
      "alors|donc|du coup|(?:c['’]est|serait|est) (?:bon|bien|parfait|ok|possible|noté|mieux)|ça (?:marche|va|me va|convient)|va pour|parfait|décidé|convenu|entendu|changé|modifié|déplacée?|décalée?|reportée?",
    ),
    anew: word(
      'maintenant|mtn|finalement|au final|à la fin|en fin de compte|plutôt|désormais|plus que|seulement|en fait',
    ),
    resumes:
      /^\s*(?:donc|du coup|alors|ce|c['’]est|on|il|elle|ça|finalement|maintenant|plutôt|ok|mettez|mets|au final)(?!\p{L})/iu,
    moved: word('décalée?s?|déplacée?s?|reportée?s?|changée?s?|modifiée?s?|avancée?s?'),
    made: word('mett(?:ez|ons|re)|mets|va pour'),
    unsettled: word(
      "pas|jamais|si|sinon|ni|peut-être|ou|encore|autre|aussi un|en plus|dernier|dernière|exemple|complet|sauf|mais|pourquoi|qui|quel\\p{L}*|combien|avant c['’]était",
    ),
    upset: word(
      'annulée?s?|report\\p{L}*|décal\\p{L}*|déplac\\p{L}*|chang\\p{L}*|retard|prolong\\p{L}*|délai|ne peu\\p{L}* (?:pas|plus)|peu\\p{L}* plus|ne viennent (?:pas|plus)|malade|cassée?|fermée?|trop (?:tôt|tard|cher|petit|court)|facture|augment\\p{L}*|baiss\\p{L}*|erreur|trompée?|finalement|en fait|avanc\\p{L}*',
    ),
    asksWhat: word(
      '(?<=^\\W*)(?:et|pour)|qui|quoi|quand|où|pourquoi|comment|combien|quel(?:le)?s?|lequel|laquelle',
    ),
    refuses: word(
      'non|pas|plus|complet|complète|malheureusement|désolée?|mais|seulement|plutôt|impossible|dommage',
    ),
    agrees: word(
      "oui|ouais|ok|d['’]accord|bien|bon|parfait|possible|marche|libre|dispo\\p{L}*|noté|modifié|changé|déplacée?|entendu|volontiers|sûr|fait|alors",
    ),
  },
  es: {
    glue: glue(`y, o, entonces, pues, vale, ok, sí, si, bueno, bien, perfecto, genial, es, son, era, fue, fueron, será, serán, sería, serían, seremos, somos, seríamos, estaremos, ha, han, lo, la, los, las, el, al, del, de, a, en, para, por, hasta, desde
      que, se, me, nos, le, les, te, ya, puede, pueden, podría, podríamos, podemos, puedo, hacer, hace, poner, pon, ponlo, queda, quedan, quedamos, sale, salió, sólo, solo, ahora, mejor, final, fin, cuentas, también, posible, libre, día, días, mañana, tarde
      noche, horas, hora, personas, persona, cada, uno, cabeza, gracias, ser, estar, suficiente, bastan, favor, cambiado, cambio, cambiamos, movido, pasado, pasa, pasamos, pasó, apuntado, reservado, hecho, va, están, está, finalmente, realmente, eso, esto, sea`),
    ofOnePerson: word('yo|mí|mi|mis|él|ella|su|sus|tú|tu|tus'),
    settles: word(
      'entonces|pues|vale|(?:está|es|sería|va|parece) (?:bien|perfecto|posible|mejor)|quedamos|queda|de acuerdo|decidido|cambiado|lo cambio|movido|también se puede|se puede',
    ),
    anew: word(
      'ahora|al final|finalmente|a fin de cuentas|mejor|sólo|solo|en realidad|resulta que|cambiado|lo cambio|movido|pasado|pasa al?|pasó al?',
    ),
    resumes:
      /^\s*(?:entonces|así que|pues|al final|lo|la|ahora|será|serán|seremos|somos|son|es|mejor|pon\p{L}*|finalmente|queda)(?!\p{L})/iu,
    moved: word(
      'cambiad[oa]s?|lo cambio|movid[oa]s?|pasad[oa]s?|aplazad[oa]s?|retrasad[oa]s?|adelantad[oa]s?|han pasado',
    ),
    made: word('pon(?:lo|ga|gan|emos)?|que sean?'),
    unsettled: word(
      'no|nunca|quizás?|tal vez|ni|otr[oa]s?|además|más|antes|pasad[oa] (?:año|mes)|ejemplo|completo|lleno|salvo|pero|por qué|quién|cuál\\p{L}*|cuánt\\p{L}*|cuándo',
    ),
    upset: word(
      'cancel\\p{L}*|aplaz\\p{L}*|retras\\p{L}*|cambi\\p{L}*|movi\\p{L}*|pasado|pospuest\\p{L}*|prórroga|adelant\\p{L}*|no pued\\p{L}*|no podemos|enferm\\p{L}*|rot[oa]|cerrad[oa]|demasiad[oa]|muy (?:tarde|temprano|car[oa])|factura|sub(?:e|ió|ido)|baj(?:a|ó|ado)|error|equivoc\\p{L}*|al final|llueve',
    ),
    asksWhat: word('(?<=^\\W*)(?:y|qué tal)|quién|qué|cuándo|dónde|cómo|cuánt[oa]s?|cuál(?:es)?'),
    refuses: word('no|complet[oa]|llen[oa]|ocupad[oa]|lamentablemente|lo siento|pero|sólo|solo|imposible'),
    agrees: word(
      'sí|vale|ok|bien|perfecto|claro|de acuerdo|libre|posible|se puede|cambio|cambiado|hecho|apuntado|reservado|genial|entonces',
    ),
  },
  pt: {
    glue: glue(`e, ou, então, pois, ok, sim, bom, bem, perfeito, ótimo, é, são, era, eram, foi, foram, será, serão, seria, seriam, somos, seremos, vamos, ser, ficam, fica, ficou, ficamos, o, a, os, as, do, da, dos, das, de, no, na, em, para, pra, por, até
      ao, aos, à, às, que, se, me, nos, lhe, já, pode, podem, podia, podíamos, podemos, dá, dava, fazer, faz, marcar, marca, só, apenas, agora, afinal, final, contas, antes, também, possível, livre, dia, dias, manhã, tarde, noite, horas, hora, pessoas
      pessoa, cada, cabeça, chega, chegam, obrigado, obrigada, favor, alterei, alterado, mudei, mudado, mudou, passou, passa, passei, marcado, feito, vai, estão, está, isso, isto, seja, melhor, mesmo, tudo, fim, finalmente`),
    ofOnePerson: word('eu|mim|meus?|minhas?|ele|ela|seus?|suas?|tu|você|teus?|tuas?|dele|dela'),
    settles: word(
      'então|(?:está|é|seria|fica|parece) (?:bem|bom|ótimo|perfeito|possível|melhor)|pode ser|fica|combinado|decidido|alterei|alterado|mudei|mudado',
    ),
    anew: word(
      'agora|afinal|no final|no fim|finalmente|na verdade|só|apenas|antes|melhor|alterei|alterado|mudei|mudado|mudou|passou|passa',
    ),
    resumes:
      /^\s*(?:então|afinal|agora|é|são|somos|vamos|será|passou|fica|pois|no final|antes|ok)(?!\p{L})/iu,
    moved: word('alterei|alterad[oa]s?|mudei|mudad[oa]s?|mudou|passou|adiad[oa]s?|antecipad[oa]s?'),
    made: word('põe|ponha|que sejam?|faz'),
    unsettled: word(
      'não|nunca|talvez|nem|outr[oa]s?|além|mais|passad[oa]|exemplo|cheio|lotado|esgotado|exceto|mas|porque|porquê|quem|qual|quais|quant[oa]s?|quando',
    ),
    upset: word(
      'cancel\\p{L}*|adi\\p{L}*|atras\\p{L}*|alter\\p{L}*|mud\\p{L}*|passou|prorrog\\p{L}*|antecip\\p{L}*|não (?:pode|posso|podem|dá|vem|vêm)|doente|partid[oa]|fechad[oa]|demasiad\\p{L}*|muito (?:tarde|cedo|car[oa])|fatura|conta|sub(?:iu|ir)|baix(?:ou|ar)|erro|engan\\p{L}*|afinal|chove',
    ),
    asksWhat: word('(?<=^\\W*)e|quem|quê|quando|onde|como|quant[oa]s?|qual|quais'),
    refuses: word('não|cheio|lotado|esgotado|ocupad[oa]|infelizmente|lamento|mas|só|apenas|impossível'),
    agrees: word(
      'sim|ok|bem|bom|perfeito|claro|combinado|livre|possível|pode ser|dá|alterei|alterado|mudei|feito|marcado|ótimo|então',
    ),
  },
}

const allOfGiving = new Map<BareWords, RegExp>()

/** Any word by which a clause itself gives a value anew: one search rules out most sentences before they are taken apart. */
export function wordsOfGiving(words: BareWords): RegExp {
  let all = allOfGiving.get(words)
  if (all === undefined) {
    const { settles, anew, moved, made } = words
    all = new RegExp([settles, anew, moved, made].map(({ source }) => source).join('|'), 'iu')
    allOfGiving.set(words, all)
  }
  return all
}
