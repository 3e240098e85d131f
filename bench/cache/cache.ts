import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Database } from '../../db/database.ts'
import { evictBytes } from '../../server/cache/keeping/evict.ts'
import { withDatabase } from '../queue/open.ts'
import { renderTable } from '../table.ts'
import { keep, noStorage, playOurs } from './ours.ts'
import { playLfu, playLru } from './plain.ts'
import { playWishes, type WorkloadPlan } from './workload.ts'

const TTL_MS = 48 * 3_600_000
/** Of the bytes of all words that come again. */
const BUDGET_SHARE = 0.1
const ENTRIES = 20_000

const STEADY: WorkloadPlan = {
  ...{ seed: 5, requests: 16_000, days: 8, words: 1_600, skew: 0.9 },
  ...{ once: 0.2, scan: 1_600, shifts: 0, sizes: 'equal' },
}
const WORKLOADS: Record<string, WorkloadPlan> = {
  'Zipf, a fifth asked once, a scan': STEADY,
  'the same, of 15 to 240 kB': { ...STEADY, sizes: 'mixed' },
  'the same, fashions change daily': { ...STEADY, sizes: 'mixed', shifts: 7 },
}

/** Which share of requests a full cache answers, against plain LRU and LFU on the same requests; and what evicting costs. */
export async function benchCache({ quick, say }: { quick: boolean; say: (line: string) => void }) {
  const workloads = []
  for (const [name, full] of Object.entries(WORKLOADS)) {
    say(name)
    const plan = quick ? { ...full, requests: full.requests / 10, words: full.words / 10, scan: full.scan / 10 } : full
    const { wishes, allBytes } = playWishes(plan)
    const bounds = { maxBytes: Math.floor(allBytes * BUDGET_SHARE), ttlMs: TTL_MS }
    const ratio = (hits: number) => hits / wishes.length
    const lru = ratio(await playLru(wishes, bounds))
    const lfu = ratio(await playLfu(wishes, bounds))
    const ours = ratio(await withDatabase((db) => playOurs(db, wishes, bounds)))
    workloads.push({ name, requests: wishes.length, ours, lru, lfu, met: ours >= lru })
  }
  const entries = quick ? ENTRIES / 10 : ENTRIES
  say(`evicting half of ${entries}`)
  const evicting = await measureEvicting(entries)
  return { facts: { budgetShare: BUDGET_SHARE, workloads, evicting }, text: textOf(workloads, evicting) }
}

/** Evicting half of a full cache at once, and how long others wait for the event loop meanwhile. */
async function measureEvicting(entries: number) {
  const measure = async (db: Database) => {
    const now = new Date('2026-03-01T00:00:00Z')
    for (let i = 0; i < entries; i += 64) {
      await Promise.all(
        Array.from({ length: 64 }, (_, j) =>
          keep(db, { key: `entry ${i + j}`, bytes: 1_000, now, expiresAt: new Date(now.getTime() + TTL_MS) }),
        ),
      )
    }
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const begun = performance.now()
    const { pictures } = await evictBytes({ db, storage: noStorage }, (entries / 2) * 1_000)
    const tookMs = performance.now() - begun
    delay.disable()
    return { pictures, eachMs: tookMs / pictures, delayP99Ms: delay.percentile(99) / 1e6, delayMaxMs: delay.max / 1e6 }
  }
  return await withDatabase(measure, { gather: true }) // as the product has it: others have turns between writes
}

type Workload = { name: string; requests: number; ours: number; lru: number; lfu: number; met: boolean }
type Evicting = Awaited<ReturnType<typeof measureEvicting>>

function textOf(workloads: readonly Workload[], { pictures, eachMs, delayP99Ms, delayMaxMs }: Evicting): string {
  const right = (title: string) => ({ title, align: 'right' as const })
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`
  const table = renderTable(
    [
      { title: 'answered from the cache', align: 'left' },
      ...['ours', 'LRU', 'LFU', 'ours / LRU', 'target', 'met'].map(right),
    ],
    workloads.map(({ name, ours, lru, lfu, met }) => [
      ...[name, percent(ours), percent(lru), percent(lfu), (ours / lru).toFixed(2), '≥ 1', met ? 'yes' : 'NO'],
    ]),
  )
  const each = `${pictures.toLocaleString('en')} pictures evicted at once: ${eachMs.toFixed(2)} ms each`
  return `${table}\n\n${each}; the event loop was late by ${delayP99Ms.toFixed(1)} ms (p99), ${delayMaxMs.toFixed(1)} ms at most\n`
}
