import { list } from '../list.js'
import type { StatementCues } from '../types.js'

/** Portuguese. Closed classes after Cunha & Cintra, Nova gramática do português contemporâneo. */
export const portugueseStatements: StatementCues = {
  pointing: list(`
    ele, ela, eles, elas, dele, dela, deles, delas, nele, nela, isso, isto, aquilo, esse, essa, esses, essas, este, esta, estes, estas
    aquele, aquela, aqueles, aquelas, disso, nisso, lá, ali, aí, o mesmo, a mesma, o da, o do, a do, na de, no de, do outro, da outra, nesse, nessa, desse, dessa
  `),
  pointingAtNothing: list(`
    esta semana, este mês, este ano, esta noite, esta tarde, esta manhã, este fim de semana, essa semana, esse mês, esse ano, neste ano
    nesta semana, por isso, estes dias, desta vez, este verão, este inverno, além disso, até lá
  `),
  goingOn: list(
    '^e, ^ou, ^por exemplo, ^como por ejemplo, ^como si, ^como se, ^porque, ^que, ^quem, ^cujo, ^cuja, ^assim como, ^pois, ^tal como, ^o qual, ^a qual',
  ),
  breakingOff: list(
    'e$, ou$, mas$, o$, a$, os$, as$, um$, uma$, de$, do$, da$, com$, para$, por$, porque$, que$, se$, meu$, minha$, em$, no$, na$, como$',
  ),
  condition: list(
    '^se, ^talvez, ^quando, ^caso, ^quem sabe, ^e se, ^mas se, se nós, se eu, se a gente, ^tomara',
  ),
  opinion: list(`
    ^acho, ^acho que, ^eu acho, ^penso, ^creio, ^espero, ^suponho, ^na minha opinião, ^imagino, ^tenho certeza, ^não acho, ^me pergunto
    ^esperamos, ^receio, ^parece-me
  `),
  phatic: list(`
    mal posso esperar, obrigado, obrigada, boa sorte, desculpa, desculpe, sinto muito, olha, olhe, aqui está meu, aqui está minha, me avisa
    me avise, avisa-me, me diga, diga-me, parabéns, queria te contar, só queria, você tem razão, tem razão, eu também, há quanto tempo
    que bom, fico feliz, gostaria, eu gostaria, como eu disse, vou te mostrar
  `),
  preference: list(`
    sou fã de, sou muito fã, sou apaixonado por, sou apaixonada por, adoro, gosto de, gosto muito, não gosto, não suporto, não como, não bebo
    meu favorito, minha favorita, meu preferido, minha preferida, sempre gostei, a gente gosta, nós gostamos, evito, minha paixão
  `),
  decision: list(`
    ficamos com, fico com, escolhemos, escolho, vamos com, optamos por, 
    fica aprovado, foi aprovado, foi aprovada, foi rejeitado, está acordado, ficou decidido, combinamos, decidi, decidimos, resolvi, resolvemos
    vamos ficar com, fico com, ficamos com, vamos com, escolhi, escolhemos, está decidido, está combinado, me inscrevi, inscrevi-me
  `),
  assent: list(`
    ^isso mesmo, ^isso, ^é isso, ^está correto, ^correto, ^exato, ^exatamente, ^confirmado, ^para mim está bem, ^perfeito, ^muito bem, ^ótimo
    ^boa ideia, ^pode ser, ^pode, ^sim, ^de acordo, ^combinado, ^está bom, ^tá bom, ^por favor, ^seria ótimo, ^fechado
  `),
  reservation: list('mas, porém, exceto, salvo, não, melhor, em vez, embora, nunca, contudo'),
  alternative: list('ou, ou então, qual, quais'),
  restating: list(`
    você quer, quer, quer que eu, posso, devo, deseja, você deseja, você gostaria, precisa, reservo, vou reservar, vou, peço, para confirmar, confirmo, confirma, confirme
    marco, vou marcar, anoto, mudo
  `),
  done: list(`
    está reservado, está reservada, foi reservado, foi reservada, foi enviado, foi enviada, foi alterado, foi alterada, foi cancelado, foi cancelada, reservei, enviei, alterei, cancelei, mudei, adicionei, criei, pedi, corrigi, está confirmado, está confirmada, está feito, está pronto, foi criado, foi criada, já está
  `),
  replacing: list(`
    agora, já não, não mais, novo, nova, a partir de agora, afinal, em vez, no fim
    adiado, adiada, antecipado, antecipada, remarcado, remarcada, alterado, alterada, mudou, mudei, mudado, aumentou, subiu, baixou, desceu, reduzido
    prolongado, substitui, substituído, substituída, passou a, passou para, transferido, transferida
    ficou para, fica para, ficou em, troquei, trocou, trocado, trocada, trocamos, alterei, alterou, modificado, modificada, sobe, desce, baixa para, a partir de, aumentado, aumentada, prorrogado, prorrogada
  `),
  another: list(`
    outro, outra, outros, outras, outra coisa, algo mais, em vez disso, melhor, na verdade, que tal, e se, diferente, talvez
  `),
  failed: list(
    'infelizmente, lamento, está esgotado, está esgotada, está lotado, está lotada, não foi possível, não consegui, não pude, indisponível, não está disponível, falhou, recusado, recusada',
  ),
}
