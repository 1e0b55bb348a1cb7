/** Lists of values are as long as a multiple of this, so that a database prepares few texts of a statement. */
const STEP = 8

/** The same values for `in (...)`, some of them repeated. Nothing for nothing. */
export function paddedList<T>(values: readonly T[]): readonly T[] {
  const last = values.at(-1)
  if (last === undefined) return values
  const missing = (STEP - (values.length % STEP)) % STEP
  return [...values, ...Array.from({ length: missing }, () => last)]
}
