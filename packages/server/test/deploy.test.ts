import { execFile, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { DockerfileParser } from 'dockerfile-ast'
import { validate } from 'dockerfile-utils'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { SETTINGS } from '../src/config.js'

/** Severities of the language server protocol, in which the linter speaks. */
const [ERROR, WARNING] = [1, 2] as const
/** What may stand between SIGTERM and the end of the process (cli/serve.ts), in seconds. */
const DRAIN_LIMIT_S = 25

const pathOf = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const read = (path: string) => readFileSync(pathOf(path), 'utf8')

const VARIABLES = new Set<string>(Object.values(SETTINGS).map(({ env }) => env))
/** Variables of the settings that a file names and that do not exist. */
const unknownVariables = (names: Iterable<string>) =>
  [...names].filter((name) => name.startsWith('PRECIS_') && !VARIABLES.has(name))

describe('Dockerfile', () => {
  const text = read('Dockerfile')
  const file = DockerfileParser.parse(text)
  const last = text.slice(text.lastIndexOf('\nFROM '))

  it('has nothing that a linter warns of', () => {
    const found = validate(text).filter(({ severity = ERROR }) => severity <= WARNING)
    expect(found.map(({ message, range }) => `line ${range.start.line + 1}: ${message}`)).toEqual([])
  })

  it('builds on named versions, in stages that exist', () => {
    const stages = file.getFROMs().map((from) => from.getBuildStage())
    const images = file.getFROMs().map((from) => from.getImage() ?? '')
    expect(images.length).toBeGreaterThan(1)
    for (const image of images) expect(image).toMatch(/^node:\d+-bookworm(-slim)?$/)
    for (const [, stage] of text.matchAll(/--from=(\w+)/g)) expect(stages).toContain(stage)
  })

  it('runs as an ordinary user that owns the data, with a health check and signals that arrive', () => {
    expect(/\nUSER (\w+)\n/.exec(last)?.[1]).toBe('node')
    expect(last).toContain('chown node:node /data')
    expect(last).toContain('HEALTHCHECK')
    // A shell between would keep SIGTERM to itself.
    expect(/\nENTRYPOINT (\[.*\])\n/.exec(last)?.[1]).toBe('["node", "/app/packages/server/dist/main.js"]')
  })

  it('copies every package that the server needs, and none that it does not', () => {
    const needed = new Set<string>()
    const add = (name: string) => {
      if (needed.has(name)) return
      needed.add(name)
      const { dependencies = {} } = JSON.parse(read(`packages/${name}/package.json`)) as {
        readonly dependencies?: Readonly<Record<string, string>>
      }
      for (const dependency of Object.keys(dependencies))
        if (dependency.startsWith('@precis/')) add(dependency.slice('@precis/'.length))
    }
    add('server')
    const copied = [...last.matchAll(/\/src\/packages\/(\w+)\/dist /g)].map(([, name]) => name)
    expect([...copied].sort()).toEqual([...needed].sort())
    expect(readdirSync(pathOf('packages'))).toEqual(expect.arrayContaining([...needed]))
  })

  it('is healthy while the server says that it is ready, and at no other time', async () => {
    const [, command = '[]'] = /HEALTHCHECK[\s\S]*?CMD (\[.*\])\n/.exec(last) ?? []
    const [program = '', ...args] = JSON.parse(command) as string[]
    const answers = { status: 200 }
    const server = createServer((request, response) => {
      response.writeHead(request.url === '/ready' ? answers.status : 404).end()
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const port = String((server.address() as AddressInfo).port)
    const check = () =>
      new Promise<number>((resolve) => {
        execFile(program, args, { env: { ...process.env, PRECIS_PORT: port } }, (error) =>
          resolve(typeof error?.code === 'number' ? error.code : 0),
        )
      })
    expect(await check()).toBe(0)
    answers.status = 503
    expect(await check()).toBe(1)
    server.closeAllConnections()
    server.close()
    expect(await check()).toBe(1)
  })
})

interface Service {
  readonly image?: string
  readonly build?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly volumes?: readonly string[]
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly healthcheck?: object
  readonly stop_grace_period?: string
  readonly cap_drop?: readonly string[]
  readonly read_only?: boolean
}

describe('compose.yaml', () => {
  const text = read('compose.yaml')
  const { services, volumes } = parse(text) as {
    readonly services: Readonly<Record<string, Service>>
    readonly volumes: Readonly<Record<string, unknown>>
  }
  const { precis, postgres } = services

  it('names versions and volumes that are there', () => {
    for (const { image, volumes: mounts = [] } of Object.values(services)) {
      expect(image).toMatch(/:\d[\w.-]*$/)
      for (const mount of mounts) {
        const [from = ''] = mount.split(':')
        if (from.startsWith('./')) expect(readdirSync(pathOf(from)).length).toBeGreaterThan(0)
        else expect(Object.keys(volumes)).toContain(from)
      }
    }
  })

  it('sets only variables that exist, and has no password of its own', () => {
    expect(unknownVariables(Object.keys(precis?.environment ?? {}))).toEqual([])
    expect(precis?.environment?.['PRECIS_DATABASE_URL']).toMatch(
      /^postgres:\/\/precis:\$\{PRECIS_DB_PASSWORD\}@/,
    )
    for (const [name, value] of Object.entries(postgres?.environment ?? {}))
      if (name.includes('PASSWORD')) expect(value).toMatch(/^\$\{\w+:\?/)
  })

  it('starts the service on a database that answers, with as few rights as it needs and time to drain', () => {
    expect(precis?.depends_on?.['postgres']?.condition).toBe('service_healthy')
    expect(postgres?.healthcheck).toBeDefined()
    expect(precis).toMatchObject({ build: '.', read_only: true, cap_drop: ['ALL'] })
    expect(Number.parseInt(precis?.stop_grace_period ?? '', 10)).toBeGreaterThan(DRAIN_LIMIT_S)
  })

  it('makes a role that row-level security binds', () => {
    const script = read('deploy/postgres/10-role.sh')
    expect(spawnSync('sh', ['-n', pathOf('deploy/postgres/10-role.sh')]).status).toBe(0)
    expect(script).toMatch(/create role precis login password/)
    expect(script).not.toMatch(/superuser;|bypassrls/i)
  })
})

describe('precis.service', () => {
  const text = read('deploy/precis.service')

  it('is taken by systemd where there is one', () => {
    const verified = spawnSync('systemd-analyze', ['verify', pathOf('deploy/precis.service')], {
      encoding: 'utf8',
    })
    const isThere = (verified.error as NodeJS.ErrnoException | undefined)?.code !== 'ENOENT'
    if (isThere) expect([verified.status, verified.stderr]).toEqual([0, ''])
    expect(text).toMatch(/^\[Unit\]$[\s\S]*^\[Service\]$[\s\S]*^\[Install\]$/m)
  })

  it('sets only variables that exist, and gives time to drain', () => {
    expect(unknownVariables(text.match(/PRECIS_\w+/g) ?? [])).toEqual([])
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(text)?.[1])).toBeGreaterThan(DRAIN_LIMIT_S)
    expect(text).toContain('/packages/server/dist/main.js serve')
    expect(text).toMatch(/^DynamicUser=yes$/m)
  })
})
