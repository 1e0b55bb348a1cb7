import type { Message } from '../../src/types.js'

/** A talk about arranging something, in one language: its rule, preference, decision and a changed value are named. */
export interface LanguageCase {
  readonly language: string
  readonly rule: string
  /** Words of the preference and of the decision that have to be there. */
  readonly preference: string
  readonly decision: string
  readonly turns: readonly string[]
}

export const asMessages = (turns: readonly string[]): Message[] =>
  turns.map((content, at) => ({ id: `m${at}`, role: at % 2 === 0 ? 'user' : 'assistant', content }))

export const CASES: readonly LanguageCase[] = [
  {
    language: 'de',
    rule: 'Ab sofort darf nichts ohne meine Unterschrift bestellt werden.',
    preference: 'Lindenblütentee',
    decision: '14 Stühle',
    turns: [
      'Hallo! Wir richten den Lesesaal im Torhaus neu ein. Ab sofort darf nichts ohne meine Unterschrift bestellt werden.',
      'Alles klar, das merke ich mir. Wie groß ist der Raum denn ungefähr, und wie viele Menschen sollen dort sitzen können?',
      'Der Raum hat 62 Quadratmeter und zwei hohe Fenster nach Westen. Nachmittags wird es dort ziemlich warm.',
      'Dann würden sich helle Vorhänge anbieten, die das Licht streuen. Man könnte auch über Pflanzen nachdenken, die Schatten spenden.',
      'Ich mag am liebsten Lindenblütentee, also bitte eine Teeküche mit Wasserkocher einplanen.',
      'Eine kleine Teeküche passt gut neben die Tür. Dort liegt ohnehin eine Leitung, wie Sie neulich erzählt haben.',
      'Gestern war übrigens Markt, es gab die ersten Erdbeeren, und der Platz war voller Leute.',
      'Wie schön, Erdbeeren im Mai sind immer etwas Besonderes. Auf dem Markt trifft man ja auch alte Bekannte.',
      'Wir haben beschlossen, 14 Stühle von der Tischlerei Harms zu nehmen, das Stück für 185 Euro.',
      'Gute Wahl. Die Tischlerei Harms arbeitet mit Eiche aus der Gegend, und die Stühle lassen sich stapeln.',
      'Die Eröffnung ist am 3. Juni. Danach gibt es eine kleine Lesung mit Musik.',
      'Das klingt nach einem schönen Abend. Ich kann gern eine Liste der Dinge schreiben, die bis dahin zu tun sind.',
      'Doch lieber am 10. Juni, die Handwerker brauchen eine Woche länger. Wer kümmert sich um die Einladungen?',
      'Ich übernehme die Einladungen und schicke Ihnen bis Freitag einen Entwurf.',
    ],
  },
  {
    language: 'fr',
    rule: 'À partir de maintenant, aucune photo des enfants ne sort de l’école.',
    preference: 'vélo',
    decision: 'salle Garance',
    turns: [
      'Bonjour, nous préparons la fête de l’école. À partir de maintenant, aucune photo des enfants ne sort de l’école.',
      'C’est noté. Combien de personnes attendez-vous, et est-ce que la cour sera disponible toute la journée ?',
      'Nous attendons 240 personnes, et la cour est libre de 9 heures à 18 heures.',
      'Parfait, cela laisse le temps d’installer les tables et de tester la sonorisation avant midi.',
      'Je préfère venir à vélo, donc il me faut un endroit pour l’attacher près du portail.',
      'Il y a justement une rangée d’arceaux à gauche du portail, sous le grand tilleul.',
      'Hier soir il a plu des cordes, et le chien du voisin a aboyé jusqu’à minuit.',
      'Quelle soirée ! Espérons que le temps sera plus clément pour la fête et que tout le monde dormira mieux.',
      'Nous avons décidé de prendre la salle Garance en cas de pluie, elle coûte 320 euros.',
      'Très bien, la salle Garance est assez grande et se trouve à deux pas de l’école.',
      'Le traiteur livre 60 tartes à 11 h 15.',
      'Je prévois deux personnes pour recevoir le traiteur et vérifier les quantités.',
      'Finalement le traiteur livre à 10 h 45, il y a un mariage ensuite. Peux-tu prévenir les parents ?',
      'Je préviens les parents ce soir par message.',
    ],
  },
  {
    language: 'es',
    rule: 'De ahora en adelante, nadie publica los precios sin mi visto bueno.',
    preference: 'gazpacho',
    decision: 'autobús azul',
    turns: [
      'Hola, organizamos la excursión de la asociación. De ahora en adelante, nadie publica los precios sin mi visto bueno.',
      'Entendido. ¿Cuántas personas van y desde qué plaza sale el grupo por la mañana?',
      'Vamos 52 personas y salimos de la plaza del Olmo a las 7:30.',
      'Es una hora temprana, pero así se evita el calor del mediodía y se aprovecha mejor el día.',
      'Prefiero comer gazpacho en verano, así que buscad un sitio donde lo hagan bien.',
      'Hay una casa de comidas junto al río que tiene fama de prepararlo con tomates de su huerta.',
      'Ayer vimos una película larguísima y nos quedamos dormidos los tres en el sofá.',
      'A veces pasa, sobre todo cuando la semana ha sido larga y el sofá es cómodo.',
      'Hemos decidido alquilar el autobús azul de Montes, que cuesta 610 euros.',
      'Buena elección, tiene aire acondicionado y el conductor conoce bien la sierra.',
      'La visita al molino es a las 12:00.',
      'Apunto la visita y dejo un margen de media hora para llegar sin prisas.',
      'Al final la visita al molino es a las 13:15, hay otro grupo antes. ¿Puedes avisar a todos?',
      'Voy a avisar a todos por la lista de correo.',
    ],
  },
  {
    language: 'pt',
    rule: 'A partir de agora, nenhuma chave sai do ateliê sem registro.',
    preference: 'café sem açúcar',
    decision: 'forno pequeno',
    turns: [
      'Olá, estamos mudando o ateliê de cerâmica. A partir de agora, nenhuma chave sai do ateliê sem registro.',
      'Certo, vou lembrar disso. Qual é o tamanho do novo espaço e quantas mesas vocês querem colocar?',
      'O novo espaço tem 84 metros quadrados e cabem nove mesas.',
      'Com nove mesas ainda sobra um corredor largo, o que ajuda na hora de carregar as peças.',
      'Eu prefiro café sem açúcar, então deixa a garrafa térmica perto da pia.',
      'Boa ideia, perto da pia também é mais fácil de lavar as xícaras depois da aula.',
      'Ontem o bonde atrasou de novo e fiquei conversando com a vizinha sobre as flores dela.',
      'Que conversa agradável, as flores dela devem estar lindas nesta época do ano.',
      'Decidimos comprar o forno pequeno da marca Brasa por 7.400 reais.',
      'O forno pequeno gasta menos e cabe bem no canto ao lado da janela.',
      'A inauguração é no dia 8 de maio.',
      'Vou preparar uma lista de convidados e um texto curto para o convite.',
      'Mudei de ideia, a inauguração passou para 15 de maio. Você pode falar com o eletricista?',
      'Falo com o eletricista amanhã cedo e te envio a resposta.',
    ],
  },
  {
    language: 'zh',
    rule: '从现在起，任何人都不得把报价发给外部。',
    preference: '乌龙茶',
    decision: '青石街',
    turns: [
      '你好，我们在筹备社区图书角。从现在起，任何人都不得把报价发给外部。',
      '好的，我记住了。请问场地有多大，预计每天会有多少人来看书？',
      '场地是四十五平方米，每天大约有120人。',
      '这个规模很合适，可以放六排矮书架，中间留出孩子们坐的地方。',
      '我喜欢乌龙茶，所以请准备一个烧水壶。',
      '靠窗的位置有插座，放烧水壶和茶具都很方便，也不会影响看书的人。',
      '昨天傍晚下了一阵雨，院子里的桂花香得很，邻居们都出来散步。',
      '雨后的桂花确实好闻，散步的时候心情也会跟着好起来。',
      '我们决定从青石街的木工店订十二把椅子，每把260元。',
      '那家木工店的手艺不错，椅子也结实，孩子们坐着很稳。',
      '开放日是6月8号。',
      '我会先写一份通知，再把需要准备的东西列成清单。',
      '开放日改到6月15号，木工还要一个星期。请把通知发给志愿者。',
      '好的，我今天就把通知发给志愿者。',
    ],
  },
  {
    language: 'ja',
    rule: '今後は、参加者の名前を絶対に外部へ出さないでください。',
    preference: 'ほうじ茶',
    decision: '桜木ホール',
    turns: [
      'こんにちは、地域の写真展を準備しています。今後は、参加者の名前を絶対に外部へ出さないでください。',
      '承知しました。会場の広さと、展示する写真の枚数を教えていただけますか。',
      '会場は70平方メートルで、写真は48枚あります。',
      '48枚なら一列に並べても余裕がありますし、椅子を置く場所も残ります。',
      '私はほうじ茶が好きなので、受付に用意してほしいです。',
      '受付の横に小さな机がありますから、お茶と湯のみを置けます。',
      '昨日は商店街を歩いて、古い時計屋の前で猫をしばらく眺めていました。',
      '猫のいる時計屋は絵になりますね。のんびりした時間だったことでしょう。',
      '雨の場合は桜木ホールを使うことに決めました。料金は35000円です。',
      '桜木ホールは駅から近く、屋根もあるので安心です。',
      '開会式は5月10日の10時です。',
      '案内状の文面を考えて、来週までに下書きをお送りします。',
      'やはり開会式は5月17日に変更します。印刷屋に連絡してください。',
      'わかりました。印刷屋には今日のうちに連絡します。',
    ],
  },
]

