import type { Clause } from './clauses-of-sentence.js'

/**
 * What one lays down for all who listen, in other languages than English: "niemand geht ohne Helm aufs Gerüst", "que nadie le diga nada",
 * "personne ne monte sans casque", "谁都不许进". As `annotate/rules-laid-down.ts`, over the words that deny and those that bound.
 */

const COUNT_DE =
  '(?:\\d[^ ]*|ein[em]?[nr]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|mittag|mitternacht)'
const COUNT_FR = '(?:\\d[^ ]*|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|midi|minuit)'
const COUNT_ES =
  '(?:\\d[^ ]*|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|mediodía|medianoche)'
const COUNT_PT =
  '(?:\\d[^ ]*|uma|duas|três|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|meio dia|meia noite)'

/** "Niemand war da", "nadie sabe": what nobody knew, likes or did is told. */
const TELLS_DE =
  'mag|weiß|war|hat|hatte|kam|kommt|glaubt|will|kennt|sieht|hört|lebt|ist|sieht|versteht|denkt|interessiert|braucht|schafft|überlebt|lacht|rührt|schläft'
const TELLS_FR =
  "sait|veut|est|a|n'est|n'a|aime|croit|connaît|comprend|vit|pense|voit|peut|m'a|s'est|viendra|vient|survit"
const TELLS_ES =
  'sabe|me|te|se|quiere|es|ha|vino|dijo|come|vive|cree|conoce|entiende|piensa|ve|puede|gana|nace|llega|viene|nos|le'
const TELLS_PT =
  'sabe|me|te|se|quer|é|foi|veio|disse|vive|come|acredita|conhece|entende|pensa|vê|pode|ganha|nasce|chega|vem|nos|lhe|nasceu'

