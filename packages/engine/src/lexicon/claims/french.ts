import { list } from '../list.js'
import { counted } from './numerals.js'
import type { ClaimCues } from './types.js'

/** French. Negation after Grevisse & Goosse, Le bon usage, "mots négatifs". "Plus" alone may also mean more, so it is none. */
export const frenchClaims: ClaimCues = {
  negation: list(`
    ne, n, pas, jamais, aucun, aucune, rien, personne ne, sans, ni, non, nullement, n'est, n'a, n'ont, n'y, n'en, n'était, n'avait, n'aime
    n'ai, n'utilisez, n'utilise, n'envoyez
  `),
  denial: list(`
    pas plus de, pas plus tard, pas plus que, pas avant, pas seulement
    évite, éviter, évitent, évitez, interdit, interdite, interdits, interdites, interdiction, interdire, refuse, refusé, refusée, refuser, rejeté, rejetée, manque, manquent
    sauf, excepté, au lieu de, plutôt que, au plus, au maximum, maximum, minimum, au moins, plafond, limite, limité, limitée, seulement, uniquement
    si, jusqu'à, peine, rarement, impossible, incapable, allergique, déteste, contre, exclu, exclue, annulé, annulée, arrêté, mais, bien que
    moins, peu, hors, incertain, défense, proscrit, proscrite, échoue, échoué, trop, dépasser, dépasse
  `),
  reporting: list(`
    demandé, demande, demandée, décidé, décision, décident, convenu, accord, choisi, fixé, ordonné
    approuvé, conclu
  `),
  permits: list('peut, peux, peuvent, pouvons, pouvez, pourrait, pourraient'),
  wishing: list('souhaite, souhaité, veut, voulait, voudrait'),
  obliges: list('doit, dois, doivent, devons, devez, faut, devra'),
  forbids: list('ne peut pas, ne peux pas, ne doit pas, ne dois pas'),
  bridges: list(`
    le, la, les, l, un, une, des, du, je, j'ai, nous, vous, tu, il, elle, ils, elles, on, c'est, est, sont, était, sera, a, ont, avons, ai, s'il vous plaît, très, aussi
  `),
  joints: list('et, mais, car, parce, que, qui, puisque, comme, quand, si, ou, donc'),
  contrast: list(
    "d'abord, avant, au lieu, devait, voulait, reste, restent, encore, toujours, plutôt, puis, ancien, ancienne",
  ),
  numbers: {
    ...counted(
      'zéro un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize',
    ),
    ...counted('vingt|vingts trente quarante cinquante soixante', 20, 10),
    ...{
      douzaine: 12,
      midi: 12,
      minuit: 0,
      demi: 0.5,
      demie: 0.5,
      dizaine: 10,
      quinzaine: 15,
      vingtaine: 20,
    },
  },
  scales: {
    cent: 100,
    cents: 100,
    mille: 1_000,
    k: 1_000,
    million: 1e6,
    millions: 1e6,
    milliard: 1e9,
    milliards: 1e9,
  },
  durations: {
    heure: 60,
    heures: 60,
    minutes: 60,
    semaine: 7,
    semaines: 7,
    an: 12,
    ans: 12,
    année: 12,
    années: 12,
  },
  weekdays: list(
    'dimanche|dimanches, lundi|lundis, mardi|mardis, mercredi|mercredis, jeudi|jeudis, vendredi|vendredis, samedi|samedis',
  ),
}
