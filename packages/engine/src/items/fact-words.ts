import { list } from '../lexicon/list.js'

/**
 * Classes of English words that tell a statement worth keeping from talk. Closed classes after Biber et al. 1999
 * (stance adverbials, vague nouns, epistemic verbs); the open ones are everyday words for events, kin and possessions.
 */
export const WORD_CLASSES = {
  /** May point at what was said before. */
  points:
    list(`it, it's, that, that's, this, they, they're, these, those, he, he's, she, she's, them, him, his, her, their, its, here,
    there, there's, one, ones, both, such, same, other, others, another, else, either, then`),
  /** Names nothing in particular. */
  vague:
    list(`thing, things, stuff, something, anything, everything, nothing, someone, somebody, anyone, everyone, way, ways, kind, kinds, sort, lot, lots,
    bit, issue, issues, point, points, aspect, area, areas, case, cases, situation, situations, place, places, people, guys, idea, ideas, stories,
    story, event, moment, time, times, thoughts, some, somewhere, whatever, various, certain, several, many, few, couple, result, results, experience, example`),
  /** Says that it may be otherwise. */
  hedges:
    list(`think, thought, guess, maybe, perhaps, probably, possibly, believe, suppose, seems, seem, hope, hopefully, hoping, wonder, imagine,
    assume, likely, might, may, could, would, should, sure, understand, understanding, feel, like`),
  /** Tells that something happened or holds. */
  events:
    list(`bought, sold, moved, started, began, joined, visited, met, made, built, won, lost, finished, signed, opened, launched, adopted, married,
    learned, learnt, learning, learn, taught, teach, teaching, wrote, written, published, applied, accepted, hired, fired, injured, broke, fixed, restored, restoring, recorded, performed, perform,
    graduated, enrolled, travelled, traveled, flew, drove, went, came, ran, hosted, organized, organised, volunteered, attended, received, got, found, lived, lives, live,
    works, worked, working, work, plays, playing, play, play, studying, study, studies, owns, own, runs, planned, planning, booked, invited, gave, given, took, developed, created, designed, released,
    introduced, increased, decreased, reduced, agreed, paid, cost, costs, spent, raised, removed, added, changed, trained, reading, read, watching, watched, mentoring, recommended, tested, measured, uses, used, using`),
  /** Kin, company and belongings: what a talk about somebody's life is about. */
  life: list(`sister, brother, mother, mom, mum, father, dad, son, daughter, wife, husband, partner, girlfriend, boyfriend, fiance, fiancee, cousin, aunt, uncle,
    grandma, grandmother, grandpa, grandfather, kids, children, family, friend, friends, neighbour, neighbor, neighbours, neighbors, colleague, boss, team, teammates, band, dog, dogs, cat, cats, puppy, pet, pets,
    house, apartment, flat, home, car, bike, boat, garden, studio, store, shop, business, company, job, school, college, university, degree, class, course, exam, album, song, book, novel,
    film, movie, recipe, hospital, doctor, surgery, injury, trip, holiday, vacation, wedding, birthday, competition, tournament, game, championship, award, internship, interview, contract, deal, show, gig, tour, festival`),
  when: list(`yesterday, today, tonight, tomorrow, ago, week, weekend, month, months, weeks, year, years, summer, winter, spring, autumn, monday, tuesday,
    wednesday, thursday, friday, saturday, sunday, january, february, march, april, june, july, august, september, october, november, december, last, next, since, daily, weekly, annually, decade`),
  /** Says nothing of a subject: cheers, runs the meeting, counts, denies, keeps the talk going. */
  talk: list(`dream, dreams, dreaming, journey, positivity, inspire, inspiring, inspired, inspiration, grateful, thankful, amazing, awesome, incredible,
    determined, excited, exciting, proud, stoked, thrilled, pumped, motivated, motivates, motivation, positive, stunning, crazy, wild, magical, best, focused,
    passion, passionate, fun, blast, fantastic, unbelievable, great, wonderful, lovely, beautiful, cool, hope, support, supportive, enjoy, ride, forward, ahead,
    goals, success, successes, progress, joy, happiness, happy, express, myself, amendment, amendments, group, question, questions, agenda, item, move, moving,
    minutes, slide, slides, presentation, meeting, objection, chair, members, member, supplementary, witnesses, discuss, discussing, talking, talked, mention,
    mentioned, said, saying, outlined, noted, showing, going, asked, asking, session, afternoon, remember, look, looking, tell, describe, speak, hear,
    three, seven, eight, nine, eleven, twelve, fifteen, twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety, hundred, thousand, million, billion,
    percent, twice, dozen, first, second, third, not, don't, doesn't, didn't, isn't, aren't, wasn't, weren't, haven't, hasn't, hadn't, can't, cannot,
    won't, never, wouldn't, shouldn't, couldn't, actually, really, basically, anyway, firstly, lastly, etcetera, because, cause, certainly, obviously,
    definitely, gonna, wanna, again, already`),
  listener: list(`you, your, you're, yours, you'll, you've, you'd`),
  finite:
    list(`is, are, was, were, am, i'm, it's, he's, she's, they're, we're, that's, there's, has, have, had, i've, we've, they've, do, does, did, don't, doesn't, didn't, isn't, aren't, wasn't, weren't,
    will, i'll, we'll, won't, can, can't, cannot, must, haven't, hasn't, hadn't`),
  prepositions: list(
    `with, of, from, by, than, for, at, in, on, to, under, over, about, into, through, between, unlike, as, following, having, being`,
  ),
  prepares: list(`if, unless, when, whenever, while, whether, once, where, although, though`),
} as const

export type WordClass = keyof typeof WORD_CLASSES

const NAMES = Object.keys(WORD_CLASSES) as WordClass[]

/** The bit of each class in the numbers of `CLASSES_OF`. */
export const CLASS_BIT = Object.fromEntries(NAMES.map((name, at) => [name, 1 << at])) as Readonly<
  Record<WordClass, number>
>

/** The classes of each word, as bits. */
export const CLASSES_OF: ReadonlyMap<string, number> = classesByWord()

function classesByWord(): Map<string, number> {
  const found = new Map<string, number>()
  for (const name of NAMES)
    for (const word of WORD_CLASSES[name]) found.set(word, (found.get(word) ?? 0) | CLASS_BIT[name])
  return found
}