const SHAPES: Readonly<Record<string, ReadonlyMap<string, readonly RegExp[]>>> = {
  de: new Map(
    [
      [
        ['niemand', 'keiner'],
        [
          // "Niemand geht ohne Helm aufs Gerüst", "keiner schließt ab, bevor Ole da ist".
          new RegExp(
            `^ (?:niemand|keiner) (?!(?:${TELLS_DE}) )[^ ]+t (?!.* noch )(?:[^ ]+ ){0,6}?(?:ohne|bevor|bis|bitte|vor ${COUNT_DE}) `,
            'u',
          ),
          // "Niemand sagt Mama was davon".
          /^ (?:niemand|keiner) (?:sagt|erzählt|verrät) (?!(?:mir|uns|dir|euch|was|etwas|einem) )[^ ]+ (?:[^ ]+ )?(?:was|etwas|davon|von) /u,
        ],
      ],
      [
        ['kein', 'keine', 'keinen'],
        [
          new RegExp(
            `^ keine?n? (?!(?:ahnung|regen|schnee|wind|lust|zeit|sorge|problem|züge|zug|busse|bus|bahn|frage|antwort|nachricht|termine?|milch|mehr) )[^ ]+ (?:(?:im|in|am|an|auf|bei|vor|beim) [^ ]+ (?:[^ ]+ )?)?(?:(?:nach|vor|über|ab) ${COUNT_DE}|bitte|ohne [^ ]+) `,
            'u',
          ),
        ],
      ],
      [
        ['nie', 'niemals'],
        [
          /^ (?:nie|niemals) (?:ohne|allein) (?!(?:mich|dich|grund|dass) )[^ ]+ (?:an|auf|aufs|ins|in|im|zum|zur|raus|über|fahren|gehen) /u,
        ],
      ],
      [
        ['nur'],
        [
          /^ nur (?:mit|ohne) (?!(?:mühe|glück|not|dir|mir|ihm|ihr|euch|uns) )[^ ]+ (?:an|auf|aufs|ins|in|zum|zur|übers|über) /u,
        ],
      ],
      [
        ['nichts'],
        [
          /^ nichts (?:mit|ohne|über|aus) (?!(?:mir|dir|ihm|ihr|uns|euch|dem|der) )[^ ]+ (?:[^ ]+ ){0,4}?bitte /u,
        ],
      ],
      [
        ['das', 'die', 'der', 'alles'],
        [
          /^ (?:das|alles|die sache) bleibt (?:bitte )?unter uns $/u,
          /^ (?:die|das|der) [^ ]+ (?:bleibt|bleiben) (?:immer |nachts |bitte |auf jeden fall )(?:zu|geschlossen|aus|an|offen|verschlossen) $/u,
        ],
      ],
    ].flatMap(([words, shapes]) => (words as string[]).map((word) => [word, shapes as RegExp[]] as const)),
  ),
  fr: new Map([
    [
      'personne',
      [
        new RegExp(
          `^ personne (?:ne |n')(?!(?:${TELLS_FR}) )[^ ]+ (?:[^ ]+ ){0,6}?(?:sans|avant|jusqu'à|tant|stp|svp|plaît) `,
          'u',
        ),
      ],
    ],
    ['que', [/^ que personne (?:ne |n')(?!(?:ait|soit|aurait) )[^ ]+ [^ ]/u]],
    [
      'jamais',
      [
        /^ jamais (?:quand|pendant|lorsque|si) (?!(?:on|tu|vous|il faut|j'en) )[^ ]+ (?:[^ ]+ ){0,4}?(?:suis|est|sont|dort|dorment|es) /u,
        /^ jamais sans (?!(?:mon|ma|mes|ton|ta|tes|toi|moi|lui|eux|elle) )[^ ]+ /u,
      ],
    ],
    [
      'surtout',
      [
        /^ surtout (?:tu ne |vous ne |ne )(?:dis|dites|parle|parlez|touche|touchez|donne|donnez|montre|montrez) (?:rien|pas|jamais|à personne) /u,
      ],
    ],
    [
      'pas',
      [
        new RegExp(
          `^ pas (?:de |d')(?!(?:nouvelles?|chance|pluie|neige|souci|problèmes?|trains?|bus|métro|réponse|idée|courrier|message|quoi) ?)[^ ]+ (?:(?:dans|sur|à|en|chez|au|devant) [^ ]+ (?:[^ ]+ )?)?(?:(?:après|avant|au delà de|passé) ${COUNT_FR}|stp|svp|s'il (?:te|vous) plaît|le (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?) `,
          'u',
        ),
      ],
    ],
    ['ça', [/^ ça reste entre nous $/u]],
    ['cela', [/^ cela reste entre nous $/u]],
  ]),
  es: new Map([
    [
      'que',
      [
        // "Que nadie le diga nada", "que no se abra hasta el día": a subjunctive, not "que nadie vino".
        /^ que nadie (?:(?:le|les|lo|la|los|las|se|me|nos) ){0,2}(?!(?:le|les|lo|la|los|las|se|me|nos|haya|sea|esté|sepa|crea|espere|imagine|lo) )[^ ]+(?:a|e|an|en) (?!(?:ya|aún) )[^ ]/u,
        /^ que no se (?:(?:le|les|lo|la|los|las) ){0,2}(?!(?:me|te|nos|haya|entere|note|diga que|olvide|pierda|preocupe|enfade|ponga|case|caiga|crea|espere|imagine) )[^ ]+(?:a|e|an|en) (?:[^ ]+ ){0,5}?(?:hasta|a [^ ]+|de [^ ]+|en|nada|ningun[oa]|sin|antes) /u,
      ],
    ],
    [
      'nadie',
      [
        new RegExp(
          `^ nadie (?!(?:${TELLS_ES}) )[^ ]+ (?:[^ ]+ ){0,6}?(?:sin (?!(?:hambre|ganas|querer|motivo|razón) )|hasta que|si (?!(?:no|me|te) )|antes de las? ${COUNT_ES}|por favor|porfa)`,
          'u',
        ),
      ],
    ],
    ['ni', [/^ ni un[oa]? (?:(?:[^ ]+ )?(?:más|menos)) (?:$|por favor|porfa)/u]],
    ['solo', [new RegExp(`^ s[oó]lo hasta (?:las? ${COUNT_ES}|el \\d[^ ]*) `, 'u')]],
    ['sólo', [new RegExp(`^ s[oó]lo hasta (?:las? ${COUNT_ES}|el \\d[^ ]*) `, 'u')]],
    [
      'sin',
      [
        /^ sin (?!(?:duda|noticias|prisa|problemas?|embargo|más|querer|ganas|palabras|suerte|falta) )[^ ]+ (?:por favor|porfa) /u,
      ],
    ],
  ]),
  pt: new Map([
    [
      'que',
      [
        /^ que ninguém (?:(?:lhe|lhes|o|a|os|as|se|me|nos) ){0,2}(?!(?:lhe|lhes|o|a|os|as|se|me|nos|haja|seja|esteja|tenha|saiba) )[^ ]+(?:a|e|am|em) (?!(?:é|já|ainda) )[^ ]/u,
      ],
    ],
    [
      'ninguém',
      [
        new RegExp(
          `^ ninguém (?!(?:${TELLS_PT}) )(?!.* com est[ea] )[^ ]+ (?:[^ ]+ ){0,6}?(?:sem (?!(?:fome|querer|motivo|razão) )|até que|antes d[ao]s? |por favor)`,
          'u',
        ),
      ],
    ],
    ['só', [new RegExp(`^ só até (?:às? |ao )(?:${COUNT_PT}|dia) `, 'u')]],
    [
      'nada',
      [
        /^ nada de (?!(?:especial|novo|isso|isto|mais|nada|grave|mal) )[^ ]+ (?:na|no|nas|nos|em|depois|por favor|à|ao) /u,
      ],
    ],
    ['nunca', [/^ nunca sem (?!(?:ti|mim|ele|ela|você) )[^ ]+ /u]],
  ]),
}

/** Scripts without spaces: of the whole sentence. */
const OF_SENTENCE: Readonly<Record<string, RegExp>> = {
  zh: /(?:谁(?:都|也)|任何人都?|大家都?|一律|绝对|请|没有?[^，。]{1,8})(?:不许|不准|不能再|别(?:告诉|碰|动|说|进)|禁止|不得)|^(?:不许|不准|禁止|严禁)[^，。！？]{2,}/u,
  ja: /(?:誰も|絶対に?|必ず|決して)[^。！？]{1,20}ないで(?:ください|下さい|ね)?[。！]?$|(?:には?|は|を|に)[^。！？]{1,12}(?:入れ|触ら|言わ|使わ|渡さ|開け|話さ|見せ|載せ|呼ば)ないで(?:ください|下さい|ね)?[。！]?$/u,
}
const TOLD_OF_OTHERS: Readonly<Record<string, RegExp>> = {
  zh: /以前|昨天|他说|她说|他们说|听说|小时候|吗[？?]?$|[？?]$|哈哈/u,
  ja: /昨日|以前|言われ|と言っ|そうです|らしい|[？?]$|笑|心配|気に/u,
}

/** What opens an order there, and is left out of a clause. */
const OPENS = /^\W*(?:(?:y|e|pero|mas|et|mais|bon),? )?(que|surtout)\s/iu
const SAYS_PLEASE = /[,;] ?bitte\W*$/iu
/** "Sin lirios, que me dan dolor de cabeza". */
const WITH_REASON =
  /^\W*sin (?!(?:duda|noticias|prisa|problemas?|embargo|más|querer|ganas|palabras|suerte|falta)(?!\p{L}))[^,.;!?]{2,30}, que (?:me|le|les|nos|a \p{L}+ (?:le|les)|\p{Lu}\p{L}+ (?:es|son|no)) /iu
const ASKS_OR_JOKES = /[?？]\s*$|\b(?:haha+|jaja+|kkk+|lol|mdr)\b|[😂🤣😅😜]/iu
const SAID_BY_OTHERS =
  / (?:sagt|sagen|meint|angeblich|dort|drüben|dit|disent|paraît|là bas|dice|dicen|allí|allá|diz|dizem|lá) /u

/** Whether a sentence lays something down for all who listen, where words stand apart. Cost: linear in the sentence. */
export function isLaidDownElsewhere(
  sentence: string,
  clauses: readonly Clause[],
  language: string,
  notInForce: RegExp,
): boolean {
  const shapes = SHAPES[language]
  if (shapes === undefined || ASKS_OR_JOKES.test(sentence)) return false
  const opening = OPENS.exec(sentence)?.[1]
  const said = [...clauses]
  if (opening !== undefined && said[0] !== undefined) said[0] = ` ${opening.toLowerCase()}${said[0]}`
  // Left out of a clause, as what opens one.
  if (language === 'de' && SAYS_PLEASE.test(sentence)) said.push(' bitte ')
  if (language === 'es' && WITH_REASON.test(sentence) && !said.some((one) => notInForce.test(one)))
    return true
  return said.some((clause, at) => {
    const own = shapes.get(clause.slice(1, clause.indexOf(' ', 1)))
    if (own === undefined) return false
    // "Nadie conduce si bebe": a condition of the ban.
    if (notInForce.test(clause.startsWith(' nadie ') ? clause.replace(' si ', ' ') : clause)) return false
    if (said.slice(0, at).some((one) => notInForce.test(one) || SAID_BY_OTHERS.test(one))) return false
    // "Keiner schließt ab, bevor Ole da ist", "sin azúcar, que Leo es diabético", "pas de chiens, s'il vous plaît".
    const whole = said.slice(at, at + 3).reduce((all, one) => all + one.slice(1))
    return own.some((shape) => shape.test(clause) || shape.test(whole))
  })
}

/** The same where words do not stand apart. Cost: linear in the sentence. */
export const isLaidDownInScript = (sentence: string, language: string): boolean =>
  OF_SENTENCE[language]?.test(sentence) === true && TOLD_OF_OTHERS[language]?.test(sentence) !== true