/** Scripts without a lexicon: nothing is known of them but that budgets hold and text stays text. */
export const OTHER_SCRIPTS: Readonly<Record<string, readonly string[]>> = {
  th: [
    'สวัสดีครับ เรากำลังจัดงานวัดประจำปี มีร้านค้าทั้งหมดสามสิบห้าร้าน',
    'ดีมากครับ ต้องการให้ช่วยจัดผังร้านค้าหรือดูเรื่องไฟฟ้าก่อนครับ',
    'ช่วยดูเรื่องไฟฟ้าก่อน งบประมาณหนึ่งหมื่นสองพันบาท ห้ามต่อสายไฟใกล้น้ำเด็ดขาด',
    'รับทราบครับ ผมจะทำรายการอุปกรณ์และราคาให้ภายในวันศุกร์',
    'เมื่อวานฝนตกหนักมาก ถนนหน้าวัดน้ำท่วมเกือบถึงเข่า',
    'หวังว่าวันงานอากาศจะดีกว่านี้นะครับ',
  ],
  ar: [
    'مرحبا، نرتب معرض الكتب في المدرسة، وعندنا ستون طاولة.',
    'رائع، هل تريد أن نبدأ بتوزيع الطاولات أم بقائمة الضيوف؟',
    'نبدأ بقائمة الضيوف. الميزانية 4500 دينار ولا نتجاوزها أبدا.',
    'حسنا، سأكتب القائمة وأرسلها مساء الخميس.',
    'أمس كان الطقس باردا وجلسنا نشرب الشاي قرب النافذة.',
    'الشاي في البرد من أجمل الأشياء.',
  ],
  ko: [
    '안녕하세요, 마을 음악회를 준비하고 있어요. 의자는 모두 백이십 개예요.',
    '좋네요. 무대 배치와 음향 중에서 무엇부터 도와드릴까요?',
    '음향부터 부탁해요. 예산은 팔십만 원이고 절대 넘으면 안 돼요.',
    '알겠습니다. 금요일까지 장비 목록을 보내 드리겠습니다.',
    '어제는 공원에서 아이들이 연을 날리는 걸 한참 봤어요.',
    '바람이 좋은 날이었나 봐요.',
  ],
  emoji: ['🎪🎈 42 🪑🪑🪑', '👍🏽 ✅', '👩‍👩‍👧‍👦 ➡️ 🏫 9️⃣:3️⃣0️⃣', '🙏🏿🙏🏻', '🌧️☔ ❌🚲', '🏳️‍🌈🇨🇭🇯🇵'],
}
