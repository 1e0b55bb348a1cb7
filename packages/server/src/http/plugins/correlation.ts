import type { IncomingMessage } from 'node:http'
import { HEADERS } from '@precis/protocol/headers'
import type { FastifyInstance } from 'fastify'
import type { Ids } from '../../ids.js'

/** What may be repeated in a header and a log line without harm. Existing clients send well within this. */
const USABLE_ID = /^[\w.:-]{1,128}$/

/** The id of a request: the client's own, where it is usable, else a new one. */
export function correlationIdOf(request: IncomingMessage, ids: Ids): string {
  const sent = request.headers[HEADERS.correlationId]
  return typeof sent === 'string' && USABLE_ID.test(sent) ? sent : ids.uuid()
}

/** Answers every request with its correlation id. */
export function echoCorrelationId(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header(HEADERS.correlationId, request.id)
    done()
  })
}
