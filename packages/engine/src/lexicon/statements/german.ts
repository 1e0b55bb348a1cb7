import { list } from '../list.js'
import type { StatementCues } from '../types.js'

/** German. Closed classes after Duden, Die Grammatik (pronouns, adverbs of place, subjunctions, particles of answer). */
export const germanStatements: StatementCues = {
  pointing: list(`
    er, ihn, ihm, es, das da, dieser, diese, dieses, diesen, diesem, jener, jene, jenes, dort, da drüben, dorthin, damit, dafür, dagegen
    dabei, davon, darüber, darauf, daran, darin, dazu, deshalb, deswegen, derselbe, dieselbe, dasselbe, ersteres, letzteres, solche, solcher
    ^das ist, ^das war, ^das wird, ^das hat, ^das, ^die ist, ^der ist, ^da
  `),
  pointingAtNothing: list(`
    diese woche, diesen monat, dieses jahr, dieses wochenende, diesen sommer, diesen winter, dieses mal, diesen montag, diesen dienstag
    diesen mittwoch, diesen donnerstag, diesen freitag, diesen samstag, diesen sonntag, es gibt, gibt es, es ist wichtig, es ist besser
    es regnet, es schneit, es geht um, es ist so, es tut mir, es tut uns, geht es um, es war schön, es ist schön, es dauert
  `),
  goingOn: list(
    '^und, ^oder, ^sondern, ^sowie, ^zum beispiel, ^wie zum beispiel, ^also, ^weil, ^dass, ^was, ^welche, ^welcher, ^deren, ^dessen, ^nämlich, ^beziehungsweise',
  ),
  breakingOff: list(
    'und$, oder$, aber$, der$, die$, den$, dem$, ein$, eine$, einen$, zu$, von$, mit$, für$, weil$, dass$, wenn$, ob$, sich$, meine$, mein$, im$, am$, zur$, zum$',
  ),
  condition: list(
    '^wenn, ^falls, ^sofern, ^sobald, ^vielleicht, ^eventuell, ^und wenn, ^aber wenn, falls wir, wenn wir, wenn ich, falls ich, ^womöglich',
  ),
  opinion: list(`
    ^ich denke, ^ich glaube, ^ich finde, ^ich meine, ^ich hoffe, ^ich nehme an, ^ich vermute, ^meiner meinung nach, ^hoffentlich, ^ich bin sicher
    ^ich bin mir sicher, ^ich bin nicht sicher, ^ich fürchte, ^ich wundere mich, ^wir hoffen, ^wir glauben
  `),
  phatic: list(`
    ich freue mich darauf, ich freue mich auf, ich freu mich, danke, vielen dank, viel glück, viel erfolg, viel spaß, tut mir leid, entschuldigung
    schau mal, guck mal, sieh mal, hier ist mein, hier ist ein, sag bescheid, gib bescheid, melde dich, herzlichen glückwunsch, glückwunsch
    ich wollte dir, ich wollte nur, ich zeige dir, ich würde gern, ich würde gerne, ich hätte gern, ich hätte gerne, wie gesagt, ich sage mal
    du hast recht, sie haben recht, ich auch, lange nicht gesehen, schön zu hören, freut mich
  `),
  preference: list(`
    ich bin ein fan von, ich bin fan von, großer fan, meine lieblings, mein lieblings, ich esse gern, ich esse gerne, ich trinke gern
    ich trinke gerne, ich lese gern, ich lese gerne, ich fahre gern, ich fahre gerne, ich höre gern, ich höre gerne, mag ich, liebe ich
    mag ich nicht, ich kann nicht leiden, ich schwärme für, ich begeistere mich für, lieber als, ziehe ich vor, esse ich nicht, vertrage ich nicht
    ich reise gern, ich reise gerne, ich arbeite gern, ich arbeite gerne, bevorzuge ich
  `),
  decision: list(`
    ist beschlossen, wurde beschlossen, ist angenommen, wurde angenommen, ist abgelehnt, wurde abgelehnt, ist vereinbart, wir haben uns geeinigt
    habe mich entschieden, haben uns entschieden, ich entscheide mich für, wir entscheiden uns für, machen wir so, dabei bleibt es, wird gemacht
    ich habe mich angemeldet, angenommen mit
  `),
  assent: list(`
    ^das stimmt, ^das ist richtig, ^das ist korrekt, ^korrekt, ^bestätigt, ^das klingt gut, ^das wäre super, ^das wäre toll, ^super, ^prima, ^toll
    ^alles klar, ^gute idee, ^bitte, ^bitte ja, ^mach, ^machen sie das, ^sehr gut, ^das ist perfekt, ^einverstanden, ^gut, ^wunderbar, ^so ist es
  `),
  reservation: list(
    'aber, jedoch, außer, nur nicht, nicht, kein, keine, sondern, stattdessen, doch lieber, allerdings, lieber, nein',
  ),
  alternative: list('oder, entweder, welche, welcher, welches'),
  restating: list(`
    sie möchten, du möchtest, sie wollen, du willst, sie brauchen, du brauchst, sie hätten gern, ich buche, ich reserviere, ich werde, ich bestelle
    zur bestätigung, bitte bestätigen, bestätigst du, bestätigen sie, soll ich, kann ich, darf ich, ich trage, ich verschiebe, ich setze
  `),
  done: list(`
    ist gebucht, sind gebucht, ist reserviert, ist verschoben, ist erledigt, habe ich gebucht, ich habe gebucht, wurde gebucht, wurde verschickt, wurde geändert, wurde verschoben, wurde storniert, ist storniert, ist eingetragen, habe ich eingetragen, wurde angelegt, ist angelegt, ist bestellt, wurde bestellt, habe ich geschickt, ist überwiesen, wurde überwiesen, ist geändert, habe ich geändert, ist repariert, wurde gelöscht
  `),
  replacing: list(`
    jetzt, nun, neu, neue, neuen, neuer, neues, nicht mehr, inzwischen, mittlerweile, ab sofort, doch, statt, stattdessen, am ende
    verschoben, verlegt, vorverlegt, vorgezogen, geändert, ändert, ändern, erhöht, gestiegen, gesenkt, gekürzt, gefallen, verlängert, umgebucht, getauscht
    ersetzt, ersetzen, abgelöst, übernimmt, übernommen, umgezogen, gewechselt, wechselt, angehoben, reduziert, auf jetzt
    rutscht, verschiebt sich, hochgesetzt, heraufgesetzt, herabgesetzt, aufgestockt, ausgetauscht, umgestellt, angepasst, verkürzt, hinausgeschoben, seit neuestem, seit neustem
    ab januar, ab februar, ab märz, ab april, ab mai, ab juni, ab juli, ab august, ab september, ab oktober, ab november, ab dezember, ab nächster, ab nächstem, ab montag
  `),
  another: list(`
    andere, anderen, anderer, anderes, noch etwas anderes, noch eine, noch einen, stattdessen, lieber, eher, doch lieber, wie wäre es mit, wie wäre, was ist mit, sonst noch, vielleicht, ein anderes, eine andere, einen anderen
  `),
  failed: list(
    'leider, ausgebucht, nicht möglich, fehlgeschlagen, hat nicht geklappt, konnte nicht, konnte ich nicht, nicht verfügbar, abgelehnt, bedaure, nicht gebucht, nicht reserviert',
  ),
}
