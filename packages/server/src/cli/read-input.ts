import { readFile } from 'node:fs/promises'

/** The text of a file; `-` reads standard input to its end. */
export async function readInput(source: string): Promise<string> {
  if (source !== '-') return readFile(source, 'utf8')
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}
