import { list } from '../list.js'
import { counted } from './numerals.js'
import type { ClaimCues } from './types.js'

/** Portuguese. Negation after Cunha & Cintra, Nova gramática do português contemporâneo. */
export const portugueseClaims: ClaimCues = {
  negation: list('não, nunca, jamais, nenhum, nenhuma, nada, ninguém, sem, nem, tampouco'),
  denial: list(`
    não mais de, não mais que, não mais do que, não só, não antes
    evita, evitar, evitam, evite, proibido, proibida, proíbe, proibição, recusa, recusou, recusado, nega, negou, falta, faltam, exceto, salvo
    em vez de, no máximo, máximo, mínimo, pelo menos, limite, limita, limitado, teto, só, somente, apenas, se, até, raramente, impossível, incapaz
    alérgico, alérgica, odeia, detesta, contra, exclui, excluído, cancelado, cancelada, deixou de, deixa de, mas, embora, menos, pouco, fora
    veta, vetado, falhou, demais, ultrapassar
  `),
  reporting: list(`
    pediu, pede, pediram, solicitou, solicita, decidiu, decidiram, decidido, decisão, acordou, combinaram, combinado
    escolheu, escolheram, aprovado, ordenou
  `),
  permits: list('pode, posso, podem, podemos, poderia'),
  wishing: list('quer, queria, gostaria'),
  obliges: list(
    'deve, devo, devem, devemos, tem que, tenho que, têm que, temos que, tem de, tenho de, precisa, preciso, precisam',
  ),
  bridges: list(`
    o, a, os, as, um, uma, uns, umas, eu, tu, você, vocês, ele, ela, nós, eles, elas, é, são, está, estão, era, foi, tem, têm, por favor, muito, também
  `),
  joints: list('e, mas, porque, que, quando, como, se, ou, pois, embora'),
  contrast: list('primeiro, antes, em vez, queria, ia, fica, ficam, continua, continuam, ainda, depois'),
  numbers: {
    ...counted(
      'zero um|uma dois|duas três quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze quinze dezesseis|dezasseis dezessete|dezassete dezoito dezenove|dezanove',
    ),
    ...counted('vinte trinta quarenta cinquenta sessenta setenta oitenta noventa', 20, 10),
    ...{ cem: 100, cento: 100, duzentos: 200, duzentas: 200, trezentos: 300, quinhentos: 500, dúzia: 12 },
    ...{ 'meio-dia': 12, meia: 0.5, meio: 0.5 },
  },
  scales: { mil: 1_000, milhão: 1e6, milhões: 1e6 },
  durations: { hora: 60, horas: 60, minutos: 60, semana: 7, semanas: 7, ano: 12, anos: 12 },
  weekdays: list(
    'domingo|domingos, segunda|segunda-feira, terça|terça-feira, quarta|quarta-feira, quinta|quinta-feira, sexta|sexta-feira, sábado|sábados',
  ),
}
