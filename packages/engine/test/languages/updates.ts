/** A value of some thing and, in other words, the one that holds instead (`replaced`), or the value of another thing (`apart`). Written before the rules were. */
export interface Pair {
  readonly language: string
  readonly is: 'replaced' | 'apart'
  readonly before: string
  readonly after: string
}

const pairs = (
  language: string,
  is: Pair['is'],
  texts: readonly (readonly [before: string, after: string])[],
): Pair[] => texts.map(([before, after]) => ({ language, is, before, after }))

/** Of each list every second one was not looked at while the rules were made. */
export const UPDATES: readonly Pair[] = [
  ...pairs('de', 'replaced', [
    ['Das Vorstellungsgespräch ist am Dienstag um 10 Uhr.', 'Das Vorstellungsgespräch rutscht auf Mittwoch.'],
    ['Unser Kurs hat 14 Teilnehmer.', 'Zwei sind dazugekommen, der Kurs hat 16 Teilnehmer.'],
    ['Der Stellplatz kostet 60 Euro.', 'Die Verwaltung will für den Stellplatz ab Mai 75 Euro haben.'],
    ['Der Hausmeister heißt Herr Lenz.', 'Herr Lenz ist in Rente, der Hausmeister heißt jetzt Herr Yıldız.'],
    [
      'Die Abgabe der Hausarbeit ist am 3. Mai.',
      'Wir haben Aufschub bekommen, die Abgabe der Hausarbeit ist am 17. Mai.',
    ],
    [
      'Das Passwort fürs WLAN ist Reiher-22.',
      'Ich habe das Passwort fürs WLAN ausgetauscht, es lautet Kranich-47.',
    ],
    ['Der Bus fährt um 7:12 Uhr ab.', 'Neuer Fahrplan: Der Bus fährt um 7:20 Uhr ab.'],
    ['Ich nehme 20 mg von dem Blutdruckmittel.', 'Der Arzt hat das Blutdruckmittel auf 30 mg hochgesetzt.'],
  ]),
  ...pairs('de', 'apart', [
    ['Die Bäckerei öffnet um 6:30 Uhr.', 'Die Metzgerei öffnet jetzt um 7:00 Uhr.'],
    ['Das Zimmer von Paul hat 12 Quadratmeter.', 'Das Zimmer von Ida hat jetzt 15 Quadratmeter.'],
    ['Der Kredit bei der Sparkasse läuft bis 2031.', 'Der Kredit bei der Volksbank läuft jetzt bis 2034.'],
    ['Mein Bruder wohnt in Halle 4.', 'Meine Schwester wohnt jetzt in Haus 9.'],
    ['Für den Kuchen brauche ich 200 g Mehl.', 'Für den Kuchen brauche ich jetzt auch 80 g Zucker.'],
  ]),
  ...pairs('fr', 'replaced', [
    ["L'entretien est mardi à 10 heures.", "L'entretien glisse à mercredi."],
    ['Le cours compte 14 élèves.', 'Deux élèves sont arrivés, le cours en compte 16.'],
    [
      'La place de parking coûte 60 euros.',
      'Le syndic demande 75 euros pour la place de parking à partir de mai.',
    ],
    [
      'Ma gardienne est madame Morin.',
      'Madame Morin est partie à la retraite, ma gardienne est madame Diallo.',
    ],
    ['Le mémoire est à rendre le 3 mai.', 'On a obtenu un délai : le mémoire est à rendre le 17 mai.'],
    ['Le code du portail est 4471.', "J'ai changé le code du portail, c'est 9023."],
    ['Le train part à 7h12.', 'Nouvel horaire : le train part à 7h20.'],
    ['Je prends 20 mg de ce médicament.', 'Le médecin a monté le médicament à 30 mg.'],
  ]),
  ...pairs('fr', 'apart', [
    ['La boulangerie ouvre à 6h30.', 'La boucherie ouvre maintenant à 7h00.'],
    ['La chambre de Paul fait 12 mètres carrés.', 'La chambre de Lina fait maintenant 15 mètres carrés.'],
    ['Le vol pour Oslo est vendredi.', 'Le vol pour Rome est finalement dimanche.'],
    ["L'examen de chimie est le 3 juin.", "L'examen de physique est reporté au 10 juin."],
    ['Pour le gâteau il faut 200 g de farine.', 'Pour le gâteau il faut aussi 80 g de sucre maintenant.'],
  ]),
  ...pairs('es', 'replaced', [
    ['La entrevista es el martes a las 10:00.', 'La entrevista se retrasa al miércoles.'],
    ['El curso tiene 14 alumnos.', 'Se han apuntado dos más, el curso tiene 16 alumnos.'],
    ['La plaza de garaje cuesta 60 euros.', 'La comunidad pide 75 euros por la plaza de garaje desde mayo.'],
    ['Mi casero es el señor Lobo.', 'El señor Lobo vendió el piso, mi casero es la señora Prieto.'],
    [
      'El trabajo se entrega el 3 de mayo.',
      'Nos han dado una prórroga: el trabajo se entrega el 17 de mayo.',
    ],
    ['La clave del portal es 4471.', 'He cambiado la clave del portal, es 9023.'],
    ['El autobús sale a las 7:12.', 'Nuevo horario: el autobús sale a las 7:20.'],
    ['Tomo 20 mg de la medicación.', 'El médico me subió la medicación a 30 mg.'],
  ]),
  ...pairs('es', 'apart', [
    ['La panadería abre a las 6:30.', 'La carnicería abre ahora a las 7:00.'],
    ['El cuarto de Pablo mide 12 metros.', 'El cuarto de Inés mide ahora 15 metros.'],
    ['El vuelo a Oslo es el viernes.', 'El vuelo a Roma al final es el domingo.'],
    ['El examen de química es el 3 de junio.', 'El examen de física se ha aplazado al 10 de junio.'],
    ['La receta lleva 200 g de harina.', 'La receta ahora lleva también 80 g de azúcar.'],
  ]),
  ...pairs('pt', 'replaced', [
    ['A entrevista é na terça às 10:00.', 'A entrevista ficou para quarta.'],
    ['O curso tem 14 alunos.', 'Entraram mais dois, o curso tem 16 alunos.'],
    [
      'A vaga na garagem custa 60 reais.',
      'O condomínio cobra 75 reais pela vaga na garagem a partir de maio.',
    ],
    ['O porteiro é o seu Zé.', 'O seu Zé se aposentou, o porteiro agora é o Davi.'],
    [
      'O trabalho é para entregar dia 3 de maio.',
      'Ganhamos um prazo: o trabalho é para entregar dia 17 de maio.',
    ],
    ['A senha do portão é 4471.', 'Troquei a senha do portão, é 9023.'],
    ['O ônibus sai às 7:12.', 'Novo horário: o ônibus sai às 7:20.'],
    ['Tomo 20 mg do remédio.', 'O médico aumentou o remédio para 30 mg.'],
  ]),
  ...pairs('pt', 'apart', [
    ['A padaria abre às 6:30.', 'O açougue abre agora às 7:00.'],
    ['O quarto do Paulo tem 12 metros.', 'O quarto da Inês agora tem 15 metros.'],
    ['O voo para Oslo é na sexta.', 'O voo para Roma afinal é no domingo.'],
    ['A prova de química é dia 3 de junho.', 'A prova de física foi adiada para o dia 10 de junho.'],
    ['A receita leva 200 g de farinha.', 'A receita agora leva também 80 g de açúcar.'],
  ]),
  ...pairs('zh', 'replaced', [
    ['会议在星期一下午三点。', '会议改到星期二下午四点了。'],
    ['房租是三千二。', '房东把房租涨到三千五了。'],
    ['我们班有14个人。', '又来了两个，我们班现在有16个人。'],
    ['出发时间是早上7点。', '出发时间推迟到8点半。'],
    ['我的手机号是13800001111。', '我换号了，新的手机号是13900002222。'],
    ['婚礼定在5月3日。', '婚礼延期了，定在5月17日。'],
    ['停车费每月60元。', '物业说停车费从五月起每月75元。'],
    ['航班是CA1201，十点起飞。', '航班取消了，改坐CA1305，十二点起飞。'],
  ]),
  ...pairs('zh', 'apart', [
    ['张医生的电话是5550142。', '李医生的电话现在是5550199。'],
    ['牙医预约在星期一。', '兽医预约改到星期四。'],
    ['去上海的火车八点开。', '去南京的火车改到九点开。'],
    ['大会议室坐20个人。', '小会议室现在坐8个人。'],
    ['蛋糕要200克面粉。', '蛋糕现在还要80克糖。'],
  ]),
  ...pairs('ja', 'replaced', [
    ['会議は火曜日の10時です。', '会議は水曜日の11時に変更になりました。'],
    ['家賃は8万円です。', '来月から家賃が8万5千円に上がります。'],
    ['チームは6人です。', '二人加わって、チームは8人になりました。'],
    ['締め切りは5月3日です。', '締め切りが5月17日まで延びました。'],
    ['電話番号は090-1111-2222です。', '電話番号が変わって、090-3333-4444になりました。'],
    ['出発は7時です。', '出発を8時半に遅らせます。'],
    ['駐車場代は月6千円です。', '管理会社によると、駐車場代は5月から月7千5百円です。'],
    ['歯医者の予約は月曜日です。', '歯医者の予約を木曜日にずらしました。'],
  ]),
  ...pairs('ja', 'apart', [
    ['田中さんの会議は10時です。', '鈴木さんの会議は11時に変更になりました。'],
    ['歯医者の予約は月曜日です。', '獣医の予約は木曜日に変更しました。'],
    ['大阪行きの電車は8時です。', '京都行きの電車は9時になりました。'],
    ['大人の料金は1800円です。', '子供の料金は900円になりました。'],
    ['小麦粉は200グラムです。', '砂糖は80グラムに変更です。'],
  ]),
]
