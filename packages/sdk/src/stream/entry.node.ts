/** What `listen()` loads where two-way HTTP/2 streams exist: Node, Deno, Bun. */
import { openConnection } from './connection.node.js'
import { PushFeed, type PushFeedConfig } from './push-feed.js'

export function createPushFeed(config: PushFeedConfig): PushFeed {
  return new PushFeed(config, openConnection)
}
