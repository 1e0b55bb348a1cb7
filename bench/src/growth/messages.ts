/**
 * A conversation of any length, for measuring what a long history costs: every message different, the same for a seed, with
 * things that come and go, so that its vocabulary grows with it. It says nothing about quality.
 */
import { createRandom } from '../speed/conversation.js'

export interface GeneratedMessage {
  readonly role: 'user' | 'assistant'
  readonly content: string
}

const THINGS =
  'invoice shipment contract sensor ferry lease printer scaffold permit roof turbine kiosk festival orchard'.split(
    ' ',
  )
const VERBS =
  'repair move order inspect paint insure replace cancel publish translate measure store label deliver'.split(
    ' ',
  )
const PLACES = 'Leeds Porto Bergamo Utrecht Graz Aarhus Tartu Ghent Brno Tromsø Cádiz Malmö'.split(' ')
const SYLLABLES = 'ba ke li mo nu ra se ti vo zu dra fle gri plo stu bre'.split(' ')

/** One rule in so many messages. */
const MESSAGES_PER_RULE = 400
/** Messages in which the same two projects are spoken of. */
const MESSAGES_PER_PROJECT = 150

/** A word that belongs to a number: the names of projects, of which there are more the longer the conversation is. */
function nameOf(number: number): string {
  let word = ''
  for (let rest = number + 16; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    word += SYLLABLES[rest % SYLLABLES.length]
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** Message `at` (from 0) of the conversation of a seed. */
export function messageAt(at: number, seed: number): GeneratedMessage {
  const random = createRandom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(at + 1, 0x85ebca6b))
  random()
  const number = (max: number) => Math.floor(random() * max)
  const of = (values: readonly string[]) => values[number(values.length)] ?? ''
  const project = nameOf(Math.floor(at / MESSAGES_PER_PROJECT) * 2 + number(2))
  const order = `${project.slice(0, 2).toUpperCase()}-${1000 + number(90_000)}`
  if (at % MESSAGES_PER_RULE === 7)
    return {
      role: 'user',
      content: `Never ${of(VERBS)} the ${of(THINGS)} of ${project} without asking me first.`,
    }
  if (at % 2 === 0)
    return {
      role: 'user',
      content: [
        `We decided to ${of(VERBS)} the ${of(THINGS)} for ${project} in ${of(PLACES)} by ${1 + number(28)} June.`,
        `Can you ${of(VERBS)} the ${of(THINGS)} with the number ${order} for ${project}?`,
        `The ${of(THINGS)} of ${project} costs ${20 + number(9_000)} euro, and ${of(PLACES)} pays half of it.`,
        `I prefer the ${of(THINGS)} from ${of(PLACES)} for ${project}.`,
      ][number(4)] as string, // proof: four sentences
    }
  return {
    role: 'assistant',
    content: [
      `I looked at the ${of(THINGS)} of ${project}: there are ${2 + number(90)} entries for ${order}, and ${number(40)} are open.`,
      `Done, the ${of(THINGS)} for ${project} leaves ${of(PLACES)} on ${1 + number(28)} May with the number ${order}.`,
      `The total for ${project} comes to ${100 + number(90_000)} euro. Would you like me to ${of(VERBS)} the ${of(THINGS)} as well?`,
    ][number(3)] as string, // proof: three sentences
  }
}
