import type { FaithLanguage, Slots } from './language.js'

const MONTHS =
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ')
const WORDS = 'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce'.split(' ')
const month = ({ month: at }: Slots) => MONTHS[at - 1] ?? ''
const word = ({ count }: Slots) => WORDS[count] ?? ''
const thousands = ({ amount }: Slots) => String(amount).replace(/(\d{3})$/, '.$1')

export const spanish: FaithLanguage = {
  language: 'es',
  people: ['Maite', 'Radovan', 'Iker', 'Anselmo', 'Brígida', 'Tomasz', 'Odile', 'Leire'],
  strangers: ['Bohumil', 'Xenia', 'Dagny', 'Prakash'],
  places: ['Gante', 'Oporto', 'Teruel', 'Graz', 'Lugo', 'Cádiz'],
  statements: [
    {
      kind: 'fact',
      uses: ['a', 'place', 'amount', 'day', 'month'],
      said: (s) =>
        `${s.a} firmó el contrato del taller de ${s.place} el ${s.day} de ${month(s)}, y el alquiler es de ${thousands(s)} euros al mes.`,
      right: [
        (s) =>
          `El contrato del taller de ${s.place} fue firmado por ${s.a} el ${s.day}/${s.month}/2025; alquiler mensual: ${s.amount} €.`,
        (s) =>
          `Alquiler del taller: ${s.amount} EUR al mes. Firmado por ${s.a} en ${s.place} el ${s.day} de ${month(s)}.`,
      ],
    },
    {
      kind: 'rule',
      uses: ['a'],
      said: (s) => `Nunca compartas los precios de los proveedores con ${s.a}.`,
      right: [
        (s) => `Los precios de los proveedores no se deben compartir con ${s.a}.`,
        (s) => `Prohibido compartir los precios de los proveedores con ${s.a}.`,
      ],
      opposite: (s) => `Los precios de los proveedores se deben compartir con ${s.a}.`,
    },
    {
      kind: 'fact',
      uses: ['b', 'count'],
      said: (s) => `${s.b} encargó ${word(s)} cajas de tablas de nogal para la escalera.`,
      right: [
        (s) => `Para la escalera, ${s.b} encargó ${s.count} cajas de nogal.`,
        (s) => `${s.count} cajas de tablas de nogal fueron encargadas por ${s.b}.`,
      ],
    },
    {
      kind: 'decision',
      uses: ['day', 'month', 'place'],
      said: (s) => `Hemos decidido mover la exposición de ${s.place} al ${s.day} de ${month(s)}.`,
      right: [
        (s) => `Decisión: la exposición de ${s.place} se mueve al ${s.day} de ${month(s)}.`,
        (s) => `La exposición de ${s.place} será el ${s.day}/${s.month}.`,
      ],
      opposite: (s) => `Se decidió no mover la exposición de ${s.place}.`,
    },
    {
      kind: 'fact',
      uses: ['a', 'b'],
      said: (s) => `${s.a} repara el horno y ${s.b} se encarga de la contabilidad.`,
      right: [
        (s) => `De la contabilidad se encarga ${s.b} y el horno lo repara ${s.a}.`,
        (s) => `El horno es reparado por ${s.a}.`,
      ],
    },
    {
      kind: 'fact',
      uses: ['a'],
      said: (s) => `${s.a} no come productos lácteos.`,
      right: [
        (s) => `${s.a} evita los productos lácteos.`,
        (s) => `${s.a} no consume ningún producto lácteo.`,
      ],
      opposite: (s) => `${s.a} come productos lácteos.`,
    },
    {
      kind: 'request',
      uses: ['b', 'day', 'month'],
      said: (s) => `¿Puedes recordarle a ${s.b} la inspección de incendios del ${s.day} de ${month(s)}?`,
      right: [
        (s) => `El usuario pidió recordar a ${s.b} la inspección de incendios del ${s.day} de ${month(s)}.`,
      ],
    },
  ],
  quote: {
    said: (person, quoted) => `${person} escribió en la nota: «${quoted}»`,
    right: (person, quoted) => `Según la nota de ${person}, «${quoted}».`,
    texts: [
      [
        'las llaves de repuesto están detrás de la puerta azul',
        'las llaves de repuesto están detrás de la puerta verde',
      ],
      [
        'llamar al deshollinador antes de la primera helada',
        'llamar al deshollinador después de la primera helada',
      ],
    ],
  },
  own: [
    {
      said: 'Vendí la canoa vieja a un vecino la semana pasada.',
      retold: (p) => `${p} vendió la canoa vieja a un vecino.`,
    },
    {
      said: 'Mis clases de violín empiezan después de las vacaciones.',
      retold: (p) => `Las clases de violín de ${p} empiezan después de las vacaciones.`,
    },
    {
      said: 'Soy alérgico a las nueces desde la infancia.',
      retold: (p) => `${p} es alérgico a las nueces desde la infancia.`,
    },
  ],
  inventedRequests: [
    'El usuario pidió una traducción del folleto al noruego.',
    'El usuario quiere un discurso de boda.',
  ],
  inventedDecisions: [
    'Se decidió vender el invernadero al ayuntamiento.',
    'Acordaron cerrar la página web hasta el otoño.',
  ],
  filler: [
    'Suena bien, lo tendré en cuenta.',
    'El tiempo está raro, mitad lluvia y mitad sol.',
    'Lo pensaré durante la comida.',
    'La mayoría de los visitantes viene por la tarde.',
    'Leí algo sobre eso en una revista.',
    'La radio del fondo sigue demasiado alta.',
    'De los colores hablamos otro día.',
  ],
}
