import { setTimeout as sleep } from 'node:timers/promises'
import { createRandom } from '../emulator/random.ts'
import type { Stats } from '../emulator/tally.ts'
import { type Books, checkBooks, countOpen } from './books.fixture.ts'
import { askForMany } from './crowd.fixture.ts'
import { startEmulator, startWorker, type Worker } from './processes.fixture.ts'

const WORKERS = 4
/** Of the kills, those that hit a process before it is up. */
const EARLY_SHARE = 0.15
const LOOK_MS = 200

export type CrashPlan = {
  folder: string
  pictures: number
  kills: number
  /** Calls a worker has out at most. */
  concurrency: number
  limit: { calls: number; windowMs: number; marginMs: number }
  /** How long a worker lives at most once it is up. */
  lifeMs: number
  drawMs: [number, number]
  /** Product values unless given. */
  leaseMs?: number
  sendWithinMs?: number
  seed: number
  say: (line: string) => void
}

export type Crashed = {
  books: Books
  stats: Stats
  /** Kills that hit a process while pictures were left; the others prove nothing. */
  killsAtWork: number
  /** Calls the upstream counted beyond one a picture. */
  extraCalls: number
  seconds: { killing: number; draining: number }
  /** What the workers logged, most frequent first. */
  complaints: [string, number][]
}

/**
 * Four processes draw one queue; they are killed at random moments and started again at once, then started once more and
 * left alone until nothing waits. All moments, victims and lives come from `seed`; the machine's own timing does not.
 */
export async function playCrash(plan: CrashPlan): Promise<Crashed> {
  const { folder, kills, limit, say } = plan
  const random = createRandom(plan.seed)
  const { calls, windowMs } = limit
  const upstream = await startEmulator({
    limit: calls,
    windowSeconds: windowMs / 1000,
    drawMs: plan.drawMs,
    seed: plan.seed,
  })
  const running = new Set<Worker>()
  const complaints = new Map<string, number>()
  const { concurrency, leaseMs, sendWithinMs } = plan
  const settings = { folder, upstreamUrl: upstream.url, limit, concurrency, leaseMs, sendWithinMs }
  let left = kills
  let killsAtWork = 0

  function start(): Worker {
    const worker = startWorker(settings)
    running.add(worker)
    worker.ended.then(() => {
      running.delete(worker)
      for (const [words, times] of worker.complaints) complaints.set(words, (complaints.get(words) ?? 0) + times)
    })
    return worker
  }

  /** One of the four: killed and started again for as long as there are kills left. */
  async function liveAndDie() {
    while (left > 0) {
      left--
      const worker = start()
      if (random() >= EARLY_SHARE) await worker.ready
      await sleep(random() * plan.lifeMs)
      if (countOpen(folder) > 0) killsAtWork++
      worker.kill('SIGKILL')
      await worker.ended
      if (left % 20 === 0) say(`${left} kills left, ${countOpen(folder)} pictures`)
    }
  }

  try {
    const asked = await askForMany(plan)
    say(`${asked.length} pictures asked for`)
    const begun = performance.now()
    await Promise.all(Array.from({ length: WORKERS }, liveAndDie))
    const killed = performance.now()
    const last = Array.from({ length: WORKERS }, start)
    await Promise.all(last.map((worker) => worker.ready))
    while (countOpen(folder) > 0) {
      if (running.size < WORKERS) throw new Error('a worker ended by itself')
      await sleep(LOOK_MS)
    }
    const drained = performance.now()
    const codes = await Promise.all(last.map((worker) => worker.stop()))
    if (codes.some((code) => code !== 0)) throw new Error(`workers ended with ${codes}`)
    const stats = await upstream.stats()
    const books = await checkBooks(folder, asked)
    return {
      books,
      stats,
      killsAtWork,
      extraCalls: stats.accepted - books.ready,
      seconds: { killing: (killed - begun) / 1000, draining: (drained - killed) / 1000 },
      complaints: [...complaints].sort(([, a], [, b]) => b - a),
    }
  } finally {
    for (const worker of running) worker.kill('SIGKILL')
    await upstream.close()
  }
}
