/** What `listen()` loads where two-way HTTP/2 streams do not exist: in browsers and at the edge. */
import { InvalidInputError } from '../errors.js'
import type { PushFeed, PushFeedConfig } from './push-feed.js'

/** Always throws InvalidInputError; all other calls work without the stream. */
export function createPushFeed(_config: PushFeedConfig): PushFeed {
  throw new InvalidInputError(
    'listen() needs two-way HTTP/2 streams, which this platform does not have. It works in Node, Deno and Bun; every other call works here too.',
    { code: 'failed_precondition' },
  )
}
