import { readdir, readFile } from 'node:fs/promises'
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
    for (const page of [
      'README.md',
      'docs/cli.md',
      'docs/configuration.md',
      'docs/operations.md',
      'docs/reliability.md',
      'docs/reliability-tests.md',
    ]) {
      const folder = page.includes('/') ? 'docs/' : ''
      const links = [...(await read(page)).matchAll(/\]\(([\w./-]+\.md)\)/g)].map(
        ([, link]) => `${folder}${link}`,
      )
      for (const link of links) await expect(read(link), `${page} links to ${link}`).resolves.toBeTruthy()
    }
  })

  it('names, for each promise of reliability, tests that exist', async () => {
    const page = await read('docs/reliability-tests.md')
    const folder = fileURLToPath(new URL('../', import.meta.url))
    const files = (await readdir(folder, { recursive: true })).filter((file) =>
      /^(?:src|test)\/.*\.(?:test|suite)\.ts$|global-setup\.ts$/.test(file),
    )
    const texts = (await Promise.all(files.map((file) => readFile(`${folder}${file}`, 'utf8')))).join('\n')
    const named = [...page.matchAll(/`([\w./-]+\.ts)`/g)].map(([, file]) => file ?? '')
    const quoted = [...page.matchAll(/"(?:… )?([^"…]{8,}?)(?: …)?"/g)].map(([, title]) => title ?? '')

    expect(named.filter((file) => !files.some((known) => `/${known}`.endsWith(`/${file}`)))).toEqual([])
    expect(quoted.length).toBeGreaterThan(30)
    expect(quoted.filter((title) => !texts.includes(title))).toEqual([])
  })
})
