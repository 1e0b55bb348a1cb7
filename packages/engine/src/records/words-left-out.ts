import { list } from '../lexicon/list.js'

/** What a sentence between a user and an assistant is told without, by closed classes and the verbs of asking and bringing. */
export interface FewWords {
  /** Pronouns, auxiliaries, and words that say that something is wanted, found, offered or agreed to. */
  readonly leftOut: ReadonlySet<string>
  /** Small words that lead to what they stand before: they open a phrase. */
  readonly joints: ReadonlySet<string>
  /** The same at the end of a question: "does 8 pm work?" */
  readonly leftOutAtEnd: ReadonlySet<string>
  /** Words that tell nothing as a phrase of their own. */
  readonly emptyAlone: ReadonlySet<string>
  /** A sentence with one of these means something else without its grammar, and is told in it. */
  readonly needsGrammar: ReadonlySet<string>
}

const english: FewWords = {
  leftOut: new Set(
    list(`
      i, you, we, me, us, it, they, them, there, he, she, i'm, i'd, i'll, i've, we're, we'd, we'll, we've, you're, you'd, you'll, you've
      it's, they're, there's, that's, let's, who's, it'll, he's, she's, myself
      am, is, are, was, were, be, been, being, do, does, did, doing, have, has, had, having, will, would, could, can, shall, should, let
      want, wants, wanted, wanting, need, needs, needed, needing, like, liked, love, wish, wishes, wishing, wished, look, looks
      looking, search, searching, searched, find, finding, found, make, making, book, booking, reserve, reserving, get, getting
      give, show, suggest, suggesting, recommend, recommending, help, helping, see, try, trying, interested, hope, hoping, planning
      going, go, thinking, think, suppose, tell, prefer, preferred, enjoy, buy, buying, purchase, purchasing, wanna, gonna
      some, any, also, please, then, that, which, so, ok, okay, sure, perfect, great, kind, sort, located, available, well
      actually, just, really, sounds, good, something, somewhere, someplace, anything, place, one, ones, thing, able, heard, what, how
      about, instead, correct, right, yes, yeah, following, details, information, but,
      confirm, confirming, confirmation, confirmed, affirm, affirming, verify, review, plan, plans, wan, because, alright, hi, hello, hey
    `),
  ),
  joints: new Set(
    list(`
      in, on, at, from, to, for, with, by, near, until, till, of, under, after, before, around, through, between, as, via
      towards, into, per, and, since, during, within, above, below, behind, across, along, beside, over
    `),
  ),
  leftOutAtEnd: new Set(list(`work, works, fine, too, though, now`)),
  emptyAlone: new Set(
    list(
      `check, checking, first, ready, mind, change, list, search, result, results, revealed, today's, fine, nice, use, back, again, go, way, ahead, sorry, question, request, choice, choices, another, next, free, open`,
    ),
  ),
  needsGrammar: new Set(
    list(`
      not, no, never, none, nothing, nobody, nor, neither, cannot, without, if, unless, except, may, might, must, either
      less, more, than, other, else, why, when, where, who, whom, whose, much, many, long, while, those, full
    `),
  ),
}

const BY_LANGUAGE: Readonly<Record<string, FewWords>> = { en: english }

/** The words of a language; undefined where none were written down: its sentences stay as they are. */
export const fewWordsIn = (language: string): FewWords | undefined => BY_LANGUAGE[language]
