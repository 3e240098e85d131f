import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type RedisServer = {
  url: string
  /** Ends the process; its counts are lost. */
  stop(): Promise<void>
  /** Starts it again on the same port. */
  start(): Promise<void>
  /** Leaves its connections open and answers nothing until `thaw`. */
  freeze(): void
  thaw(): void
  close(): Promise<void>
}

/** Whether the tests that need a real Redis can run here; says so where they cannot. */
export function redisInstalled(): boolean {
  const installed = spawnSync('redis-server', ['--version']).status === 0
  if (!installed) process.stderr.write('SKIPPED: redis-server is not installed; the limiter in Redis is NOT tested\n')
  return installed
}

/** A real redis-server of the test's own, on a free port, keeping nothing. */
export async function startRedisServer(): Promise<RedisServer> {
  const dir = await mkdtemp(join(tmpdir(), 'drawbridge-redis-'))
  const port = await freePort()
  let child: ChildProcess | undefined

  const start = async () => {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', dir]
    child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] })
    await ready(child)
  }
  const stop = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  const close = async () => {
    await stop()
    await rm(dir, { recursive: true, force: true })
  }

  await start()
  const signal = (name: NodeJS.Signals) => child?.kill(name)
  const freeze = () => void signal('SIGSTOP')
  const thaw = () => void signal('SIGCONT')
  return { url: `redis://127.0.0.1:${port}`, start, stop, freeze, thaw, close }
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk
      if (said.includes('Ready to accept connections')) resolve()
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}: ${said}`)))
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
