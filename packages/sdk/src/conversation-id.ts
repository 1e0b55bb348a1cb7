import { InvalidConversationIdError } from './errors.js'
import { uuidFromBytes } from './runtime.js'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** RFC 9562, appendix: the name space of URLs. The existing integrations map their session names with it. */
const URL_NAMESPACE = '6ba7b811-9dad-11d1-80b4-00c04fd430c8'
/** How much of a wrong id the message repeats. */
const SHOWN_CHARS = 60

/**
 * Checks a conversation id and returns it in lower case, so that one conversation has one spelling.
 *
 * Errors  InvalidConversationIdError before anything is sent.
 */
export function parseConversationId(value: unknown): string {
  if (typeof value === 'string' && UUID.test(value)) return value.toLowerCase()
  const shown =
    typeof value === 'string'
      ? JSON.stringify(value.slice(0, SHOWN_CHARS))
      : `a value of type ${typeof value}`
  throw new InvalidConversationIdError(
    `conversationId must be a UUID such as "3f6b1a2c-4d5e-4f7a-8b9c-0d1e2f3a4b5c", got ${shown}. ` +
      'To use an id of your own, map it to a UUID v5: await conversationIdFrom("your-id").',
    { code: 'invalid_argument', details: { field: 'conversationId' } },
  )
}

/**
 * Maps any name of yours to a conversation id: the UUID v5 of the name in the URL name space (or in `namespace`).
 * The same name always gives the same id.
 *
 * Errors  InvalidConversationIdError when the name is empty or `namespace` is not a UUID.
 * Source  RFC 9562 §5.5.
 */
export async function conversationIdFrom(name: string, namespace: string = URL_NAMESPACE): Promise<string> {
  if (typeof name !== 'string' || name === '') {
    throw new InvalidConversationIdError('conversationIdFrom needs a non-empty name.', {
      code: 'invalid_argument',
    })
  }
  const prefix = parseConversationId(namespace).replaceAll('-', '')
  const text = new TextEncoder().encode(name)
  const input = new Uint8Array(16 + text.length)
  for (let i = 0; i < 16; i++) input[i] = Number.parseInt(prefix.slice(2 * i, 2 * i + 2), 16)
  input.set(text, 16)
  return uuidFromBytes(new Uint8Array(await crypto.subtle.digest('SHA-1', input)), 5)
}
