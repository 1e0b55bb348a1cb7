import { isAppError } from '../errors.js'

/** Sentences for what the operating system refuses, by its error code. */
const SYSTEM_ERRORS: ReadonlyMap<string, (error: NodeJS.ErrnoException) => string> = new Map([
  ['ENOENT', (error) => `There is no file ${error.path ?? ''}.`],
  ['EISDIR', (error) => `${error.path ?? 'The path'} is a directory, not a file.`],
  ['EACCES', (error) => `${error.path ?? 'The path'} may not be opened by this user.`],
  [
    'EADDRINUSE',
    (error) => `${addressOf(error)} is already in use. Stop the other program or choose another port.`,
  ],
  ['EADDRNOTAVAIL', (error) => `${addressOf(error)} is no address of this machine.`],
])

/** One sentence for a person: what failed, for which value, and what to do. Unknown failures keep their stack. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const known = SYSTEM_ERRORS.get((error as NodeJS.ErrnoException).code ?? '')
  if (known !== undefined) return known(error)
  const isExpected = isAppError(error) || error.name === 'ConversationReadError'
  return isExpected ? error.message : (error.stack ?? error.message)
}

function addressOf(error: NodeJS.ErrnoException): string {
  const { address, port } = error as { readonly address?: string; readonly port?: number }
  return `Address ${address ?? '?'}:${port ?? '?'}`
}
