import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { commandEnvironment } from '../../server/config.ts'

/** What a measured process says of itself when asked. CPU in microseconds, memory in bytes. */
export type Usage = { cpuMicros: number; rssBytes: number; heapBytes: number }

export type Child = {
  pid: number
  port: number
  /** Asks the process itself; with `gc` after it has collected its garbage. */
  usage(gc?: 'gc'): Promise<Usage>
  stop(): Promise<void>
}

const hasTaskset = spawnSync('taskset', ['-c', '0', 'true']).status === 0

/** Whether processes can be kept to one core each; without it the figures say less. */
export const canPin = hasTaskset

/** A Node process kept to one core, started from a script of this folder with JSON as its only argument. */
export function startNode(script: URL, core: 0 | 1, input: unknown = {}): ChildProcess {
  const typescript = script.pathname.endsWith('.ts') ? ['--import', 'tsx'] : []
  const node = [process.execPath, '--expose-gc', ...typescript, script.pathname, JSON.stringify(input)]
  const [command = '', ...args] = hasTaskset ? ['taskset', '-c', String(core), ...node] : node
  const env = commandEnvironment({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' })
  return spawn(command, args, { env, stdio: ['ignore', process.stderr, 'inherit', 'ipc'] })
}

/** Starts a server on core 0 and waits until it tells its port. */
export async function startServer(script: URL, input: unknown = {}): Promise<Child> {
  const child = startNode(script, 0, input)
  const { port } = await nextMessage<{ port: number }>(child)
  return {
    pid: child.pid ?? 0,
    port,
    async usage(gc) {
      child.send(gc ?? 'usage')
      return await nextMessage<Usage>(child)
    },
    async stop() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** The next thing a process says. Throws if it ends instead. */
export function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => {
      child.off('message', onMessage)
      reject(new Error(`a process of the bench ended with ${code}`))
    }
    const onMessage = (message: unknown) => {
      child.off('exit', onExit)
      resolve(message as T)
    }
    child.once('exit', onExit)
    child.once('message', onMessage)
  })
}
