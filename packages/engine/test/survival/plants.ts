import type { Random } from './random.js'
import {
  FOODS,
  LANGUAGES,
  LIKES,
  MONTHS,
  PEOPLE,
  PLACES,
  PRODUCTS,
  SECRETS,
  TEAMS,
  TOOLS,
  WEEKDAYS,
} from './vocabulary.js'

export type PlantKind = 'rule' | 'fact' | 'goal' | 'preference'
export type Style = 'labelled' | 'plain' | 'casual'
export const STYLES: readonly Style[] = ['labelled', 'plain', 'casual']

/** Something said in a conversation that has to survive. */
export interface Plant {
  readonly kind: PlantKind
  readonly style: Style
  readonly sentence: string
  /** Words that have to stand together for the statement to be there, in lower case. A rule has to stand as it was said. */
  readonly anchors: readonly string[]
}

/** A thing with a value that changes: said once, then changed in other words. */
export interface Change {
  readonly before: Plant
  readonly after: Plant
  /** What both are about, and each value, in lower case. */
  readonly subject: string
  readonly oldValue: string
  readonly newValue: string
}

/** Two statements that differ in a name and in digits. */
export type Pair = readonly [Plant, Plant]

/** Draws without repeating: a subject that is used up makes no second, contradicting statement. */
export interface Deck {
  readonly random: Random
  draw(name: string, from: readonly string[]): string
}

export function deckFrom(random: Random): Deck {
  const piles = new Map<string, string[]>()
  return {
    random,
    draw(name, from) {
      let pile = piles.get(name)
      if (!pile?.length) {
        pile = random.shuffle(from)
        piles.set(name, pile)
      }
      return pile.pop() ?? ''
    },
  }
}

type Maker = (deck: Deck, style: Style) => { readonly sentence: string; readonly anchors: readonly string[] }
const said = (style: Style, labelled: string, plain: string, casual: string) =>
  style === 'labelled' ? labelled : style === 'plain' ? plain : casual

const RULES: readonly Maker[] = [
  (deck, style) => {
    const [secret, team] = [deck.draw('secret', SECRETS), deck.draw('team', TEAMS)]
    const sentence = said(
      style,
      `Constraint: never show ${secret} to ${team}.`,
      `You must not pass ${secret} on to ${team} under any circumstances.`,
      `oh and please don't ever send ${secret} to ${team}, ok`,
    )
    return { sentence, anchors: [secret, team] }
  },
  (deck, style) => {
    const language = deck.draw('language', LANGUAGES)
    const sentence = said(
      style,
      `Rule: every letter to the customers goes out in ${language}.`,
      `From now on, always write the letters to customers in ${language}.`,
      `btw from now on always do the customer letters in ${language}, thx`,
    )
    return { sentence, anchors: [language] }
  },
  (deck, style) => {
    const day = deck.draw('rule day', WEEKDAYS)
    const sentence = said(
      style,
      `Hard constraint: no deliveries on ${day}s, without exception.`,
      `Never plan a delivery on a ${day}.`,
      `pls never ever put a delivery on a ${day}`,
    )
    return { sentence, anchors: [day] }
  },
  (deck, style) => {
    const tool = deck.draw('rule tool', TOOLS)
    const sentence = said(
      style,
      `Requirement: nothing may be stored in ${tool}.`,
      `Do not use ${tool} for any of this.`,
      `and don't use ${tool} for this stuff, it's not allowed here`,
    )
    return { sentence, anchors: [tool] }
  },
  (deck, style) => {
    const amount = deck.random.whole(12, 95) * 10
    const product = deck.draw('rule product', PRODUCTS)
    const sentence = said(
      style,
      `Limit: the ${product} must not cost more than ${amount} euros.`,
      `The ${product} must never cost more than ${amount} euros.`,
      `make sure the ${product} never goes over ${amount} euros please`,
    )
    return { sentence, anchors: [product, String(amount)] }
  },
]

