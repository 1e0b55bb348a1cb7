/**
 * API keys: 256 random bits, of which only an HMAC is stored.
 *
 * A key this long needs no slow hash: guessing is hopeless, and the HMAC's secret makes a stolen table useless for
 * checking guesses. Keys are looked up by their HMAC, whose value nobody without the secret can steer, so the time
 * that the lookup takes tells nothing; the one direct comparison, against a cached hash, takes constant time.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { API_KEY_PREFIX } from '@precis/protocol/headers'
import { LRUCache } from 'lru-cache'
import type { Clock } from '../clock.js'
import type { Ids } from '../ids.js'
import type { Principal } from '../services/types.js'
import type { ApiKey, Store } from '../store/contract.js'

const KEY_BYTES = 32
/** Keys in use at once on one server, generously. */
const CACHE_ENTRIES = 1_000
/** How long another process's revocation may go unnoticed. */
const CACHE_TTL_MS = 5_000
/** Shown in lists, so that a person can tell keys apart. */
const HINT_CHARACTERS = 4
/** Nothing longer is worth hashing. */
const MAX_KEY_CHARACTERS = 512

export interface IssuedApiKey {
  /** The key itself: shown once, stored nowhere. */
  readonly key: string
  readonly record: ApiKey
}

export interface ApiKeys {
  /** Makes a key of an instance, or registers one that was made elsewhere. */
  issue(input: {
    readonly instanceId: string
    readonly label: string
    readonly key?: string
  }): Promise<IssuedApiKey>
  /** Who the key is; `undefined` when it is unknown or revoked. */
  verify(key: string): Promise<Principal | undefined>
  /** All keys, or one instance's. */
  list(instanceId?: string): Promise<readonly ApiKey[]>
  /** At once in this process, within seconds in others. False when there is no live key of that id. */
  revoke(keyId: string): Promise<boolean>
}

interface CachedKey {
  readonly digest: Buffer
  readonly principal: Principal
  readonly expiresAtMs: number
}

/** A new random key. */
export function generateApiKey(): string {
  return API_KEY_PREFIX + randomBytes(KEY_BYTES).toString('base64url')
}

export function createApiKeys(dependencies: {
  readonly store: Pick<Store, 'keys'>
  /** At least 32 bytes, the same for every process on one store. */
  readonly secret: Buffer
  readonly ids: Ids
  readonly clock: Clock
}): ApiKeys {
  const { store, secret, ids, clock } = dependencies
  const cache = new LRUCache<string, CachedKey>({ max: CACHE_ENTRIES })
  const digestOf = (key: string) => createHmac('sha256', secret).update(key).digest()

  return {
    async issue({ instanceId, label, key = generateApiKey() }) {
      const record = await store.keys.create({
        id: ids.external('key'),
        instanceId,
        keyHash: digestOf(key).toString('hex'),
        label,
        hint: key.slice(-HINT_CHARACTERS),
      })
      return { key, record }
    },

    async verify(key) {
      if (!key.startsWith(API_KEY_PREFIX) || key.length > MAX_KEY_CHARACTERS) return undefined
      const digest = digestOf(key)
      const keyHash = digest.toString('hex')
      const cached = cache.get(keyHash)
      if (cached && cached.expiresAtMs > clock.now() && timingSafeEqual(cached.digest, digest))
        return cached.principal
      const record = await store.keys.findByHash(keyHash)
      if (record === undefined) {
        cache.delete(keyHash)
        return undefined
      }
      const principal = Object.freeze({
        instanceId: record.instanceId,
        clientId: record.clientId,
        keyId: record.id,
      })
      cache.set(keyHash, { digest, principal, expiresAtMs: clock.now() + CACHE_TTL_MS })
      return principal
    },

    list: (instanceId) => store.keys.list(instanceId),

    async revoke(keyId) {
      const wasRevoked = await store.keys.revoke(keyId)
      cache.clear()
      return wasRevoked
    },
  }
}
