import { list } from '../list.js'
import { counted } from './numerals.js'
import type { ClaimCues } from './types.js'

/** Spanish. Negation after RAE, Nueva gramática (2009), §48. */
export const spanishClaims: ClaimCues = {
  negation: list('no, nunca, jamás, ningún, ninguna, ninguno, nada, nadie, sin, ni, tampoco'),
  denial: list(`
    no más de, no más tarde, no solo, no antes
    evita, evitar, evitan, evite, prohibido, prohibida, prohibe, prohíbe, prohibición, rechaza, rechazó, rechazado, niega, negó, falta, faltan
    excepto, salvo, en lugar de, en vez de, como máximo, máximo, mínimo, al menos, límite, limita, limitado, tope, solo, sólo, solamente
    únicamente, si, hasta, apenas, rara vez, imposible, incapaz, alérgico, alérgica, odia, detesta, contra, excluye, excluido, cancelado
    cancelada, dejó de, deja de, pero, aunque, menos, poco, fuera, dudoso, veta, vetado, fracasó, falló, demasiado, superar
  `),
  reporting: list(`
    pidió, pide, pidieron, solicitó, solicita, decidió, decidieron, decidido, decisión, acordó, acordaron, acordado
    eligió, eligieron, fijado, aprobado, ordenó
  `),
  permits: list('puede, puedo, pueden, podemos, podría, podrían'),
  wishing: list('quiere, quería, quisiera'),
  obliges: list('debe, debo, deben, debemos, tiene que, tengo que, tienen que, tenemos que, hay que'),
  bridges: list(`
    el, la, los, las, un, una, unos, unas, yo, tú, él, ella, nosotros, ellos, ellas, usted, ustedes, es, son, está, están, era, ha, han, he, hemos, por favor, muy, también
  `),
  joints: list('y, pero, porque, que, cuando, como, si, o, pues, aunque'),
  contrast: list('primero, antes, en vez, iba a, iban a, queda, quedan, sigue, siguen, todavía, aún, luego'),
  numbers: {
    ...counted(
      'cero un|uno|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve',
    ),
    ...counted('veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa', 20, 10),
    ...counted(
      'veintiuno|veintiún|veintiuna veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve',
      21,
    ),
    ...{
      cien: 100,
      ciento: 100,
      doscientos: 200,
      doscientas: 200,
      trescientos: 300,
      trescientas: 300,
      quinientos: 500,
      docena: 12,
    },
    ...{ mediodía: 12, medianoche: 0, media: 0.5, medio: 0.5 },
  },
  scales: { mil: 1_000, millón: 1e6, millones: 1e6 },
  durations: { hora: 60, horas: 60, minutos: 60, semana: 7, semanas: 7, año: 12, años: 12 },
  weekdays: list('domingo|domingos, lunes, martes, miércoles, jueves, viernes, sábado|sábados'),
}
