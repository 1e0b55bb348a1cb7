import type { Format } from '../types.js'
import { renderBulletPoints } from './bullet-points.js'
import { renderInjection } from './injection.js'
import { renderNarrative } from './narrative.js'
import type { Selection } from './rendering.js'
import { renderStructured } from './structured.js'

const RENDERERS: Readonly<Record<Format, (selection: Selection) => string>> = {
  structured: renderStructured,
  narrative: renderNarrative,
  bullet_points: renderBulletPoints,
  injection: renderInjection,
}

/** Gives a selection the form of one format. Deterministic; adds no word that is not in the messages or the wording. */
export const render = (format: Format, selection: Selection): string => RENDERERS[format](selection)
