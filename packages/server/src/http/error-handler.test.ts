import { ERROR_CODES, ERROR_DEFINITIONS } from '@precis/protocol'
import { describe, expect, it } from 'vitest'
import { AppError } from '../errors.js'
import { invalidFields, toErrorResponse } from './error-handler.js'

describe('toErrorResponse', () => {
  it.each(ERROR_CODES)('gives %s its status and the whole envelope', (code) => {
    const { status, body } = toErrorResponse(new AppError(code, 'what to do'), 'c1')
    expect(status).toBe(ERROR_DEFINITIONS[code].httpStatus)
    expect(body).toEqual({
      detail: 'what to do',
      error: 'what to do',
      code,
      details: {},
      correlation_id: 'c1',
    })
  })

  it('sends whole seconds as Retry-After, at least one', () => {
    const retryAfterOf = (retryAfterSeconds: number) =>
      toErrorResponse(new AppError('rate_limited', 'slow down', { details: { retryAfterSeconds } }), 'c1')
        .headers['retry-after']
    expect(retryAfterOf(1.2)).toBe('2')
    expect(retryAfterOf(0)).toBe('1')
    expect(toErrorResponse(new AppError('unavailable', 'soon'), 'c1').headers['retry-after']).toBe('1')
    expect(toErrorResponse(new AppError('not_found', 'no'), 'c1').headers).toEqual({})
  })

  it('puts the reason into details, and into detail where clients look for it', () => {
    const conflict = new AppError('conflict', 'another transcript', { reason: 'transcript_conflict' })
    expect(toErrorResponse(conflict, 'c1').body).toMatchObject({
      detail: { code: 'transcript_conflict', message: 'another transcript' },
      error: 'another transcript',
      details: { reason: 'transcript_conflict' },
    })
    const running = new AppError('conflict', 'a run is under way', { reason: 'compaction_in_progress' })
    expect(toErrorResponse(running, 'c1').body.detail).toBe('a run is under way')
  })

  it.each([new Error('password=hunter2'), 'thrown text', null, undefined, { statusCode: 200 }])(
    'tells nothing of what was not foreseen: %j',
    (thrown) => {
      const { status, body } = toErrorResponse(thrown, undefined)
      expect(status).toBe(500)
      expect(body.code).toBe('internal')
      expect(JSON.stringify(body)).not.toMatch(/hunter2|thrown text/)
    },
  )
})

describe('invalidFields', () => {
  it('names three fields in the sentence and twenty in the details', () => {
    const error = invalidFields(
      Array.from({ length: 50 }, (_, n) => ({ path: `f${n}`, message: 'is wrong' })),
    )
    expect(error.message).toBe('f0 is wrong; f1 is wrong; f2 is wrong; and 47 more')
    expect(error.details?.['issues']).toHaveLength(20)
  })

  it('speaks of the request where no field is to blame', () => {
    expect(invalidFields([{ path: '', message: 'must be an object' }]).message).toBe(
      'the request must be an object',
    )
  })
})
