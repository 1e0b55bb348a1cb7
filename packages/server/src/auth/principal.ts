import { AppError } from '../errors.js'
import type { Principal } from '../services/types.js'
import type { ApiKeys } from './api-keys.js'

export type { Principal }

/** Resolves the caller of a request on any transport. */
export interface Authenticator {
  /**
   * @param authorization the `Authorization` header or metadata entry, `Bearer synap_…`.
   *
   * Errors  `unauthenticated`, in the same words for an unknown and a revoked key.
   */
  authenticate(authorization: string | undefined): Promise<Principal>
}

/** Identity comes from the key alone: ids in headers are what the client believes, and often empty. */
export function createAuthenticator(keys: Pick<ApiKeys, 'verify'>): Authenticator {
  return {
    async authenticate(authorization) {
      const key = /^bearer +(\S+) *$/i.exec(authorization ?? '')?.[1]
      if (key === undefined)
        throw new AppError(
          'unauthenticated',
          'no API key was sent; send it as the header "Authorization: Bearer synap_…"',
        )
      const principal = await keys.verify(key)
      if (principal === undefined)
        throw new AppError(
          'unauthenticated',
          'the API key is not known here or was revoked; check it, or make one with "precis keys create"',
        )
      return principal
    },
  }
}
