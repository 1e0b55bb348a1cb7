/** "The team has 6 people", "my desk is on the third floor": the whole thing, then a verb in the present that tells how it is. */
const STATE =
  /\b(?:the|my|our)\s+((?:[\w'’-]+\s+){0,4}?[\w'’-]+)\s+(?:is|are|has|have|costs?|needs?|opens?|closes?|starts?|begins?|ends?|leaves?|departs?|meets?|runs?)\s/i

/**
 * The thing of which an English sentence tells how it is; undefined where it tells of something else, or of what was.
 * A thing is in one state at a time, so that a later sentence of the same thing replaces the value of an earlier one
 * without any word of change: "The team has 6 people." and, later, "Two joined, so the team has 8 people."
 */
export function thingInState(text: string): string | undefined {
  return STATE.exec(text)?.[1]?.toLowerCase()
}
