import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createDiskStorage } from '../../server/storage/disk.ts'
import { type ServerName, WORDS } from './cases.ts'
import { type Child, startServer } from './child.ts'
import { buildNextApp } from './next-app.ts'

const PICTURE_BYTES = 100_000
const script = (name: string) => new URL(`./servers/${name}`, import.meta.url)

type Drawbridge = { server: Child; pictureHash: string; picturePath: string; stop(): Promise<void> }

/** Drawbridge with one file of 100 kB stored and the picture of the cache cases drawn. */
export async function startDrawbridge(): Promise<Drawbridge> {
  const dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-bench-'))
  const picturePath = join(dataDir, 'picture.webp')
  const bytes = randomBytes(PICTURE_BYTES)
  await writeFile(picturePath, bytes)
  const pictureHash = await createDiskStorage({ dir: join(dataDir, 'images') }).put(bytes)
  const server = await startServer(script('drawbridge.ts'), { dataDir })
  await drawOnce(server.port)
  return {
    server,
    pictureHash,
    picturePath,
    async stop() {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export type ServersUp = { servers: Record<ServerName, Child>; pictureHash: string; stop(): Promise<void> }

/** Starts every measured server, each in a process of its own. */
export async function startServers(): Promise<ServersUp> {
  const dir = buildNextApp()
  const { server: drawbridge, pictureHash, picturePath: path, stop } = await startDrawbridge()
  const others = {
    trpc: await startServer(script('trpc-standalone.ts')),
    next: await startServer(script('bare-next.mjs'), { dir, picture: path }),
    file: await startServer(script('plain-file.ts'), { path }),
    pages: await startServer(script('bare-next.mjs'), { dir: resolve('.') }),
  }
  return {
    servers: { drawbridge, ...others },
    pictureHash,
    async stop() {
      for (const server of Object.values(others)) await server.stop()
      await stop()
    },
  }
}

/** Has the words of the cache cases drawn, so that every later request for them is a hit. */
async function drawOnce(port: number) {
  for (let press = 0; press < 600; press++) {
    const response = await fetch(`http://127.0.0.1:${port}/api/trpc/pictures.request`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ words: WORDS, idempotencyKey: `first-press-${press}` }),
    })
    const text = await response.text()
    if (text.includes('"status":"ready"')) return
    if (!response.ok) throw new Error(`a picture could not be asked for: ${text}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the picture of the cache cases was not drawn in 30 s')
}
