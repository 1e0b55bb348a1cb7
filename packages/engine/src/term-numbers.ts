/** Numbers kept of each term, side by side: a look at one is a look at all. */
const WIDTH = 3
const FREQUENCY = 0
const FIRST_MESSAGE = 1
const LAST_MESSAGE = 2

/** Gives terms numbers in the order in which they are met, and counts the messages that have each. */
export class TermNumbers {
  /** The number of each term. */
  readonly ids = new Map<string, number>()
  /** No typed array: a message that is annotated has some ten terms, and each of those is memory of its own. */
  readonly #rows: number[] = []

  /** The number of a term that stands in a message. Messages come in order. */
  numberIn(messageIndex: number, term: string): number {
    const known = this.ids.get(term)
    if (known === undefined) return this.#add(messageIndex, term)
    const at = known * WIDTH
    const rows = this.#rows
    if (rows[at + LAST_MESSAGE] !== messageIndex) {
      rows[at + LAST_MESSAGE] = messageIndex
      rows[at + FREQUENCY] = (rows[at + FREQUENCY] as number) + 1
    }
    return known
  }

  /** Number of messages in which each term stands. */
  messageFrequency(): Int32Array {
    return this.#column(FREQUENCY)
  }

  /** The first message that has each term. */
  firstMessages(): Int32Array {
    return this.#column(FIRST_MESSAGE)
  }

  #add(messageIndex: number, term: string): number {
    const id = this.ids.size
    this.ids.set(term, id)
    this.#rows.push(1, messageIndex, messageIndex)
    return id
  }

  #column(place: number): Int32Array {
    const column = new Int32Array(this.ids.size)
    const rows = this.#rows
    for (let id = 0; id < column.length; id++) column[id] = rows[id * WIDTH + place] as number
    return column
  }
}
