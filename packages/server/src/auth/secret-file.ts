import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '../errors.js'

const OWNER_ONLY_FILE = 0o600
const OWNER_ONLY_FOLDER = 0o700

/**
 * Reads a small secret, or stores `value` as it: complete and on disk before it has its name, never overwriting.
 * Safe when several processes start on one folder: all get what the first has stored.
 *
 * Errors  `unavailable` when the file can neither be read nor made.
 */
export async function readOrCreateSecretFile(path: string, value: string): Promise<string> {
  try {
    return (await readIfPresent(path)) ?? (await createOnce(path, value))
  } catch (cause) {
    throw new AppError(
      'unavailable',
      `cannot read or create ${path}; check that the folder is writable for this user`,
      { cause },
    )
  }
}

async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined
    throw error
  }
}

/** Writes beside the name and links it there: a link fails when the name exists, where a rename would replace it. */
async function createOnce(path: string, value: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: OWNER_ONLY_FOLDER })
  const draft = `${path}.${randomBytes(6).toString('hex')}.draft`
  const file = await open(draft, 'wx', OWNER_ONLY_FILE)
  try {
    await file.writeFile(`${value}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  try {
    await link(draft, path)
    return value
  } catch (error) {
    if (!isSystemError(error, 'EEXIST')) throw error
    return (await readFile(path, 'utf8')).trim()
  } finally {
    await unlink(draft)
  }
}

function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
