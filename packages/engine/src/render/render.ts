import type { Format } from '../types.js'
import { renderBulletPoints } from './bullet-points.js'
import { renderInjection } from './injection.js'
import { renderNarrative } from './narrative.js'
import type { Selection } from './rendering.js'
import { renderStructured } from './structured.js'

const RENDERERS: Readonly<Record<Format, (selection: Selection) => readonly string[]>> = {
  structured: renderStructured,
  narrative: renderNarrative,
  bullet_points: renderBulletPoints,
  injection: renderInjection,
}

/** Gives a selection the form of one format. Deterministic; adds no word that is not in the messages or the wording. */
export const render = (format: Format, selection: Selection): string =>
  renderLines(format, selection).join('\n')

/** The lines of a rendering; some hold breaks of their own. An empty one parts two paragraphs. */
export const renderLines = (format: Format, selection: Selection): readonly string[] =>
  RENDERERS[format](selection)
