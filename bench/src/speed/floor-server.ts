/** The floor of the HTTP figures: as little as a server can do that still does what is compared. */
import Database from 'better-sqlite3'
import { fastify } from 'fastify'

const [path = ':memory:'] = process.argv.slice(2)
const database = new Database(path)
database.exec('pragma journal_mode = wal')
database.exec('pragma synchronous = full')
database.exec(
  'create table messages (id integer primary key, conversation text, role text, content text, at integer)',
)
const insert = database.prepare('insert into messages (conversation, role, content, at) values (?, ?, ?, ?)')

interface MessageBody {
  readonly conversation_id: string
  readonly role: string
  readonly content: string
}

let bytes = Buffer.from('{}')
const app = fastify({ bodyLimit: 64 * 1024 * 1024 })

app.post<{ Body: MessageBody }>('/v1/conversations/messages', async ({ body }) => {
  const { lastInsertRowid } = insert.run(body.conversation_id, body.role, body.content, Date.now())
  return { message_id: String(lastInsertRowid) }
})
app.put('/context', async ({ body }) => {
  bytes = Buffer.from(JSON.stringify(body))
  return { length: bytes.length }
})
app.get('/context', async (_request, reply) => reply.type('application/json; charset=utf-8').send(bytes))
app.get('/health', async () => ({ status: 'ok' }))

process.once('SIGTERM', () => void app.close().then(() => process.exit(0)))
console.log(await app.listen({ port: 0, host: '127.0.0.1' }))
