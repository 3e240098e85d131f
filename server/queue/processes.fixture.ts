import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { EmulatorOptions } from '../emulator/emulator.ts'
import type { Stats } from '../emulator/tally.ts'
import { compileOnce } from './compiled.fixture.ts'
import type { WorkerSettings } from './worker-process.fixture.ts'

/** A process of ours. It ends with the one that started it, too. */
type Child = {
  /** What it said once it was ready; rejects if it ended before. */
  ready: Promise<string>
  kill(signal: NodeJS.Signals): void
  /** Its exit code, or null if a signal ended it. */
  ended: Promise<number | null>
}

export type Worker = Child & {
  /** Asks it to put everything back and leave; its exit code. */
  stop(): Promise<number | null>
  /** The log lines it wrote, counted by their words. */
  readonly complaints: ReadonlyMap<string, number>
}

const compiled = new Map<string, string>()

/** Starts a worker on a folder: `kill` it, or let it `stop`. */
export function startWorker(settings: WorkerSettings): Worker {
  const { process: child, ...rest } = startProcess('./worker-process.fixture.ts', settings)
  const complaints = new Map<string, number>()
  let tail = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    const lines = (tail + chunk).split('\n')
    tail = lines.pop() ?? ''
    for (const line of lines.filter((line) => line.startsWith('{'))) {
      const { msg, error } = JSON.parse(line)
      const complaint = error?.message ? `${msg}: ${error.message}` : String(msg)
      complaints.set(complaint, (complaints.get(complaint) ?? 0) + 1)
    }
  })
  return {
    ...rest,
    complaints,
    async stop() {
      if (child.connected) child.send('stop')
      return await rest.ended
    },
  }
}

export type UpstreamProcess = {
  url: string
  stats(): Promise<Stats>
  /** Holds all answers back, or lets them go. */
  control(what: 'hold' | 'open'): Promise<void>
  close(): Promise<void>
}

/** Starts an emulator in a process of its own, so that no test delays it. */
export async function startEmulator(
  options: Omit<EmulatorOptions, 'draw' | 'clock' | 'onCount'>,
): Promise<UpstreamProcess> {
  const { ready, kill, ended } = startProcess('./emulator-process.fixture.ts', options)
  const url = await ready
  return {
    url,
    stats: async () => (await (await fetch(`${url}/stats`)).json()) as Stats,
    control: async (what) => void (await fetch(`${url}/control/${what}`, { method: 'POST' })),
    async close() {
      kill('SIGKILL')
      await ended
    },
  }
}

function startProcess(module: string, settings: object): Child & { process: ChildProcess } {
  const path = compiled.get(module) ?? compileOnce(new URL(module, import.meta.url))
  compiled.set(module, path)
  const child = fork(path, [JSON.stringify(settings)], {
    execArgv: [],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const ready = Promise.race([
    once(child, 'message').then(([message]) => String(message)),
    ended.then((code) => Promise.reject(new Error(`${module} ended with ${code} before it was ready`))),
  ])
  ready.catch(() => {}) // whoever waits for it hears of it
  return { process: child, ready, ended, kill: (signal) => void child.kill(signal) }
}
