import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { commandEnvironment } from '../../server/config.ts'

export type Settings = Record<string, string>
export type LogLine = { level: number; room?: string; msg?: string; url?: string }
type Ended = { code: number | null; seconds: number; output: string }

/** The service in a process of its own, as `npm start` runs it, with a data folder of its own. */
export type App = {
  url: string
  log: LogLine[]
  /** Ends it with SIGTERM. */
  stop(): Promise<Ended>
  /** Starts it again on the same port and data. */
  startAgain(): Promise<void>
  restart(): Promise<void>
  /** `npm run token`, `npm run user`: runs server/cli/NAME.ts on the same data and returns what it printed. */
  cli(name: 'token' | 'user', ...args: string[]): Promise<string>
  /** How many pictures wait or are being drawn. */
  underway(): number
  /** Ends it and forgets its data. */
  remove(): Promise<void>
}

/** Starts the service with these settings and nothing else of this process's environment. Throws what it printed if it ends. */
export async function startApp(settings: Settings): Promise<App> {
  const dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-e2e-'))
  const log: LogLine[] = []
  let running = await open({ ...settings, DATA_DIR: dataDir, PORT: '0' }, log)
  const { url } = running
  const { port } = new URL(url)

  const app: App = {
    url,
    log,
    stop: () => running.end(),
    async startAgain() {
      running = await open({ ...settings, DATA_DIR: dataDir, PORT: port }, log)
    },
    async restart() {
      await app.stop()
      await app.startAgain()
    },
    async cli(name, ...args) {
      const ended = await runScript(`server/cli/${name}.ts`, args, { DATA_DIR: dataDir })
      if (ended.code !== 0) throw new Error(`${name} ${args.join(' ')}: ${ended.output}`)
      return ended.output
    },
    underway() {
      const db = new Database(join(dataDir, 'drawbridge.sqlite'), { readonly: true })
      try {
        const rows = db.prepare(`select id from pictures where status in ('queued', 'drawing')`).all()
        return rows.length
      } finally {
        db.close()
      }
    },
    async remove() {
      await app.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  return app
}

/** Runs a script of this repository to its end. */
export async function runScript(script: string, args: string[], settings: Settings): Promise<Ended> {
  const child = run([script, ...args], settings)
  const output = collect(child)
  const started = performance.now()
  const [code] = await once(child, 'close')
  return { code, seconds: (performance.now() - started) / 1000, output: output() }
}

async function open(settings: Settings, log: LogLine[]) {
  const child = run(['server/cli/start.mjs'], settings)
  const output = collect(child)
  const closed = once(child, 'close')
  const url = await new Promise<string>((resolve, reject) => {
    child.once('close', () => reject(new Error(`the app ended before it was open:\n${output()}`)))
    if (!child.stdout) return reject(new Error('the app has no output'))
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = parseLine(text)
      if (!line) return
      log.push(line)
      if (line.room === 'http' && line.url) resolve(line.url)
    })
  })
  return {
    url,
    async end(): Promise<Ended> {
      const started = performance.now()
      child.kill('SIGTERM')
      const [code] = await closed
      return { code, seconds: (performance.now() - started) / 1000, output: output() }
    },
  }
}

function run(script: string[], settings: Settings): ChildProcess {
  const { PATH, HOME, TMPDIR, NODE_ENV } = commandEnvironment({})
  const env = { PATH, HOME, TMPDIR, NODE_ENV, ...settings }
  const typescript = script[0]?.endsWith('.ts') ? ['--import', 'tsx'] : []
  return spawn(process.execPath, [...typescript, ...script], { env, stdio: 'pipe' })
}

function collect(child: ChildProcess): () => string {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  }
  return () => output
}

function parseLine(text: string): LogLine | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
