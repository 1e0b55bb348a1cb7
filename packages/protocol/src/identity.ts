/** Who a key is, and whether the server lives and can serve. */
import { z } from 'zod'

export const whoamiResponse = z.object({
  client_id: z.string(),
  instance_id: z.string(),
})
export type WhoamiResponse = z.infer<typeof whoamiResponse>

export const healthResponse = z.object({ status: z.literal('ok'), version: z.string() })
export type HealthResponse = z.infer<typeof healthResponse>

export const readyResponse = z.object({
  status: z.enum(['ready', 'unavailable']),
  /** Each part that has to work, and whether it does. */
  checks: z.record(z.string(), z.boolean()),
})
export type ReadyResponse = z.infer<typeof readyResponse>

export const errorResponse = z.object({
  detail: z.union([z.string(), z.object({ code: z.string(), message: z.string() })]),
  error: z.string(),
  code: z.string(),
  details: z.record(z.string(), z.unknown()),
  correlation_id: z.string().optional(),
})
