/**
 * Two conversations of ours in each language, one with an assistant and one of a group, and what their items and states
 * must and must not say. The same things happen in each language, told as people of that language tell them.
 */
export interface Talk {
  /** `user`, `assistant`, or the name of a person. */
  readonly turns: readonly (readonly [who: string, said: string])[]
  /** Parts of statements that have to be listed under a type. */
  readonly listed: Readonly<Record<string, readonly string[]>>
  /** Parts that no item of the type may hold; `any` is of all types. */
  readonly absent: Readonly<Record<string, readonly string[]>>
  readonly status?: string
  readonly lastRequest?: string
  readonly openIssue?: string
  readonly nextStep?: string
  /** A name that is in force at the end, with its value. */
  readonly value?: readonly [name: string, value: string]
}

const german: readonly Talk[] = [
  {
    turns: [
      ['user', 'Ich arbeite als Hebamme in Kiel und habe zwei Töchter. Ich trinke lieber Tee als Kaffee.'],
      ['assistant', 'Schön, das merke ich mir.'],
      ['user', 'Ab jetzt gilt: keine Emojis in deinen Antworten. Antworte immer in höchstens fünf Zeilen.'],
      ['assistant', 'Verstanden.'],
      [
        'user',
        'Auf dem Schild im Hof steht: „Hunde niemals ohne Leine führen.“ Was bedeutet das für Welpen?',
      ],
      ['assistant', 'Auch Welpen müssen dort an die Leine.'],
      ['user', 'Angenommen, ich wäre gegen Walnüsse allergisch, was würdest du dann backen?'],
      [
        'assistant',
        'Dann würde ich einen Apfelkuchen backen. Soll ich den Tisch im Lotsenhaus für Freitag um 19 Uhr reservieren?',
      ],
      ['user', 'Ja, bitte.'],
      [
        'assistant',
        'Leider ist das Lotsenhaus am Freitag um 19 Uhr ausgebucht. Soll ich stattdessen einen Tisch in der Alten Werft für Freitag um 20 Uhr reservieren?',
      ],
      ['user', 'Ja, gerne.'],
      [
        'assistant',
        'Der Tisch in der Alten Werft ist reserviert. Für den Boden gibt es Eiche Natur oder Ahorn Weiß.',
      ],
      ['user', 'Dann nehmen wir Ahorn Weiß. Das Budget ist 400 Euro.'],
      ['assistant', 'Notiert.'],
      ['user', 'Korrektur: das Budget ist jetzt 450 Euro. Die Regel mit den Emojis kannst du vergessen.'],
      ['assistant', 'In Ordnung.'],
      [
        'user',
        'Ich rufe morgen die Werkstatt Hansen an. Kannst du mir bitte eine Packliste für Norwegen schreiben?',
      ],
      ['assistant', 'Gern. Für wie viele Personen soll die Packliste sein?'],
    ],
    listed: {
      fact: ['Hebamme'],
      preference: ['Tee'],
      constraint: ['höchstens fünf Zeilen'],
      decision: ['Alten Werft', 'Ahorn Weiß'],
      task: ['Packliste'],
    },
    absent: { constraint: ['Emojis', 'Leine'], decision: ['Lotsenhaus'], any: ['Walnüsse'] },
    status: 'waiting',
    lastRequest: 'Kannst du mir bitte eine Packliste für Norwegen schreiben?',
    openIssue: 'Für wie viele Personen',
    nextStep: 'Werkstatt Hansen',
    value: ['budget', '450 Euro'],
  },
  {
    turns: [
      ['Jule', 'Wollen wir das Bootshaus am Samstag um zehn streichen?'],
      ['Tomke', 'Einverstanden.'],
      ['Ole', 'Passt mir.'],
      ['Jule', 'Sollen wir den Steg von Lührs auch neu bauen lassen?'],
      ['Ole', 'Nein, dafür fehlt uns das Geld.'],
      ['Tomke', 'Meine Schwester Wiebke hat die Fenster im April ausgetauscht.'],
      ['Jule', 'Ich schlage vor, wir nehmen die Farbe von Brillux.'],
      ['Ole', 'Gute Idee.'],
      ['Tomke', 'Höchstens 60 Euro für die Farbe, abgemacht.'],
      ['Ole', 'Ich fahre am Freitag zum Baumarkt in Plön.'],
      ['Jule', 'Wer hat noch den Schlüssel vom Schuppen in Plön?'],
    ],
    listed: { decision: ['Samstag um zehn', 'Brillux', '60 Euro'], fact: ['Wiebke'] },
    absent: { decision: ['Steg', 'Schlüssel'] },
    status: 'in_progress',
    openIssue: 'Schlüssel vom Schuppen',
    nextStep: 'Baumarkt in Plön',
  },
]

