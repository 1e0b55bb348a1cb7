import { list } from '../list.js'
import { counted } from './numerals.js'
import type { ClaimCues } from './types.js'

/** English. Negation after Quirk et al. 1985, §10.54 ff.; verbs and adverbs of negative meaning after §10.59. */
export const englishClaims: ClaimCues = {
  negation: list(`
    not, no, never, none, cannot, without, don't, doesn't, didn't, can't, couldn't, won't, wouldn't, isn't, aren't, wasn't
    weren't, haven't, hasn't, hadn't, shouldn't, mustn't, nothing, nobody, nor, neither, no one, no longer, dont, cant
  `),
  denial: list(`
    no more than, not more than, no longer than, not longer than, no later than, not later than, not only, not until
    avoid, avoids, avoided, avoiding, forbid, forbids, forbidden, forbade, ban, bans, banned, prohibit, prohibits, prohibited, refuse
    refuses, refused, reject, rejects, rejected, decline, declines, declined, deny, denies, denied, lack, lacks, lacking, lacked, fail, fails
    failed, stop, stops, stopped, except, instead, rather than, at most, at least, maximum, minimum, cap, limit, limits, limited, only, unless
    until, too, away from, against, exclude, excludes, excluded, excluding, hardly, rarely, barely, seldom, unable, impossible, off limits
    dislike, dislikes, disliked, hate, hates, hated, allergic, unlike, neither, missing, absent, cancel, cancelled, canceled, drop, dropped
    unaware, unsure, unclear, uncertain, wrong, false, if, whether, prevent, prevents, prevented, keep out, below, under, free of, disagree
    disagrees, disagreed, unknown, undecided, little, few, but, although, though, unwilling, reluctant, doubt, doubts, off, skip, skips, skipped
  `),
  reporting: list(`
    asked, asks, requested, requests, decided, decides, decision, agreed, agrees, settled, chose, chosen, instructed
    resolved, approved, concluded
  `),
  wishing: list('wants, wanted, ordered'),
  permits: list('can, could, may, might, be able to, is able to, are able to, allowed to'),
  obliges: list('must, have to, has to, had to, need, needs, need to, needs to, obliged to, required to'),
  forbids: list("can't, cannot, cant, couldn't, mustn't, may not, can not, could not, must not"),
  bridges: list(`
    a, an, the, i, we, you, he, she, it, they, i'm, i've, i'd, i'll, we're, we've, we'll, you're, you've, it's, he's, she's, they're, they've, that's, there's
    is, are, was, were, am, be, been, do, does, did, has, have, had, will, would, shall, really, very, just, quite, please, that, to, also, s, d, m, ll, re, ve
  `),
  joints: list(
    'and, but, because, since, so, as, who, which, that, when, while, although, though, where, if, or, whereas, than, until, before, after',
  ),
  contrast: list(`
    prefer, prefers, preferred, instead, rather, used to, first, original, originally, earlier, former, formerly, previous, previously, before, stay, stays, stayed, remain, remains
    remained, unchanged, untouched, keep, keeps, kept, leave, leaves, left, would have, wanted, planned, was to, were to, had, from, until, anymore, any more, still, then
    turned out, moved, changed, switched, became
  `),
  numbers: {
    ...counted(
      'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    ),
    ...counted('twenty thirty forty|fourty fifty sixty seventy eighty ninety', 20, 10),
    ...{ dozen: 12, noon: 12, midnight: 0, once: 1, twice: 2, half: 0.5 },
  },
  ordinals: {
    ...counted(
      'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth',
      1,
    ),
    thirtieth: 30,
  },
  scales: {
    hundred: 100,
    thousand: 1_000,
    k: 1_000,
    million: 1_000_000,
    m: 1_000_000,
    billion: 1e9,
    bn: 1e9,
  },
  durations: { hour: 60, hours: 60, minute: 60, minutes: 60, week: 7, weeks: 7, year: 12, years: 12 },
  weekdays: list(
    'sunday|sundays, monday|mondays, tuesday|tuesdays, wednesday|wednesdays, thursday|thursdays, friday|fridays, saturday|saturdays',
  ),
}