const FACTS: readonly Maker[] = [
  (deck, style) => {
    const [person, place] = [deck.draw('person', PEOPLE), deck.draw('place', PLACES)]
    const hour = deck.random.whole(6, 11)
    const sentence = said(
      style,
      `Fact: ${person} opens the ${place} store at ${hour}:20.`,
      `${person} unlocks our store in ${place} at ${hour}:20 every day.`,
      `fyi ${person} gets to the ${place} store around ${hour}:20`,
    )
    return { sentence, anchors: [person, place, `${hour}:20`] }
  },
  (deck, style) => {
    const [product, place] = [deck.draw('fact product', PRODUCTS), deck.draw('place', PLACES)]
    const count = deck.random.whole(130, 980)
    const sentence = said(
      style,
      `Note: ${count} pieces of the ${product} are stored in ${place}.`,
      `We have ${count} pieces of the ${product} in the ${place} depot.`,
      `so there's still ${count} of the ${product} sitting in ${place}`,
    )
    return { sentence, anchors: [product, place, String(count)] }
  },
  (deck, style) => {
    const person = deck.draw('person', PEOPLE)
    const food = deck.draw('food', FOODS)
    const sentence = said(
      style,
      `Info: ${person} is allergic to ${food}.`,
      `My colleague ${person} has a serious allergy to ${food}.`,
      `${person} can't eat ${food} btw, allergic`,
    )
    return { sentence, anchors: [person, food] }
  },
]

const GOALS: readonly Maker[] = [
  (deck, style) => {
    const product = deck.draw('goal product', PRODUCTS)
    const count = deck.random.whole(21, 89) * 100
    const month = deck.draw('goal month', MONTHS)
    const sentence = said(
      style,
      `Goal: sell ${count} units of the ${product} by ${month}.`,
      `What I want to achieve is to sell ${count} units of the ${product} by ${month}.`,
      `ideally we'd be at ${count} sold of the ${product} by ${month}`,
    )
    return { sentence, anchors: [product, String(count), month] }
  },
  (deck, style) => {
    const place = deck.draw('goal place', PLACES)
    const month = deck.draw('goal month', MONTHS)
    const sentence = said(
      style,
      `Objective: open a second workshop in ${place} in ${month}.`,
      `My aim is to open a second workshop in ${place} in ${month}.`,
      `dream is to get a second workshop going in ${place} in ${month}`,
    )
    return { sentence, anchors: [place, month] }
  },
]

const PREFERENCES: readonly Maker[] = [
  (deck, style) => {
    const like = deck.draw('like', LIKES)
    const sentence = said(
      style,
      `Preference: I like ${like} best.`,
      `When I travel I prefer ${like}.`,
      `tbh I just love ${like}`,
    )
    return { sentence, anchors: [like] }
  },
  (deck, style) => {
    const food = deck.draw('food', FOODS)
    const sentence = said(
      style,
      `Preference: no ${food} in my meals.`,
      `I really dislike ${food} in any dish.`,
      `ugh I can't stand ${food}`,
    )
    return { sentence, anchors: [food] }
  },
  (deck, style) => {
    const tool = deck.draw('liked tool', TOOLS)
    const sentence = said(
      style,
      `Preference: I would rather keep my notes in ${tool}.`,
      `I prefer to keep my notes in ${tool}.`,
      `I like having my notes in ${tool} way more`,
    )
    return { sentence, anchors: ['notes', tool] }
  },
]

const MAKERS: Readonly<Record<PlantKind, readonly Maker[]>> = {
  rule: RULES,
  fact: FACTS,
  goal: GOALS,
  preference: PREFERENCES,
}

export function makePlant(kind: PlantKind, style: Style, deck: Deck): Plant {
  const { sentence, anchors } = deck.random.pick(MAKERS[kind])(deck, style)
  return {
    kind,
    style,
    sentence,
    anchors: anchors.map((anchor) => anchor.toLowerCase().replace(/^the /, '')),
  }
}

interface Changing {
  readonly subject: string
  readonly value: (deck: Deck) => string
  readonly before: (value: string) => string
  /** The change in other words: a sentence, in passing, with a label. */
  readonly after: readonly ((value: string) => string)[]
}

