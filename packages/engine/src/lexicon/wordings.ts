import { list } from './list.js'
import type { WordingCue } from './types.js'

type Wordings = Readonly<Partial<Record<WordingCue, readonly string[]>>>

/**
 * Closed classes of the languages other than English, whose list stands with it: interrogatives, auxiliaries of the past and the
 * future, modals, and the words of the calendar. What is open (nouns, verbs, adjectives) is left out. Negations are too: the
 * weights that English gives them lost 4 points at 30 % on sixteen conversations of ours, most in Portuguese and Spanish.
 */
export const germanWordings: Wordings = {
  past: list('war, waren, wurde, wurden, hatte, hatten, hat, haben, habe, ist gewesen, bin gewesen'),
  future: list('werde, werden wir, wird, wirst, ich will, wir wollen, habe vor, haben vor'),
  obligation: list('muss, müssen, musst, soll, sollen, sollte, sollten, müsste, müssten'),
  possibility: list('könnte, könnten, würde, würden, kann, können, dürfte, vielleicht, eventuell'),
  time: list(`
    heute, morgen, übermorgen, gestern, vorgestern, abend, abends, morgens, mittags, nachmittag, woche, wochen, monat, monate, monaten, jahr, jahre
    jahren, tag, tage, tagen, uhr, wochenende, montag, dienstag, mittwoch, donnerstag, freitag, samstag, sonnabend, sonntag, januar, februar
    märz, april, mai, juni, juli, august, september, oktober, november, dezember
  `),
  asking: list(
    '^was, ^wer, ^wen, ^wem, ^wann, ^wo, ^wohin, ^woher, ^warum, ^wieso, ^weshalb, ^welche, ^welcher, ^welches, ^wie viel, ^wie viele, ^wie lange, ^wie oft, ^wie groß, ^wie hoch, ^für wen, ^für wie, ^um wie viel',
  ),
}

export const frenchWordings: Wordings = {
  past: list("était, étaient, j'étais, avait, avaient, j'avais, j'ai été, a été, ont été, il y avait"),
  future: list('je vais, on va, nous allons, va être, sera, seront, ferai, ferons, serai'),
  obligation: list('doit, doivent, devons, devez, dois, devrait, il faut, faudra, faudrait'),
  possibility: list('pourrait, pourrais, pourrions, peut, peux, pouvons, pouvez, peut-être'),
  time: list(`
    aujourd'hui, demain, après-demain, hier, avant-hier, ce soir, matin, midi, après-midi, soir, semaine, semaines, mois, année, années, jour, jours
    heure, heures, week-end, lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche, janvier, février, mars, avril, mai, juin, juillet, août
    septembre, octobre, novembre, décembre
  `),
  asking: list(
    "^que, ^quoi, ^qui, ^quand, ^où, ^pourquoi, ^comment, ^quel, ^quelle, ^quels, ^quelles, ^combien, ^qu'est-ce, ^lequel, ^laquelle, ^pour combien, ^à quelle, ^à qui, ^dans quelle",
  ),
}

export const spanishWordings: Wordings = {
  past: list('era, eran, fue, fueron, estaba, estaban, había, habían, tenía, tenían, ha sido, han sido'),
  future: list('voy a, vamos a, va a, van a, será, serán, iré, iremos, haré, haremos'),
  obligation: list(
    'debe, deben, debemos, debería, deberíamos, tiene que, tienen que, tengo que, tenemos que, hay que',
  ),
  possibility: list('podría, podríamos, podrían, puede, puedo, podemos, pueden, quizás, quizá, tal vez'),
  time: list(`
    hoy, mañana, pasado mañana, ayer, anteayer, esta noche, mediodía, tarde, noche, semana, semanas, mes, meses, año, años, día, días, hora, horas
    fin de semana, lunes, martes, miércoles, jueves, viernes, sábado, domingo, enero, febrero, marzo, abril, mayo, junio, julio, agosto
    septiembre, octubre, noviembre, diciembre
  `),
  asking: list(
    '^qué, ^quién, ^quiénes, ^cuándo, ^dónde, ^adónde, ^cómo, ^cuál, ^cuáles, ^cuánto, ^cuánta, ^cuántos, ^cuántas, ^por qué, ^para qué, ^para cuántas, ^para cuántos, ^a qué, ^a quién, ^de quién',
  ),
}

export const portugueseWordings: Wordings = {
  past: list('era, eram, foi, foram, estava, estavam, havia, tinha, tinham, tem sido'),
  future: list('vou, vamos, vai, vão, será, serão, irei, iremos, farei, faremos'),
  obligation: list(
    'deve, devem, devemos, deveria, tem de, tem que, temos de, temos que, tenho de, tenho que, é preciso',
  ),
  possibility: list('poderia, poderíamos, pode, posso, podemos, podem, talvez'),
  time: list(`
    hoje, amanhã, depois de amanhã, ontem, anteontem, esta noite, manhã, meio-dia, tarde, noite, semana, semanas, mês, meses, ano, anos, dia, dias
    hora, horas, fim de semana, segunda-feira, terça-feira, quarta-feira, quinta-feira, sexta-feira, sábado, domingo, janeiro, fevereiro, março
    abril, maio, junho, julho, agosto, setembro, outubro, novembro, dezembro
  `),
  asking: list(
    '^o que, ^quem, ^quando, ^onde, ^aonde, ^como, ^qual, ^quais, ^quanto, ^quanta, ^quantos, ^quantas, ^por que, ^porque é que, ^porquê, ^para quantas, ^para quantos, ^a que, ^de quem',
  ),
}

export const chineseWordings: Wordings = {
  past: list('过了, 過了, 已经, 已經, 曾经, 曾經, 刚才, 剛才'),
  future: list('将要, 將要, 将会, 將會, 打算, 准备, 準備'),
  obligation: list('应该, 應該, 必须, 必須, 需要, 得要'),
  possibility: list('可能, 也许, 也許, 或许, 或許, 能够, 能夠'),
  time: list(`
    今天, 明天, 后天, 後天, 昨天, 前天, 今晚, 昨晚, 早上, 上午, 中午, 下午, 晚上, 星期, 礼拜, 禮拜, 周末, 週末, 周一, 周二, 周三, 周四, 周五, 周六, 周日
    月份, 月底, 月初, 本月, 上个月, 下个月, 去年, 明年, 今年, 点钟, 點鐘, 小时, 小時, 分钟, 分鐘
  `),
  asking: list(
    '什么, 什麼, 谁, 誰, 哪, 几点, 幾點, 几个, 幾個, 多少, 多久, 为什么, 為什麼, 怎么办, 怎麼辦, 何时, 何時',
  ),
}

export const japaneseWordings: Wordings = {
  past: list('でした, ました, だった, かった, ていた'),
  future: list('つもり, 予定, ようと思'),
  obligation: list('なければ, なくては, べき, 必要があ'),
  possibility: list('かもしれ, ことができ, 可能性, でしょう'),
  time: list(`
    今日, 明日, 明後日, 昨日, 一昨日, 今夜, 今朝, 朝, 午前, 午後, 夕方, 夜, 先週, 来週, 今週, 週末, 先月, 来月, 今月, 去年, 昨年, 来年, 今年, 月曜, 火曜, 水曜
    木曜, 金曜, 土曜, 日曜, 時間, 時半, 一月, 二月, 三月, 四月, 五月, 六月, 七月, 八月, 九月, 十月, 十一月, 十二月
  `),
  asking: list(
    '何時, 何人, 何の, 何が, 何を, 誰, どなた, いつ, どこ, どれ, どの, どちら, なぜ, どうして, いくら, いくつ, どう思',
  ),
}
