import { spawnSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { loadConfig } from '../config.ts'
import { createServices } from '../services.ts'
import { gracefulStop } from './graceful-stop.ts'
import { listen } from './listen.ts'
import { createFrontDoor } from './server.ts'

/** The front door with real services, without pages, in a process of its own whose disk can be made to fail. Settings as JSON. */
const config = loadConfig(JSON.parse(process.argv[2] ?? '{}'))
const services = await createServices(config, 'http://draw.test')
const server = createServer(
  createFrontDoor(services, { dev: false, handle: async (_req, res) => void res.end('a page') }),
)
const stop = gracefulStop(server)
const port = await listen(server, config)
const filler = join(config.dataDir, 'filler')

/** Takes every byte that is left. */
function fill() {
  const file = openSync(filler, 'w')
  for (let size = 1 << 20; size >= 1; size >>= 1) {
    try {
      for (;;) writeSync(file, Buffer.alloc(size, 1))
    } catch {}
  }
  closeSync(file)
}

/** From here on no file of this process may grow beyond `bytes`, nor be written to beyond there. */
function limitFiles(bytes: number | 'unlimited') {
  const { status, stderr } = spawnSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:unlimited`])
  if (status !== 0) throw new Error(`prlimit: ${stderr}`)
}

/** Beside the data folder, which others may not see. */
function copyRows() {
  const sqlite = new Sqlite(join(config.dataDir, 'drawbridge.sqlite'), { readonly: true })
  sqlite.prepare('vacuum into ?').run(join(dirname(config.dataDir), 'copy.sqlite'))
  sqlite.close()
}

const ORDERS: Record<string, () => void> = {
  fill,
  empty: () => rmSync(filler),
  'read-only': () => limitFiles(0),
  copy: copyRows,
  writable: () => limitFiles('unlimited'),
}

process.on('message', async (order: string) => {
  if (order === 'stop') {
    await stop()
    await services.close()
    process.exit()
  }
  ORDERS[order]?.()
  process.send?.('done')
})
process.on('disconnect', () => process.exit(1))
process.send?.(`http://127.0.0.1:${port}`)
