import { type ChildProcess, fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { BenchConversation } from './shared-bench.js'
import type { FromWorker, ToWorker, WorkerOutput, WorkerSetup } from './worker.js'

const WORKER_FILE = fileURLToPath(new URL('./worker.ts', import.meta.url))
/** More children than this do not help: the longest conversation then decides the time. */
const MAX_CHILDREN = 4

/**
 * Compacts and scores every conversation in child processes, the longest first.
 *
 * Order   outputs come in the order of `conversations`, whichever child was faster.
 * Errors  Error with the child's message as soon as one conversation fails; all children are ended.
 */
export async function runPool(
  conversations: readonly BenchConversation[],
  setup: WorkerSetup,
  onDone: (finished: number) => void,
): Promise<readonly WorkerOutput[]> {
  const outputsOf = new Map<string, readonly WorkerOutput[]>()
  const queue = [...conversations].sort((a, b) => sizeOf(b) - sizeOf(a))
  const childCount = Math.min(MAX_CHILDREN, availableParallelism(), queue.length)
  const children = Array.from({ length: childCount }, () =>
    fork(WORKER_FILE, { execArgv: process.execArgv, serialization: 'advanced' }),
  )
  const work = async (child: ChildProcess): Promise<void> => {
    await ask(child, { kind: 'setup', setup })
    for (let next = queue.shift(); next; next = queue.shift()) {
      const answer = await ask(child, { kind: 'conversation', conversation: next })
      if (answer.kind === 'done') outputsOf.set(next.id, answer.outputs)
      onDone(outputsOf.size)
    }
  }
  try {
    await Promise.all(children.map(work))
  } finally {
    for (const child of children) child.kill()
  }
  return conversations.flatMap((conversation) => outputsOf.get(conversation.id) ?? [])
}

function ask(child: ChildProcess, message: ToWorker): Promise<FromWorker> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      child.off('message', onMessage)
      child.off('exit', onExit)
    }
    const onMessage = (answer: FromWorker) => {
      stop()
      if (answer.kind === 'failed') reject(new Error(answer.message))
      else resolve(answer)
    }
    const onExit = (code: number | null) => {
      stop()
      reject(new Error(`a worker ended with code ${code}`))
    }
    child.on('message', onMessage)
    child.on('exit', onExit)
    child.send(message)
  })
}

function sizeOf(conversation: BenchConversation): number {
  return conversation.messages.reduce((sum, message) => sum + message.content.length, 0)
}
