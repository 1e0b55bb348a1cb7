import { ACT_BIT, WORDING_BIT } from './salience/bit-features.js'
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
  /** It asks for something else than was offered. */
  asksAnother: 4_096,
  question: 8_192,
  asksMark: 16_384,
  /** It asks to confirm, or restates what the listener wants. */
  confirming: 32_768,
  /** It says "if", or quotes: what it tells is not so. */
  supposed: 65_536,
  /** Its message was written by a user, by an assistant, or by the system. */
  ofUser: 131_072,
  ofAssistant: 262_144,
  ofSystem: 524_288,
  /** Its message was printed by a program, or is a tool's answer. */
  ofTool: 1_048_576,
  /** Its message says who speaks by name. */
  ofNamed: 2_097_152,
  /** Its message was read for items and values when it was annotated. */
  read: 4_194_304,
  /** It is told as an item between a user and an assistant, among named people, and in a chronicle. */
  item: 8_388_608,
  itemAmongNamed: 16_777_216,
  itemInChronicle: 33_554_432,
  /** What it was found to say when its message was read, or what its words do not rule out. See `HINT`. */
  mayChoose: 67_108_864,
  mayLift: 134_217_728,
  mayTakeBack: 268_435_456,
  mayClose: 536_870_912,
  mayPropose: 1_073_741_824,
  /** It opens like what is taken up, or like what takes it up. The bit of the sign: the last one there is. */
  mayTakeUp: -2_147_483_648,
} as const

/** What the patterns of a run look for in a text. A text that was read once need not be searched in each run. */
export const HINT =
  FLAG.mayChoose | FLAG.mayLift | FLAG.mayTakeBack | FLAG.mayClose | FLAG.mayPropose | FLAG.mayTakeUp

const OF_KIND: ReadonlyMap<string, number> = new Map<UnitKind, number>([
  ['prose', FLAG.spoken],
  ['list', FLAG.spoken | FLAG.list],
  ['code', FLAG.code],
  ['output', FLAG.output],
  ['aside', 0],
])

const OF_STANCE: Readonly<Record<string, number>> = {
  rule: FLAG.rule | FLAG.telling,
  policy: FLAG.telling,
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
  agrees: FLAG.mayAccept,
  assent: FLAG.mayAccept,
  another: FLAG.asksAnother,
  confirming: FLAG.confirming,
  restating: FLAG.confirming,
}

/** What a word of an annotation says of its unit. */
interface Said {
  /** Bits of `FLAG`. */
  readonly flags: number
  /** The bit that it is as a feature, of `ACT_BIT` or `WORDING_BIT`. */
  readonly feature: number
}

/**
 * By word. A `Map` finds a word by the hash that its string remembers; an object first has to find out which of its keys it is,
 * and these are asked for several times for each unit.
 */
type SaidBy = ReadonlyMap<string, Said>

const saidBy = (
  flags: Readonly<Record<string, number>>,
  features: Readonly<Record<string, number>>,
): SaidBy =>
  new Map(
    [...Object.keys(flags), ...Object.keys(features)].map((word) => [
      word,
      { flags: flags[word] ?? 0, feature: features[word] ?? 0 },
    ]),
  )
const SAID_BY_ACT = saidBy(OF_ACT, ACT_BIT)
const SAID_BY_STANCE = saidBy(OF_STANCE, ACT_BIT)
const SAID_BY_WORDING = saidBy(OF_WORDING, WORDING_BIT)

/** Bits of a unit, each kind in a place of its own. */
export interface UnitBits {
  /** Of `FLAG`, those aside that its message gives it. */
  flags: number
  /** Of `ACT_BIT`. */
  acts: number
  /** Of `WORDING_BIT`. */
  wording: number
  /** Of `HINT`; absent where nothing is known, or where there are none. */
  hints: number | undefined
}

/** Writes the bits of a unit into `bits`. */
export function readBits(annotation: UnitAnnotation, bits: UnitBits): void {
  const { kind, act, stances, wording, item, hints } = annotation
  const byAct = SAID_BY_ACT.get(act)
  let flags = (OF_KIND.get(kind) ?? 0) | (byAct === undefined ? 0 : byAct.flags)
  let acts = byAct === undefined ? 0 : byAct.feature
  let words = 0
  if (kind === 'output' && annotation.shortened !== undefined && annotation.sealed === undefined)
    flags |= FLAG.data
  for (let at = 0; at < stances.length; at++) {
    const said = SAID_BY_STANCE.get(stances[at] as string)
    if (said === undefined) continue
    flags |= said.flags
    acts |= said.feature
  }
  for (let at = 0; at < wording.length; at++) {
    const said = SAID_BY_WORDING.get(wording[at] as string)
    if (said === undefined) continue
    flags |= said.flags
    words |= said.feature
  }
  if (annotation.statesValue === true) flags |= FLAG.statesValue
  if (item !== undefined)
    for (let at = 0; at < item.types.length; at++) if (item.types[at] !== null) flags |= FLAG.item << at
  bits.flags = flags
  bits.hints = hints
  bits.acts = acts
  bits.wording = words
}

const OF_ROLE: Readonly<Record<Message['role'], number>> = {
  user: FLAG.ofUser,
  assistant: FLAG.ofAssistant,
  system: FLAG.ofSystem,
  tool: 0,
}

/** Of `HINT`, for a unit of which none are known: none where its message was read, else all. */
export const hintsWithout = (ofMessage: number): number => ((ofMessage & FLAG.read) === 0 ? HINT : 0)

/** The bits that a message gives all of its units. */
export const messageFlagsOf = ({ role, name }: Message, annotation: MessageAnnotation): number =>
  OF_ROLE[role] |
  (annotation.isToolOutput ? FLAG.ofTool : 0) |
  (name ? FLAG.ofNamed : 0) |
  (annotation.isRead === true ? FLAG.read : 0)
