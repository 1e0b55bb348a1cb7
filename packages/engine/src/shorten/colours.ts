const ESCAPE = String.fromCharCode(27)
/** What sets colour and weight in a terminal; recorders often lose the escape, and then only what is no text counts. */
const COLOURS = new RegExp(`${ESCAPE}\\[[\\d;]*m|\\[(?:0|\\d{1,3}(?:;\\d{1,3})+)m`, 'g')

/** Takes a terminal's colour codes out. Returns undefined where there is none, or nothing else. Cost: linear in the text. */
export function withoutColours(text: string): string | undefined {
  if (!text.includes('[')) return undefined
  const plain = text.replace(COLOURS, '')
  return plain === text || plain.trim() === '' ? undefined : plain
}
