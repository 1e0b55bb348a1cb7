import { list } from './list.js'
import { portugueseStatements } from './statements/portuguese.js'
import type { Lexicon } from './types.js'
import { portugueseWordings } from './wordings.js'

/**
 * Portuguese, of Portugal and Brazil. Function words follow the closed classes of Cunha & Cintra, Nova gramática do português
 * contemporâneo; discourse markers after Urbano 1993. Articles stay; "eu" may go, since the verb carries the person.
 */
export const portuguese: Lexicon = {
  language: 'pt',
  stopwords: list(`
    o, a, os, as, um, uma, uns, umas, ao, aos, à, às, do, da, dos, das, no, na, nos, nas, num, numa, pelo, pela, pelos, pelas, dum, duma
    eu, tu, você, vocês, ele, ela, eles, elas, nós, a gente, me, te, se, lhe, lhes, mim, ti, si, meu, minha, meus, minhas, teu, tua, teus
    tuas, seu, sua, seus, suas, nosso, nossa, nossos, nossas, dele, dela, deles, delas, este, esta, isto, estes, estas, esse, essa, isso
    esses, essas, aquele, aquela, aquilo, sou, és, é, somos, são, era, eram, fui, foi, foram, ser, sido, será, seria, estou, está, estás
    estamos, estão, estava, estavam, estar, esteja, tenho, tem, tens, temos, têm, tinha, tinham, ter, teve, tido, há, havia, haver, houve
    posso, pode, podes, podemos, podem, poderia, poder, quero, quer, queres, queremos, querem, queria, devo, deve, devemos, devem, deveria
    vou, vai, vais, vamos, vão, ir, fazer, faz, faço, fez, e, ou, mas, porém, porque, pois, que, quem, qual, quais, cujo, se, como, quando
    onde, embora, enquanto, ante, após, até, com, contra, de, desde, em, entre, para, pra, pro, por, perante, sob, sobre, trás, durante
    quê, quanto, quanta, quantos, quantas, por que, muito, muita, muitos, muitas, mais, menos, tão, tanto, pouco, pouca, algo, tudo, todo
    toda, todos, todas, outro, outra, outros, outras, cada, mesmo, mesma, também, já, ainda, assim, então, depois, aqui, ali, lá, aí, agora
    bem, bom, boa, sim, tá, ok, claro, obrigado, obrigada, olá, oi, favor, né, talvez, realmente, só, comigo, contigo
  `),
  // The verb carries the person, so its commonest first-person forms stand beside the pronouns.
  firstPerson: list(`
    eu, me, mim, comigo, meu, minha, meus, minhas, nós, nos, nosso, nossa, nossos, nossas, a gente
    prefiro, preferia, quero, queria, sou, estou, tenho, preciso, vou, costumo, odeio, detesto, adoro
    moro, acho, somos, estamos, temos, queremos, vamos, decidimos, levo, faço, trabalho, procuro, posso, podemos, sei, saio, venho, ponho, trago, conheço, estudo, uso, ganho, pago, comprei, fui, fomos, tive, tivemos, fiz, fizemos, fazemos, vivemos, moramos, trabalhamos, precisamos, trazemos, pagamos, irei, farei, faremos, tomo, trato, encomendo, vivo, nasci, chamo-me, me chamo
  `),
  secondPerson: list('tu, te, ti, contigo, teu, tua, teus, tuas, você, vocês, senhor, senhora'),
  abbreviations: list(
    'sr, sra, srta, dr, dra, prof, profa, etc, p.ex, av, r, núm, pág, tel, aprox, máx, mín, vol, art, sto, sta, ex, p, apto, ref, exmo, exma, tb, min, end',
  ),
  clauseOpeners: list(
    'e, mas, porque, embora, então, quando, se, enquanto, já que, pois, ou, para que, exceto, porém, só que, além disso',
  ),
  cues: {
    question: list(`
      ^o que, ^que, ^quem, ^quando, ^onde, ^por que, ^porque é que, ^como, ^qual, ^quais, ^quanto, ^quanta, ^quantos, ^quantas, ^você tem
      ^você sabe, ^tem, ^há, ^será que, ^sabes, ^pode, ^a que horas, ^está
    `),
    request: list(`
      por favor, você pode, pode, podes, poderia, preciso, precisamos, quero, queria, gostaria, procuro, estou procurando, ajude-me, me ajuda
      me ajude, me mostra, mostre-me, me dá, dê-me, me envia, envie-me, me diz, diga-me, reserve, reserva, lembre-me, me lembra
    `),
    proposal: list(`
      que tal, e se, o que acha, o que achas, podíamos, poderíamos, deveríamos, proponho, sugiro, minha sugestão, minha proposta, vamos
      recomendo, quer que, queres que, gostaria de, por favor confirme, está correto, tudo bem para você
    `),
    acceptance: list(`
      ^sim, ^claro, ^ok, ^okay, ^tá, ^tá bom, ^está bem, ^está bom, ^combinado, ^perfeito, ^exato, ^isso, ^isso mesmo, ^correto, ^certo, ^beleza
      ^com certeza, ^pode ser, ^fechado, ^boa ideia, ^de acordo, ^concordo, ^por mim tudo bem, ^vamos nessa
    `),
    refusal: list(
      '^não, ^não obrigado, ^não obrigada, ^prefiro que não, ^não quero, ^não posso, ^de jeito nenhum, ^melhor não, ^nem pensar, ^discordo, ^de modo algum',
    ),
    commitment: list(
      'vou, vamos, eu cuido, eu trato, eu resolvo, prometo, te envio, envio-lhe, farei, enviarei, pretendo, nós cuidamos, deixa comigo',
    ),
    correction: list(`
      na verdade, em vez de, ao invés de, quis dizer, queria dizer, correção, desculpa, me enganei, enganei-me, espera, já não, não mais, muda
      mude, mudamos, mudei de ideia, esquece, esqueça, afinal, foi alterado, mudou para, passou para, adiado para, adiada para, melhor
      antecipado para, antecipada para, remarcado para, remarcada para, reagendado para, reagendada para, transferido para
      transferida para
    `),
    filler: list(`
      ^obrigado$, ^obrigada$, ^muito obrigado$, ^muito obrigada$, ^olá$, ^oi$, ^tchau$, ^adeus$, ^ok$, ^sim$, ^tá$, ^bem$, ^ótimo$, ^perfeito$
      ^legal$, ^claro$, ^entendi$, ^de nada$, ^sem problema$, ^até logo$, ^até amanhã$, ^bom dia$, ^boa tarde$, ^boa noite$
      tenha um bom dia, bom fim de semana, como vai, como está, tudo bem, que bom saber, mais alguma coisa, boa sorte
    `),
    strongRule: list(`
      a partir de agora, de agora em diante, daqui em diante, em hipótese alguma, sob nenhuma circunstância, em nenhum caso, sem exceção
      sem exceções, ^regra, ^regras, ^restrição, ^restrições, ^norma, ^regra importante, é proibido, é proibida, está proibido, está proibida, são proibidos, são proibidas, proibiu, proíbe, não é permitido
      em cada resposta, em todas as respostas, obrigatoriamente, pelo resto da conversa, aconteça o que acontecer
    `),
    rule: list(`
      não deve, não deves, não devem, não mais de, não mais que, use, usa, não use, não uses
      certifique-se, garanta, evite, evita, obrigatório, respeite, exclusivamente, ^sempre, ^nunca
      ^jamais, ^apenas, ^somente, ^só, ^responda, ^responde, deve sempre, deves sempre, sempre deve
      nunca deve, nunca deves, ^escreva, ^escreve, ^limite, ^não use
    `),
    preference: list(`
      prefiro, preferia, eu gosto, gosto de, adoro, amo, odeio, detesto, não gosto, meu favorito, minha favorita, favorito, favorita, preferido
      preferida, sou alérgico, sou alérgica, alérgico a, alérgica a, sou vegetariano, sou vegetariana, vegetariano, vegetariana, vegano, vegana
      não como, não bebo, normalmente, costumo, me agrada, fica melhor para mim, não suporto, preferimos
      não quero nada, não quero nenhum, não quero nenhuma, não tolero, faz-me mal, só como, só bebo, não come, não bebe
    `),
    decision: list(`
      decidido, decidimos, decidi, acordado, combinado, combinamos, ficou combinado, ficamos com, fico com, vamos com, escolhemos, escolhi
      escolhido, escolhida, aprovado, aprovada, confirmado, confirmada, está reservado, está reservada, reservado, reservada, optamos por
      optei por, ficou decidido, está fechado
    `),
    emotion: list(`
      estou feliz, estou contente, estou triste, tenho medo, estou com medo, estou preocupado, estou preocupada, estou nervoso, estou nervosa
      estou estressado, estou estressada, estou frustrado, estou frustrada, estou orgulhoso, estou orgulhosa, estou decepcionado
      estou decepcionada, que alívio, me sinto, sinto-me, me senti, sinto falta, tenho saudades, estou com saudade, sobrecarregado, ansioso, ansiosa
    `),
    completion: list(`
      está feito, está pronto, está pronta, terminado, terminada, acabado, concluído, concluída, corrigido, corrigida, resolvido, resolvida
      já funciona, com sucesso, todos os testes passam, entregue, enviado, enviada, implantado, foi reservado
    `),
    problem: list(`
      erro, erros, falha, falhou, falhando, quebrado, quebrada, não funciona, travou, caiu, o problema, problema, bloqueado, bloqueada, preso
      não encontrado, não encontrada, negado, tempo esgotado, incorreto, incorreta, errado, impossível, não consigo
    `),
    plan: list(`
      planejo, planeio, planejamos, está previsto, pretendo, pretendemos, próximo passo, próximos passos, em seguida, pendente, vou, vamos
      espero, meu objetivo, nosso objetivo, o objetivo é, na próxima semana, semana que vem, no próximo mês, no próximo ano, amanhã
    `),
    hypothetical: list(
      'se eu fosse, imagine, imagina, suponha, suponhamos, digamos, por exemplo, hipoteticamente, e se por acaso',
    ),
    quoted: list(
      'ele disse, ela disse, disse que, disseram que, me disse, me disseram, alguém disse, a placa diz',
    ),
    date: list(`
      hoje, amanhã, depois de amanhã, ontem, anteontem, hoje à noite, ontem à noite, semana passada, mês passado, ano passado, próxima semana
      semana que vem, próximo mês, próximo ano, esta semana, este mês, este fim de semana, atrás, segunda-feira, terça-feira, quarta-feira
      quinta-feira, sexta-feira, sábado, domingo, segunda, terça, quarta, quinta, sexta, janeiro, fevereiro, março, abril, maio, junho, julho
      agosto, setembro, outubro, novembro, dezembro
    `),
  },
  wordingCues: portugueseWordings,
  shortening: {
    fillers: list(`
      hum, né, tipo assim, digamos assim, de certa forma, ou algo assim, e tal, e tudo mais
      e assim por diante, para falar a verdade, para ser sincero, para ser honesto, aliás, a propósito
      haha, kkk
    `),
    openers: list(`
      então, sim, tá, ok, okay, ah, oh, olá, oi, perfeito, ótimo, e, mas, pois é, enfim, de fato
      antes de mais, entendi, beleza, com certeza
    `),
    intensifiers: list(`
      realmente, absolutamente, totalmente, completamente, simplesmente, francamente, extremamente
      especialmente, obviamente, certamente, claramente, verdadeiramente
    `),
    articles: [],
    keepArticleBefore: [],
    attitudes: list(
      'acho que, penso que, creio que, me parece que, parece-me que, eu diria que, suponho que, na minha opinião, parece que, como você sabe, como sabes',
    ),
    emptySubjects: [],
    politeness: list('por favor, desculpe, se não se importa, se possível, por gentileza'),
    requests: list(`
      eu gostaria de, gostaria de, eu queria, queria, estou procurando, procuro, estou à procura de, é possível, seria possível
    `),
    requestsBeforeVerb: list(`você pode, você poderia, pode, poderia, podes, poderias, será que você pode`),
    requestVerbs: list(`
      me, encontrar, procurar, buscar, mostrar, dizer, dar, reservar, enviar, verificar, mudar, cancelar, adicionar, explicar
      escrever, traduzir, comparar, calcular, criar, recomendar, fazer, ajudar
    `),
    offers: list(`eu encontrei, encontrei, achei, que tal`),
    speakerSubjects: list('eu'),
    complementVerbs: [],
    complementisers: [],
  },
  statements: portugueseStatements,
  wording: {
    months: list(
      'janeiro, fevereiro, março, abril, maio, junho, julho, agosto, setembro, outubro, novembro, dezembro',
    ),
    date: '{day} de {month} de {year}',
    dateWithoutYear: '{day} de {month}',
    rules: 'Regras',
    pinned: 'Fixado',
    state: 'Situação',
    decisions: 'Decisões',
    preferences: 'Preferências',
    openIssues: 'Pendente',
    nextSteps: 'Próximos passos',
    history: 'Histórico',
    itemMarks: {
      fact: 'nota',
      decision: 'combinado',
      preference: 'preferência',
      task: 'quer',
      emotion: 'sente',
      constraint: 'regra',
    },
    lastRequest: 'último pedido',
    user: 'Usuário',
    assistant: 'Assistente',
    system: 'Sistema',
    tool: 'Ferramenta',
    onDate: 'Em {date}:',
    said: '{name} disse: {text}',
    status: {
      in_progress: 'em andamento',
      completed: 'concluído',
      blocked: 'bloqueado',
      waiting: 'aguardando',
    },
    requestStatus: { open: 'em aberto', answered: 'respondido' },
  },
}
