/** One list to rank: a conversation's units as rows of features, and how much each one should be wanted. */
export interface Example {
  /** Row-major: unit × feature. */
  readonly rows: Float64Array
  /** Non-negative; only the proportions within the list matter. */
  readonly target: Float64Array
  /** What is added to each unit's score beside its features, and is not fitted. Default: nothing. */
  readonly offset?: Float64Array
  /** Measures of the list as a whole, which shift the weights; as many for each list. Default: none. */
  readonly shape?: readonly number[]
  /** The list's share of the loss. */
  readonly weight: number
}

export interface FitSettings {
  /** Strength of the penalty on the squares of standardised weights. */
  readonly l2: number
  /** The same on the squares of the shifts. Default: `l2`. */
  readonly shiftL2?: number
  /** A feature is never standardised by less: otherwise one that is rare in the data takes an extreme weight. */
  readonly minDeviation?: number
  /** Lower bounds of the weights without shifts, in raw units. */
  readonly floors?: readonly (number | undefined)[]
}

export interface FittedWeights {
  /** For raw features. */
  readonly weights: readonly number[]
  /** For each measure of the shape what is added to the weights, times the measure. */
  readonly shifts: readonly (readonly number[])[]
  readonly loss: number
  readonly startLoss: number
}

const ITERATIONS = 110
/** By the iteration: wide steps first. 300 steps of 0.03 end at the same loss to three digits. */
const learningRate = (iteration: number): number => (iteration < 30 ? 0.1 : iteration < 70 ? 0.05 : 0.02)
const ADAM_MEAN_DECAY = 0.9
const ADAM_VARIANCE_DECAY = 0.99

/**
 * Fits weights so that a softmax over each list's scores comes near the list's targets.
 *
 * Only differences within a list matter, so nothing is learnt from which lists are rich. Features are standardised
 * first and the penalty is on the standardised weights. A list's weights are the common ones and, for each measure of
 * its shape, a shift times the measure. Deterministic: Adam on the whole set, from zero.
 *
 * Source  Cao et al. 2007, "Learning to rank: from pairwise to listwise approach" (ListNet, top-one probability).
 * Cost    O(iterations × units × features).
 */
export function fitWeights(
  examples: readonly Example[],
  featureCount: number,
  { l2, shiftL2 = l2, minDeviation = 0, floors = [] }: FitSettings,
): FittedWeights {
  const usable = examples.filter((example) => example.target.some((value) => value > 0))
  const { standard, deviations } = standardize(usable, featureCount, minDeviation)
  const totalWeight = usable.reduce((sum, example) => sum + example.weight, 0)
  const tableCount = 1 + (usable[0]?.shape?.length ?? 0)
  const tables = new Float64Array(tableCount * featureCount)
  const optimiser = adam(tables.length)
  let startLoss = 0
  let loss = 0
  for (let iteration = 1; iteration <= ITERATIONS; iteration++) {
    const gradient = new Float64Array(tables.length)
    loss = 0
    usable.forEach((example, at) => {
      const measures = [1, ...(example.shape ?? [])]
      const ofList = new Float64Array(featureCount)
      loss += addGradient(
        { ...example, rows: standard[at] as Float64Array, weight: example.weight / totalWeight },
        mixed(tables, measures, featureCount),
        ofList,
      )
      spread(gradient, ofList, measures)
    })
    if (iteration === 1) startLoss = loss
    for (let j = 0; j < tables.length; j++)
      gradient[j] = (gradient[j] as number) + (j < featureCount ? l2 : shiftL2) * (tables[j] as number)
    optimiser(tables, gradient, iteration)
    floors.forEach((floor, j) => {
      if (floor !== undefined) tables[j] = Math.max(tables[j] as number, floor * (deviations[j] as number))
    })
  }
  const raw = Array.from(tables, (weight, j) => weight / (deviations[j % featureCount] as number))
  const table = (at: number) => raw.slice(at * featureCount, (at + 1) * featureCount)
  return {
    weights: table(0),
    shifts: Array.from({ length: tableCount - 1 }, (_, at) => table(at + 1)),
    loss,
    startLoss,
  }
}

/** The weights of one list: its measures times the tables. */
function mixed(tables: Float64Array, measures: readonly number[], width: number): Float64Array {
  const weights = new Float64Array(width)
  measures.forEach((measure, table) => {
    for (let j = 0; j < width; j++)
      weights[j] = (weights[j] as number) + measure * (tables[table * width + j] as number)
  })
  return weights
}

/** The gradient of a list's weights, passed on to the tables that they are mixed from. */
function spread(gradient: Float64Array, ofList: Float64Array, measures: readonly number[]): void {
  measures.forEach((measure, table) => {
    for (let j = 0; j < ofList.length; j++) {
      const at = table * ofList.length + j
      gradient[at] = (gradient[at] as number) + measure * (ofList[j] as number)
    }
  })
}

/** Kingma & Ba 2015, "Adam"; the returned function takes one step in place. */
function adam(width: number) {
  const mean = new Float64Array(width)
  const variance = new Float64Array(width)
  return (weights: Float64Array, gradient: Float64Array, iteration: number): void => {
    for (let j = 0; j < width; j++) {
      const slope = gradient[j] as number
      mean[j] = ADAM_MEAN_DECAY * (mean[j] as number) + (1 - ADAM_MEAN_DECAY) * slope
      variance[j] = ADAM_VARIANCE_DECAY * (variance[j] as number) + (1 - ADAM_VARIANCE_DECAY) * slope * slope
      const unbiasedMean = (mean[j] as number) / (1 - ADAM_MEAN_DECAY ** iteration)
      const unbiasedVariance = (variance[j] as number) / (1 - ADAM_VARIANCE_DECAY ** iteration)
      const step = (learningRate(iteration) * unbiasedMean) / (Math.sqrt(unbiasedVariance) + 1e-8)
      weights[j] = (weights[j] as number) - step
    }
  }
}

/** Adds the gradient of one list's cross entropy and returns its loss. */
function addGradient(
  { rows, target, weight, offset }: Example,
  weights: Float64Array,
  gradient: Float64Array,
): number {
  const count = target.length
  const width = weights.length
  const scores = new Float64Array(count)
  let highest = Number.NEGATIVE_INFINITY
  let wanted = 0
  for (let i = 0; i < count; i++) {
    let score = offset?.[i] ?? 0
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