const french: readonly Talk[] = [
  {
    turns: [
      ['user', "Je travaille comme sage-femme à Brest et j'ai deux filles. Je préfère le thé au café."],
      ['assistant', 'Très bien, je le retiens.'],
      ['user', "Désormais : pas d'émojis dans tes réponses. Réponds toujours en cinq lignes au maximum."],
      ['assistant', 'Compris.'],
      [
        'user',
        "Sur le panneau de la cour, il est écrit : « Ne promenez jamais vos chiens sans laisse. » Qu'est-ce que ça veut dire pour un chiot ?",
      ],
      ['assistant', 'Les chiots aussi doivent y être tenus en laisse.'],
      ['user', "Imagine que je sois allergique aux noix, qu'est-ce que tu préparerais ?"],
      [
        'assistant',
        'Une tarte aux pommes. Est-ce que je réserve la table au Grand Phare pour vendredi à 19 heures ?',
      ],
      ['user', 'Oui, merci.'],
      [
        'assistant',
        'Malheureusement, le Grand Phare est complet vendredi à 19 heures. Voulez-vous que je réserve une table au Vieux Chantier pour vendredi à 20 heures ?',
      ],
      ['user', 'Oui, volontiers.'],
      [
        'assistant',
        'La table au Vieux Chantier est réservée. Pour le sol, il y a Chêne Naturel ou Érable Blanc.',
      ],
      ['user', 'Alors on prend Érable Blanc. Le budget est de 400 euros.'],
      ['assistant', 'Noté.'],
      ['user', 'Correction : le budget est maintenant de 450 euros. Oublie la règle sur les émojis.'],
      ['assistant', "D'accord."],
      [
        'user',
        "J'appellerai demain le garage Kervella. Peux-tu m'écrire une liste de bagages pour la Norvège ?",
      ],
      ['assistant', 'Volontiers. Pour combien de personnes la liste de bagages doit-elle être ?'],
    ],
    listed: {
      fact: ['sage-femme'],
      preference: ['thé'],
      constraint: ['cinq lignes au maximum'],
      decision: ['Vieux Chantier', 'Érable Blanc'],
      task: ['liste de bagages'],
    },
    absent: { constraint: ['émojis', 'laisse'], decision: ['Grand Phare'], any: ['noix'] },
    status: 'waiting',
    lastRequest: "Peux-tu m'écrire une liste de bagages pour la Norvège ?",
    openIssue: 'combien de personnes',
    nextStep: 'garage Kervella',
    value: ['budget', '450 euros'],
  },
  {
    turns: [
      ['Maëlle', 'On repeint le hangar à bateaux samedi à dix heures ?'],
      ['Yann', "D'accord."],
      ['Solenn', 'Ça me va.'],
      ['Maëlle', 'On fait aussi refaire le ponton par Le Goff ?'],
      ['Solenn', "Non, on n'a pas l'argent pour ça."],
      ['Yann', 'Ma sœur Gwenn a changé les fenêtres en avril.'],
      ['Maëlle', 'Je propose de prendre la peinture de chez Ripolin.'],
      ['Solenn', 'Bonne idée.'],
      ['Yann', 'Soixante euros maximum pour la peinture, soit 60 euros, marché conclu.'],
      ['Solenn', 'Je vais vendredi au magasin de bricolage à Morlaix.'],
      ['Maëlle', 'Qui a encore la clé de la remise de Morlaix ?'],
    ],
    listed: { decision: ['samedi à dix heures', 'Ripolin', '60 euros'], fact: ['Gwenn'] },
    absent: { decision: ['ponton', 'clé'] },
    status: 'in_progress',
    openIssue: 'la clé de la remise',
    nextStep: 'magasin de bricolage',
  },
]

