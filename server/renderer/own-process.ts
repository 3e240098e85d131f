import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { RendererPool } from './pool.ts'
import type { Answer, Ask } from './render-process.ts'
import type { Rendered, RenderInput } from './types.ts'

/** npm start runs the process from a bundle; everything else from the source. */
const bundled = !import.meta.url.endsWith('.ts')
const entry = fileURLToPath(new URL(bundled ? './render-process.js' : './render-process.ts', import.meta.url))

/** Native libraries keep what they once needed: a process that holds more than this is followed by a new one. */
const MOST_BYTES = 400 * 1024 * 1024

type Job = {
  input: RenderInput
  /** It was under way in a process that ended: perhaps it was the cause. */
  suspect: boolean
  /** Nobody waits for it any more. */
  cancelled: boolean
  resolve(picture: Rendered): void
  reject(reason: unknown): void
}
type Process = { child: ChildProcess; jobs: Map<number, Job> }

/**
 * The renderer's pool in a process of its own: what a native library does to its process (resvg ends it over some
 * drawings) cannot end the server. Drawings that were under way are drawn anew, one at a time; the one that ends the
 * process again is rejected.
 */
export function createRendererProcess(
  options: { threads?: number; filename?: string; mostBytes?: number } = {},
): RendererPool {
  const { threads, filename, mostBytes = MOST_BYTES } = options
  const suspects: { id: number; job: Job }[] = []
  let current: Process | undefined
  let suspected: number | undefined
  let closed = false
  let lastId = 0
  const all = new Set<Process>()

  function open(): Process {
    if (current) return current
    const child = fork(entry, [`${threads ?? ''}`, filename ?? ''], {
      serialization: 'advanced',
      execArgv: bundled ? [] : ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const opened: Process = { child, jobs: new Map() }
    child.on('message', (answer: Answer) => settle(opened, answer))
    child.on('error', () => lost(opened))
    child.on('exit', () => lost(opened))
    all.add(opened)
    current = opened
    hold(opened)
    return opened
  }

  /** Only what is waited for keeps the server's process. */
  function hold({ child, jobs }: Process) {
    const wanted = jobs.size > 0
    child[wanted ? 'ref' : 'unref']()
    child.channel?.[wanted ? 'ref' : 'unref']()
  }

  const post = ({ child }: Process, ask: Ask) => {
    if (child.connected) child.send(ask, () => {}) // a process that cannot be told has ended, which is noticed
  }

  function run(id: number, job: Job) {
    const process = open()
    process.jobs.set(id, job)
    hold(process)
    post(process, { id, input: job.input })
  }

  function settle(process: Process, { id, heldBytes, picture, failure }: Answer) {
    const job = process.jobs.get(id)
    process.jobs.delete(id)
    if (process === current && heldBytes > mostBytes) current = undefined
    if (process !== current && process.jobs.size === 0) process.child.kill('SIGKILL')
    hold(process)
    if (picture) job?.resolve(picture)
    else job?.reject(new Error(failure))
    if (id === suspected) tryNext()
  }

  function lost(process: Process) {
    if (!all.delete(process)) return
    if (process === current) current = undefined
    for (const [id, job] of process.jobs) {
      if (closed || (job.suspect && id === suspected)) job.reject(new Error('the drawing process ended'))
      else if (!job.cancelled) {
        job.suspect = true
        suspects.push({ id, job })
      }
    }
    if (suspected === undefined || process.jobs.has(suspected)) tryNext()
  }

  function tryNext() {
    const next = suspects.shift()
    suspected = next?.id
    if (next) run(next.id, next.job)
  }

  return {
    render(input, signal) {
      if (closed) return Promise.reject(new Error('the renderer is closed'))
      if (signal?.aborted) return Promise.reject(signal.reason)
      const id = ++lastId
      let cancel = () => {}
      return new Promise<Rendered>((resolve, reject) => {
        const job: Job = { input, suspect: false, cancelled: false, resolve, reject }
        cancel = () => {
          job.cancelled = true
          for (const process of all) if (process.jobs.has(id)) post(process, { id })
          reject(signal?.reason)
        }
        signal?.addEventListener('abort', cancel, { once: true })
        run(id, job)
      }).finally(() => signal?.removeEventListener('abort', cancel))
    },
    warmUp() {
      if (!closed) post(open(), { warmUp: true })
    },
    async close() {
      closed = true
      await Promise.all(
        [...all].map(({ child }) => {
          child.ref()
          const ended = new Promise((resolve) => child.once('exit', resolve))
          child.kill('SIGKILL')
          return ended
        }),
      )
    },
  }
}
