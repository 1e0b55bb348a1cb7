import { describe, expect, it } from 'vitest'
import { AppError } from '../../errors.js'
import { ConnectionLostError, endsConnection, mayBeTriedAgain, postgresProfile } from './profile.js'

describe('errors of Postgres', () => {
  it.each([
    [{ code: 'ECONNREFUSED' }, 'unavailable', 'database_unreachable'],
    [{ code: '57P01' }, 'unavailable', 'database_unreachable'],
    [{ code: '57P03' }, 'unavailable', 'database_unreachable'],
    [{ code: '08006' }, 'unavailable', 'database_unreachable'],
    [{ code: '25P03' }, 'unavailable', 'database_unreachable'],
    [new ConnectionLostError(new Error('terminated')), 'unavailable', 'database_unreachable'],
    [{ code: '40P01' }, 'unavailable', 'database_busy'],
    [{ code: '55P03' }, 'unavailable', 'database_busy'],
    [{ code: '57014' }, 'unavailable', 'database_busy'],
    [{ code: '53100' }, 'unavailable', 'disk_full'],
    [{ code: '53300' }, 'unavailable', 'too_many_connections'],
    [{ code: '25006' }, 'unavailable', 'database_read_only'],
    [{ code: '28P01' }, 'unavailable', 'database_login'],
    [{ code: '3D000' }, 'unavailable', 'no_such_database'],
    [{ code: '42501' }, 'internal', 'database_privilege'],
    [{ code: '23505' }, 'internal', 'database_error'],
    [new Error('something else'), 'internal', 'database_error'],
    [null, 'internal', 'database_error'],
  ])('reads %j', (error, code, reason) => {
    expect(postgresProfile.toAppError(error)).toMatchObject({ code, reason, cause: error })
  })

  it('knows a broken uniqueness rule from other constraints', () => {
    expect(postgresProfile.isUniqueViolation({ code: '23505' })).toBe(true)
    expect(postgresProfile.isUniqueViolation({ code: '23503' })).toBe(false)
    expect(postgresProfile.isUniqueViolation(undefined)).toBe(false)
  })

  it('begins a transaction anew after a lost race or connection, and after nothing else', () => {
    const again = [{ code: '40001' }, { code: '40P01' }, { code: '0A000' }, { code: 'ECONNRESET' }]
    const never = [{ code: '23505' }, { code: '57014' }, { code: '53100' }, new Error('x')]

    expect(again.map(mayBeTriedAgain)).toEqual([true, true, true, true])
    expect(never.map(mayBeTriedAgain)).toEqual([false, false, false, false])
  })

  it('gives up a connection that broke, also when that was seen at the commit', () => {
    const lost = new AppError('unavailable', 'x', { reason: 'commit_unknown', cause: { code: '57P01' } })

    expect([{ code: '08003' }, { code: '0A000' }, { code: 'XX000' }, lost].map(endsConnection)).toEqual(
      Array(4).fill(true),
    )
    expect([{ code: '23505' }, { code: '40P01' }, new Error('x')].map(endsConnection)).toEqual([
      false,
      false,
      false,
    ])
  })
})