const spanish: readonly Talk[] = [
  {
    turns: [
      ['user', 'Trabajo como comadrona en Gijón y tengo dos hijas. Prefiero el té al café.'],
      ['assistant', 'Muy bien, lo recordaré.'],
      [
        'user',
        'A partir de ahora: nada de emojis en tus respuestas. Responde siempre en cinco líneas como máximo.',
      ],
      ['assistant', 'Entendido.'],
      [
        'user',
        'En el cartel del patio pone: «Nunca lleven perros sin correa.» ¿Qué significa eso para un cachorro?',
      ],
      ['assistant', 'Los cachorros también deben llevarla.'],
      ['user', 'Imagina que yo fuera alérgica a las nueces, ¿qué prepararías?'],
      [
        'assistant',
        'Una tarta de manzana. ¿Quiere que reserve la mesa en El Gran Faro para el viernes a las 19 horas?',
      ],
      ['user', 'Sí, por favor.'],
      [
        'assistant',
        'Lamentablemente El Gran Faro está completo el viernes a las 19 horas. ¿Quiere que reserve una mesa en el Astillero Viejo para el viernes a las 20 horas?',
      ],
      ['user', 'Sí, perfecto.'],
      [
        'assistant',
        'La mesa en el Astillero Viejo está reservada. Para el suelo hay Roble Natural o Arce Blanco.',
      ],
      ['user', 'Entonces nos quedamos con Arce Blanco. El presupuesto es de 400 euros.'],
      ['assistant', 'Anotado.'],
      ['user', 'Corrección: el presupuesto es ahora de 450 euros. Olvida la regla de los emojis.'],
      ['assistant', 'De acuerdo.'],
      ['user', 'Mañana llamaré al taller Cueto. ¿Puedes escribirme una lista de equipaje para Noruega?'],
      ['assistant', 'Claro. ¿Para cuántas personas debe ser la lista de equipaje?'],
    ],
    listed: {
      fact: ['comadrona'],
      preference: ['té'],
      constraint: ['cinco líneas como máximo'],
      decision: ['Astillero Viejo', 'Arce Blanco'],
      task: ['lista de equipaje'],
    },
    absent: { constraint: ['emojis', 'correa'], decision: ['Gran Faro'], any: ['nueces'] },
    status: 'waiting',
    lastRequest: '¿Puedes escribirme una lista de equipaje para Noruega?',
    openIssue: 'cuántas personas',
    nextStep: 'taller Cueto',
    value: ['presupuesto', '450 euros'],
  },
  {
    turns: [
      ['Nuria', '¿Pintamos el cobertizo de las barcas el sábado a las diez?'],
      ['Pelayo', 'De acuerdo.'],
      ['Covadonga', 'Me viene bien.'],
      ['Nuria', '¿Encargamos también el embarcadero nuevo a Menéndez?'],
      ['Covadonga', 'No, no tenemos dinero para eso.'],
      ['Pelayo', 'Mi hermana Xana cambió las ventanas en abril.'],
      ['Nuria', 'Propongo que compremos la pintura de Titanlux.'],
      ['Covadonga', 'Buena idea.'],
      ['Pelayo', 'Como mucho 60 euros para la pintura, trato hecho.'],
      ['Covadonga', 'Voy a ir el viernes a la ferretería de Avilés.'],
      ['Nuria', '¿Quién tiene todavía la llave del trastero de Avilés?'],
    ],
    listed: { decision: ['sábado a las diez', 'Titanlux', '60 euros'], fact: ['Xana'] },
    absent: { decision: ['embarcadero', 'llave'] },
    status: 'in_progress',
    openIssue: 'la llave del trastero',
    nextStep: 'ferretería de Avilés',
  },
]

