import { list } from '../list.js'
import type { StatementCues } from '../types.js'

/** Spanish. Closed classes after RAE & ASALE, Nueva gramática (pronombres, demostrativos, conjunciones). */
export const spanishStatements: StatementCues = {
  pointing: list(`
    él, ella, ellos, ellas, ello, eso, esto, aquello, ese, esa, esos, esas, este, esta, estos, estas, aquel, aquella, aquellos, aquellas
    allí, allá, ahí, el mismo, la misma, los mismos, las mismas, lo mismo, el de, los de, ^la de, ^las de, ^lo, ^la vi, ^le, ^les
  `),
  pointingAtNothing: list(`
    esta semana, este mes, este año, esta noche, esta tarde, esta mañana, este fin de semana, este verano, este invierno, este lunes, este martes
    este miércoles, este jueves, este viernes, este sábado, este domingo, por eso, estos días, esta vez, a esta hora, eso sí, de este año
    lo que, es decir
  `),
  goingOn: list(
    '^y, ^o, ^por ejemplo, ^como por ejemplo, ^como si, ^como se, ^porque, ^que, ^quien, ^cuyo, ^cuya, ^así como, ^pues, ^tal como, ^el cual, ^la cual',
  ),
  breakingOff: list(
    'y$, o$, pero$, el$, la$, los$, las$, un$, una$, de$, del$, a$, al$, con$, para$, por$, porque$, que$, si$, mi$, mis$, en$, como$',
  ),
  condition: list(
    '^si, ^quizás, ^quizá, ^tal vez, ^a lo mejor, ^cuando, ^en caso de, ^y si, ^pero si, si nosotros, si yo, ^ojalá, si vamos',
  ),
  opinion: list(`
    ^creo, ^creo que, ^yo creo, ^pienso, ^pienso que, ^opino, ^espero, ^supongo, ^me parece, ^en mi opinión, ^imagino, ^estoy seguro, ^estoy segura
    ^no creo, ^me pregunto, ^esperamos, ^temo
  `),
  phatic: list(`
    tengo muchas ganas, no puedo esperar, gracias, buena suerte, suerte con, lo siento, perdón, perdona, mira, mire, aquí está mi, avísame, avíseme
    dime, dígame, felicidades, enhorabuena, quería contarte, quería decirte, solo quería, tienes razón, tiene razón, yo también, cuánto tiempo
    me alegro, me gustaría, quisiera, como decía, te enseño, te muestro
  `),
  preference: list(`
    soy fan de, soy muy fan, me apasiona, me apasionan, me encanta, me encantan, me gusta, me gustan, no me gusta, no me gustan, no soporto
    no como, no bebo, mi favorito, mi favorita, mis favoritos, mis favoritas, siempre me ha gustado, nos gusta, nos encanta, evito, mi pasión
  `),
  decision: list(`
    nos quedamos con, me quedo con, elegimos, elijo, vamos con, optamos por, 
    queda aprobado, queda aprobada, se aprueba, se rechaza, queda rechazado, queda acordado, se acordó, hemos acordado, he decidido, hemos decidido
    decidí, nos quedamos con, me quedo con, vamos con, tomamos, elegimos, elegí, he elegido, hemos elegido, está decidido, me he apuntado, me apunté
    me inscribí
  `),
  assent: list(`
    ^eso es, ^así es, ^es correcto, ^correcto, ^exacto, ^exactamente, ^confirmado, ^me parece bien, ^me va bien, ^perfecto, ^muy bien, ^genial
    ^estupendo, ^buena idea, ^adelante, ^sí, ^de acuerdo, ^hecho, ^está bien, ^suena bien, ^sería perfecto, ^por favor
  `),
  reservation: list('pero, sin embargo, excepto, salvo, no, mejor, en cambio, aunque, nunca, en lugar de'),
  alternative: list('o, o bien, cuál, cuáles, qué'),
  restating: list(`
    quieres, quiere, quieres que, puedo, debo, desea, deseas, usted quiere, usted desea, necesita, necesitas, reservo, voy a reservar, voy a, pido, le reservo, te reservo
    para confirmar, confirmo, confirma, confirme, confirmas, muevo, anoto
  `),
  done: list(`
    está reservado, está reservada, ha sido reservado, ha sido reservada, queda reservado, queda reservada, he reservado, he enviado, he cambiado, he cancelado, he movido, he añadido, he creado, he pedido, he corregido, está confirmado, está confirmada, se ha enviado, se ha cambiado, se ha cancelado, está hecho, ya está, fue enviado, fue enviada, reservé, envié, cancelé
  `),
  replacing: list(`
    ahora, ya no, nuevo, nueva, a partir de ahora, al final, en su lugar, en vez, desde ahora
    aplazado, aplazada, retrasado, retrasada, adelantado, adelantada, pospuesto, pospuesta, cambiado, cambiada, cambió, cambia, subió, subido, ha subido
    bajó, bajado, reducido, ampliado, ampliada, sustituye, reemplaza, reemplazado, se mudó, me mudé, trasladado, trasladada, pasa a, pasó a
    se retrasa, se adelanta, se aplaza, se pospone, se pasa al, se pasa a la, se mueve, movido, movida, sube, baja, modificado, modificada, prorrogado, prorrogada, desde, a partir de, ha pasado a, queda para
  `),
  another: list(`
    otro, otra, otros, otras, otra cosa, algo más, en su lugar, en cambio, mejor, más bien, en realidad, qué tal, y si, diferente, quizás, quizá, tal vez
  `),
  failed: list(
    'lamentablemente, desgraciadamente, lo siento, está completo, está completa, no ha sido posible, no fue posible, no pude, no he podido, no disponible, no está disponible, ha fallado, rechazado, rechazada, agotado, agotada',
  ),
}
