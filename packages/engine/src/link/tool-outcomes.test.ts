import { describe, expect, it } from 'vitest'
import { isFailed, saysDone } from './tool-outcomes.js'

describe('isFailed', () => {
  it.each([
    '{"error":{"code":"E17","message":"no stock"}}',
    '{"ok":false,"why":"closed"}',
    '{"status":"declined","reason":"limit"}',
    '{"status":"conflict","with":"ev_9"}',
    '{"status":503,"body":""}',
    'Error: migration 12 is not reversible',
    'upstream timeout after 30s',
    '504 Gateway Timeout',
    'SMTP 451 temporary failure',
    'ERROR:  column "age" does not exist',
    'permission denied: build/ is read-only',
  ])('takes %s for a failure', (result) => expect(isFailed(result)).toBe(true))

  it.each([
    '{"ok":true,"error":null,"errors":[]}',
    '{"status":"confirmed","note":"no errors"}',
    '{"status":200,"code":"A404"}',
    '{"status":"pending"}',
    '{"title":"How to deal with timeouts","status":"saved"}',
    '412 rows updated',
    '450 g of flour, 2 eggs',
    '14 passed, 0 failed',
    'edited src/errors.ts',
    'Booked. The other request was refused last week.',
  ])('takes %s for none', (result) => expect(isFailed(result)).toBe(false))
})

describe('saysDone', () => {
  it.each([
    '{"ok":true}',
    '{"status":"moved","day":"2026-05-04"}',
    '{"state": "disarmed"}',
    '{"status":"bestätigt"}',
  ])('hears in %s that it was done', (result) => expect(saysDone(result)).toBe(true))

  it.each([
    '{"status":"pending"}',
    '{"status":"blocked"}',
    '{"status":"queued","place":4}',
    '{"status":"unconfirmed"}',
    '{"ok":false}',
    '{"rooms":["A1","B4"]}',
  ])('hears nothing of it in %s', (result) => expect(saysDone(result)).toBe(false))
})
