import { fileURLToPath, pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Clock } from '../clock.ts'
import type { Log } from '../telemetry/log.ts'
import type { Reader } from './reader.ts'
import type { WordsAnswer, WordsCall } from './words-task.ts'

type Result<Method extends keyof Reader> = Promise<ReturnType<Reader[Method]> | undefined>

/** A reader on a thread of its own. Nothing throws: where the thread is down or takes too long, the answer is undefined. */
export interface WordsThread {
  read(...args: Parameters<Reader['read']>): Result<'read'>
  ask(...args: Parameters<Reader['ask']>): Result<'ask'>
  rank(...args: Parameters<Reader['rank']>): Result<'rank'>
  /** Also for any thread after this one. */
  learn(terms: readonly string[]): void
  /** Whether it has answered, and would at once. Calls while it is not wait for its start. */
  readonly ready: boolean
  /** Starts it in the background. */
  warmUp(): void
  close(): Promise<void>
}

/** Longer than any words take, its start included. */
const PATIENCE_MS = 5_000
/** After it died it is not started again at once: each time twice as late, until it answers. */
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60_000

/** npm start runs this and the thread from a bundle; everything else from the source. */
const bundled = !import.meta.url.endsWith('.ts')
const task = fileURLToPath(new URL(bundled ? './words-task.js' : './words-task.ts', import.meta.url))

/** A source needs a compiler first, which Node does not give a thread by itself. */
const compile = (url: string) => `import('tsx/esm/api').then(({ register }) => (register(), import('${url}')))`
const startWorker = (filename: string) =>
  filename.endsWith('.ts') ? new Worker(compile(pathToFileURL(filename).href), { eval: true }) : new Worker(filename)

type Waiting = { resolve(result: unknown): void; cancel(): void }

/** The thread starts with `warmUp` or the first call. */
export function createWordsThread({
  clock,
  log,
  filename = task,
}: {
  clock: Clock
  log: Log
  filename?: string
}): WordsThread {
  const learnt = new Set<string>()
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let ready = false
  let closed = false
  let lastId = 0
  let pauseMs = FIRST_PAUSE_MS
  let notBefore = Number.NEGATIVE_INFINITY

  function open(): Worker | undefined {
    if (worker || closed || clock.monotonic() < notBefore) return worker
    const opened = startWorker(filename)
    opened.on('message', ({ id, result, error }: WordsAnswer) => {
      ready = true
      pauseMs = FIRST_PAUSE_MS
      if (error !== undefined) log.warn({ room: 'words', error }, 'words could not be read')
      settle(id, result)
    })
    opened.on('error', (error) => lost(opened, error))
    opened.on('exit', (code) => lost(opened, `exit ${code}`))
    worker = opened
    post({ id: ++lastId, method: 'learn', args: [[...learnt]] })
    opened.unref() // only what is waited for keeps the process
    return opened
  }

  function lost(which: Worker, error: unknown) {
    if (which !== worker) return
    worker = undefined
    ready = false
    if (!closed) {
      log.warn(
        { room: 'words', error, pauseMs },
        'the thread that reads words ended; nothing similar is offered meanwhile',
      )
      notBefore = clock.monotonic() + pauseMs
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)
    }
    for (const id of [...waiting.keys()]) settle(id, undefined)
  }

  function settle(id: number, result: unknown) {
    const call = waiting.get(id)
    if (!call) return
    waiting.delete(id)
    if (waiting.size === 0) worker?.unref()
    call.cancel()
    call.resolve(result)
  }

  const post = (call: WordsCall) => worker?.postMessage(call)

  function tooLate() {
    const hung = worker
    if (!hung) return
    lost(hung, 'no answer in time')
    void hung.terminate()
  }

  function call<Method extends 'read' | 'ask' | 'rank'>(
    method: Method,
    args: Parameters<Reader[Method]>,
  ): Result<Method> {
    const opened = open()
    if (!opened) return Promise.resolve(undefined)
    const id = ++lastId
    return new Promise((resolve) => {
      waiting.set(id, { resolve: resolve as Waiting['resolve'], cancel: clock.timer(PATIENCE_MS, tooLate) })
      opened.ref()
      post({ id, method, args } as WordsCall)
    })
  }

  return {
    async read(...args) {
      const reading = await call('read', args)
      for (const term of reading?.terms ?? []) learnt.add(term)
      return reading
    },
    ask: (...args) => call('ask', args),
    rank: (...args) => call('rank', args),
    learn(terms) {
      const news = terms.filter((term) => !learnt.has(term))
      if (news.length === 0) return
      for (const term of news) learnt.add(term)
      post({ id: ++lastId, method: 'learn', args: [news] })
    },
    get ready() {
      return ready
    },
    warmUp: () => void open(),
    async close() {
      closed = true
      const last = worker
      if (last) lost(last, 'closed')
      await last?.terminate()
    },
  }
}
