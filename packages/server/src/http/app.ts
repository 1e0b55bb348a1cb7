/** The HTTP API: plugin order and route mounting. Nothing listens until the caller says so. */
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Authenticator } from '../auth/principal.js'
import type { Clock } from '../clock.js'
import { AppError } from '../errors.js'
import type { Ids } from '../ids.js'
import type { Log } from '../log.js'
import type { Metrics } from '../metrics.js'
import type { ConversationService } from '../services/conversations.js'
import type { ErasureService } from '../services/erasures.js'
import type { IngestService } from '../services/ingest.js'
import type { MemoryService } from '../services/memories.js'
import type { ProfileService } from '../services/profile.js'
import type { ScopeService } from '../services/scopes.js'
import type { Services } from '../services/types.js'
import { answerBrokenRequest } from './broken-request.js'
import { sendError } from './error-handler.js'
import { describeApi } from './openapi.js'
import { requireAuthentication } from './plugins/authentication.js'
import { correlationIdOf, echoCorrelationId } from './plugins/correlation.js'
import { allowOrigins } from './plugins/cross-origin.js'
import { observeRequests } from './plugins/observation.js'
import { limitRate, type RateLimit } from './plugins/rate-limit.js'
import { shedLoad } from './plugins/shedding.js'
import { accountRoutes } from './routes/account.js'
import { compactionRoutes } from './routes/compactions.js'
import { contextRoutes } from './routes/context.js'
import { conversationRoutes } from './routes/conversations.js'
import { erasureRoutes } from './routes/erasures.js'
import { identityRoutes } from './routes/identity.js'
import { ingestRoutes } from './routes/ingest.js'
import { memoryRoutes } from './routes/memories.js'
import { messageRoutes } from './routes/messages.js'
import { operationsRoutes, type ReadinessCheck } from './routes/operations.js'
import type { RouteApp } from './routes/route-app.js'
import { scopeRoutes } from './routes/scopes.js'

/** Longer than existing clients keep an idle connection (300 s), so that it is never the server who hangs up. */
const KEEP_ALIVE_TIMEOUT_MS = 310_000
/** For a whole request to arrive; a slow sender may not hold a connection for ever. */
const REQUEST_TIMEOUT_MS = 120_000
/** One part of a path: room for any external id, URL-encoded. */
const MAX_PATH_PART_LENGTH = 4_096

/** What the HTTP API offers: the conversations, and what clients build on top of them. */
export interface HttpServices extends Services {
  readonly conversations: ConversationService
  readonly erasures: ErasureService
  readonly scopes: ScopeService
  readonly profiles: ProfileService
  readonly ingest: IngestService
  readonly memories: MemoryService
}

const METHODS_WITHOUT_BODY: ReadonlySet<string> = new Set(['DELETE', 'PUT'])

export interface HttpDependencies {
  readonly services: HttpServices
  readonly authenticator: Authenticator
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly version: string
  readonly bodyLimitBytes: number
  readonly maxEventLoopDelayMs: number
  /** Absent: no limit. */
  readonly rateLimit?: RateLimit | undefined
  readonly checkReadiness: ReadinessCheck
  readonly isDraining: () => boolean
  readonly metrics?: Metrics | undefined
  /** Origins of web pages that may call; none by default. */
  readonly corsOrigins?: readonly string[]
}

export async function createHttpApp(dependencies: HttpDependencies): Promise<FastifyInstance> {
  const app = createBareApp(dependencies)
  echoCorrelationId(app)
  if (dependencies.corsOrigins?.length) allowOrigins(app, dependencies.corsOrigins)
  observeRequests(app, dependencies)
  await describeApi(app, dependencies.version)
  const open = app.withTypeProvider<ZodTypeProvider>()
  operationsRoutes(open, dependencies)
  await app.register(async (scope) => {
    await mountApi(scope.withTypeProvider<ZodTypeProvider>(), dependencies)
  })
  await app.ready()
  return app
}

function createBareApp({ bodyLimitBytes, ids, log }: HttpDependencies): FastifyInstance {
  // Fastify is told the interface, not pino's class, so that plugins see the type they were written for.
  const loggerInstance: FastifyBaseLogger = log
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    // What is logged of a request names it; a logger made for each takes longer than checking the caller's key.
    childLoggerFactory: (logger) => logger,
    bodyLimit: bodyLimitBytes,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: MAX_PATH_PART_LENGTH, ignoreTrailingSlash: true },
    // A base URL that ends in a slash makes clients send two. Slashes within a path may belong to a user's id.
    rewriteUrl: ({ url = '/' }) => url.replace(/^\/{2,}/, '/'),
    genReqId: (request) => correlationIdOf(request, ids),
    requestIdHeader: false,
    // While closing, our own hook refuses with our own body.
    return503OnClosing: false,
    frameworkErrors: sendError,
    clientErrorHandler: answerBrokenRequest,
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(sendError)
  app.setNotFoundHandler((request, reply) =>
    sendError(
      new AppError(
        'not_found',
        `there is no ${request.method} ${request.url.split('?', 1)[0]} here; see /openapi.json`,
      ),
      request,
      reply,
    ),
  )
  readJsonOnly(app)
  return app
}

/** JSON is the only body there is: anything else is refused by name instead of failing its schema. */
function readJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    // Clients with one set of headers for all calls announce JSON also where they send none.
    if (body === '' && METHODS_WITHOUT_BODY.has(request.method)) return done(null, undefined)
    parseJson(request, String(body), done)
  })
}

/** Everything behind a key. Refusing comes first, knowing the caller second, counting third. */
async function mountApi(app: RouteApp, dependencies: HttpDependencies): Promise<void> {
  const { services, authenticator, rateLimit, clock, ids, bodyLimitBytes } = dependencies
  await shedLoad(app, dependencies)
  requireAuthentication(app, authenticator)
  if (rateLimit) limitRate(app, rateLimit, clock)
  identityRoutes(app)
  messageRoutes(app, services.messages)
  conversationRoutes(app, services.conversations)
  erasureRoutes(app, { ...services, clock })
  compactionRoutes(app, services.compactions)
  contextRoutes(app, services.context, clock)
  scopeRoutes(app, { ...services, clock, ids })
  ingestRoutes(app, services.ingest)
  memoryRoutes(app, { ...services, clock, ids, bodyLimitBytes })
  accountRoutes(app)
}
