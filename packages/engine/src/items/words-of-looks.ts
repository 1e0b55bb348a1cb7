import { SIGN } from '../annotate/signs.js'
import type { Spelling, Words } from '../annotate/words.js'
import { claimCuesFor } from '../lexicon/claims/registry.js'
import { list } from '../lexicon/list.js'
import { wordsOf } from '../link/values-of.js'
import { once } from '../once.js'
import { LOOK } from '../unit-looks.js'

/**
 * Words without which an English text holds nothing of what runs look for (`unit-looks.ts`), as bits. The patterns of several languages
 * are tried on every text: their words stand here too, as far as they are of ASCII.
 */
const NEED = {
  /** What one does, or has, one at a time. */
  ownState: 1,
  /** Opens what does not hold any more. */
  gone: 2,
  /** Takes back what was said just before. */
  retraction: 4,
  /** A day or a month. Exact. */
  day: 8,
  /** "Is", "opens", "costs"; "the", "my", "our". */
  state: 16,
  owned: 32,
  /** Asks to know something, wherever it stands; where it opens the sentence. */
  question: 64,
  opensQuestion: 128,
  /** Reports as done. */
  report: 256,
  /** A title, or how a name is spelled. */
  name: 512,
  /** Says that something was written wrongly. */
  mistake: 1_024,
  /** Picks something. */
  pick: 2_048,
  /** Wishes for something, wherever it stands; where it opens the sentence. */
  wish: 4_096,
  opensWish: 8_192,
  /** A deed for others; who is asked for it. */
  deed: 16_384,
  asked: 32_768,
  /** Opens an order, besides a deed. */
  opensOrder: 65_536,
  /** Anybody, or one of several, who does it. */
  somebody: 131_072,
  /** A weekday, a number in words, noon: a value may be one. */
  value: 262_144,
} as const

/** Words that stand whole, or as a part of one with an apostrophe, a digit or a line below. */
const WHOLE: readonly (readonly [number, string])[] = [
  [
    NEED.ownState,
    'moved, relocated, settled, down, up, weight, budget, spend, afford, pay, live, living, work, working, report, reporting, drive, driving, sleep, sleeping, weigh, stay, staying, meet, meeting, take, taking, use, using, see, seeing, catch, catching',
  ],
  [NEED.gone, 'not, longer, mind, from'],
  [
    NEED.state,
    'is, are, has, have, cost, costs, need, needs, open, opens, close, closes, start, starts, begin, begins, end, ends, leave, leaves, depart, departs, meet, meets, run, runs',
  ],
  [NEED.owned, 'the, my, our'],
  [NEED.question, 'me, can, could, may, might, do, check, see, show, know, look, looking, find, hear'],
  [
    NEED.opensQuestion,
    'what, which, when, where, who, whose, how, why, will, would, can, could, am, is, are, was, were, do, does, did, has, have',
  ],
  [
    NEED.report,
    'confirmed, booked, reserved, placed, sent, complete, completed, scheduled, cancelled, canceled, updated, transferred, submitted, refunded, issued, paid, ordered, paused, moved, changed, added, registered, enabled, activated, blocked, extended, renewed',
  ],
  [
    NEED.name,
    'mr, mister, herr, herrn, monsieur, m, sr, senhor, mrs, ms, miss, frau, madame, mme, mlle, sra, senhora, dona, with, without, mit, ohne, avec, sans, con, sin, com, sem, two, double, zwei, doppel, deux, dos, dois',
  ],
  [
    NEED.mistake,
    'swapped, typo, sorry, wrong, mistake, mistyped, misread, meant, correction, vertippt, tippfehler, zahlendreher, verwechselt, falsch, erreur, faute, equivocado, equivocada, errado, errada, enganei, desculpa',
  ],
  [
    NEED.pick,
    'first, st, former, second, nd, third, rd, fourth, th, option, number, no, nr, variante, sound, sounds, look, looks, let, lets, take, have, go, like, prefer, book, order, reserve, it, then, please, fine, perfect, great, good, ok, works, nehme, nehmen, nimm, dann, bitte, prend, prends, prenons, alors, va, parfait, quedo, reserva, entonces, cojo, fico, pode, queremos, quero',
  ],
  [
    NEED.wish,
    'rather, want, need, like, love, prefer, wish, hope, hoping, looking, trying, planning, plan, intend, interested, searching, seeking, wanting, going, can, could, will, would, help, please, any, some',
  ],
  [NEED.opensWish, 'and, then, now, next, also, plus'],
  [
    NEED.deed,
    'send, get, email, mail, post, write, draft, prepare, circulate, share, forward, upload, publish, submit, file, book, reserve, order, buy, pick, collect, fetch, bring, print, copy, call, ring, phone, contact, message, text, notify, inform, schedule, arrange, organise, organize, set, invite, find, look, investigate, research, follow, report, update, fix, repair, clean, finish, complete, finalise, finalize, implement, build, test, review, translate, migrate, deploy, merge, document, design, put, come, pull, take, negotiate, pay, transfer, register, confirm, cancel, return, deliver, drive, host, cook, bake, paint, install, replace, measure, analyse, analyze, collate, compile, type, revise, rewrite, correct, check, speak, talk, ask, do, make, run, rerun, train, work, lend, rent, hire, sort, hand, provide, give, tell, let, chase, change, move, apply, sign, fit',
  ],
  [NEED.asked, 'you, can, could, will, would'],
  [NEED.opensOrder, 'please, then, just'],
  [NEED.somebody, 'somebody, someone, anybody, anyone, one, who'],
]

