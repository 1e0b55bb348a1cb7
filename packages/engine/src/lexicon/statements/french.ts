import { list } from '../list.js'
import type { StatementCues } from '../types.js'

/** French. Closed classes after Grevisse & Goosse, Le bon usage (pronoms, adverbes de lieu, conjonctions). */
export const frenchStatements: StatementCues = {
  pointing: list(`
    il, elle, ils, elles, lui, eux, celui-ci, celle-ci, ceux-ci, celui-là, celle-là, celui, celle, ceux, celles, ça, cela, ceci, là-bas, là
    ^c'est, ^c'était, ^ce sera, ^ce n'est pas, le même, la même, les mêmes, ce dernier, cette dernière, ^y, cet endroit, cette idée
    ce truc, cette chose
  `),
  pointingAtNothing: list(`
    il y a, il y avait, il y aura, il faut, il faudra, il fait, il pleut, il neige, il est important, il est temps, il est tard, il est possible
    il s'agit, il vaut mieux, il reste, s'il vous plaît, s'il te plaît, cette semaine, cette année, ce mois, c'est à dire, il me faut, il nous faut
  `),
  goingOn: list(
    '^et, ^ou, ^par exemple, ^comme, ^parce que, ^car, ^que, ^qui, ^dont, ^tel que, ^ainsi que, ^donc, ^puis, ^lequel, ^laquelle',
  ),
  breakingOff: list(
    'et$, ou$, mais$, le$, la$, les$, un$, une$, des$, du$, de$, à$, au$, aux$, avec$, pour$, parce que$, que$, qui$, si$, mon$, ma$, mes$, dans$, sur$, en$',
  ),
  condition: list(
    "^si, ^s'il, ^s'ils, ^peut-être, ^quand, ^lorsque, ^au cas où, ^et si, ^mais si, si on, si nous, si je, si tu, si vous",
  ),
  opinion: list(`
    ^je pense, ^je crois, ^je trouve, ^j'espère, ^je suppose, ^à mon avis, ^selon moi, ^j'imagine, ^je suis sûr, ^je suis sûre, ^je ne pense pas
    ^je ne crois pas, ^je me demande, ^espérons, ^nous espérons, ^je crains
  `),
  phatic: list(`
    j'ai hâte, merci, bonne chance, bon courage, désolé, désolée, pardon, regarde, regardez, voici mon, voici ma, tiens-moi au courant
    dis-moi, dites-moi, félicitations, bravo, je voulais te dire, je voulais juste, tu as raison, vous avez raison, ^moi aussi, ça fait longtemps
    content de, contente de, ravi de, ravie de, j'aimerais, je voudrais, comme je disais, je te montre, je vous montre
  `),
  preference: list(`
    j'adore, j'aime, j'adorais, je préfère, je n'aime, je suis fan de, je suis passionné, je suis passionnée, grand fan, j'ai toujours aimé, je raffole, je ne supporte pas, je ne mange pas
    je ne bois pas, je déteste, j'aime beaucoup, j'aime bien, je n'aime pas, mon préféré, ma préférée, mes préférés, je préfère largement
    j'évite, nous aimons, on aime, ma passion
  `),
  decision: list(`
    on opte pour, on reste sur, 
    est adopté, est adoptée, est approuvé, est approuvée, est rejeté, est rejetée, est décidé, est convenu, on a décidé, nous avons décidé, j'ai décidé
    on s'est mis d'accord, nous sommes convenus, on part sur, on prend, je prends, nous prenons, on garde, c'est décidé, je me suis inscrit
    je me suis inscrite, on choisit, on a choisi, j'ai choisi
  `),
  assent: list(`
    ^c'est ça, ^c'est bien ça, ^c'est correct, ^c'est exact, ^exact, ^exactement, ^confirmé, ^ça marche, ^ça me va, ^ça me convient, ^parfait
    ^très bien, ^super, ^génial, ^bonne idée, ^volontiers, ^allez-y, ^vas-y, ^oui, ^entendu, ^c'est parfait, ^ce serait parfait, ^ce serait bien
  `),
  reservation: list('mais, cependant, sauf, pas, plutôt, non, en revanche, toutefois, jamais, à part'),
  alternative: list('ou, ou bien, soit, quel, quelle, lequel, laquelle'),
  restating: list(`
    vous voulez, tu veux, vous souhaitez, tu souhaites, vous désirez, vous voudriez, tu voudrais, je réserve, je vais réserver, je commande, je vais, je peux, puis-je, voulez-vous que je, veux-tu que je
    pour confirmer, je confirme, confirmez, confirmes-tu, confirmez-vous, je déplace, je vous réserve, je te réserve, je note
  `),
  done: list(`
    c'est réservé, c'est fait, est réservé, est réservée, a été réservé, a été réservée, a été envoyé, a été envoyée, a été modifié, a été modifiée, a été annulé, a été annulée, a été déplacé, a été déplacée, j'ai réservé, j'ai envoyé, j'ai modifié, j'ai annulé, j'ai déplacé, j'ai ajouté, j'ai créé, j'ai commandé, j'ai corrigé, est confirmé, est confirmée, a été créé, a été créée, a été supprimé, a été supprimée, est terminé, est terminée
  `),
  replacing: list(`
    maintenant, désormais, dorénavant, nouveau, nouvelle, nouvel, n'est plus, ne plus, finalement, à la place, au lieu
    décalé, décalée, repoussé, repoussée, reporté, reportée, avancé, avancée, déplacé, déplacée, changé, changée, augmenté, augmentée, baissé, réduit, réduite
    prolongé, prolongée, remplace, remplacé, remplacée, passé à, passée à, passe à, est passé, est passée, a pris la place, déménagé
    glisse, glissé, retardé, retardée, monté, montée, modifié, modifiée, remis, remise, ajourné, prolonge, prolongée, à partir de, remonté, descendu, échangé, échangée, augmente, baisse, avance, recule
  `),
  another: list(`
    autre, autres, un autre, une autre, d'autres, autre chose, plutôt, à la place, finalement, en fait, et pour, que diriez-vous de, sinon, peut-être, différent, différente
  `),
  failed: list(
    "malheureusement, désolé, désolée, est complet, est complète, n'a pas pu, je n'ai pas pu, impossible, indisponible, pas disponible, a échoué, refusé, refusée",
  ),
}