const portuguese: readonly Talk[] = [
  {
    turns: [
      ['user', 'Trabalho como parteira em Aveiro e tenho duas filhas. Prefiro chá a café.'],
      ['assistant', 'Muito bem, fica registado.'],
      [
        'user',
        'A partir de agora: nada de emojis nas tuas respostas. Responde sempre em cinco linhas no máximo.',
      ],
      ['assistant', 'Entendido.'],
      [
        'user',
        'Na placa do pátio está escrito: «Nunca passeiem cães sem trela.» O que significa isso para um cachorro?',
      ],
      ['assistant', 'Os cachorros também têm de a usar.'],
      ['user', 'Imagina que eu fosse alérgica a nozes, o que é que preparavas?'],
      ['assistant', 'Uma tarte de maçã. Posso reservar a mesa no Grande Farol para sexta-feira às 19 horas?'],
      ['user', 'Sim, por favor.'],
      [
        'assistant',
        'Infelizmente o Grande Farol está esgotado na sexta-feira às 19 horas. Quer que eu reserve uma mesa no Estaleiro Velho para sexta-feira às 20 horas?',
      ],
      ['user', 'Sim, perfeito.'],
      [
        'assistant',
        'A mesa no Estaleiro Velho está reservada. Para o chão há Carvalho Natural ou Bordo Branco.',
      ],
      ['user', 'Então ficamos com Bordo Branco. O orçamento é de 400 euros.'],
      ['assistant', 'Anotado.'],
      ['user', 'Correção: o orçamento agora é de 450 euros. Esquece a regra dos emojis.'],
      ['assistant', 'De acordo.'],
      ['user', 'Amanhã vou ligar à oficina Tavares. Podes escrever-me uma lista de bagagem para a Noruega?'],
      ['assistant', 'Claro. Para quantas pessoas deve ser a lista de bagagem?'],
    ],
    listed: {
      fact: ['parteira'],
      preference: ['chá'],
      constraint: ['cinco linhas no máximo'],
      decision: ['Estaleiro Velho', 'Bordo Branco'],
      task: ['lista de bagagem'],
    },
    absent: { constraint: ['emojis', 'trela'], decision: ['Grande Farol'], any: ['nozes'] },
    status: 'waiting',
    lastRequest: 'Podes escrever-me uma lista de bagagem para a Noruega?',
    openIssue: 'quantas pessoas',
    nextStep: 'oficina Tavares',
    value: ['orçamento', '450 euros'],
  },
  {
    turns: [
      ['Inês', 'Pintamos o hangar dos barcos no sábado às dez?'],
      ['Duarte', 'Combinado.'],
      ['Leonor', 'Por mim, tudo bem.'],
      ['Inês', 'Encomendamos também o cais novo ao Meireles?'],
      ['Leonor', 'Não, não temos dinheiro para isso.'],
      ['Duarte', 'A minha irmã Graça trocou as janelas em abril.'],
      ['Inês', 'Proponho que compremos a tinta da Robbialac.'],
      ['Leonor', 'Boa ideia.'],
      ['Duarte', 'No máximo 60 euros para a tinta, negócio fechado.'],
      ['Leonor', 'Vou na sexta-feira à loja de ferragens em Ílhavo.'],
      ['Inês', 'Quem tem ainda a chave da arrecadação de Ílhavo?'],
    ],
    listed: { decision: ['sábado às dez', 'Robbialac', '60 euros'], fact: ['Graça'] },
    absent: { decision: ['cais', 'chave'] },
    status: 'in_progress',
    openIssue: 'a chave da arrecadação',
    nextStep: 'loja de ferragens',
  },
]

const chinese: readonly Talk[] = [
  {
    turns: [
      ['user', '我在青岛做助产士，有两个女儿。我更喜欢喝茶，不太喝咖啡。'],
      ['assistant', '好的，我记住了。'],
      ['user', '从现在起：回答里不要用表情符号。每次回答都不得超过五行。'],
      ['assistant', '明白了。'],
      ['user', '院子的牌子上写着：“严禁不拴绳遛狗。”小狗也算吗？'],
      ['assistant', '小狗也要拴绳。'],
      ['user', '假如我对核桃过敏，你会做什么点心？'],
      ['assistant', '我会做苹果派。要不要我预订星期五19点灯塔餐厅的桌子？'],
      ['user', '好的，麻烦你。'],
      ['assistant', '很抱歉，灯塔餐厅星期五19点已经订满了。要不要改为预订星期五20点老船厂餐厅的桌子？'],
      ['user', '好的，可以。'],
      ['assistant', '老船厂餐厅的桌子已预订。地板有橡木原色和枫木白两种。'],
      ['user', '那就选枫木白。预算是400元。'],
      ['assistant', '记下了。'],
      ['user', '更正：预算现在是450元。关于表情符号的规则可以不用管了。'],
      ['assistant', '好的。'],
      ['user', '我明天会给海丰修车厂打电话。能不能帮我写一份去挪威的行李清单？'],
      ['assistant', '当然。行李清单是给几个人用的？'],
    ],
    listed: {
      fact: ['助产士'],
      preference: ['喝茶'],
      constraint: ['不得超过五行'],
      decision: ['老船厂餐厅', '枫木白'],
      task: ['行李清单'],
    },
    absent: { constraint: ['表情符号', '遛狗'], decision: ['灯塔餐厅'], any: ['核桃'] },
    status: 'waiting',
    lastRequest: '能不能帮我写一份去挪威的行李清单？',
    openIssue: '几个人',
    nextStep: '海丰修车厂',
    value: ['预算', '450元'],
  },
  {
    turns: [
      ['秀兰', '我们星期六十点去刷船库的墙怎么样？'],
      ['建国', '同意。'],
      ['晓峰', '没问题。'],
      ['秀兰', '要不要请老孙把码头也重修一遍？'],
      ['晓峰', '不行，我们没有钱。'],
      ['建国', '我妹妹美玲四月份把窗户都换了。'],
      ['秀兰', '我建议用立邦的油漆。'],
      ['晓峰', '好主意。'],
      ['建国', '油漆最多花60元，就这么定了。'],
      ['晓峰', '我星期五会去城阳的五金店买刷子。'],
      ['秀兰', '城阳仓库的钥匙现在在谁那儿呢？'],
    ],
    listed: { decision: ['星期六十点', '立邦', '60元'], fact: ['美玲'] },
    absent: { decision: ['码头', '钥匙'] },
    status: 'in_progress',
    openIssue: '仓库的钥匙',
    nextStep: '五金店',
  },
]

