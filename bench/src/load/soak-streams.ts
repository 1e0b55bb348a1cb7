/** Push streams beside the requests of a soak: turns come in over them, pushes go out, and each is replaced after a while. */
import type { PrecisServer } from '../speed/child-server.js'
import { openPeer, type StreamPeer } from '../stream/stream-peer.js'

const STREAMS_PER_PROCESS = 10
/** A stream that has carried so many turns makes place for a new one: what a stream holds has to go with it. */
const TURNS_OF_A_STREAM = 50

export interface Turn {
  readonly conversationId: string
  readonly role: 'user' | 'assistant'
  readonly content: string
}

interface Place {
  readonly server: PrecisServer
  peer: StreamPeer
  turns: number
}

export class SoakStreams {
  /** Bundles that came in. */
  pushes = 0
  opened = 0
  readonly #places: Place[] = []
  #next = 0

  async open(fleet: readonly PrecisServer[]): Promise<void> {
    for (const server of fleet)
      for (let i = 0; i < STREAMS_PER_PROCESS; i++)
        this.#places.push({ server, peer: await this.#openPeer(server), turns: 0 })
  }

  /** Tells a turn over one stream after the other. */
  async tell({ conversationId, role, content }: Turn): Promise<void> {
    // proof: streams are open, and the remainder lies within the list
    const place = this.#places[this.#next++ % this.#places.length] as Place
    const timestampMs = BigInt(Date.now())
    const said = { eventType: `${role}_message`, role, content, conversationId, userId: 'load', timestampMs }
    place.peer.send({ payload: { case: 'conversationEvent', value: said } })
    place.turns += 1
    if (place.turns < TURNS_OF_A_STREAM) return
    place.turns = 0
    const old = place.peer
    place.peer = await this.#openPeer(place.server)
    old.end()
    await old.ended
  }

  async close(): Promise<void> {
    for (const { peer } of this.#places) peer.end()
    await Promise.all(this.#places.map(({ peer }) => peer.ended))
  }

  async #openPeer({ url, headers }: PrecisServer): Promise<StreamPeer> {
    const peer = openPeer(url, headers, ({ payload }) => {
      if (payload.case === 'contextBundle') this.pushes += 1
    })
    await peer.opened
    this.opened += 1
    return peer
  }
}
