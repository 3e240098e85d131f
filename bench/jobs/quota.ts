import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { takeUnits } from '../../db/queries/usage.ts'
import { chargePicture } from '../../server/limits/quota.ts'
import { timeAll } from './contenders/types.ts'
import { importPeer } from './import-peer.ts'
import { type Durability, openOurs } from './ours.ts'

const SUBJECTS = 1_000
const IN_FLIGHT = 64
const ROOM = 1_000_000_000
const DAY_SECONDS = 86_400

/** A daily quota somebody takes one unit of. */
type Taker = {
  name: string
  durability: Durability
  take: (subject: string) => Promise<unknown>
  close(): Promise<void>
}

export type TakeFacts = { name: string; durability: Durability; inFlight: number; perSecond: number[] }

/** Takes a second from a daily quota, one after the other and 64 in flight: our counter, counter and ledger, and a peer's. */
export async function measureTakes(folder: string, rounds: number, count: number): Promise<TakeFacts[]> {
  const takers: Taker[] = []
  for (const durability of ['NORMAL', 'FULL'] as const) {
    takers.push(...(await openOurTakers(folder, durability)), await openPeer(folder, durability))
  }
  const facts = takers.flatMap((taker) =>
    [1, IN_FLIGHT].map((inFlight) => ({ taker, inFlight, perSecond: [] as number[] })),
  )
  for (let round = -1; round < rounds; round++) {
    for (const { taker, inFlight, perSecond } of round % 2 ? [...facts].reverse() : facts) {
      // Each commit waits for the disk: fewer of them say as much.
      const takes = taker.durability === 'FULL' && inFlight === 1 ? count / 10 : count
      const rate = await takesPerSecond(taker, takes, inFlight)
      if (round >= 0) perSecond.push(rate)
    }
  }
  for (const taker of takers) await taker.close()
  return facts.map(({ taker: { name, durability }, inFlight, perSecond }) => ({
    name,
    durability,
    inFlight,
    perSecond,
  }))
}

async function takesPerSecond({ take }: Taker, count: number, inFlight: number): Promise<number> {
  let n = 0
  const next = () => take(`ip:${n++ % SUBJECTS}`)
  const start = performance.now()
  await Promise.all(Array.from({ length: inFlight }, () => timeAll(count / inFlight, next)))
  return count / ((performance.now() - start) / 1000)
}

export const COUNTER = 'ours, the counter'
export const LEDGER = 'ours, counter and ledger'
export const PEER = 'rate-limiter-flexible'

async function openOurTakers(folder: string, durability: Durability): Promise<Taker[]> {
  const { db, services, close } = await openOurs(join(folder, `takes-${durability}.sqlite`), durability)
  let n = 0
  const counter = { policy: 'free-day', day: '2026-03-01', units: 1, limit: ROOM }
  const charge = () => ({ pictureId: `picture ${n++}`, units: 1, nowMs: Date.now() })
  return [
    {
      ...{ name: COUNTER, durability },
      take: (subject) => db.write((session) => takeUnits(session, { ...counter, subject })),
      close,
    },
    {
      ...{ name: LEDGER, durability },
      take: (subject) =>
        db.write((session) => chargePicture(session, services, { subject, tier: 'premium' }, charge())),
      close: async () => {},
    },
  ]
}

/** On a file set up as ours: WAL, and the same durability. */
async function openPeer(folder: string, durability: Durability): Promise<Taker> {
  const { RateLimiterSQLite } = await importPeer('rate-limiter-flexible')
  const client = new Sqlite(join(folder, `peer-${durability}.sqlite`))
  client.pragma('journal_mode = WAL')
  client.pragma(`synchronous = ${durability}`)
  const limiter = await new Promise<{ consume(key: string): Promise<unknown> }>((resolve, reject) => {
    const options = { storeClient: client, storeType: 'better-sqlite3', tableName: 'quota' } as const
    const made = new RateLimiterSQLite({ ...options, points: ROOM, duration: DAY_SECONDS }, (error) =>
      error ? reject(error) : resolve(made),
    )
  })
  return {
    ...{ name: PEER, durability },
    take: (subject) => limiter.consume(subject),
    close: async () => void client.close(),
  }
}
