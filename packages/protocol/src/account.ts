/** Telemetry that clients send, and the credits that they ask about: a server of one's own has no meter. */
import { z } from 'zod'
import { optional, queryInteger, time } from './primitives.js'

const MAX_TELEMETRY_EVENTS = 5_000

export const telemetryBatchRequest = z.object({
  events: z
    .array(z.looseObject({ event_type: optional(z.string().max(128)) }), {
      error: 'must be a list of events',
    })
    .max(MAX_TELEMETRY_EVENTS, `must have at most ${MAX_TELEMETRY_EVENTS} events`),
  batch_id: optional(z.string().max(128)),
})

export const telemetryBatchResponse = z.object({ accepted: z.int().min(0), batch_id: z.string().nullable() })

/** A number that no client will run out of, as a balance must be a number. */
export const UNLIMITED_CREDITS = 1_000_000_000

export const creditsBalanceResponse = z.object({
  client_id: z.string(),
  balance_credits: z.number(),
  warning_low: z.boolean(),
  unlimited: z.boolean(),
  buckets: z.array(z.object({ source_type: z.string(), balance: z.number(), expires_at: time.nullable() })),
})

export const creditsLedgerQuery = z.object({
  limit: optional(queryInteger(1, 1_000)),
  offset: optional(queryInteger(0, 1_000_000_000)),
})

export const creditsLedgerResponse = z.object({
  entries: z.array(z.object({ ledger_id: z.string(), entry_type: z.string(), delta: z.number() })),
  total: z.int().min(0),
  limit: z.int().min(1),
  offset: z.int().min(0),
})

export const creditsEstimateRequest = z.looseObject({})

export const creditsEstimateResponse = z.object({
  credits_estimate: z.number().min(0),
  unlimited: z.boolean(),
})

export const creditsRedeemRequest = z.object({ code: z.string().min(1, 'must not be empty').max(256) })
