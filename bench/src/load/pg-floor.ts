/** The floor on Postgres: a bare Fastify that inserts one row per request, or reads one row by its key. */
import { fastify } from 'fastify'
import pg from 'pg'

/** As many connections as one `precis serve` has unless told otherwise. */
const CONNECTIONS = 8

const [connectionString = ''] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString, max: CONNECTIONS })
await pool.query(
  'create table floor_messages (id bigserial primary key, conversation text, role text, content text, user_id text, at bigint)',
)
await pool.query('create table floor_contexts (id text primary key, content text)')

interface MessageBody {
  readonly conversation_id: string
  readonly role: string
  readonly content: string
  readonly user_id: string
}
interface ById {
  readonly Params: { readonly id: string }
}

const app = fastify({ bodyLimit: 64 * 1024 * 1024 })

app.post<{ Body: MessageBody }>('/v1/conversations/messages', async ({ body }) => {
  const { rows } = await pool.query<{ id: string }>(
    'insert into floor_messages (conversation, role, content, user_id, at) values ($1, $2, $3, $4, $5) returning id',
    [body.conversation_id, body.role, body.content, body.user_id, Date.now()],
  )
  return { message_id: rows[0]?.id }
})
app.put<ById>('/v1/conversations/:id/context-for-prompt', async ({ params, body }) => {
  await pool.query('insert into floor_contexts values ($1, $2)', [params.id, JSON.stringify(body)])
  return { id: params.id }
})
app.get<ById>('/v1/conversations/:id/context-for-prompt', async ({ params }, reply) => {
  const { rows } = await pool.query<{ content: string }>('select content from floor_contexts where id = $1', [
    params.id,
  ])
  return reply.type('application/json; charset=utf-8').send(rows[0]?.content)
})

process.once('SIGTERM', () => void app.close().then(() => process.exit(0)))
console.log(await app.listen({ port: 0, host: '127.0.0.1' }))
