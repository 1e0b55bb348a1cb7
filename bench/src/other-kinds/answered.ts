import type { BenchConversation, Probe, SharedBench } from '../quality/shared-bench.js'

/** The scorer reads words between spaces; these are held against pairs of characters instead. */
const WITHOUT_SPACES: ReadonlySet<string> = new Set(['zh', 'ja'])
/** Share of an answer's pairs of characters that has to stand on one line, as the scorer asks of words. */
const PAIRS_NEEDED = 0.6

const pairsOf = (text: string): Set<string> => {
  const letters = [...text.replace(/[^\p{L}\p{N}]/gu, '')]
  return new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`))
}

function isAnsweredByPairs({ answers, keys }: Probe, text: string): boolean {
  const lines = text.split('\n').map(pairsOf)
  return [...answers, ...Object.values(keys ?? {})].some((wanted) => {
    const pairs = [...pairsOf(wanted)]
    return lines.some((line) => pairs.filter((pair) => line.has(pair)).length >= PAIRS_NEEDED * pairs.length)
  })
}

export interface Answered {
  /** Share of the probes, in percent. */
  readonly ret: number
  readonly lost: readonly Probe[]
}

/** Which probes `text` answers: by the benchmark's scorer, by pairs of characters where words have no spaces. */
export function answeredBy(
  conversation: BenchConversation & { readonly lang: string },
  text: string,
  budget: { readonly label: string; readonly budget: number },
  bench: SharedBench,
): Answered {
  const { id, probes, lang } = conversation
  if (WITHOUT_SPACES.has(lang)) {
    const lost = probes.filter((probe) => !isAnsweredByPairs(probe, text))
    return { ret: 100 * (1 - lost.length / probes.length), lost }
  }
  const scored = bench.scoreOne(conversation, { id, method: 'precis', ...budget, text, ms: 0 })
  const whole = new Set(scored.probes.filter(({ ret }) => ret >= 1).map((probe) => probe.id))
  return { ret: 100 * scored.ret, lost: probes.filter((probe) => !whole.has(probe.id)) }
}
