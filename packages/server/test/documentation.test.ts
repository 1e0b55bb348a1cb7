import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { PATHS } from '@precis/protocol/headers'
import { describe, expect, it } from 'vitest'
import { SETTINGS } from '../src/config.js'

const read = (path: string) => readFile(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8')

describe('the documentation', () => {
  it('lists every setting with its flag and variable, and none that does not exist', async () => {
    const page = await read('docs/configuration.md')
    const settings = Object.values(SETTINGS)

    const listed = [...page.matchAll(/^\| +(?:`--([\w-]+)`)? *\| `(PRECIS_\w+)` +\|/gm)].map(
      ([, flag, env]) => [flag, env],
    )
    expect(listed).toEqual(
      settings.map((setting) => ['flag' in setting ? setting.flag : undefined, setting.env]),
    )
  })

  it('names in the README every path of the API and none that does not exist', async () => {
    const readme = await read('README.md')
    const paths = Object.values(PATHS).map((path) => path.replace(/:(\w+)/g, '{$1}'))

    const named = [...readme.matchAll(/`(?:GET|POST|PUT|DELETE) (\/[\w{}/.-]+)`/g)].map(
      ([, path]) => path ?? '',
    )
    expect([...new Set(named)].sort()).toEqual(paths.sort())
  })

  it('points only to files that exist', async () => {
    for (const page of ['README.md', 'docs/cli.md', 'docs/configuration.md', 'docs/operations.md']) {
      const folder = page.includes('/') ? 'docs/' : ''
      const links = [...(await read(page)).matchAll(/\]\(([\w./-]+\.md)\)/g)].map(
        ([, link]) => `${folder}${link}`,
      )
      for (const link of links) await expect(read(link), `${page} links to ${link}`).resolves.toBeTruthy()
    }
  })
})
