/**
 * Of sentences in which people tell a constraint in passing, how many the engine reads as one; and of their look-alikes, how many wrongly.
 * The lists (`bench/wordings`) are by two writers who knew nothing of the engine; the forms were written from every second line of either
 * and from what was missed in the rest of the first, so that only the other half of the second is unseen.
 *
 *   npm run --workspace bench constraint-wordings [-- --missed]
 */

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { annotate } from '@precis/engine'

const { values } = parseArgs({ options: { missed: { type: 'boolean', default: false } } })

const linesOf = (name: string): string[] =>
  readFileSync(fileURLToPath(new URL(`../../wordings/${name}.txt`, import.meta.url)), 'utf8')
    .trim()
    .split('\n')

const isRule = (content: string): boolean =>
  annotate({ id: 'm1', role: 'user', content }, { language: 'en' }).units.some(({ stances }) =>
    stances.includes('rule'),
  )

/** Lines by their place in a list: the forms were written from the second, fourth, … */
const UNREAD = (_: string, at: number): boolean => at % 2 === 0

for (const list of ['first', 'second']) {
  const constraints = linesOf(`${list}-constraints`)
  const others = linesOf(`${list}-others`)
  const found = constraints.filter(isRule)
  const unread = constraints.filter(UNREAD)
  console.log(
    `${list.padEnd(6)} constraints found ${found.length} of ${constraints.length} (lines not read while the forms were written${list === 'first' ? ' first' : ''}: ${unread.filter(isRule).length} of ${unread.length}), others taken for one ${others.filter(isRule).length} of ${others.length}`,
  )
  if (values.missed)
    for (const line of constraints) if (!found.includes(line)) console.log(`  missed: ${line}`)
  if (values.missed) for (const line of others) if (isRule(line)) console.log(`  wrong:  ${line}`)
}
