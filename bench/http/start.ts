import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { listen } from '../../server/http/listen.ts'
import { type Child, startServer } from './child.ts'

export type Started = { seconds: number; rssBytes: number }

const SERVERS = { drawbridge: './servers/npm-start.mjs', pages: './servers/bare-next.mjs' }

/** What a server does in the background once it has answered, such as starting its drawing threads, is over by then. */
const SETTLED_MS = 4_000

/** Starts a server with nothing in its data folder: seconds until its home page is answered, and its memory once settled. */
export async function measureStart(name: keyof typeof SERVERS): Promise<Started> {
  const port = await freePort()
  const dataDir = mkdtempSync(join(tmpdir(), 'drawbridge-bench-'))
  const startedAt = performance.now()
  const starting = startServer(new URL(SERVERS[name], import.meta.url), { dataDir, dir: resolve('.'), port })
  let child: Child | undefined
  try {
    await firstAnswer(`http://127.0.0.1:${port}/`)
    const seconds = (performance.now() - startedAt) / 1000
    child = await starting
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS))
    return { seconds, rssBytes: (await child.usage()).rssBytes }
  } finally {
    await (child ?? (await starting)).stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function firstAnswer(url: string) {
  for (const until = Date.now() + 60_000; ; ) {
    const response = await fetch(url).catch(() => undefined)
    const page = await response?.text()
    if (response?.ok && page?.includes('</html>')) return
    if (Date.now() > until) throw new Error(`no home page at ${url} after a minute: ${response?.status}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listen(server, { host: '127.0.0.1', port: 0 })
  await new Promise((resolve) => server.close(resolve))
  return port
}
