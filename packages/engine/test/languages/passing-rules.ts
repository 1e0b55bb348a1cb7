/**
 * Rules told in passing, in the few words that people type, and look-alikes that are none. Written before any of the patterns that
 * find them; only `tuning` was looked at while those were made, `held` gives the figure.
 */
export interface PassingRules {
  readonly language: string
  readonly tuning: { readonly rules: readonly string[]; readonly none: readonly string[] }
  readonly held: { readonly rules: readonly string[]; readonly none: readonly string[] }
}

export const PASSING_RULES: readonly PassingRules[] = [
  {
    language: 'en',
    tuning: {
      rules: [
        'celsius not fahrenheit',
        'all the calls have to be before noon, I work nights',
        'no jQuery',
        'snippets for powershell not cmd',
        'git worktree pls not a second clone',
        'anything with sesame is out',
      ],
      none: [
        'not the blue one she says, the green one',
        'coffee not tea this morning, odd for me',
        'the train needs to be cleaned after every trip, the guard told me',
        'no parking, so we walked',
        'I used pnpm not npm when I built it',
        'no luck with the plumber',
      ],
    },
    held: {
      rules: [
        'miles not km when you tell me the routes',
        'every meeting has got to end by half four, nursery shuts then',
        'no frameworks, plain js',
        'sql for sqlite not postgres',
        'curl w retries please, not wget',
        'nothing with a deposit please',
      ],
      none: [
        'not lilies he says, roses',
        'the visit was after two in the end',
        'no wind, no rain, just sun',
        'he wants cash not cards, the barber',
        'any idea if it needs to be signed',
        'two not three came to the tasting',
      ],
    },
  },
  {
    language: 'de',
    tuning: {
      rules: [
        'Gramm statt Tassen bitte',
        'Termine gehen bei mir nur nach 14 Uhr',
        'kein ORM bitte',
        'Befehle für zsh, nicht für bash',
      ],
      none: [
        'kein Parkplatz, also sind wir gelaufen',
        'nicht Tulpen, sagt sie, sondern Nelken',
        'der Zug müsste um elf da sein',
        'keine Ahnung, was er damit meint',
      ],
    },
    held: {
      rules: [
        'Kilometer statt Meilen bitte',
        'Lieferungen müssen vor elf da sein',
        'keine Frameworks, nur einfaches JS',
        'rsync bitte, nicht mv',
      ],
      none: [
        'kein Regen, nur Sonne',
        'Tee statt Kaffee heute früh, ungewohnt',
        'die Lieferung kam nach elf an',
        'er will Bargeld, nicht Karte, der Friseur',
      ],
    },
  },
  {
    language: 'fr',
    tuning: {
      rules: [
        'des grammes, pas des tasses',
        'toute visite doit être après 14 h',
        "pas d'ORM s'il te plaît",
        'les commandes pour fish, pas pour bash',
      ],
      none: [
        'pas de place pour se garer, on a marché',
        'pas des tulipes, dit-elle, des œillets',
        "aucune idée de ce qu'il veut",
        'le train devait arriver avant onze heures',
      ],
    },
    held: {
      rules: [
        'des kilomètres, pas des miles',
        'les livraisons doivent arriver avant onze heures',
        'pas de jargon stp',
        'rsync plutôt que mv, stp',
      ],
      none: [
        'du thé, pas du café ce matin, bizarre',
        'pas de pluie, que du soleil',
        'il veut du liquide, pas la carte, le coiffeur',
        'pas de chance avec le plombier',
      ],
    },
  },
  {
    language: 'es',
    tuning: {
      rules: [
        'gramos, no tazas',
        'cualquier visita tiene que ser después de las dos',
        'sin ORM, por favor',
        'comandos para fish, no para bash',
      ],
      none: [
        'no había sitio, así que fuimos andando',
        'tulipanes no, dice ella, claveles',
        'ni idea de lo que quiere',
        'el tren tenía que llegar antes de las once',
      ],
    },
    held: {
      rules: [
        'kilómetros, no millas',
        'las entregas tienen que llegar antes de las once',
        'sin frameworks, js a secas',
        'rsync mejor que mv, porfa',
      ],
      none: [
        'té, no café esta mañana, qué raro',
        'sin lluvia y con sol, un día perfecto',
        'quiere efectivo, no tarjeta, el barbero',
        'sin suerte con el fontanero',
      ],
    },
  },
  {
    language: 'pt',
    tuning: {
      rules: [
        'gramas, não xícaras',
        'qualquer visita tem de ser depois das duas',
        'sem ORM, por favor',
        'comandos para fish, não para bash',
      ],
      none: [
        'sem lugar para estacionar, fomos a pé',
        'tulipas não, diz ela, cravos',
        'nem ideia do que ele quer',
        'o comboio tinha de chegar antes das onze',
      ],
    },
    held: {
      rules: [
        'quilômetros, não milhas',
        'as entregas têm que chegar antes das onze',
        'sem frameworks, só js puro',
        'rsync em vez de mv, por favor',
      ],
      none: [
        'chá, não café hoje de manhã, estranho',
        'sem chuva e com sol, um dia perfeito',
        'ele quer dinheiro, não cartão, o barbeiro',
        'sem sorte com o canalizador',
      ],
    },
  },
  {
    language: 'zh',
    tuning: {
      rules: ['用克，不用杯', '看房都得在下午两点以后', '不用ORM', '命令写给fish的，不是bash'],
      none: [
        '不是郁金香，她说，是康乃馨',
        '没有停车位，我们就走路了',
        '火车应该十一点前到',
        '今天早上喝了茶，不是咖啡',
      ],
    },
    held: {
      rules: ['单位用公里，不用英里', '送货都得在十一点之前到', '不要框架，纯js就行', '用rsync，别用mv'],
      none: ['没下雨，一直出太阳', '理发店老板要现金，不要刷卡', '来了两个，不是三个', '不知道他想要什么'],
    },
  },
  {
    language: 'ja',
    tuning: {
      rules: [
        '単位はカップじゃなくてグラムで',
        '内見は全部二時以降でないと困ります',
        'ORMはなしで',
        'コマンドはbashじゃなくてfish用で',
      ],
      none: [
        'チューリップじゃなくてカーネーションだって彼女が言ってた',
        '駐車場がなくて歩きました',
        '電車は十一時前に着くはずです',
        '今朝はコーヒーじゃなくてお茶を飲みました',
      ],
    },
    held: {
      rules: [
        '距離はマイルじゃなくてキロで',
        '配達は十一時前じゃないとだめです',
        'フレームワークはなしで',
        'mvじゃなくてrsyncでお願いします',
      ],
      none: [
        '雨はなしで、ずっと晴れていました',
        '床屋は現金だけみたい',
        '来たのは三人じゃなくて二人です',
        '彼が何をしたいのか分かりません',
      ],
    },
  },
]
