import type { Message } from '../../src/types.js'

/** How one language tells the things that items are made of; `#` is a number, `@` a name, both drawn. */
interface Phrases {
  readonly names: readonly string[]
  readonly facts: readonly string[]
  readonly rules: readonly string[]
  readonly preferences: readonly string[]
  readonly decisions: readonly string[]
  readonly proposals: readonly string[]
  readonly yes: readonly string[]
  readonly noted: readonly string[]
  readonly chatter: readonly string[]
}

const PHRASES: Readonly<Record<string, Phrases>> = {
  en: {
    names: ['Marit', 'Oskar', 'Ines', 'Tomasz'],
    facts: [
      'I live in Ghent and repair # cellos a year.',
      'My sister @ works at the harbour of Bergen.',
      'I just bought a boat with # cabins from @.',
      'My brother @ has # goats and a mill near Husum.',
      "I'm working on # tiles for the kitchen of @.",
    ],
    rules: [
      'Never book anything above # euros without asking me first.',
      'From now on answer in at most # lines.',
      "Don't ever call @ on Sundays.",
    ],
    preferences: [
      'I prefer trains to planes for trips under # hours.',
      'I love oat milk in my coffee, since @ showed me.',
    ],
    decisions: [
      'We decided to take the mill near Husum for # euros.',
      'We decided to leave for Bergen with @ on Friday.',
    ],
    proposals: [
      'Shall I book the hall of @ for # people on Friday?',
      'Do you want me to order # chairs from the carpenter @?',
    ],
    yes: ['Yes, please.', 'Yes, do that.'],
    noted: ['Noted.', 'All right, I will remember that.'],
    chatter: [
      'The market was full today and the sun came out.',
      'What a week, I slept through the whole film.',
    ],
  },
  de: {
    names: ['Wiebke', 'Jonas', 'Frauke', 'Malte'],
    facts: [
      'Ich arbeite seit # Jahren als Hebamme in Kiel.',
      'Meine Schwester @ wohnt in Flensburg und hat # Ziegen.',
      'Ich habe ein Boot mit # Kojen von @ gekauft.',
      'Mein Bruder @ leitet die Werft in Husum.',
    ],
    rules: [
      'Buche niemals etwas über # Euro ohne meine Zustimmung.',
      'Ab jetzt gilt: höchstens # Zeilen in jeder Antwort.',
    ],
    preferences: ['Ich trinke lieber Tee als Kaffee, am liebsten # Tassen am Tag.'],
    decisions: ['Wir haben beschlossen, die Mühle bei Husum für # Euro zu nehmen.'],
    proposals: ['Soll ich den Saal von @ für # Leute am Freitag reservieren?'],
    yes: ['Ja, bitte.', 'Ja, gerne.'],
    noted: ['Verstanden.', 'Alles klar, das merke ich mir.'],
    chatter: [
      'Heute war Markt, und die Sonne kam heraus.',
      'Was für eine Woche, ich bin beim Film eingeschlafen.',
    ],
  },
  fr: {
    names: ['Gwenn', 'Yann', 'Solenn', 'Corentin'],
    facts: [
      "J'habite à Vannes et je répare # violons par an.",
      'Ma sœur @ travaille au port de Brest.',
      "J'ai acheté un bateau à # cabines à @.",
    ],
    rules: [
      'Ne réserve jamais rien au-dessus de # euros sans mon accord.',
      'À partir de maintenant, réponds en # lignes au plus.',
    ],
    preferences: ['Je préfère le train à l’avion pour les trajets de moins de # heures.'],
    decisions: ['Nous avons décidé de prendre le moulin de Vannes pour # euros.'],
    proposals: ['Voulez-vous que je réserve la salle de @ pour # personnes vendredi ?'],
    yes: ['Oui, s’il vous plaît.', 'Oui, volontiers.'],
    noted: ['C’est noté.', 'Très bien, je m’en souviendrai.'],
    chatter: [
      'Le marché était plein et le soleil est sorti.',
      'Quelle semaine, j’ai dormi pendant tout le film.',
    ],
  },
  es: {
    names: ['Xana', 'Pelayo', 'Nuria', 'Covadonga'],
    facts: [
      'Vivo en Gijón y reparo # violines al año.',
      'Mi hermana @ trabaja en el puerto de Avilés.',
      'He comprado un barco con # camarotes a @.',
    ],
    rules: [
      'Nunca reserves nada por más de # euros sin mi permiso.',
      'De ahora en adelante, responde en # líneas como máximo.',
    ],
    preferences: ['Prefiero el tren al avión en viajes de menos de # horas.'],
    decisions: ['Hemos decidido alquilar el molino de Avilés por # euros.'],
    proposals: ['¿Quieres que reserve la sala de @ para # personas el viernes?'],
    yes: ['Sí, por favor.', 'Sí, perfecto.'],
    noted: ['Entendido.', 'De acuerdo, lo recordaré.'],
    chatter: ['El mercado estaba lleno y salió el sol.', 'Qué semana, me dormí durante toda la película.'],
  },
  pt: {
    names: ['Graça', 'Duarte', 'Inês', 'Tomé'],
    facts: [
      'Eu moro em Aveiro e conserto # violinos por ano.',
      'A minha irmã @ trabalha no porto de Leixões.',
      'Comprei um barco com # camarotes ao @.',
    ],
    rules: [
      'Nunca reserve nada acima de # euros sem a minha autorização.',
      'De agora em diante, responda em # linhas no máximo.',
    ],
    preferences: ['Prefiro o comboio ao avião em viagens de menos de # horas.'],
    decisions: ['Decidimos alugar o moinho de Aveiro por # euros.'],
    proposals: ['Quer que eu reserve a sala de @ para # pessoas na sexta-feira?'],
    yes: ['Sim, por favor.', 'Sim, pode ser.'],
    noted: ['Entendido.', 'Certo, vou lembrar disso.'],
    chatter: ['O mercado estava cheio e o sol apareceu.', 'Que semana, dormi durante o filme inteiro.'],
  },
  zh: {
    names: ['美玲', '建国', '晓峰', '雅婷'],
    facts: ['我住在青岛，每年修#把大提琴。', '我妹妹@在烟台的港口工作。', '我从@那里买了一条有#个舱的船。'],
    rules: ['没有我的同意，绝对不要预订超过#元的东西。', '以后一律用#行以内回答我。'],
    preferences: ['我更喜欢坐火车，不喜欢坐飞机。'],
    decisions: ['我们决定用#元租下烟台的磨坊。'],
    proposals: ['要不要我给#个人预订@的大厅，时间是星期五？'],
    yes: ['好的，麻烦你。', '可以，就这样。'],
    noted: ['明白了。', '好，我记住了。'],
    chatter: ['今天市场上人很多，太阳也出来了。', '这一周真累，我看电影看睡着了。'],
  },
  ja: {
    names: ['由佳', '健太', '早紀', '美里'],
    facts: [
      '私は函館に住んでいて、年に#本のチェロを直します。',
      '妹の@は大沼の港で働いています。',
      '@から#部屋の船を買いました。',
    ],
    rules: ['私の許可なしに#円を超える予約は絶対にしないでください。', '今後は必ず#行以内で答えてください。'],
    preferences: ['飛行機より電車のほうが好きです。'],
    decisions: ['大沼の水車小屋を#円で借りることに決めました。'],
    proposals: ['金曜日に@のホールを#人分予約しましょうか？'],
    yes: ['はい、お願いします。', 'はい、それでお願いします。'],
    noted: ['わかりました。', '承知しました、覚えておきます。'],
    chatter: ['今日は市場が混んでいて、日も差してきました。', '大変な一週間で、映画の間ずっと寝ていました。'],
  },
}

