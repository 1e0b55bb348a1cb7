/** The secret that API keys are hashed with: where it comes from and how it is kept. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { AppError } from '../errors.js'
import type { Store } from '../store/contract.js'
import { readOrCreateSecretFile } from './secret-file.js'

const SECRET_BYTES = 32
const SETTING_NAME = 'api_key_secret'
const FILE_NAME = 'key-secret'

/**
 * Finds the secret, or makes it once.
 *
 * A given secret wins. With SQLite it lies beside the database in a file that only the owner can read, so that a
 * copied database alone is not enough. Processes that share a Postgres share it there, unless it is given.
 */
export async function loadKeySecret(input: {
  readonly given: string | null
  readonly dataDir: string
  readonly store: Pick<Store, 'kind' | 'settings'>
}): Promise<Buffer> {
  if (input.given !== null) return Buffer.from(input.given, 'utf8')
  const fresh = randomBytes(SECRET_BYTES).toString('hex')
  const stored =
    input.store.kind === 'sqlite'
      ? await readOrCreateSecretFile(join(input.dataDir, FILE_NAME), fresh)
      : await input.store.settings.getOrCreate(SETTING_NAME, fresh)
  const secret = Buffer.from(stored, 'hex')
  if (secret.length >= SECRET_BYTES) return secret
  throw new AppError(
    'failed_precondition',
    `the key secret of ${input.dataDir} is damaged; restore ${FILE_NAME} from a backup, or delete it and make new keys`,
  )
}
