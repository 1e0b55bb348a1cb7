import { list } from './list.js'
import { frenchStatements } from './statements/french.js'
import type { Lexicon } from './types.js'
import { frenchWordings } from './wordings.js'

/**
 * French. Function words follow the closed classes of Grevisse & Goosse, Le bon usage; discourse particles after
 * Dostie 2004; hesitations after Blanche-Benveniste 1997. Apostrophes are straight in the lists. Articles and subject
 * pronouns stay: the verb form alone does not tell the person in speech.
 */
export const french: Lexicon = {
  language: 'fr',
  stopwords: list(`
    le, la, les, l', un, une, des, du, de, d', au, aux, ce, cet, cette, ces, c', ça, cela, ceci, je, j', tu, il, elle, on, nous, vous
    ils, elles, me, m', te, t', se, s', lui, leur, leurs, y, en, mon, ma, mes, ton, ta, tes, son, sa, ses, notre, nos, votre, vos, moi
    toi, soi, eux, suis, es, est, sommes, êtes, sont, étais, était, étions, étaient, sera, serai, seront, serait, été, être, ai, as, a
    avons, avez, ont, avais, avait, avaient, aura, aurai, aurait, eu, avoir, fait, faire, fais, font, vais, va, vas, allons, allez
    vont, aller, peux, peut, pouvez, pouvons, peuvent, pourrait, pourrais, pourriez, pouvoir, dois, doit, devons, devez, doivent
    devrait, devrais, veux, veut, voulez, voulons, voudrais, et, ou, mais, donc, or, car, que, qu', qui, quoi, dont, où, si, comme
    quand, parce, puisque, lorsque, à, dans, par, pour, sur, sous, avec, chez, vers, entre, jusque, depuis, pendant, avant, après
    contre, quel, quelle, quels, quelles, comment, pourquoi, combien, n', ci, là, ici, alors, aussi, très, trop, plus, moins, bien, bon
    même, tout, toute, tous, toutes, quelque, quelques, chaque, autre, autres, tel, telle, encore, déjà, toujours là, voilà, voici, oui, ouais
    merci, bonjour, salut, d'accord, ok, okay, euh, hein, ben, bah, peut-être, vraiment, juste, s'il, plaît
  `),
  firstPerson: list("je, j', me, m', moi, mon, ma, mes, nous, notre, nos"),
  secondPerson: list("tu, te, t', toi, ton, ta, tes, vous, votre, vos"),
  abbreviations: list(
    'm, mm, mme, mlle, dr, pr, me, st, ste, etc, p.ex, c.-à-d, cf, env, no, tél, av, bd, vol, art, max, min, ét, réf, bât, apt, p, ex, mlles, lun, mar, mer, jeu, ven, sam',
  ),
  clauseOpeners: list(
    'et, mais, donc, car, parce que, puisque, alors que, bien que, si, quand, lorsque, pour que, ou, sauf que, tandis que, comme',
  ),
  cues: {
    question: list(`
      ^que, ^qu'est-ce, ^qui, ^quand, ^où, ^pourquoi, ^comment, ^combien, ^quel, ^quelle, ^quels, ^quelles, ^est-ce, ^as-tu, ^avez-vous
      ^es-tu, ^êtes-vous, ^peux-tu, ^pouvez-vous, ^y a-t-il, ^sais-tu, ^savez-vous, ^c'est quoi, ^a-t-on
    `),
    request: list(`
      s'il te plaît, s'il vous plaît, peux-tu, pouvez-vous, pourrais-tu, pourriez-vous, tu peux, vous pouvez, j'ai besoin, nous avons besoin
      je voudrais, j'aimerais, je veux, je cherche, aide-moi, aidez-moi, montre-moi, montrez-moi, donne-moi, donnez-moi, envoie-moi
      envoyez-moi, dis-moi, dites-moi, réserve, réservez, rappelle-moi, merci de
    `),
    proposal: list(`
      et si on, et si nous, on pourrait, nous pourrions, on devrait, nous devrions, je propose, je suggère, ma proposition, que dirais-tu
      que diriez-vous, ça te dit, ça vous dit, je recommande, je te conseille, je vous conseille, veux-tu, voulez-vous, souhaitez-vous
      pouvez-vous confirmer, c'est bien ça, ça te va, ça vous va
    `),
    acceptance: list(`
      ^oui, ^ouais, ^d'accord, ^ok, ^okay, ^entendu, ^parfait, ^ça marche, ^ça me va, ^bien sûr, ^volontiers, ^avec plaisir, ^exactement
      ^c'est ça, ^tout à fait, ^vas-y, ^allez-y, ^bonne idée, ^c'est bon, ^je suis d'accord, ^va pour, ^on fait ça
    `),
    refusal: list(`
      ^non, ^non merci, ^pas vraiment, ^je préfère pas, ^je ne veux pas, ^je ne peux pas, ^pas question, ^surtout pas, ^je ne suis pas d'accord
      ^plutôt pas
    `),
    commitment: list(`
      je vais, nous allons, on va, je m'en occupe, je m'en charge, je promets, je ferai, j'enverrai, je t'envoie, je vous envoie
      je compte, nous comptons, on s'en occupe
    `),
    correction: list(`
      en fait, plutôt, au lieu de, je voulais dire, correction, finalement, je me suis trompé, je me suis trompée, attends, attendez
      ne plus, n'est plus, change, changez, on change, j'ai changé d'avis, oublie, oubliez, a changé, reporté au, reportée au, déplacé au
      déplacée au, remplace, est décalé, est décalée, décalé au, décalée au, a été décalé, a été décalée, est repoussé, est repoussée
      repoussé au, repoussée au, est avancé au, est avancée au, avancé au, avancée au, est reporté, est reportée, est passé à, est passée à
    `),
    filler: list(`
      ^merci$, ^merci beaucoup$, ^bonjour$, ^bonsoir$, ^salut$, ^au revoir$, ^ok$, ^d'accord$, ^oui$, ^super$, ^génial$, ^parfait$, ^cool$
      ^ah bon$, ^je vois$, ^pas de souci$, ^pas de problème$, ^de rien$, ^à bientôt$, ^à demain$, ^à plus$, bonne journée, bonne soirée
      bon week-end, comment vas-tu, comment allez-vous, ça va, ravi de l'entendre, autre chose, bonne chance, bon courage
    `),
    strongRule: list(`
      désormais, à partir de maintenant, dorénavant, en aucun cas, sous aucun prétexte, sans exception, aucune exception, ^règle, ^règles
      ^contrainte, ^contraintes, ^consigne, ^règle importante, est interdit, est interdite, sont interdits, sont interdites, a interdit, interdit de, n'est pas autorisé, dans chaque réponse
      dans toutes les réponses, impérativement, pour le reste de la conversation, quoi qu'il arrive
    `),
    rule: list(`
      il ne faut pas, ne dois pas, ne doit pas, ne devez pas, pas plus de, pas moins de, utilise, utilisez
      assure-toi, assurez-vous, veille à, veillez à, évite, évitez, obligatoire, respecte, respectez
      exclusivement, n'utilise, n'utilisez, ^toujours, ^jamais, ^ne jamais, ^uniquement, ^réponds
      ^répondez, ne doit jamais, ne dois jamais, ne doivent pas, ne doivent jamais, il faut toujours
      tu dois toujours, vous devez toujours, doit toujours, doivent toujours, ^écris, ^écrivez, ^limite
      ^ne pas
    `),
    preference: list(`
      je préfère, je préférerais, j'aime, j'aime bien, j'adore, je déteste, je n'aime pas, j'aime pas, mon préféré, ma préférée, préféré
      préférée, je suis allergique, allergique à, allergique aux, allergique au, je suis végétarien, je suis végétarienne, végétarien
      végétarienne, végan, je ne mange pas, je ne bois pas, d'habitude, en général, je suis fan, ça me plaît, me convient, nous préférons
      je ne veux pas de, je ne veux rien, je ne supporte pas, je ne mange que, je ne bois que, ne mange pas de, ne supporte pas, ne lit que
    `),
    decision: list(`
      décidé, on a décidé, nous avons décidé, j'ai décidé, convenu, on est d'accord, nous sommes d'accord, on part sur, on prend
      je prends, nous prenons, on choisit, j'ai choisi, nous avons choisi, choisi, approuvé, confirmé, confirmée, est réservé, est réservée, réservé
      retenu, validé, adopté, on garde, c'est décidé
    `),
    emotion: list(`
      je suis content, je suis contente, je suis heureux, je suis heureuse, je suis triste, j'ai peur, je m'inquiète, je suis inquiet
      je suis inquiète, je suis stressé, je suis stressée, je suis frustré, je suis frustrée, je suis fier, je suis fière, je suis déçu
      je suis déçue, je suis soulagé, je suis soulagée, je me sens, me manque, débordé, débordée, j'ai hâte
    `),
    completion: list(`
      c'est fait, est terminé, terminé, terminée, fini, achevé, corrigé, corrigée, résolu, résolue, ça marche maintenant, fonctionne maintenant
      avec succès, tous les tests passent, livré, livrée, envoyé, envoyée, déployé, a été réservé
    `),
    problem: list(`
      erreur, erreurs, échec, échoue, échoué, en panne, cassé, ne marche pas, ne fonctionne pas, plante, planté, le problème, problème
      bloqué, bloquée, introuvable, refusé, refusée, délai dépassé, incorrect, impossible de, bogue, bug
    `),
    plan: list(`
      je prévois, nous prévoyons, prévu, prévue, j'ai l'intention, prochaine étape, prochaines étapes, ensuite, à faire, je vais, on va
      nous allons, j'espère, mon objectif, notre objectif, l'objectif est, la semaine prochaine, le mois prochain, l'année prochaine, demain
    `),
    hypothetical: list(
      "si j'étais, imagine, imaginez, supposons, suppose que, admettons, par exemple, par hypothèse, et si jamais",
    ),
    quoted: list(
      "il a dit, elle a dit, ils ont dit, il disait, elle disait, on m'a dit, il m'a dit, elle m'a dit, quelqu'un a dit, le panneau dit",
    ),
    date: list(`
      aujourd'hui, demain, après-demain, hier, avant-hier, ce soir, hier soir, la semaine dernière, le mois dernier, l'année dernière
      la semaine prochaine, le mois prochain, l'année prochaine, cette semaine, ce mois, ce week-end, il y a, lundi, mardi, mercredi, jeudi
      vendredi, samedi, dimanche, janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre, week-end
    `),
  },
  wordingCues: frenchWordings,
  shortening: {
    fillers: list(`
      euh, heu, hum, hein, ben, bah, en quelque sorte, et ainsi de suite, à vrai dire, pour être honnête
      d'ailleurs, comment dire, haha, disons
    `),
    openers: list(`
      ben, bah, eh bien, oui, ouais, ok, okay, d'accord, ah, oh, bonjour, salut, super, parfait, génial
      cool, et, mais, du coup, enfin, bref, tout d'abord, en effet, très bien, je vois, voilà, bien sûr
    `),
    intensifiers: list(`
      vraiment, très, absolument, totalement, complètement, carrément, tout simplement, franchement
      extrêmement, particulièrement, évidemment, certainement, clairement
    `),
    articles: [],
    keepArticleBefore: [],
    attitudes: list(
      'je pense que, je crois que, je trouve que, il me semble que, je dirais que, je suppose que, à mon avis, selon moi, comme tu sais, comme vous savez, il semble que',
    ),
    emptySubjects: [],
    politeness: list(`
      s'il te plaît, s'il vous plaît, merci beaucoup, excuse-moi, excusez-moi, si possible, je vous prie
      si ça ne vous dérange pas
    `),
    requests: list(`
      je voudrais, j'aimerais, je souhaite, je souhaiterais, je cherche, je suis à la recherche de, est-ce possible de
    `),
    requestsBeforeVerb: list(`
      peux-tu, pouvez-vous, pourrais-tu, pourriez-vous, est-ce que tu peux, est-ce que vous pouvez
    `),
    requestVerbs: list(`
      me, nous, trouver, chercher, montrer, dire, donner, réserver, envoyer, vérifier, changer, annuler, ajouter, expliquer
      écrire, traduire, comparer, calculer, créer, proposer, recommander, faire
    `),
    offers: list(`j'ai trouvé, que diriez-vous de, que dirais-tu de`),
    speakerSubjects: [],
    complementVerbs: [],
    complementisers: [],
  },
  statements: frenchStatements,
  wording: {
    months: list(
      'janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre',
    ),
    date: '{day} {month} {year}',
    rules: 'Règles',
    pinned: 'Épinglé',
    state: 'Situation',
    decisions: 'Décisions',
    preferences: 'Préférences',
    openIssues: 'En suspens',
    nextSteps: 'Prochaines étapes',
    history: 'Historique',
    itemMarks: {
      fact: 'note',
      decision: 'convenu',
      preference: 'préférence',
      task: 'souhaite',
      emotion: 'ressent',
      constraint: 'règle',
    },
    lastRequest: 'dernière demande',
    user: 'Utilisateur',
    assistant: 'Assistant',
    system: 'Système',
    tool: 'Outil',
    onDate: 'Le {date} :',
    said: '{name} a dit : {text}',
    status: { in_progress: 'en cours', completed: 'terminé', blocked: 'bloqué', waiting: 'en attente' },
    requestStatus: { open: 'ouverte', answered: 'traitée' },
  },
}