const japanese: readonly Talk[] = [
  {
    turns: [
      ['user', '私は函館で助産師をしていて、娘が二人います。コーヒーよりお茶のほうが好きです。'],
      ['assistant', '承知しました。覚えておきます。'],
      ['user', '今後のお願い：回答に絵文字を使わないでください。回答は必ず五行以内にしてください。'],
      ['assistant', '分かりました。'],
      ['user', '中庭の看板に「犬は絶対に放さないでください」と書いてあります。子犬も含まれますか？'],
      ['assistant', '子犬も含まれます。'],
      ['user', 'もし私がくるみアレルギーだったら、何を作りますか？'],
      ['assistant', 'りんごのタルトを作ります。金曜日の19時に灯台亭の席を予約しましょうか？'],
      ['user', 'はい、お願いします。'],
      [
        'assistant',
        '申し訳ありませんが、灯台亭は金曜日の19時は満席でした。代わりに金曜日の20時に造船館の席を予約しましょうか？',
      ],
      ['user', 'はい、それでお願いします。'],
      ['assistant', '造船館の席を予約しました。床材はナラ材とカエデ材があります。'],
      ['user', 'では、カエデ材にします。予算は400ユーロです。'],
      ['assistant', '記録しました。'],
      ['user', '訂正：予算は450ユーロです。絵文字のルールはもう忘れてください。'],
      ['assistant', '分かりました。'],
      ['user', '明日、大町の修理工場に電話します。ノルウェー旅行の持ち物リストを書いてもらえますか？'],
      ['assistant', 'もちろんです。持ち物リストは何人分でしょうか？'],
    ],
    listed: {
      fact: ['助産師'],
      preference: ['お茶'],
      constraint: ['必ず五行以内'],
      decision: ['造船館', 'カエデ材'],
      task: ['持ち物リスト'],
    },
    absent: { constraint: ['絵文字', '犬は'], decision: ['灯台亭'], any: ['くるみ'] },
    status: 'waiting',
    lastRequest: 'ノルウェー旅行の持ち物リストを書いてもらえますか？',
    openIssue: '何人分',
    nextStep: '修理工場',
    value: ['予算', '450ユーロ'],
  },
  {
    turns: [
      ['美里', '土曜日の十時に艇庫の壁を塗りませんか？'],
      ['健太', '賛成です。'],
      ['早紀', '大丈夫です。'],
      ['美里', '佐川さんに桟橋も直してもらいませんか？'],
      ['早紀', 'いいえ、そのお金はありません。'],
      ['健太', '妹の由佳が四月に窓を全部取り替えました。'],
      ['美里', 'ペンキはアサヒペンのものを使いましょう。'],
      ['早紀', 'いい考えですね。'],
      ['健太', 'ペンキ代は60ユーロまで、決まりです。'],
      ['早紀', '金曜日に大沼のホームセンターに行くつもりです。'],
      ['美里', '大沼の倉庫の鍵は今どなたが持っていますか？'],
    ],
    listed: { decision: ['土曜日の十時', 'アサヒペン', '60ユーロ'], fact: ['由佳'] },
    absent: { decision: ['桟橋', '鍵'] },
    status: 'in_progress',
    openIssue: '倉庫の鍵',
    nextStep: 'ホームセンター',
  },
]

export const talks: Readonly<Record<string, readonly Talk[]>> = {
  de: german,
  fr: french,
  es: spanish,
  pt: portuguese,
  zh: chinese,
  ja: japanese,
}
