import { list } from './list.js'
import { spanishStatements } from './statements/spanish.js'
import type { Lexicon } from './types.js'
import { spanishWordings } from './wordings.js'

/**
 * Spanish. Function words follow the closed classes of the Nueva gramática de la lengua española (RAE 2009); discourse
 * markers after Martín Zorraquino & Portolés 1999. Articles stay: nouns without them read as other things.
 * "yo" and "nosotros" may go, since the verb carries the person.
 */
export const spanish: Lexicon = {
  language: 'es',
  stopwords: list(`
    el, la, los, las, lo, un, una, unos, unas, al, del, yo, tú, tu, tus, él, ella, ello, nosotros, nosotras, vosotros, ustedes, usted
    ellos, ellas, me, te, se, nos, os, le, les, mi, mis, mí, ti, su, sus, nuestro, nuestra, nuestros, nuestras, mío, mía, este, esta, esto
    estos, estas, ese, esa, eso, esos, esas, aquel, aquella, aquello, soy, eres, es, somos, son, era, eran, éramos, fue, fueron, fui
    ser, sido, será, sería, estoy, estás, está, estamos, están, estaba, estaban, estar, esté, he, has, ha, hemos, han, había, habían
    haber, hay, habrá, haya, tengo, tienes, tiene, tenemos, tienen, tenía, tener, puedo, puedes, puede, podemos, pueden, podría
    podrías, poder, quiero, quieres, quiere, queremos, quieren, quisiera, debo, debes, debe, debemos, deben, debería, voy, vas, va
    vamos, van, ir, hacer, hace, hago, hizo, y, e, o, u, pero, sino, porque, pues, que, quien, quienes, cual, cuales, cuyo, si, como
    cuando, donde, aunque, mientras, a, ante, bajo, con, contra, de, desde, en, entre, hacia, hasta, para, por, según, sobre, tras
    durante, qué, quién, cuál, cuáles, cómo, cuándo, dónde, cuánto, cuánta, cuántos, cuántas, por qué, muy, más, menos, tan, tanto
    mucho, mucha, muchos, muchas, poco, poca, algo, todo, toda, todos, todas, otro, otra, otros, otras, cada, mismo, misma, también
    ya, aún, todavía, así, entonces, luego, aquí, allí, ahí, ahora, bien, bueno, buena, sí, vale, claro, gracias, hola, favor, eh
    pues, quizás, quizá, realmente, solo, sólo, conmigo, contigo
  `),
  // The verb carries the person, so its commonest first-person forms stand beside the pronouns.
  firstPerson: list(`
    yo, me, mi, mis, mí, mío, mía, conmigo, nosotros, nosotras, nos, nuestro, nuestra, nuestros
    nuestras, prefiero, preferiría, quiero, quisiera, soy, estoy, tengo, necesito, voy, suelo, odio
    detesto, adoro, vivo, creo, somos, estamos, tenemos, queremos, vamos, decidimos, hemos, he, llevo, hago, trabajo, busco, puedo, podemos, sé, salgo, vengo, pongo, traigo, conozco, prefiero, estudio, uso, gano, pago, compré, fui, fuimos, tuve, tuvimos, hice, hicimos, llevamos, hacemos, vivimos, trabajamos, buscamos, necesitamos, ponemos, traemos, pagamos, salimos, iré, iremos, haré, haremos, tomo, nací, me llamo
  `),
  secondPerson: list('tú, te, tu, tus, ti, contigo, usted, ustedes, vosotros, os, vuestro, vuestra'),
  abbreviations: list(
    'sr, sra, srta, dr, dra, prof, ud, uds, etc, p.ej, ee.uu, av, avda, c, núm, pág, tel, aprox, máx, mín, vol, art, sto, sta, ej, ee, p, dña, dª, dto, izq, dcha, ref, esq, apdo',
  ),
  clauseOpeners: list(
    'y, pero, porque, aunque, sino, así que, cuando, si, mientras, ya que, pues, o, para que, excepto, además',
  ),
  cues: {
    question: list(`
      ^qué, ^quién, ^cuándo, ^dónde, ^por qué, ^cómo, ^cuál, ^cuáles, ^cuánto, ^cuánta, ^cuántos, ^cuántas, ^es que, ^hay, ^tienes, ^tiene usted
      ^sabes, ^puedes, ^está, ^a qué, ^de qué, ^en qué
    `),
    request: list(`
      por favor, puedes, podrías, puede usted, podría, necesito, necesitamos, quiero, quisiera, me gustaría, busco, ayúdame, ayúdeme
      muéstrame, dame, deme, envíame, envíeme, dime, dígame, reserva, reserve, resérvame, recuérdame, me ayudas, quería
    `),
    proposal: list(`
      qué tal si, qué te parece, qué le parece, podríamos, deberíamos, propongo, sugiero, mi propuesta, vamos a, y si, recomiendo, te recomiendo
      le recomiendo, quieres que, le gustaría, te gustaría, por favor confirme, por favor confirma, es correcto, te va bien, le va bien
    `),
    acceptance: list(`
      ^sí, ^vale, ^de acuerdo, ^claro, ^ok, ^okay, ^perfecto, ^exacto, ^correcto, ^eso es, ^me parece bien, ^está bien, ^hecho, ^trato hecho
      ^por supuesto, ^adelante, ^buena idea, ^suena bien, ^me vale, ^estoy de acuerdo, ^así es, ^dale
    `),
    refusal: list(
      '^no, ^no gracias, ^prefiero que no, ^no quiero, ^no puedo, ^de ninguna manera, ^mejor no, ^para nada, ^ni hablar, ^no estoy de acuerdo',
    ),
    commitment: list(
      'voy a, vamos a, me encargo, me ocupo, prometo, te envío, le envío, lo haré, haré, enviaré, pienso, nos encargamos, yo lo hago',
    ),
    correction: list(`
      en realidad, mejor, en vez de, en lugar de, quise decir, quería decir, corrección, perdón, me equivoqué, espera, ya no, cambia, cambie
      cambiemos, he cambiado de idea, cambié de idea, olvida, al final, se ha cambiado, cambió a, se pasa al, se movió al, aplazado al, sino
      aplazada al, se aplaza al, retrasado al, retrasada al, se retrasa al, adelantado al, adelantada al, se adelanta al, pospuesto al
      pospuesta al, se pospone al, trasladado al, trasladada al
    `),
    filler: list(`
      ^gracias$, ^muchas gracias$, ^hola$, ^adiós$, ^vale$, ^ok$, ^sí$, ^bien$, ^genial$, ^perfecto$, ^estupendo$, ^claro$, ^ya veo$, ^ya$
      ^de nada$, ^no hay problema$, ^hasta luego$, ^hasta mañana$, ^nos vemos$, ^buenos días$, ^buenas tardes$, ^buenas noches$
      que tengas un buen día, que tenga un buen día, buen fin de semana, cómo estás, cómo está usted, qué tal, me alegro, algo más, buena suerte
    `),
    strongRule: list(`
      a partir de ahora, de ahora en adelante, desde ahora, bajo ninguna circunstancia, en ningún caso, sin excepción, sin excepciones, ^regla
      ^reglas, ^restricción, ^restricciones, ^norma, ^regla importante, está prohibido, está prohibida, están prohibidos, están prohibidas, ha prohibido, prohíbe, queda prohibido, no está permitido, no se permite
      en cada respuesta, en todas las respuestas, obligatoriamente, por el resto de la conversación, pase lo que pase
    `),
    rule: list(`
      no debe, no debes, no deben, no hay que, no más de, no menos de, únicamente, usa, use, no uses
      no use, asegúrate, asegúrese, evita, evite, obligatorio, respeta, respete, exclusivamente, ^siempre
      ^nunca, ^jamás, ^solo, ^sólo, ^responde, ^responda, debe siempre, debes siempre, siempre debe
      siempre debes, hay que siempre, nunca debe, nunca debes, nunca se debe, ^escribe, ^escriba, ^limita
    `),
    preference: list(`
      prefiero, preferiría, me gusta, me gustan, me encanta, me encantan, odio, detesto, no me gusta, no me gustan, mi favorito, mi favorita
      favorito, favorita, soy alérgico, soy alérgica, alérgico a, alérgica a, soy vegetariano, soy vegetariana, vegetariano, vegetariana, vegano
      vegana, no como, no bebo, normalmente, suelo, me viene bien, me va mejor, no soporto, preferimos
      no quiero nada, no quiero ningún, no quiero ninguna, no tolero, me sienta mal, me sientan mal, no puedo comer, solo como, sólo como, no come, no bebe
    `),
    decision: list(`
      decidido, decidimos, hemos decidido, he decidido, decidí, acordado, acordamos, quedamos en, nos quedamos con, me quedo con, vamos con
      elegimos, elegí, elegido, escogimos, aprobado, aprobada, confirmado, confirmada, está reservado, está reservada, reservado, reservada
      optamos por, opté por, queda fijado
    `),
    emotion: list(`
      estoy feliz, estoy contento, estoy contenta, estoy triste, tengo miedo, me preocupa, estoy preocupado, estoy preocupada, estoy nervioso
      estoy nerviosa, estoy estresado, estoy estresada, estoy frustrado, estoy frustrada, estoy orgulloso, estoy orgullosa, estoy decepcionado
      estoy decepcionada, qué alivio, me siento, me sentí, echo de menos, extraño, agobiado, agobiada, tengo ganas de
    `),
    completion: list(`
      está hecho, está listo, está lista, terminado, terminada, acabado, completado, completada, arreglado, arreglada, resuelto, resuelta, ya funciona
      con éxito, pasan todas las pruebas, entregado, enviado, enviada, desplegado, se ha reservado
    `),
    problem: list(`
      error, errores, falla, falló, fallo, fallando, roto, rota, no funciona, se cuelga, se cayó, el problema, problema, bloqueado, bloqueada
      atascado, no se encuentra, denegado, tiempo agotado, incorrecto, incorrecta, no puedo entrar, imposible
    `),
    plan: list(`
      planeo, planeamos, tengo previsto, está previsto, pienso, pensamos, siguiente paso, próximo paso, próximos pasos, luego, pendiente, voy a
      vamos a, espero, mi objetivo, nuestro objetivo, el objetivo es, la próxima semana, el próximo mes, el próximo año, mañana
    `),
    hypothetical: list(
      'si yo fuera, imagina, imagine, supongamos, suponiendo, digamos, por ejemplo, hipotéticamente, y si acaso',
    ),
    quoted: list(
      'él dijo, ella dijo, dijo que, dijeron que, me dijo, me dijeron, alguien dijo, el cartel dice',
    ),
    date: list(`
      hoy, mañana, pasado mañana, ayer, anteayer, esta noche, anoche, la semana pasada, el mes pasado, el año pasado, la próxima semana
      la semana que viene, el próximo mes, el próximo año, esta semana, este mes, este fin de semana, hace, lunes, martes, miércoles, jueves
      viernes, sábado, domingo, enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre
    `),
  },
  wordingCues: spanishWordings,
  shortening: {
    fillers: list(`
      eh, em, mmm, ajá, o sea, es decir, por así decirlo, o algo así, y tal, y todo eso, y demás
      a decir verdad, para ser honesto, para ser sincero, por cierto, digamos, jaja, jajaja
    `),
    openers: list(`
      bueno, pues, entonces, sí, vale, ok, okay, ah, oh, hola, perfecto, genial, estupendo, y, pero, a ver
      en fin, de hecho, ante todo, entiendo, ya veo, por supuesto
    `),
    intensifiers: list(
      'realmente, muy, absolutamente, totalmente, completamente, simplemente, francamente, sumamente, extremadamente, especialmente, obviamente, ciertamente, claramente, verdaderamente',
    ),
    articles: [],
    keepArticleBefore: [],
    attitudes: list(
      'creo que, pienso que, me parece que, diría que, supongo que, en mi opinión, opino que, parece que, como sabes, como sabe',
    ),
    emptySubjects: [],
    politeness: list(
      'por favor, disculpa, disculpe, lo siento, si no te importa, si no le importa, si es posible',
    ),
    requests: list(`
      me gustaría, quisiera, estoy buscando, busco, quiero que, necesito que, es posible, sería posible
    `),
    requestsBeforeVerb: list(`puedes, podrías, puede, podría, me puedes, me podrías, me puede, me podría`),
    requestVerbs: list(`
      buscar, buscarme, encontrar, mostrar, mostrarme, decir, decirme, dar, darme, reservar, reservarme, enviar, enviarme
      comprobar, cambiar, cancelar, añadir, explicar, explicarme, escribir, traducir, comparar, calcular, crear, recomendar
      recomendarme, hacer, ayudarme
    `),
    offers: list(`he encontrado, encontré, qué tal, qué te parece`),
    speakerSubjects: list('yo'),
    complementVerbs: [],
    complementisers: [],
  },
  statements: spanishStatements,
  wording: {
    months: list(
      'enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre',
    ),
    date: '{day} de {month} de {year}',
    dateWithoutYear: '{day} de {month}',
    rules: 'Reglas',
    pinned: 'Fijado',
    state: 'Situación',
    decisions: 'Decisiones',
    preferences: 'Preferencias',
    openIssues: 'Pendiente',
    nextSteps: 'Próximos pasos',
    history: 'Historial',
    itemMarks: {
      fact: 'nota',
      decision: 'acordado',
      preference: 'preferencia',
      task: 'quiere',
      emotion: 'siente',
      constraint: 'regla',
    },
    lastRequest: 'última petición',
    user: 'Usuario',
    assistant: 'Asistente',
    system: 'Sistema',
    tool: 'Herramienta',
    onDate: 'El {date}:',
    said: '{name} dijo: {text}',
    status: { in_progress: 'en curso', completed: 'terminado', blocked: 'bloqueado', waiting: 'en espera' },
    requestStatus: { open: 'abierta', answered: 'atendida' },
  },
}
