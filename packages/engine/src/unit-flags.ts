import type { Message, MessageAnnotation, UnitAnnotation, UnitKind } from './types.js'

/** Bits that say of a unit whether a pass over the conversation has to read it. */
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
  code: 1_024,
  list: 2_048,
  aside: 4_096,
  question: 8_192,
  asksMark: 16_384,
  agrees: 32_768,
  /** It says "if", or quotes: what it tells is not so. */
  supposed: 65_536,
  /** Its message was written by a user, by an assistant, or by the system. */
  ofUser: 131_072,
  ofAssistant: 262_144,
  ofSystem: 524_288,
  /** Its message was printed by a program, or is a tool's answer. */
  ofTool: 1_048_576,
  /** It asks for something else than was offered. */
  asksAnother: 2_097_152,
  /** It asks to confirm, or restates what the listener wants. */
  confirming: 4_194_304,
} as const

const OF_KIND: Readonly<Record<UnitKind, number>> = {
  prose: FLAG.spoken,
  list: FLAG.spoken | FLAG.list,
  code: FLAG.code,
  output: FLAG.output,
  aside: FLAG.aside,
}

const OF_STANCE: Readonly<Record<string, number>> = {
  rule: FLAG.rule | FLAG.telling,
  decision: FLAG.telling,
  preference: FLAG.telling,
  hypothetical: FLAG.supposed,
  quoted: FLAG.supposed,
}

const OF_ACT: Readonly<Record<string, number>> = {
  filler: FLAG.filler,
  correction: FLAG.correction | FLAG.mayCorrect,
  refusal: FLAG.mayCorrect,
  acceptance: FLAG.mayAccept,
  question: FLAG.question,
}

const OF_WORDING: Readonly<Record<string, number>> = {
  asksMark: FLAG.asksMark | FLAG.mayCorrect,
  agrees: FLAG.agrees | FLAG.mayAccept,
  assent: FLAG.mayAccept,
  another: FLAG.asksAnother,
  confirming: FLAG.confirming,
  restating: FLAG.confirming,
}

export function flagsOf(annotation: UnitAnnotation): number {
  const { kind, stances, wording } = annotation
  let flags = OF_KIND[kind] | (OF_ACT[annotation.act] ?? 0)
  if (kind === 'output' && annotation.shortened !== undefined && annotation.sealed === undefined)
    flags |= FLAG.data
  for (let at = 0; at < stances.length; at++) flags |= OF_STANCE[stances[at] as string] ?? 0
  for (let at = 0; at < wording.length; at++) flags |= OF_WORDING[wording[at] as string] ?? 0
  return annotation.statesValue === true ? flags | FLAG.statesValue : flags
}

const OF_ROLE: Readonly<Record<Message['role'], number>> = {
  user: FLAG.ofUser,
  assistant: FLAG.ofAssistant,
  system: FLAG.ofSystem,
  tool: 0,
}

/** The bits that a message gives all of its units. */
export const messageFlagsOf = ({ role }: Message, { isToolOutput }: MessageAnnotation): number =>
  OF_ROLE[role] | (isToolOutput ? FLAG.ofTool : 0)
