import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import type { DrawResult, DrawTask } from './draw-task.ts'
import type { Rendered, RenderInput } from './types.ts'

/** Draws on threads of its own. */
export interface RendererPool {
  /** The picture. Rejects with the signal's reason when it fires, and with the cause when the drawing fails. */
  render(input: RenderInput, signal?: AbortSignal): Promise<Rendered>
  /** Starts the threads and makes each one ready, in the background, so that the first picture does not wait for fonts. */
  warmUp(): void
  /** Ends the threads; renders still under way are rejected. */
  close(): Promise<void>
}

/** A tight loop of more renders at once grew to 2.2 GB; two hold 270 MB. */
const RENDERS_PER_THREAD = 2

/** npm start runs this and the thread from a bundle; everything else from the source, which a thread compiles as it loads. */
const bundled = !import.meta.url.endsWith('.ts')
const worker = fileURLToPath(new URL(bundled ? './draw-task.js' : './draw-task.ts', import.meta.url))
const sourceThread = new URL('./source-thread.mjs', import.meta.url).href
const warmUpInput: RenderInput = { words: 'drawbridge', seed: 0, width: 64, height: 64, style: 'illustration' }

/** One core stays free for answering people; more than two threads gain nothing against the memory they hold. */
export function defaultThreads(cores = availableParallelism()): number {
  return Math.min(2, Math.max(1, cores - 1))
}

/** Hands out a fixed number of places in order. An aborted wait gives its place to the next. */
function createGate(places: number) {
  const waiting: (() => void)[] = []
  let taken = 0
  return {
    enter(signal?: AbortSignal): Promise<void> {
      signal?.throwIfAborted()
      if (taken < places) {
        taken++
        return Promise.resolve()
      }
      return new Promise((resolve, reject) => {
        const admit = () => {
          signal?.removeEventListener('abort', leave)
          resolve()
        }
        const leave = () => {
          waiting.splice(waiting.indexOf(admit), 1)
          reject(signal?.reason)
        }
        waiting.push(admit)
        signal?.addEventListener('abort', leave, { once: true })
      })
    },
    exit(): void {
      const next = waiting.shift()
      if (next) next()
      else taken--
    },
  }
}

function orAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

/**
 * Threads are started by `warmUp` or the first render. A thread that dies fails its own renders only; the pool starts another.
 */
export function createRendererPool(options: { threads?: number; filename?: string } = {}): RendererPool {
  const threads = options.threads ?? defaultThreads()
  const gate = createGate(threads * RENDERS_PER_THREAD)
  let pool: Piscina<DrawTask, DrawResult> | undefined
  let warmUp: Promise<unknown> | undefined
  let closed: Promise<void> | undefined

  const open = (): Piscina<DrawTask, DrawResult> => {
    if (pool) return pool
    const opened = new Piscina<DrawTask, DrawResult>({
      filename: options.filename ?? worker,
      minThreads: threads,
      maxThreads: threads,
      concurrentTasksPerWorker: RENDERS_PER_THREAD,
      idleTimeout: Number.POSITIVE_INFINITY,
      execArgv: bundled ? [] : ['--import', 'tsx', '--import', sourceThread],
      recordTiming: false,
    })
    // A dying thread is told to its renders, who reject; without a listener it would also end the process.
    opened.on('error', () => {})
    warmUp = Promise.all(Array.from({ length: threads }, () => opened.run(warmUpInput).catch(() => undefined)))
    pool = opened
    return opened
  }

  return {
    async render(input, signal) {
      if (closed) throw new Error('the renderer is closed')
      await gate.enter(signal)
      // It may have fired between being admitted and running on.
      if (signal?.aborted) {
        gate.exit()
        throw signal.reason
      }
      // Piscina would abort by killing the thread, and with it somebody else's drawing: finish it and throw it away.
      const work = open()
        .run(input)
        .finally(() => gate.exit())
      const { bytes, width, height } = await orAborted(work, signal)
      return { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), width, height }
    },
    warmUp() {
      if (!closed) open()
    },
    close() {
      closed ??= Promise.resolve(warmUp).then(() => pool?.destroy())
      return closed
    },
  }
}
