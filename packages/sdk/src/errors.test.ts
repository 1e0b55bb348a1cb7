import { describe, expect, it, vi } from 'vitest'
import * as errors from './errors.js'

const CLASSES = [
  errors.AuthenticationError,
  errors.PermissionError,
  errors.InvalidInputError,
  errors.InvalidConversationIdError,
  errors.NotFoundError,
  errors.ConflictError,
  errors.RateLimitError,
  errors.ServiceUnavailableError,
  errors.NetworkTimeoutError,
  errors.UnexpectedResponseError,
  errors.CompactionFailedError,
]

describe('the error tree', () => {
  it.each(CLASSES)('$kind is itself, a PrecisError and an Error, and none of the others', (type) => {
    const error = new type('what failed', {
      code: 'internal',
      correlationId: 'c1',
      status: 500,
      details: { a: 1 },
    })

    expect(error).toBeInstanceOf(Error)
    expect(error).toBeInstanceOf(errors.PrecisError)
    expect(error.name).toBe(type.kind)
    const matching = CLASSES.filter((other) => error instanceof other)
    const parents = type === errors.InvalidConversationIdError ? [errors.InvalidInputError] : []
    expect(matching).toEqual(CLASSES.filter((other) => other === type || parents.includes(other as never)))
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: type.kind,
      message: 'what failed',
      code: 'internal',
      status: 500,
      correlationId: 'c1',
      retryable: false,
      details: { a: 1 },
    })
  })

  it('recognises the errors of another copy of the package', async () => {
    vi.resetModules()
    const copy = await import('./errors.js')
    const foreign = new copy.InvalidConversationIdError('x', { code: 'invalid_argument' })

    expect(copy.PrecisError).not.toBe(errors.PrecisError)
    expect(foreign).toBeInstanceOf(errors.InvalidInputError)
    expect(foreign).not.toBeInstanceOf(errors.ConflictError)
    expect(errors.isPrecisError(foreign, 'invalid_argument')).toBe(true)
    expect(errors.isPrecisError(foreign, 'conflict')).toBe(false)
  })

  it('does not take a look-alike for one of its own', () => {
    for (const value of [
      null,
      undefined,
      'text',
      {},
      new Error('x'),
      { name: 'PrecisError', code: 'internal' },
    ]) {
      expect(errors.isPrecisError(value)).toBe(false)
      expect(value instanceof errors.PrecisError).toBe(false)
    }
  })

  it('lets a class of the caller extend it', () => {
    class Throttled extends errors.RateLimitError {}
    const own = new Throttled('x', { code: 'rate_limited', retryAfterSeconds: 1 })

    expect(own).toBeInstanceOf(Throttled)
    expect(own).toBeInstanceOf(errors.RateLimitError)
    expect(new errors.RateLimitError('x', { code: 'rate_limited' })).not.toBeInstanceOf(Throttled)
    expect(own.name).toBe('RateLimitError')
  })

  it('keeps the cause', () => {
    const cause = new Error('deep')

    expect(new errors.NetworkError('x', { code: 'network_unreachable', cause }).cause).toBe(cause)
    expect('cause' in new errors.NetworkError('x', { code: 'network_unreachable' })).toBe(false)
  })
})
