/** One list to rank: a conversation's units as rows of features, and how much each one should be wanted. */
export interface Example {
  /** Row-major: unit × feature. */
  readonly rows: Float64Array
  /** Non-negative; only the proportions within the list matter. */
  readonly target: Float64Array
  /** The list's share of the loss. */
  readonly weight: number
}

export interface FitSettings {
  /** Strength of the penalty on the squares of standardised weights. */
  readonly l2: number
  /** A feature is never standardised by less: otherwise one that is rare in the data takes an extreme weight. */
  readonly minDeviation?: number
  /** Lower bounds of the weights, in raw units. */
  readonly floors?: readonly (number | undefined)[]
}

export interface FittedWeights {
  /** For raw features. */
  readonly weights: readonly number[]
  readonly loss: number
  readonly startLoss: number
}

const ITERATIONS = 300
const LEARNING_RATE = 0.03
const ADAM_MEAN_DECAY = 0.9
const ADAM_VARIANCE_DECAY = 0.99

/**
 * Fits weights so that a softmax over each list's scores comes near the list's targets.
 *
 * Only differences within a list matter, so nothing is learnt from which lists are rich. Features are standardised
 * first and the penalty is on the standardised weights. Deterministic: Adam on the whole set, from zero.
 *
 * Source  Cao et al. 2007, "Learning to rank: from pairwise to listwise approach" (ListNet, top-one probability).
 * Cost    O(iterations × units × features).
 */
export function fitWeights(
  examples: readonly Example[],
  featureCount: number,
  { l2, minDeviation = 0, floors = [] }: FitSettings,
): FittedWeights {
  const usable = examples.filter((example) => example.target.some((value) => value > 0))
  const { standard, deviations } = standardize(usable, featureCount, minDeviation)
  const totalWeight = usable.reduce((sum, example) => sum + example.weight, 0)
  const weights = new Float64Array(featureCount)
  const mean = new Float64Array(featureCount)
  const variance = new Float64Array(featureCount)
  let startLoss = 0
  let loss = 0
  for (let iteration = 1; iteration <= ITERATIONS; iteration++) {
    const gradient = new Float64Array(featureCount)
    loss = 0
    usable.forEach((example, at) => {
      loss += addGradient(
        { ...example, rows: standard[at] as Float64Array, weight: example.weight / totalWeight },
        weights,
        gradient,
      )
    })
    if (iteration === 1) startLoss = loss
    for (let j = 0; j < featureCount; j++) {
      const slope = (gradient[j] as number) + l2 * (weights[j] as number)
      mean[j] = ADAM_MEAN_DECAY * (mean[j] as number) + (1 - ADAM_MEAN_DECAY) * slope
      variance[j] = ADAM_VARIANCE_DECAY * (variance[j] as number) + (1 - ADAM_VARIANCE_DECAY) * slope * slope
      const unbiasedMean = (mean[j] as number) / (1 - ADAM_MEAN_DECAY ** iteration)
      const unbiasedVariance = (variance[j] as number) / (1 - ADAM_VARIANCE_DECAY ** iteration)
      weights[j] =
        (weights[j] as number) - (LEARNING_RATE * unbiasedMean) / (Math.sqrt(unbiasedVariance) + 1e-8)
      const floor = floors[j]
      if (floor !== undefined) weights[j] = Math.max(weights[j] as number, floor * (deviations[j] as number))
    }
  }
  return {
    weights: Array.from(weights, (weight, j) => weight / (deviations[j] as number)),
    loss,
    startLoss,
  }
}

/** Adds the gradient of one list's cross entropy and returns its loss. */
function addGradient(
  { rows, target, weight }: Example,
  weights: Float64Array,
  gradient: Float64Array,
): number {
  const count = target.length
  const width = weights.length
  const scores = new Float64Array(count)
  let highest = Number.NEGATIVE_INFINITY
  let wanted = 0
  for (let i = 0; i < count; i++) {
    let score = 0
    for (let j = 0; j < width; j++) score += (rows[i * width + j] as number) * (weights[j] as number)
    scores[i] = score
    if (score > highest) highest = score
    wanted += target[i] as number
  }
  let sum = 0
  for (let i = 0; i < count; i++) {
    scores[i] = Math.exp((scores[i] as number) - highest)
    sum += scores[i] as number
  }
  let loss = 0
  for (let i = 0; i < count; i++) {
    const share = (scores[i] as number) / sum
    const goal = (target[i] as number) / wanted
    if (goal > 0) loss -= weight * goal * Math.log(share)
    const pull = weight * (share - goal)
    for (let j = 0; j < width; j++)
      gradient[j] = (gradient[j] as number) + pull * (rows[i * width + j] as number)
  }
  return loss
}

function standardize(examples: readonly Example[], width: number, minDeviation: number) {
  const means = new Float64Array(width)
  const deviations = new Float64Array(width)
  const units = examples.reduce((sum, example) => sum + example.target.length, 0)
  const eachValue = (visit: (value: number, feature: number) => void) => {
    for (const { rows } of examples)
      for (let at = 0; at < rows.length; at++) visit(rows[at] as number, at % width)
  }
  eachValue((value, j) => {
    means[j] = (means[j] as number) + value / units
  })
  eachValue((value, j) => {
    deviations[j] = (deviations[j] as number) + (value - (means[j] as number)) ** 2 / units
  })
  for (let j = 0; j < width; j++)
    deviations[j] = Math.max(minDeviation, Math.sqrt(deviations[j] as number)) || 1
  const standard = examples.map(({ rows }) =>
    rows.map((value, at) => (value - (means[at % width] as number)) / (deviations[at % width] as number)),
  )
  return { standard, deviations }
}
