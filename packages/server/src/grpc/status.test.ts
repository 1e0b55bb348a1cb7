import { Code, ConnectError } from '@connectrpc/connect'
import { ERROR_CODES, ERROR_DEFINITIONS } from '@precis/protocol/errors'
import { describe, expect, it } from 'vitest'
import { AppError } from '../errors.js'
import { toConnectError } from './status.js'

const ignore = () => {}

describe('toConnectError', () => {
  it('gives every code of the table its gRPC status, a known one', () => {
    for (const code of ERROR_CODES) {
      const error = toConnectError(new AppError(code, 'what failed'), ignore)
      expect(error.code).toBe(ERROR_DEFINITIONS[code].grpcStatus)
      expect(Code[error.code]).toBeDefined()
      expect(error.metadata.get('x-error-code')).toBe(code)
    }
  })

  it('answers a wrong key with UNAUTHENTICATED and its sentence', () => {
    const error = toConnectError(new AppError('unauthenticated', 'the API key is unknown'), ignore)

    expect(error.code).toBe(Code.Unauthenticated)
    expect(error.rawMessage).toBe('the API key is unknown')
  })

  it('sends the reason and nothing of the cause', () => {
    const cause = new Error('SQLITE_FULL at /var/secret')
    const error = toConnectError(new AppError('conflict', 'busy', { reason: 'key_reused', cause }), ignore)

    expect(error.metadata.get('x-error-reason')).toBe('key_reused')
    expect(JSON.stringify([error.message, [...error.metadata]])).not.toContain('secret')
  })

  it('hides what is not ours and reports it', () => {
    const reported: unknown[] = []
    const thrown = new TypeError('x is undefined')

    const error = toConnectError(thrown, (e) => reported.push(e))

    expect(error.code).toBe(Code.Internal)
    expect(error.message).not.toContain('undefined')
    expect(reported).toEqual([thrown])
  })

  it('lets the errors of the transport through', () => {
    const malformed = new ConnectError('protocol error', Code.InvalidArgument)

    expect(toConnectError(malformed, ignore)).toBe(malformed)
  })
})
