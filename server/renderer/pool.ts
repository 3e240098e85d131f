import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import type { DrawResult, DrawTask } from './draw-task.ts'
import type { Rendered, RenderInput } from './types.ts'

/** Draws on threads of its own. `render` rejects with an AbortError when its signal fires, and with the cause when a thread fails. */
export interface RendererPool {
  render(input: RenderInput, signal?: AbortSignal): Promise<Rendered>
  close(): Promise<void>
}

/** A tight loop of more renders at once grew to 2.2 GB; two hold 270 MB. */
const RENDERS_PER_THREAD = 2

const worker = fileURLToPath(new URL('./draw-task.ts', import.meta.url))

export function defaultThreads(cores = availableParallelism()): number {
  return Math.min(2, Math.max(1, cores - 1))
}

const warmUpInput: RenderInput = { words: 'drawbridge', seed: 0, width: 64, height: 64, style: 'illustration' }

/**
 * Starts the threads and warms each one up in the background, so that the first picture does not wait for fonts.
 * A thread that dies fails its own renders only; the pool starts another.
 */
export function createRendererPool(options: { threads?: number; filename?: string } = {}): RendererPool {
  const threads = options.threads ?? defaultThreads()
  const pool = new Piscina<DrawTask, DrawResult>({
    filename: options.filename ?? worker,
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker: RENDERS_PER_THREAD,
    idleTimeout: Number.POSITIVE_INFINITY,
    execArgv: ['--import', 'tsx'],
    recordTiming: false,
  })
  // A task fails alone; a thread's death also arrives here and is already told to its renders.
  pool.on('error', () => {})
  let closed: Promise<void> | undefined
  const warmUp = Array.from({ length: threads }, () => pool.run(warmUpInput).catch(() => undefined))

  return {
    async render(input, signal) {
      if (closed) throw new Error('the renderer is closed')
      const { bytes, width, height } = await pool.run(input, { signal: signal ?? null })
      return { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), width, height }
    },
    close() {
      closed ??= Promise.all(warmUp).then(() => pool.close({ force: true }))
      return closed
    },
  }
}
