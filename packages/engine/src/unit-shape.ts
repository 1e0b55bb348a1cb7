import type { UnitAnnotation } from './types.js'

/** What is found out about a unit when its message is read for items. */
export type UnitReading = Pick<
  UnitAnnotation,
  'item' | 'namedDay' | 'statesValue' | 'hints' | 'looks' | 'lineTokens' | 'members'
>

/**
 * A unit with all the fields that it could have, in one order. Units of a few shapes are looked up field by field, twenty
 * passes long, and of the spreads that are written for optional fields each gives a shape of its own: 9,988 for the 17,079 units of a megabyte.
 * Fields that are absent stay absent in JSON.
 */
export const inOneShape = (
  unit: UnitAnnotation,
  { item, namedDay, statesValue, hints, looks, lineTokens, members }: UnitReading = unit,
): UnitAnnotation => ({
  start: unit.start,
  end: unit.end,
  kind: unit.kind,
  act: unit.act,
  stances: unit.stances,
  tokenCount: unit.tokenCount,
  terms: unit.terms,
  wording: unit.wording,
  names: unit.names,
  numbers: unit.numbers,
  identifiers: unit.identifiers,
  wordCount: unit.wordCount,
  firstPerson: unit.firstPerson,
  shortened: unit.shortened,
  shortenedTokenCount: unit.shortenedTokenCount,
  price: unit.price,
  eventDate: unit.eventDate,
  sealed: unit.sealed,
  item,
  namedDay,
  statesValue,
  hints,
  looks,
  lineTokens,
  members,
})
