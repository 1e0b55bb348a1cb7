import { InvalidArgumentError } from 'commander'

/** The value of an option that counts something; anything but a whole number from 1 up is wrong usage. */
export function parseCount(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value >= 1) return value
  throw new InvalidArgumentError('Expected a whole number from 1 up.')
}
