/** Takes pages apart: each is the JSON text of an array, written by `read-conversation.ts`. */
export function readPages<Row>(pages: readonly string[]): Row[] {
  return pages.flatMap((page) => JSON.parse(page) as Row[])
}
