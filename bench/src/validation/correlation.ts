/** Ranks with ties shared, 0-based. */
function ranksOf(values: readonly number[]): number[] {
  const order = values.map((_, at) => at).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  const ranks = new Array<number>(values.length).fill(0)
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to++
    for (let at = from; at < to; at++) ranks[order[at] as number] = (from + to - 1) / 2
    from = to
  }
  return ranks
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** Spearman's rank correlation, -1 to 1; NaN where one side does not vary. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  const x = ranksOf(a)
  const y = ranksOf(b)
  const meanX = mean(x)
  const meanY = mean(y)
  let both = 0
  let ownX = 0
  let ownY = 0
  for (let at = 0; at < x.length; at++) {
    const dx = (x[at] ?? 0) - meanX
    const dy = (y[at] ?? 0) - meanY
    both += dx * dy
    ownX += dx * dx
    ownY += dy * dy
  }
  return both / Math.sqrt(ownX * ownY)
}

/** The share of the worst quarter (by `truth`) whose `score` is under the mark, and of those under it that are bad. */
export function alarms(score: readonly number[], truth: readonly number[], mark: number) {
  const sorted = [...truth].sort((a, b) => a - b)
  const quartile = sorted[Math.floor(sorted.length / 4)] ?? 0
  const bottom = score.filter((_, at) => (truth[at] ?? 0) <= quartile)
  const rest = score.filter((_, at) => (truth[at] ?? 0) > quartile)
  const raised = truth.filter((_, at) => (score[at] ?? 0) < mark)
  return {
    quartile,
    fires: bottom.filter((value) => value < mark).length / bottom.length,
    precision: raised.filter((value) => value < mark).length / raised.length,
    raised: raised.length / truth.length,
    ofTheRest: rest.filter((value) => value < mark).length / rest.length,
  }
}