/** Words of which patterns need a part, wherever it stands. */
const PARTS: readonly (readonly [number, RegExp])[] = [
  [NEED.gone, /n't|instead|place|rather|replac/],
  [
    NEED.retraction,
    /wait|scratch|strike|thought|actually|warte|moment|halt|doch|quatsch|attend|fait|finalement|esper|mejor|melhor/,
  ],
  [NEED.name, /sorry|typo|meant|spel|meinte|geschrieben|pardon|dire|decir|escribe|desculpa|dizer|escreve/],
  [NEED.pick, /buch/],
  // "You've got bay A".
  [NEED.deed | NEED.asked, /^you'/],
]

const BY_WORD = new Map<string, number>()
for (const [need, words] of WHOLE)
  for (const word of list(words)) BY_WORD.set(word, (BY_WORD.get(word) ?? 0) | need)

/** The first word of each way to say a number or a weekday. */
const wordsOfValues = once((): ReadonlySet<string> => {
  const { numbers, weekdays } = claimCuesFor('en').source
  const said = ['noon', 'midday', ...Object.keys(numbers), ...weekdays.flatMap((names) => names.split('|'))]
  return new Set(said.flatMap((one) => one.toLowerCase().match(/[a-z]+/) ?? []))
})

/** The needs that a word meets as it is spelled, in lower case. Cost: a look-up and a few short patterns. */
function needsOfWord(lower: string): number {
  let needs = needsOfPart(lower)
  // "There's", "5th", "is_open": a pattern may end at the apostrophe. A letter alone before or behind one is no word.
  for (const part of lower.match(/[a-z]{2,}/g) ?? []) needs |= needsOfPart(part)
  for (const [need, part] of PARTS) if (part.test(lower)) needs |= need
  return needs
}

const needsOfPart = (part: string): number =>
  (BY_WORD.get(part) ?? 0) |
  (wordsOf('en').days.has(part) ? NEED.day : 0) |
  (wordsOfValues().has(part) ? NEED.value : 0)

/** The needs that words meet, from the first up to a place. Cost: a look at each. */
function needsOfWords({ spellings }: Words, to: number): number {
  let needs = 0
  for (let at = 0; at < to; at++) {
    const spelling = spellings[at] as Spelling
    if (spelling.needs < 0) spelling.needs = needsOfWord(spelling.lower)
    needs |= spelling.needs
  }
  return needs
}

/** Words of the opening of a sentence in which its patterns look. */
const WORDS_OF_OPENING = 3

/**
 * Bits of `LOOK` that the words of a text do not rule out, so that its patterns are tried only on texts that have their words. Those that
 * need more than words are always left; all are in another language than English, and beside letters other than ASCII.
 */
export function looksLeftBy(text: string, words: Words, language: string): number {
  if (language !== 'en' || (words.signs & SIGN.otherLetters) !== 0) return -1
  const { length } = words.spellings
  const met = needsOfWords(words, length)
  const opens = needsOfWords(words, Math.min(length, WORDS_OF_OPENING))
  const has = (need: number, opening = 0): boolean => ((met & need) | (opens & opening)) !== 0
  let ruledOut = 0
  if (!has(NEED.ownState)) ruledOut |= LOOK.ownState
  if (!has(NEED.gone)) ruledOut |= LOOK.namesGone
  // "We're not getting a beagle, we're getting a whippet": what is gone may stand in the next clause.
  if (!has(NEED.gone) && !text.endsWith(',')) ruledOut |= LOOK.takesBackValue
  if (!has(NEED.retraction)) ruledOut |= LOOK.retracts
  if (!has(NEED.day)) ruledOut |= LOOK.namesDay | LOOK.settlesDay
  if (!has(NEED.state) || !has(NEED.owned)) ruledOut |= LOOK.ofState
  if (!has(NEED.question, NEED.opensQuestion)) ruledOut |= LOOK.looksUp
  if (!has(NEED.report)) ruledOut |= LOOK.reportsInShort
  if (!has(NEED.name)) ruledOut |= LOOK.namesAnew
  if (!has(NEED.mistake)) ruledOut |= LOOK.codesAnew
  if (!has(NEED.pick) && !text.includes('#')) ruledOut |= LOOK.picks
  if (!has(NEED.value) && (words.signs & SIGN.digit) === 0)
    ruledOut |= LOOK.givesBareValue | LOOK.mayGiveForReason
  if (!has(NEED.wish, NEED.opensWish)) ruledOut |= LOOK.wishes
  if (!has(NEED.deed) || !has(NEED.somebody)) ruledOut |= LOOK.wantsSomebody
  // "Could you …", "Ewa, …", "please …": who is asked or told is named, or the verb comes first.
  const mayOrder = has(NEED.asked, NEED.opensOrder | NEED.deed) || text.includes(',') || text.includes(':')
  if (!has(NEED.deed) || !mayOrder) ruledOut |= LOOK.asksForAction
  return ~ruledOut
}
