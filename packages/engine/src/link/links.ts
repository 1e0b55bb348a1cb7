/** What later units took from earlier ones. Indexes of units: the earlier → the one that holds. */
export interface Links {
  /** Nothing of the earlier one holds. */
  readonly replaced: ReadonlyMap<number, number>
  /** A value in the earlier one does not hold; what else it says does. */
  readonly amended: ReadonlyMap<number, number>
}
