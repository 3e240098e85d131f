import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Database } from '../../db/database.ts'
import type { NewPicture } from '../../db/queries/pictures.ts'
import { openSqlite } from '../../db/sqlite.ts'
import { systemClock } from '../../server/clock.ts'
import type { Upstream } from '../../server/upstream/types.ts'
import { openServices } from '../queue/open.ts'

export type Durability = 'NORMAL' | 'FULL'

const nobody: Upstream = {
  kind: 'nobody',
  model: 'nobody-1',
  draw: () => Promise.reject(new Error('nothing is drawn here')),
  close: async () => {},
}

/** Our queue as the server runs it, on a file of its own; a first start waits a window, so nothing is sent meanwhile. */
export async function openOurs(path: string, durability: Durability) {
  const db = openSqlite(path)
  await setDurability(db, durability)
  const services = await openServices({
    ...{ db, clock: systemClock, upstream: nobody, concurrency: 1, random: Math.random },
    limit: { calls: 30, windowMs: 86_400_000, marginMs: 600 },
    queueBounds: { max: 10_000_000, maxWaitSeconds: 1e12 },
  })
  const close = async () => {
    await services.dispatcher.stop()
    await db.close()
  }
  return { db, services, close }
}

/** The product's files are always FULL; peers that are not durable either are compared with NORMAL. */
async function setDurability(db: Database, durability: Durability) {
  const client = await db.write(async ({ db }) => ('$client' in db ? db.$client : undefined))
  if (!(client instanceof Sqlite)) throw new Error('no SQLite connection to set the durability of')
  client.pragma(`synchronous = ${durability}`)
  const is = client.pragma('synchronous', { simple: true })
  if (is !== { NORMAL: 1, FULL: 2 }[durability]) throw new Error(`synchronous is ${is}, not ${durability}`)
}

/** Files with that many waiting, one for each name: filled once and copied. Of half as many visitors and a tenth as many accounts. */
export async function fillFiles(folder: string, names: readonly string[], size: number): Promise<string[]> {
  const [first = '', ...others] = names.map((name) => join(folder, `${name}-${size}.sqlite`))
  const db = openSqlite(first)
  await setDurability(db, 'NORMAL')
  for (let n = 0; n < size; n += 500) {
    const rows = Array.from({ length: Math.min(500, size - n) }, (_, i) => waitingRow(n + i, size))
    await db.write(async ({ db, tables }) => {
      await db.insert(tables.pictures).values(rows)
    })
  }
  await db.close()
  for (const other of others) copyFileSync(first, other)
  return [first, ...others]
}

function waitingRow(n: number, size: number): NewPicture {
  const premium = n % 4 === 0
  const people = size / (premium ? 10 : 2)
  const subject = premium ? `ip:account${n % people}` : `ip:visitor${n % people}`
  return {
    id: `id ${String(n).padStart(6, '0')}`,
    ...{ subject, owner: subject, kind: 'new', words: `picture ${n}`, key: `key ${n}`, visibility: 'public' },
    ...{ status: 'queued', lane: premium ? 'premium' : 'free', createdAt: new Date() },
    params: { width: 1024, height: 1024, style: 'illustration', seed: n },
    turn: Math.floor(n / people),
  }
}
