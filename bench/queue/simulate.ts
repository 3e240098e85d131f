import { AppError } from '../../server/errors.ts'
import { createMemoryRateLimiter } from '../../server/limits/memory.ts'
import type { Tier } from '../../server/limits/tiers.ts'
import type { PictureView } from '../../server/pictures/view.ts'
import type { Upstream } from '../../server/upstream/types.ts'
import { letThemCome } from './crowd.ts'
import { ask, openServices, withDatabase } from './open.ts'
import { createRandom } from './random.ts'
import { VirtualClock } from './virtual-clock.ts'

export const LIMIT = { calls: 30, windowMs: 60_000, marginMs: 600 }
const LONGEST_WAIT_SECONDS = 900
const GIVEN_UP_MS = 2 * LONGEST_WAIT_SECONDS * 1000

/** What became of one picture; milliseconds of the simulation. */
export type Trip = {
  tier: Tier
  subject: string
  askedAt: number
  sentAt: number | undefined
  told: PictureView | undefined
}

/** When it left the queue: sent, or given up. */
export const leftAt = ({ sentAt, askedAt }: Pick<Trip, 'sentAt' | 'askedAt'>) => sentAt ?? askedAt + GIVEN_UP_MS

export type Day = {
  trips: Trip[]
  /** When the upstream counted each call. */
  countedAt: number[]
  /** Requests refused, by reason. */
  refused: Record<string, number>
}

/**
 * A day of `letThemCome` before the real verbs, dispatcher, lanes, pacer and estimate on a real SQLite file. Time is virtual,
 * and the upstream a script: 20 to 150 ms on the way each way, some 4 s of work (1 in 1,000 takes 20), no processing header.
 */
export async function simulateDay({ seed, hours }: { seed: number; hours: number }): Promise<Day> {
  return await withDatabase(async (db) => {
    const clock = new VirtualClock()
    const random = createRandom(seed)
    const day: Day = { trips: [], countedAt: [], refused: {} }
    const underway = new Map<string, { trip: Trip; drawn: () => void }>()

    const upstream: Upstream = {
      kind: 'scripted',
      model: 'scripted-1',
      async draw({ words, width, height }) {
        const call = underway.get(words)
        if (call) call.trip.sentAt = clock.monotonic()
        const [there, back] = [random.between(20, 150), random.between(20, 150)]
        const work = Math.min(50_000, random.lognormal(4_000, 0.5))
        day.countedAt.push(clock.monotonic() + there)
        await new Promise<void>((resolve) => clock.timer(there + work + back, resolve))
        underway.delete(words)
        call?.drawn()
        return { bytes: Buffer.from(words), width, height, headersReceivedAt: clock.monotonic() }
      },
      close: async () => {},
    }
    const queueBounds = { max: 1000, maxWaitSeconds: LONGEST_WAIT_SECONDS }
    const wanted = { db, clock, upstream, limit: LIMIT, concurrency: 30, queueBounds, random: random.next }
    const services = await openServices(wanted)
    const burst = createMemoryRateLimiter(clock)
    let count = 0

    async function askAndWait(tier: Tier, subject: string): Promise<boolean> {
      const words = `picture ${count++}`
      const trip: Trip = { tier, subject, askedAt: clock.monotonic(), sentAt: undefined, told: undefined }
      const drawn = new Promise<void>((resolve) => underway.set(words, { trip, drawn: resolve }))
      try {
        trip.told = await ask(services, burst, tier, subject, words)
      } catch (error) {
        underway.delete(words)
        if (!(error instanceof AppError)) throw error
        day.refused[error.reason] = (day.refused[error.reason] ?? 0) + 1
        return false
      }
      day.trips.push(trip)
      await drawn
      return true
    }

    await services.dispatcher.start()
    await clock.runUntil(LIMIT.windowMs + LIMIT.marginMs) // the first start waits a window
    const endMs = hours * 3_600_000
    letThemCome({ clock, random: createRandom(seed + 1), ask: askAndWait, endMs })
    await clock.runUntil(endMs + GIVEN_UP_MS)
    await services.dispatcher.stop()
    return day
  })
}