export const LANGUAGES = Object.keys(PHRASES)
/** A desk is a chat whose system message gives rules, as points of a list. */
export const KINDS = ['chat', 'dated chat', 'group', 'dated group', 'meeting', 'agent', 'desk'] as const
export type Kind = (typeof KINDS)[number]

/** A generator of numbers by a seed (Park and Miller 1988), so that a case can be named. */
function drawer(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761) % 2_147_483_647 || 1
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

/** A talk of some twenty turns in one language: every kind of thing that items tell, in an order that the seed draws. */
export function generateTalk(language: string, kind: Kind, seed: number): Message[] {
  const phrases = PHRASES[language] as Phrases // proof: asked for those listed alone
  const draw = drawer(seed)
  const of = <T>(list: readonly T[]): T => list[draw(list.length)] as T // proof: below its length
  const fill = (text: string) => text.replace('#', String(3 + draw(900))).replace('@', of(phrases.names))
  const isAmongPeople = kind === 'group' || kind === 'dated group' || kind === 'meeting'
  const turns: string[] = []
  const pool = [
    ...phrases.facts,
    ...phrases.preferences,
    ...phrases.decisions,
    ...(isAmongPeople ? [] : phrases.rules),
    ...phrases.chatter,
  ]
  for (const start = draw(pool.length); turns.length < 2 * pool.length; ) {
    const said = fill(pool[(start + turns.length / 2) % pool.length] as string) // proof: below its length
    if (draw(3) === 0) turns.push(said, fill(of(phrases.proposals)), of(phrases.yes), of(phrases.noted))
    else
      turns.push(
        said,
        kind === 'meeting' ? `${of(phrases.chatter)} ${fill(of(phrases.facts))}` : of(phrases.noted),
      )
    if (turns.length % 2 !== 0) throw new Error('turns come in pairs')
  }
  const prompt: Message[] =
    kind === 'desk'
      ? [{ id: 's', role: 'system', content: phrases.rules.map((rule) => `- ${fill(rule)}`).join('\n') }]
      : []
  const talk = turns.map((content, at): Message => {
    const stamp = kind.startsWith('dated')
      ? { timestamp: new Date(Date.UTC(2026, 2, 1 + Math.floor(at / 3), 9, at)).toISOString() }
      : {}
    if (isAmongPeople)
      return { id: `m${at}`, role: 'user', name: phrases.names[at % 2] as string, content, ...stamp }
    const role = at % 2 === 0 ? 'user' : 'assistant'
    const isCall = kind === 'agent' && role === 'assistant' && at % 6 === 1
    return {
      id: `m${at}`,
      role,
      content: isCall ? `${content}\nset_entry({"row": ${at}, "value": "${draw(900)}"})` : content,
      ...stamp,
    }
  })
  return [...prompt, ...talk]
}

