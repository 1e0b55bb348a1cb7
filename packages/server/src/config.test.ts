import { describe, expect, it } from 'vitest'
import { isStartedByNpx, loadConfig, SETTINGS } from './config.js'

describe('loadConfig', () => {
  it('gives the documented defaults', () => {
    expect(loadConfig({}, {})).toMatchObject({
      host: '127.0.0.1',
      port: 8787,
      grpcPort: 8788,
      dataDir: './precis-data',
      databaseUrl: null,
      autoTokens: 4000,
      autoMessages: 40,
      bodyLimitBytes: 8 * 1024 * 1024,
    })
  })

  it('lets a flag win over its variable and a variable over the default', () => {
    const config = loadConfig({ port: 9000 }, { PRECIS_PORT: '9001', PRECIS_HOST: '0.0.0.0' })
    expect(config.port).toBe(9000)
    expect(config.host).toBe('0.0.0.0')
  })

  it('takes empty values for absent ones', () => {
    expect(loadConfig({ host: '' }, { PRECIS_PORT: '' })).toMatchObject({ host: '127.0.0.1', port: 8787 })
  })

  it('reads sizes, switches and a stream that is off', () => {
    const config = loadConfig(
      {},
      { PRECIS_BODY_LIMIT: '16mb', PRECIS_AUTO_COMPACT: 'Off', PRECIS_GRPC_PORT: 'off' },
    )
    expect(config).toMatchObject({ bodyLimitBytes: 16 * 1024 * 1024, autoEnabled: false, grpcPort: null })
  })

  it('reads origins of web pages, and refuses what is none', () => {
    expect(loadConfig({}, {}).corsOrigins).toBeNull()
    const given = loadConfig({ corsOrigins: 'https://app.example, http://localhost:5173' }, {})
    expect(given.corsOrigins).toEqual(['https://app.example', 'http://localhost:5173'])
    expect(() => loadConfig({ corsOrigins: 'app.example/path' }, {})).toThrow(
      /--cors-origin .* must be origins/,
    )
  })

  it('names every wrong value with its origin, and no secret', () => {
    const wrong = () =>
      loadConfig(
        { port: '70000' },
        {
          PRECIS_LOG_LEVEL: 'loud',
          PRECIS_BOOTSTRAP_API_KEY: 'synap_tooshort',
          PRECIS_DATABASE_URL: 'mysql://me:secret@db',
        },
      )
    expect(wrong).toThrow(/--port "70000" must be a whole number/)
    expect(wrong).toThrow(/PRECIS_LOG_LEVEL "loud" must be silent/)
    expect(wrong).toThrow(/PRECIS_BOOTSTRAP_API_KEY must be synap_/)
    expect(wrong).not.toThrow(/tooshort|secret@/)
  })

  it('is frozen', () => {
    expect(Object.isFrozen(loadConfig({}, {}))).toBe(true)
  })

  it('has one variable and at most one flag for each setting', () => {
    const definitions = Object.values(SETTINGS)
    const flags = definitions.flatMap((setting) => ('flag' in setting ? [setting.flag] : []))
    expect(new Set(definitions.map((setting) => setting.env)).size).toBe(definitions.length)
    expect(new Set(flags).size).toBe(flags.length)
  })
})

describe('isStartedByNpx', () => {
  it('tells npx from other parents, which may leave a service running', () => {
    const events = ['npx', 'start', undefined]
    expect(events.map((event) => isStartedByNpx({ npm_lifecycle_event: event }))).toEqual([
      true,
      false,
      false,
    ])
  })
})
