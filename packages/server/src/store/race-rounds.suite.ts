/** How often each race is run: a few times with every test run, a thousand and more by `npm run --workspace bench races`. */
const ROUNDS_VARIABLE = 'PRECIS_TEST_RACE_ROUNDS'
const DEFAULT_ROUNDS = 20
const MAX_ROUNDS = 100_000

/** Rounds of each race. Errors: RangeError when the variable is no whole number from 1 to 100,000. */
export function raceRounds(): number {
  const given = process.env[ROUNDS_VARIABLE]
  if (given === undefined || given === '') return DEFAULT_ROUNDS
  const rounds = Number(given)
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > MAX_ROUNDS)
    throw new RangeError(
      `${ROUNDS_VARIABLE} is ${given}: it has to be a whole number from 1 to ${MAX_ROUNDS}`,
    )
  return rounds
}
