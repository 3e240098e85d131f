import { join } from 'node:path'
import { openSqlite } from '../../db/sqlite.ts'
import { type Clock, systemClock } from '../clock.ts'
import type { UpstreamLimit } from '../config.ts'
import { createMemoryEvents } from '../events/memory.ts'
import { createTiers } from '../limits/tiers.ts'
import { createDiskStorage } from '../storage/disk.ts'
import { createLog } from '../telemetry/log.ts'
import { createOpenAiUpstream } from '../upstream/openai.ts'
import { createBreaker } from './breaker.ts'
import { createDispatcher } from './dispatcher.ts'
import { lanesOf } from './lanes.ts'
import { createPacer } from './pacer.ts'

/** What a worker is told on its command line, as JSON. */
export type WorkerSettings = {
  folder: string
  upstreamUrl: string
  limit: UpstreamLimit
  concurrency: number
  /** Product values unless given. */
  leaseMs?: number
  sendWithinMs?: number
  /** How far this process's wall clock is off. */
  wallStepMs?: number
}

/** One process that draws what waits in a folder's database: the parts the server is made of, without its doors. */
async function work({ folder, upstreamUrl, limit, concurrency, ...set }: WorkerSettings) {
  const clock: Clock = { ...systemClock, now: () => Date.now() + (set.wallStepMs ?? 0) }
  const db = openSqlite(join(folder, 'drawbridge.sqlite'))
  const upstream = createOpenAiUpstream({ url: `${upstreamUrl}/v1`, timeoutSeconds: 30 }, clock)
  const account = 'openai'
  const pacer = await createPacer({ db, clock, account, limit, sendWithinMs: set.sendWithinMs })
  const dispatcher = createDispatcher({
    ...{ db, clock, concurrency, leaseMs: set.leaseMs },
    accounts: [{ name: account, upstream, pacer, breaker: createBreaker(clock, Math.random) }],
    lanes: lanesOf(createTiers({ freePerDay: 5, premiumPerDay: 100 })),
    storage: createDiskStorage({ dir: join(folder, 'images') }),
    events: createMemoryEvents(),
    log: createLog('warn'),
    cacheTtlMs: 3_600_000,
    expireAfterMs: 12 * 3_600_000, // a stepped clock is not what ends a wait here
  })
  process.on('message', async () => {
    await dispatcher.stop()
    await upstream.close()
    await db.close()
    process.exit()
  })
  process.on('disconnect', () => process.exit(1))
  await dispatcher.start()
  process.send?.('ready')
}

await work(JSON.parse(process.argv[2] ?? '{}'))
