import type { Clock } from '../../server/clock.ts'
import { createRandom, within } from '../../server/emulator/random.ts'
import { SEMANTICS, type Semantics } from '../../server/emulator/semantics.ts'
import { createPacer } from '../../server/queue/pacer.ts'
import { withDatabase } from '../queue/open.ts'
import { VirtualClock } from '../queue/virtual-clock.ts'
import type { Answered } from './call.ts'
import { JITTER_MS, SPIKES } from './conditions.ts'
import type { Job } from './gates/types.ts'
import { createPacedGate } from './ours.ts'
import type { Scale } from './scale.ts'
import { mean, utilisation } from './utilisation.ts'

/** `bestPossible` is W / (W + what passes between a call and the latest moment it can have been counted, on average). */
export type VirtualRun = {
  kind: Semantics
  sent: number
  refused: number
  utilisation: number
  bestPossible: number
}

/** Answers travel back, too: up to this, ms. */
const BACK_MS = [0, 40] as const

/** `calls` calls of ours before one kind of window in virtual time: jitter, spikes, and up to W / 12 of work; all by the seed. */
export async function playVirtually(kind: Semantics, scale: Scale, calls: number, seed: number): Promise<VirtualRun> {
  const clock = new VirtualClock()
  const upstream = createVirtualUpstream(clock, kind, scale, seed)
  await withDatabase(async (db) => {
    const { limit, windowMs, marginMs } = scale
    const pacer = await createPacer({ db, clock, account: kind, limit: { calls: limit, windowMs, marginMs } })
    const gate = createPacedGate({ db, clock, pacer, send: () => upstream.call() })
    const jobs: Job[] = Array.from({ length: calls }, (_, n) => ({ id: `picture-${n}`, retry: false }))
    await gate.add(jobs.splice(0, calls / 2))
    // The other half comes one by one, at the rate that is allowed.
    const random = createRandom(seed + 1)
    const arrive = () => {
      void gate.add(jobs.splice(0, 1))
      if (jobs.length > 0) clock.timer((2 * random() * windowMs) / limit, arrive)
    }
    arrive()
    for (let ms = 0; upstream.sent() < calls; ms += windowMs) {
      await clock.runUntil(ms)
      if (ms > (3 * windowMs * calls) / limit) throw new Error(`${upstream.sent()} of ${calls} were sent in time`)
    }
    await clock.runUntil(clock.monotonic() + 2 * windowMs)
    await gate.close()
  })
  return {
    ...{ kind, sent: upstream.sent(), refused: upstream.refused() },
    utilisation: utilisation(upstream.acceptedAt, scale.limit, scale.windowMs),
    bestPossible: scale.windowMs / (scale.windowMs + mean(upstream.delaysMs)),
  }
}

function createVirtualUpstream(clock: Clock, kind: Semantics, { limit, windowMs }: Scale, seed: number) {
  const random = createRandom(seed)
  const limiter = SEMANTICS[kind]({ limit, windowMs })
  const wait = (ms: number) => new Promise<void>((resolve) => void clock.timer(ms, resolve))
  const acceptedAt: number[] = []
  const delaysMs: number[] = []
  let sent = 0
  let refused = 0
  return {
    acceptedAt,
    delaysMs,
    sent: () => sent,
    refused: () => refused,
    async call(): Promise<Answered> {
      sent++
      const sentAt = clock.monotonic()
      await wait(random() < SPIKES.share ? SPIKES.ms : within(JITTER_MS, random))
      const countedAt = clock.monotonic()
      const accepted = limiter.take(kind === 'fixed-clock' ? clock.now() : countedAt).ok
      if (accepted) acceptedAt.push(countedAt)
      else refused++
      if (accepted) await wait((random() * windowMs) / 12)
      const worked = Math.floor(clock.monotonic() - countedAt)
      await wait(within(BACK_MS, random))
      delaysMs.push(clock.monotonic() - worked - sentAt)
      return {
        ...{
          refused: !accepted,
          sentAt,
          writtenAt: sentAt,
          headersReceivedAt: clock.monotonic(),
          retryAfterSeconds: undefined,
        },
        serverProcessingMs: accepted ? worked : undefined,
      }
    },
  }
}
