import { list } from './list.js'
import { germanStatements } from './statements/german.js'
import type { Lexicon } from './types.js'
import { germanWordings } from './wordings.js'

/**
 * German. Function words follow the closed classes of the Duden grammar (2016); particles after Weydt 1969 and Thurmair 1989
 * ("Modalpartikeln"); hesitations after Schwitalla 2012. Cues are the plain verbs and modal constructions of each act.
 * Articles stay: they carry case and gender, and without them who does what to whom is lost.
 */
export const german: Lexicon = {
  language: 'de',
  stopwords: list(`
    der, die, das, den, dem, des, ein, eine, einen, einem, einer, eines, ich, du, er, sie, es, wir, ihr, mich, dich, ihn, uns, euch
    mir, dir, ihm, ihnen, sich, mein, meine, meinen, meinem, meiner, dein, deine, deinen, deinem, deiner, sein, seine, seinen
    seinem, seiner, unser, unsere, unseren, unserem, unserer, ihre, ihren, ihrem, ihrer, euer, eure, euren, dieser, diese, dieses
    diesen, diesem, jener, jene, jenes, man, bin, bist, ist, sind, seid, war, waren, warst, wäre, wären, gewesen, habe, hast, hat
    haben, habt, hatte, hatten, hätte, hätten, gehabt, werde, wirst, wird, werden, wurde, wurden, würde, würden, worden, kann
    kannst, können, könnt, konnte, könnte, könnten, muss, musst, müssen, musste, müsste, soll, sollst, sollen, sollte, sollten
    will, willst, wollen, wollte, wollten, darf, dürfen, dürfte, mag, möchte, möchten, und, oder, aber, denn, sondern, dass, weil
    wenn, als, ob, wie, da, damit, obwohl, während, bevor, nachdem, in, im, an, am, auf, aus, bei, beim, bis, durch, für, gegen
    mit, nach, seit, über, um, unter, von, vom, vor, zu, zum, zur, zwischen, hinter, neben, was, wer, wen, wem, wessen, wann, wo
    wohin, woher, warum, wieso, weshalb, welche, welcher, welches, welchen, so, dann, hier, dort, dazu, davon, dabei, daran, darauf
    dafür, darüber, ja, doch, mal, halt, eben, schon, noch, auch, nur, sehr, mehr, ganz, also, eigentlich, wirklich, vielleicht, wohl
    etwas, alles, alle, allem, viel, viele, einige, jeder, jede, jedes, andere, anderen, anderer, selbst, wieder, immer noch, nun, jetzt
    bitte, danke, hallo, okay, ok, gut, klar, genau, äh, ähm, hm
  `),
  firstPerson: list(
    'ich, mich, mir, mein, meine, meinen, meinem, meiner, wir, uns, unser, unsere, unseren, unserem, unserer',
  ),
  secondPerson: list('du, dich, dir, dein, deine, deinen, deinem, deiner, ihr, euch, euer, eure, ihnen'),
  abbreviations: [
    ...list(
      'z.b, d.h, u.a, bzw, ca, dr, prof, hr, fr, nr, str, usw, etc, evtl, ggf, inkl, max, min, mio, mrd, sog, vgl, abs, art, st, tel, zzgl, std, kap, abb, mo, di, mi, do, sa, z, exkl, bsp, gem, ggü, lt, o.ä, u.u, z.t, zzt, ugf',
    ),
    // A day of the month is an ordinal and carries a stop: "am 3. Juni".
    ...Array.from({ length: 31 }, (_, at) => String(at + 1)),
  ],
  clauseOpeners: list(
    'und, aber, denn, weil, sondern, oder, obwohl, wenn, dass, damit, sodass, während, bevor, nachdem, falls, also',
  ),
  cues: {
    question: list(`
      ^was, ^wer, ^wen, ^wem, ^wann, ^wo, ^wohin, ^woher, ^warum, ^wieso, ^weshalb, ^wie, ^welche, ^welcher, ^welches, ^ist es, ^ist das
      ^gibt es, ^hast du, ^habt ihr, ^haben sie, ^bist du, ^sind sie, ^kannst du, ^kann man, ^weißt du, ^wissen sie
    `),
    request: list(`
      bitte, kannst du, könntest du, können sie, könnten sie, würdest du, würden sie, ich brauche, wir brauchen, ich möchte
      ich hätte gern, ich hätte gerne, ich will, ich suche, hilf mir, helfen sie mir, zeig mir, zeigen sie mir, gib mir, schick mir
      schicken sie mir, sag mir, buche, buchen sie, erinnere mich, darf ich
    `),
    proposal: list(`
      sollen wir, wollen wir, wie wäre es, wie wär's, was hältst du von, lass uns, lasst uns, wir könnten, wir sollten
      ich schlage vor, mein vorschlag, vielleicht sollten wir, ich empfehle, ich würde empfehlen, möchtest du, möchten sie
      bitte bestätigen, ist das richtig, passt das
    `),
    acceptance: list(`
      ^ja, ^jo, ^jawohl, ^gern, ^gerne, ^ok, ^okay, ^klar, ^einverstanden, ^passt, ^genau, ^richtig, ^stimmt, ^abgemacht, ^klingt gut
      ^so machen wir, ^machen wir, ^mach das, ^in ordnung, ^von mir aus, ^perfekt, ^natürlich, ^auf jeden fall, ^das passt
    `),
    refusal: list(`
      ^nein, ^nö, ^lieber nicht, ^nein danke, ^auf keinen fall, ^das geht nicht, ^ich will nicht, ^ich möchte nicht, ^ich kann nicht
      ^eher nicht, ^auf gar keinen fall
    `),
    commitment: list(`
      ich werde, wir werden, ich mache, ich kümmere mich, ich verspreche, ich schicke, ich erledige, ich übernehme, ich habe vor
      wir kümmern uns, mache ich
    `),
    correction: list(`
      doch lieber, stattdessen, ich meinte, korrektur, moment, ich habe mich vertan, ich hab mich vertan, nicht mehr, anstatt, statt
      ändere das, ändern wir, ändern sie, vergiss, hat sich geändert, sondern, doch nicht, ich habe es mir anders überlegt
      neuer stand, verschoben auf, verlegt auf, vorgezogen auf, vorverlegt auf, umgebucht auf, wurde verschoben, ist verschoben
      wurde verlegt, ist verlegt, wurde vorverlegt, ist vorverlegt
    `),
    filler: list(`
      ^danke$, ^vielen dank$, ^danke schön$, ^dankeschön$, ^tschüss$, ^hallo$, ^hi$, ^ok$, ^okay$, ^gut$, ^super$, ^prima$, ^toll$
      ^genau$, ^ja$, ^aha$, ^ach so$, ^alles klar$, ^kein problem$, ^gern geschehen$, ^bis dann$, ^bis bald$, ^guten morgen$
      ^guten tag$, ^guten abend$, schönen tag noch, schönes wochenende, wie geht es dir, wie geht's, freut mich zu hören
      sonst noch etwas, viel erfolg, viel glück, mach's gut
    `),
    strongRule: list(`
      ab jetzt, ab sofort, von nun an, unter keinen umständen, auf keinen fall, in jedem fall, ausnahmslos, ohne ausnahme
      keine ausnahmen, ^regel, ^regeln, ^vorgabe, ^vorgaben, ^wichtige regel, ist verboten, sind verboten, sind untersagt, hat verboten, ist untersagt, nicht erlaubt
      in jeder antwort, zwingend, für den rest des gesprächs, niemals, als regel gilt
    `),
    rule: list(`
      nie wieder, darf nicht, dürfen nicht, darf kein, darf keine, nicht mehr als, nicht weniger als
      ausschließlich, achte darauf, achten sie darauf, sorge dafür, vermeide, vermeiden sie, verwende
      verwenden sie, benutze, halte dich an, soll nicht, sollst nicht, sollen nicht, keinesfalls
      verpflichtend, ^immer, ^nie, ^nur, ^höchstens, ^mindestens, ^maximal, ^antworte, ^antworten sie
      ^schreib, ^schreibe, ^nutze, du musst immer, du sollst immer, sie müssen immer, muss immer
      müssen immer, darf nie, darfst nie, darfst nicht, darfst kein, darfst keine, du darfst, nicht ohne
      auf keinen fall
    `),
    preference: list(`
      ich bevorzuge, ich ziehe, am liebsten, lieber, ich mag, ich liebe, ich hasse, ich mag kein, ich mag keine, ich mag nicht
      mein lieblings, meine lieblings, lieblingsessen, ich bin allergisch, allergisch gegen, vertrage kein, vertrage keine
      ich bin vegetarier, ich bin vegetarierin, ich bin veganer, ich bin veganerin, vegetarisch, vegan, ich esse kein, ich esse keine
      ich trinke kein, ich trinke keinen, normalerweise, meistens, gefällt mir, passt mir am besten, ich stehe auf, wir bevorzugen
      ich will kein, ich will keine, ich will keinen, ich will nichts, ich vertrage nicht, ich esse nur, ich trinke nur, am besten immer, isst kein, isst keine
    `),
    decision: list(`
      entschieden, haben beschlossen, habe beschlossen, beschlossen, geeinigt, wir nehmen, ich nehme, wir machen es so, dann nehmen wir
      festgelegt, abgemacht, genehmigt, bestätigt, ist gebucht, gebucht, reserviert, wir bleiben bei, wir gehen mit, es bleibt bei
      ausgewählt, fest steht, die wahl fiel
    `),
    emotion: list(`
      ich freue mich, ich bin glücklich, ich bin traurig, ich bin nervös, ich habe angst, ich mache mir sorgen, ich bin gestresst
      ich bin frustriert, ich bin stolz, ich bin wütend, ich bin dankbar, ich bin enttäuscht, ich bin erleichtert, ich vermisse
      ich fühle mich, ich fühlte mich, überfordert, einsam, ich bin aufgeregt
    `),
    completion: list(`
      ist fertig, fertig, erledigt, abgeschlossen, ist behoben, behoben, gelöst, funktioniert jetzt, läuft jetzt, erfolgreich
      alle tests laufen, eingereicht, ausgeliefert, verschickt, wurde gebucht
    `),
    problem: list(`
      fehler, schlägt fehl, fehlgeschlagen, kaputt, funktioniert nicht, geht nicht, läuft nicht, abgestürzt, absturz, das problem, problem ist
      blockiert, hängt fest, nicht gefunden, verweigert, zeitüberschreitung, falsch, nicht möglich, störung, klappt nicht
    `),
    plan: list(`
      ich plane, wir planen, geplant, vorhaben, ich habe vor, nächster schritt, nächste schritte, als nächstes, todo, wird, werden
      ich hoffe, mein ziel, unser ziel, ziel ist, anstehend, nächste woche, nächsten monat, nächstes jahr, morgen, bis freitag
    `),
    hypothetical: list(
      'wenn ich wäre, angenommen, stell dir vor, stellen sie sich vor, nehmen wir an, was wäre wenn, hypothetisch, zum beispiel, beispielsweise',
    ),
    quoted: list(
      'er sagte, sie sagte, sie sagten, er meinte, sie meinte, er hat gesagt, sie hat gesagt, jemand sagte, auf dem schild steht',
    ),
    date: list(`
      heute, morgen, übermorgen, gestern, vorgestern, heute abend, letzte woche, letzten monat, letztes jahr, nächste woche, nächsten monat
      nächstes jahr, diese woche, dieses wochenende, vor, montag, dienstag, mittwoch, donnerstag, freitag, samstag, sonnabend, sonntag
      januar, februar, märz, april, mai, juni, juli, august, september, oktober, november, dezember, uhr, wochenende
    `),
  },
  wordingCues: germanWordings,
  shortening: {
    fillers: list(`
      äh, ähm, öh, hm, hmm, tja, sozusagen, quasi, irgendwie, oder so, und so weiter, ich sag mal
      ich sage mal, sag ich mal, im grunde genommen, ehrlich gesagt, wie gesagt, übrigens, im prinzip
      haha
    `),
    openers: list(`
      also, ja, naja, na ja, ok, okay, gut, nun, so, ach, ach so, ach ja, oh, hallo, hi, hey, klar, super, toll, prima, genau, alles klar
      danke, vielen dank, und, aber, na gut, na dann, perfekt, verstehe, stimmt
    `),
    intensifiers: list(`
      wirklich, sehr, total, absolut, eigentlich, ziemlich, besonders, extrem, unglaublich, wahnsinnig
      definitiv, durchaus
    `),
    articles: [],
    keepArticleBefore: [],
    attitudes: list(`
      ich würde sagen, meiner meinung nach, es scheint, wie du weißt, wie sie wissen, ich denke dass
      ich glaube dass, ich finde dass, ich meine dass, ich nehme an dass, ich vermute dass
    `),
    emptySubjects: [],
    politeness: list(`
      bitte, danke, vielen dank, danke schön, dankeschön, tut mir leid, wenn es ihnen nichts ausmacht
      freundlicherweise, wenn möglich
    `),
    requests: list(`
      ich möchte, ich würde gerne, ich würde gern, ich hätte gerne, ich hätte gern, ich suche, ich bin auf der suche nach
    `),
    requestsBeforeVerb: list(`kannst du, könntest du, können sie, könnten sie, würdest du, würden sie`),
    requestVerbs: list(`mir, uns, bitte`),
    offers: list(`ich habe, wie wäre es mit, wie wär's mit`),
    speakerSubjects: list('ich'),
    complementVerbs: [],
    complementisers: [],
  },
  statements: germanStatements,
  wording: {
    months: list(
      'Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember',
    ),
    date: '{day}. {month} {year}',
    rules: 'Regeln',
    pinned: 'Angeheftet',
    state: 'Stand',
    decisions: 'Entscheidungen',
    preferences: 'Vorlieben',
    openIssues: 'Offen',
    nextSteps: 'Nächste Schritte',
    history: 'Verlauf',
    itemMarks: {
      fact: 'Notiz',
      decision: 'vereinbart',
      preference: 'Vorliebe',
      task: 'möchte',
      emotion: 'fühlt',
      constraint: 'Regel',
    },
    lastRequest: 'letzte Bitte',
    user: 'Nutzer',
    assistant: 'Assistent',
    system: 'System',
    tool: 'Werkzeug',
    onDate: 'Am {date}:',
    said: '{name} sagte: {text}',
    status: { in_progress: 'in Arbeit', completed: 'abgeschlossen', blocked: 'blockiert', waiting: 'wartet' },
    requestStatus: { open: 'offen', answered: 'beantwortet' },
  },
}
