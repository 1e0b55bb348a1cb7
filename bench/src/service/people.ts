import type { Random } from '../../../packages/engine/test/survival/random.js'

const FIRST =
  'Amelie Bruno Carla Dario Elif Farid Greta Hanno Iris Jonas Katja Lorenz Mina Nils Olga Pavel'.split(' ')
const LAST =
  'Achterberg Brandl Castellani Duarte Eskola Fontaine Gruber Haddad Ionescu Jansson Kowalczyk Lindqvist'.split(
    ' ',
  )
const STREETS = 'Alder Beacon Cedar Dover Elm Fairview Grove Harbor'.split(' ')
const CITIES = ['Dayton, OH', 'Fresno, CA', 'Macon, GA', 'Tulsa, OK', 'Salem, OR', 'Akron, OH']

export interface Person {
  readonly first: string
  readonly last: string
  readonly id: string
  readonly email: string
  readonly zip: string
  readonly address: {
    readonly address1: string
    readonly address2: string
    readonly city: string
    readonly country: string
    readonly zip: string
  }
}

export const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, (_, at) => random.whole(at === 0 ? 1 : 0, 9)).join('')
export const cents = (random: Random, low: number, high: number): number =>
  random.whole(low * 100, high * 100) / 100
export const dollars = (amount: number): string => `$${amount.toFixed(2)}`

export function makePerson(random: Random): Person {
  const [first, last] = [random.pick(FIRST), random.pick(LAST)]
  const zip = digits(random, 5)
  const [city = '', state = ''] = random.pick(CITIES).split(', ')
  const address = {
    address1: `${random.whole(100, 990)} ${random.pick(STREETS)} ${random.pick(['Street', 'Avenue', 'Lane'])}`,
    address2: `Suite ${random.whole(100, 990)}`,
    city: `${city}, ${state}`,
    country: 'USA',
    zip,
  }
  return {
    first,
    last,
    zip,
    address,
    id: `${first.toLowerCase()}_${last.toLowerCase()}_${digits(random, 4)}`,
    email: `${first.toLowerCase()}.${last.toLowerCase()}${digits(random, 4)}@example.com`,
  }
}