const day = (deck: Deck) => `${deck.random.whole(2, 28)} ${deck.random.pick(MONTHS)}`
const CHANGES: readonly Changing[] = [
  {
    subject: 'open evening',
    value: day,
    before: (v) => `The open evening is planned for ${v}.`,
    after: [
      (v) => `Small change of plan: we moved the open evening, it is on ${v} now.`,
      (v) => `oh wait, the open evening got pushed to ${v}`,
      (v) => `Update: open evening on ${v}.`,
    ],
  },
  {
    subject: 'caterer',
    value: (d) => d.draw('changing person', PEOPLE),
    before: (v) => `${v} is our caterer for the summer party.`,
    after: [
      (v) => `Actually the caterer will be ${v} instead, the other one cancelled.`,
      (v) => `scratch that, ${v} is doing it, our caterer bailed`,
      (v) => `Correction: the caterer is ${v}.`,
    ],
  },
  {
    subject: 'rent',
    value: (d) => `${d.random.whole(11, 49) * 50} euros`,
    before: (v) => `The rent for the hall is ${v} a month.`,
    after: [
      (v) => `They have changed the rent, we pay ${v} from now on.`,
      (v) => `ugh the rent went up to ${v}`,
      (v) => `New rent: ${v}.`,
    ],
  },
  {
    subject: 'printer',
    value: (d) => d.draw('changing place', PLACES),
    before: (v) => `Our printer is based in ${v}.`,
    after: [
      (v) => `We switched to a different printer, this one is in ${v}.`,
      (v) => `changed our minds, going with a printer in ${v} after all`,
      (v) => `Change: printer in ${v}.`,
    ],
  },
  {
    subject: 'deadline',
    value: day,
    before: (v) => `The deadline for the brochure is ${v}.`,
    after: [
      (v) => `They gave us more time for the brochure: the deadline is ${v} instead.`,
      (v) => `brochure deadline slipped to ${v} btw`,
      (v) => `New deadline for the brochure: ${v}.`,
    ],
  },
  {
    subject: 'choir',
    value: (d) => d.draw('changing day', WEEKDAYS),
    before: (v) => `My choir meets every ${v}.`,
    after: [
      (v) => `Turns out choir is on ${v} evenings from this month on.`,
      (v) => `choir is ${v} now, not what I said before`,
      (v) => `Correction: choir on ${v}.`,
    ],
  },
  {
    subject: 'van',
    value: (d) => d.draw('changing tool', TOOLS),
    before: (v) => `We book the van through ${v}.`,
    after: [
      (v) => `We no longer book the van there, we use ${v} for it.`,
      (v) => `we've moved on to ${v} for the van`,
      (v) => `Change of supplier: the van comes from ${v}.`,
    ],
  },
]

/** Changes of different things: at most one for each subject. */
export function makeChanges(count: number, deck: Deck): Change[] {
  return deck.random
    .shuffle(CHANGES)
    .slice(0, count)
    .map(({ subject, value, before, after }) => {
      const oldValue = value(deck)
      let newValue = value(deck)
      while (newValue === oldValue) newValue = value(deck)
      const plant = (sentence: string, said: string): Plant => {
        return { kind: 'fact', style: 'plain', sentence, anchors: [subject, said.toLowerCase()] }
      }
      const [first, second] = [
        plant(before(oldValue), oldValue),
        plant(deck.random.pick(after)(newValue), newValue),
      ]
      return {
        before: first,
        after: second,
        subject,
        oldValue: oldValue.toLowerCase(),
        newValue: newValue.toLowerCase(),
      }
    })
}

const ALIKE: readonly ((name: string, digits: string) => string)[] = [
  (name, digits) => `${name}'s badge number is ${digits}.`,
  (name, digits) => `The locker of ${name} opens with ${digits}.`,
  (name, digits) => `${name} has the extension ${digits} now.`,
]

/** Two people, one kind of number, two digits exchanged. */
export function makePair(deck: Deck): Pair {
  const names = [deck.draw('pair person', PEOPLE), deck.draw('pair person', PEOPLE)] as const
  const digits = deck.random.shuffle(['2', '3', '4', '5', '6', '7', '8', '9']).slice(0, 4).join('')
  const swapped = `${digits.slice(0, 2)}${digits[3]}${digits[2]}`
  const sentence = deck.random.pick(ALIKE)
  const plant = (name: string, number: string): Plant => {
    return {
      kind: 'fact',
      style: 'plain',
      sentence: sentence(name, number),
      anchors: [name.toLowerCase(), number],
    }
  }
  return [plant(names[0], digits), plant(names[1], swapped)]
}
