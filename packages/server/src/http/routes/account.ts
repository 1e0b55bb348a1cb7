/** Telemetry, which is taken and not kept, and credits, of which a server of one's own has no end. */
import {
  creditsBalanceResponse,
  creditsEstimateRequest,
  creditsEstimateResponse,
  creditsLedgerQuery,
  creditsLedgerResponse,
  creditsRedeemRequest,
  errorResponse,
  PATHS,
  telemetryBatchRequest,
  telemetryBatchResponse,
  UNLIMITED_CREDITS,
} from '@precis/protocol'
import { AppError } from '../../errors.js'
import type { RouteApp } from './route-app.js'

const TAGS = ['account']
const DEFAULT_LEDGER_PAGE = 100

export function accountRoutes(app: RouteApp): void {
  app.post(
    PATHS.telemetryBatch,
    {
      schema: {
        summary: 'Take telemetry of a client',
        description: 'Counted and dropped: nothing that clients report about themselves is kept.',
        tags: TAGS,
        body: telemetryBatchRequest,
        response: { 200: telemetryBatchResponse },
      },
    },
    async ({ body }) => ({ accepted: body.events.length, batch_id: body.batch_id ?? null }),
  )
  creditRoutes(app)
}

function creditRoutes(app: RouteApp): void {
  app.get(
    PATHS.creditsBalance,
    {
      schema: {
        summary: 'Credits left: there is no meter',
        tags: TAGS,
        response: { 200: creditsBalanceResponse },
      },
    },
    async ({ principal }) => ({
      client_id: principal.clientId,
      balance_credits: UNLIMITED_CREDITS,
      warning_low: false,
      unlimited: true,
      buckets: [{ source_type: 'self_hosted', balance: UNLIMITED_CREDITS, expires_at: null }],
    }),
  )
  app.get(
    PATHS.creditsLedger,
    {
      schema: {
        summary: 'Credits spent: none',
        tags: TAGS,
        querystring: creditsLedgerQuery,
        response: { 200: creditsLedgerResponse },
      },
    },
    async ({ query }) => ({
      entries: [],
      total: 0,
      limit: query.limit ?? DEFAULT_LEDGER_PAGE,
      offset: query.offset ?? 0,
    }),
  )
  app.post(
    PATHS.creditsEstimate,
    {
      schema: {
        summary: 'What a call would cost: nothing',
        tags: TAGS,
        body: creditsEstimateRequest,
        response: { 200: creditsEstimateResponse },
      },
    },
    async () => ({ credits_estimate: 0, unlimited: true }),
  )
  app.post(
    PATHS.creditsRedeem,
    {
      schema: {
        summary: 'Redeem a code: there are none',
        tags: TAGS,
        body: creditsRedeemRequest,
        response: { 412: errorResponse },
      },
    },
    async () => {
      throw new AppError(
        'failed_precondition',
        'this server has no credits and no codes; everything is free on a server of your own',
      )
    },
  )
}