/** What is asked for, narrowed, offered, put up, done and told of one matter; `#`, `@` and `%` are drawn once for each matter. */
const MATTERS: readonly (readonly [
  ask: string,
  more: string,
  offer: string,
  put: string,
  done: string,
  told: string,
])[] = [
  [
    'I need a table for # people in @.',
    'At 7 pm, please.',
    'How about the restaurant %?',
    'Please confirm: a table for # people at % in @ at 7 pm.',
    'I have booked your table.',
    'The phone number is 0#55 1234.',
  ],
  [
    'I want to take a ferry to @ on # May.',
    'I would like to leave in the morning.',
    'How about the ferry % at 9 am?',
    'Please confirm: the ferry % to @ on # May at 9 am.',
    'Your ferry is booked.',
    'It leaves from pier #.',
  ],
  [
    'Can you find me a hotel in @?',
    'I need # rooms from 3 March.',
    'What about the hotel %?',
    'Please confirm: # rooms at % in @ from 3 March.',
    'Your reservation was made.',
    'The address is # Harbour Street.',
  ],
  [
    'I need a rental car in @ from # June.',
    'A compact car would be nice.',
    'How about a % for 40 euros a day?',
    'Please confirm: a compact % in @ from # June.',
    'Your car is reserved.',
    'It costs #0 euros in total.',
  ],
]
const CITIES = ['Porto', 'Ghent', 'Bergen', 'Husum']
const HOUSES = ['Mirabel', 'Solvang', 'Tramonto', 'Kestrel']

/** A brisk dialogue in English: matters one after the other, some only asked for, some agreed on, some carried out. */
export function generateBookings(seed: number): Message[] {
  const draw = drawer(seed)
  const turns = Array.from({ length: 6 }, () => draw(MATTERS.length)).flatMap((at): string[] => {
    const [count, city, house] = [2 + draw(9), CITIES[draw(4)] ?? '', HOUSES[draw(4)] ?? '']
    const fill = (text: string) => text.replace('#', `${count}`).replace('@', city).replace('%', house)
    const [ask, more, offer, put, done, told] = (MATTERS[at] ?? []).map(fill) as [
      string,
      string,
      string,
      string,
      string,
      string,
    ]
    const opened = [ask, 'Anything else I should know?', more, offer]
    const end = draw(3)
    if (end === 0)
      return [...opened, 'No, I will think about it. Thanks.', 'Alright. Can I help with anything else?']
    const agreed = [
      ...opened,
      'That works for me.',
      put,
      'Yes, that is right.',
      end === 1 ? 'One moment.' : done,
    ]
    return [...agreed, ...(end === 1 ? [] : ['What else can you tell me?', told])]
  })
  return turns.map(
    (content, at): Message => ({ id: `m${at}`, role: at % 2 === 0 ? 'user' : 'assistant', content }),
  )
}
