import { chineseHeld, chineseOpen } from './chinese.js'
import { frenchHeld, frenchOpen } from './french.js'
import { germanHeld, germanOpen } from './german.js'
import { japaneseHeld, japaneseOpen } from './japanese.js'
import type { NotedTalk } from './noted-talk.js'
import { portugueseHeld, portugueseOpen } from './portuguese.js'
import { spanishHeld, spanishOpen } from './spanish.js'

/** The engine was mended while these were looked at. */
export const OPEN_TALKS: readonly NotedTalk[] = [
  germanOpen,
  frenchOpen,
  spanishOpen,
  portugueseOpen,
  chineseOpen,
  japaneseOpen,
]

/** And not at these: only their counts were read until the last change. */
export const HELD_TALKS: readonly NotedTalk[] = [
  germanHeld,
  frenchHeld,
  spanishHeld,
  portugueseHeld,
  chineseHeld,
  japaneseHeld,
]
