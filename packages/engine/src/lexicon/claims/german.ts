import { list } from '../list.js'
import { counted } from './numerals.js'
import type { ClaimCues } from './types.js'

/** German. Negation after Duden, Die Grammatik (2016), "Negationswörter"; compounds of number words are read by their parts. */
export const germanClaims: ClaimCues = {
  negation: list(
    'nicht, kein, keine, keinen, keinem, keiner, keines, nie, niemals, nirgends, nichts, niemand, niemanden, niemandem, ohne, weder, nein, keinesfalls',
  ),
  denial: list(`
    nicht länger als, nicht mehr als, nicht später als, nicht nur, nicht vor
    vermeiden, vermeidet, vermied, verzichtet, verzichten, verzicht, verboten, verbietet, untersagt, verweigert, abgelehnt, lehnt ab, lehnte
    ablehnen, fehlt, fehlen, außer, statt, anstatt, stattdessen, höchstens, mindestens, maximal, maximum, minimum, obergrenze, grenze, limit
    nur, erst, ausschließlich, sofern, falls, kaum, selten, unmöglich, unklar, unsicher, allergisch, hasst, gegen, ausgeschlossen
    abgesagt, gestrichen, storniert, sondern, aber, jedoch, obwohl, weniger, wenig, scheitert, gescheitert, verbot, unter, stopp, gestoppt
  `),
  light: list(
    'gib, gebt, geben, gebe, gibt, geht, gehen, geh, komm, kommen, sag, sagen, sage, mach, machen, mache, nimm, nehmen, nehme, tun, lass, lassen, weiter',
  ),
  reporting: list(`
    bat, bittet, gebeten, verlangte, verlangt, beschlossen, beschloss, beschluss, entschieden, entschied, entscheidung
    einigten, einigte, geeinigt, vereinbart, festgelegt, angefordert, genehmigt
  `),
  wishing: list('möchte, wollte, will, wünscht'),
  permits: list('kann, kannst, können, könnt, könnte, könnten, darf, dürfen, dürfte'),
  obliges: list('muss, müssen, müsst, musst, müsste'),
  bridges: list(`
    der, die, das, den, dem, des, ein, eine, einen, einem, einer, eines, ich, wir, du, ihr, er, sie, es, ist, sind, war, waren, wird, werden, hat, habe, haben, hatte, bin, bist, bitte, auch, ja, mal, doch, halt, sehr
  `),
  joints: list('und, aber, weil, da, denn, sondern, dass, wenn, während, obwohl, damit, sodass, oder'),
  contrast: list(
    'zuerst, erst, früher, statt, vorher, ursprünglich, sollte, wollte, bleibt, bleiben, blieb, unverändert, noch, eigentlich, dann',
  ),
  numbers: {
    ...counted(
      'null ein|eins|eine|einen|einem|einer zwei|zwo drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn',
    ),
    ...counted('zwanzig dreißig|dreissig vierzig fünfzig sechzig siebzig achtzig neunzig', 20, 10),
    ...{ dutzend: 12, mittag: 12, mitternacht: 0, halb: 0.5, halbe: 0.5, einmal: 1, zweimal: 2, dreimal: 3 },
  },
  scales: {
    hundert: 100,
    tausend: 1_000,
    million: 1e6,
    millionen: 1e6,
    mio: 1e6,
    milliarde: 1e9,
    milliarden: 1e9,
    mrd: 1e9,
  },
  durations: { stunde: 60, stunden: 60, minuten: 60, woche: 7, wochen: 7, jahr: 12, jahre: 12, jahren: 12 },
  weekdays: list(
    'sonntag|sonntags, montag|montags, dienstag|dienstags, mittwoch|mittwochs, donnerstag|donnerstags, freitag|freitags, samstag|sonnabend|samstags',
  ),
}
