/**
 * Loaded into a server before anything else (`node --require`), in its main thread and its worker threads: answers its
 * parent's `look` with what each thread's heap holds as it is, its `measure` with the same after a forced collection, and
 * its `snapshot` with heap snapshots.
 *
 * A worker thread of the engine blocks while it has nothing to do and reads no other messages, so it looks at a shared
 * counter around its waiting; hence the wrapped `Atomics.wait`.
 */
const { getActiveResourcesInfo, memoryUsage } = process
const { getEnvironmentData, isMainThread, setEnvironmentData, threadId } = require('node:worker_threads')
const v8 = require('node:v8')
const { runInNewContext } = require('node:vm')

const KEY = 'precis memory probe'
/** Of 8 numbers each: state, used heap, whole heap, external memory. */
const MAX_THREADS = 64
const THREAD_NUMBERS = 8
const POLL_MS = 50
/** What a thread is asked for, as a shared number. */
const WANTED = { look: 0, measure: 1, snapshot: 2 }
/** A thread answers between two pieces of work. */
const MAX_POLLS = 100

v8.setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')

if (isMainThread) {
  if (process.send) watchMain()
} else if (getEnvironmentData(KEY)) watchThread(getEnvironmentData(KEY))

function watchMain() {
  const shared = {
    wanted: new Int32Array(new SharedArrayBuffer(8)),
    numbers: new Float64Array(new SharedArrayBuffer(8 * MAX_THREADS * THREAD_NUMBERS)),
  }
  setEnvironmentData(KEY, shared)
  process.on('message', async (message) => {
    Atomics.store(shared.wanted, 1, WANTED[message])
    const round = Atomics.add(shared.wanted, 0, 1) + 1
    const main = measure(WANTED[message])
    if (message === 'snapshot') v8.writeHeapSnapshot(`${process.pid}.main.${round}.heapsnapshot`)
    const rows = () =>
      Array.from({ length: MAX_THREADS }, (_, i) =>
        shared.numbers.subarray(i * THREAD_NUMBERS, (i + 1) * THREAD_NUMBERS),
      )
    const threads = () => rows().filter(([state]) => state > 0)
    for (let poll = 0; poll < MAX_POLLS && threads().some(([state]) => state !== round + 1); poll++)
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    const resources = getActiveResourcesInfo().reduce(
      (counts, name) => counts.set(name, (counts.get(name) ?? 0) + 1),
      new Map(),
    )
    process.send({
      ...main,
      rss: memoryUsage().rss,
      threads: threads().map(([state, heapUsed, heapTotal, external]) => ({
        isFresh: state === round + 1,
        heapUsed,
        heapTotal,
        external,
      })),
      resources: Object.fromEntries(resources),
    })
  })
  // Listening for messages must not keep the server alive.
  process.channel.unref()
}

function measure(wanted) {
  if (wanted !== WANTED.look) {
    collect()
    collect()
  }
  const { heapUsed, heapTotal, external, arrayBuffers } = memoryUsage()
  return { heapUsed, heapTotal, external, arrayBuffers }
}

function watchThread({ wanted, numbers }) {
  const own = numbers.subarray((threadId % MAX_THREADS) * THREAD_NUMBERS)
  own[0] = 1
  let answered = 0
  const look = () => {
    const round = Atomics.load(wanted, 0)
    if (round === answered) return
    answered = round
    const asked = Atomics.load(wanted, 1)
    const { heapUsed, heapTotal, external } = measure(asked)
    if (asked === WANTED.snapshot)
      v8.writeHeapSnapshot(`${process.pid}.thread-${threadId}.${round}.heapsnapshot`)
    own.set([round + 1, heapUsed, heapTotal, external])
  }
  const { wait } = Atomics
  Atomics.wait = (...args) => {
    for (;;) {
      look()
      const outcome = wait(...args.slice(0, 3), POLL_MS)
      if (outcome !== 'timed-out') return outcome
    }
  }
  process.on('exit', () => own.fill(0, 0, THREAD_NUMBERS))
}
