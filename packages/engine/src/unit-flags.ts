import type { UnitAnnotation } from './types.js'

/**
 * What the passes over a conversation ask of a unit first. In a long conversation each look at an annotation is a cache miss, and
 * there are twenty passes: these bits stand side by side in one array, and spare all but a few units the look.
 */
export const FLAG = {
  /** It is worded as a rule. */
  rule: 1,
  /** It is worded as a rule, a decision or a preference. */
  telling: 2,
  /** Prose or an item of a list. */
  spoken: 4,
  /** Printed by a program. */
  output: 8,
  /** Data of a program that has a shorter form, in a message that is at hand. */
  data: 16,
  filler: 32,
  /** It may take back or replace what was said: a correction, a refusal or a question. */
  mayCorrect: 64,
  correction: 128,
  /** It may agree to what was said before. */
  mayAccept: 256,
  /** It may state a value in force. */
  statesValue: 512,
} as const

const OF_STANCE: Readonly<Record<string, number>> = {
  rule: FLAG.rule | FLAG.telling,
  decision: FLAG.telling,
  preference: FLAG.telling,
}

const OF_ACT: Readonly<Record<string, number>> = {
  filler: FLAG.filler,
  correction: FLAG.correction | FLAG.mayCorrect,
  refusal: FLAG.mayCorrect,
  acceptance: FLAG.mayAccept,
}

const OF_WORDING: Readonly<Record<string, number>> = {
  asksMark: FLAG.mayCorrect,
  agrees: FLAG.mayAccept,
  assent: FLAG.mayAccept,
}

export function flagsOf(annotation: UnitAnnotation): number {
  const { kind, stances, wording } = annotation
  let flags = OF_ACT[annotation.act] ?? 0
  if (kind === 'prose' || kind === 'list') flags |= FLAG.spoken
  if (kind === 'output') {
    flags |= FLAG.output
    if (annotation.shortened !== undefined && annotation.sealed === undefined) flags |= FLAG.data
  }
  for (let at = 0; at < stances.length; at++) flags |= OF_STANCE[stances[at] as string] ?? 0
  for (let at = 0; at < wording.length; at++) flags |= OF_WORDING[wording[at] as string] ?? 0
  return annotation.statesValue === true ? flags | FLAG.statesValue : flags
}
