/**
 * Changes as they travel between processes: over one channel of LISTEN and NOTIFY, by id, as JSON.
 *
 * A notice is `[process, ...changes]`; a process does not listen to itself.
 */
import type { StoreChange } from '../contract.js'

export const CHANNEL = 'precis_changes'

/** Postgres takes less than 8,000 bytes; ids are a few dozen each. */
const MAX_NOTICE_BYTES = 7_500

const KINDS: Readonly<Record<StoreChange['kind'], true>> = {
  message_recorded: true,
  conversation_erased: true,
  messages_erased: true,
  run_queued: true,
  compaction_published: true,
  compaction_failed: true,
}

/** Writes changes as notices, as few as hold them. A change too large for one is left out: it names nothing real. */
export function writeNotices(process: string, changes: readonly StoreChange[]): readonly string[] {
  const notices: string[] = []
  let open: StoreChange[] = []
  let size = 0
  const close = () => {
    if (open.length > 0) notices.push(JSON.stringify([process, ...open]))
    open = []
    size = Buffer.byteLength(process)
  }
  close()
  for (const change of changes) {
    const changeBytes = Buffer.byteLength(JSON.stringify(change)) + 1
    if (size + changeBytes > MAX_NOTICE_BYTES) close()
    if (size + changeBytes > MAX_NOTICE_BYTES) continue
    open.push(change)
    size += changeBytes
  }
  close()
  return notices
}

/** Reads a notice. Nothing in it that this version does not know, and nothing of this process itself. */
export function readNotice(process: string, notice: string): readonly StoreChange[] {
  let content: unknown
  try {
    content = JSON.parse(notice)
  } catch {
    return []
  }
  if (!Array.isArray(content) || content[0] === process) return []
  return content.slice(1).filter(isChange)
}

function isChange(value: unknown): value is StoreChange {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    typeof value.kind === 'string' &&
    Object.hasOwn(KINDS, value.kind) &&
    'instanceId' in value &&
    typeof value.instanceId === 'string' &&
    'conversationId' in value &&
    typeof value.conversationId === 'string'
  )
}
