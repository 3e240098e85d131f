import { systemClock } from '../../server/clock.ts'
import { createRandom } from '../queue/random.ts'
import { type Answered, createCaller } from './call.ts'
import type { Condition } from './conditions.ts'
import type { Gate, Job, OpenGate } from './gates/types.ts'
import type { Scale } from './scale.ts'

/** A call as its contender saw it: when the picture could have gone, and what came of it. */
export type PlayedCall = Answered & { availableAt: number }
export type Played = { calls: PlayedCall[] }

/** Spread arrivals come at this many times the rate that is allowed, so that work waits soon and then always. */
const OVERLOAD = 1.5
const CLOSING_MS = 10_000

export type PlayParts = {
  label: string
  open: OpenGate
  scale: Scale
  condition: Condition
  url: string
  redisUrl: string
}

/** Opens one contender's gate before one upstream. `watch` plays its arrivals, `delayMs` from now, and tells all calls. */
export async function openPlay({ label, open, scale, condition, url, redisUrl }: PlayParts) {
  const { limit, windowMs, marginMs, watchMs } = scale
  const caller = createCaller(url)
  const available = new Map<string, number>()
  const calls: PlayedCall[] = []
  const out = new Set<Promise<Answered>>()
  const failures: unknown[] = []
  let over = false

  const gate: Gate = await open({
    ...{ label, limit, windowMs, marginMs, redisUrl },
    async send(job) {
      if (over) return notSent()
      const availableAt = available.get(job.id) ?? systemClock.monotonic()
      const calling = caller.call(job.id)
      out.add(calling)
      try {
        const answered = await calling
        calls.push({ ...answered, availableAt })
        // A refused picture goes to the end of its contender's line again: nobody waits for Retry-After on its behalf.
        if (answered.refused) add([{ id: job.id, retry: true }])
        return answered
      } catch (error) {
        failures.push(error)
        return notSent()
      } finally {
        out.delete(calling)
      }
    },
  })

  function add(jobs: readonly Job[]) {
    if (over) return
    for (const { id } of jobs) available.delete(id)
    // There once its gate has taken it: what passes on the way in is nobody's dispatching.
    Promise.resolve(gate.add(jobs))
      .then(() => {
        for (const { id } of jobs) available.set(id, systemClock.monotonic())
      })
      .catch((error) => failures.push(error))
  }

  async function watch(delayMs: number): Promise<Played> {
    const start = systemClock.monotonic() + delayMs
    for (const { afterMs, jobs } of arrivalsOf(condition, scale)) {
      await until(start + afterMs)
      add(jobs)
    }
    await until(start + watchMs)
    over = true
    await inTime(`${label}: closing its gate`, Promise.resolve(gate.close()))
    await inTime(`${label}: its last answers`, Promise.allSettled(out))
    caller.close()
    if (failures.length > 0) throw new Error(`${label}: ${failures.length} calls failed`, { cause: failures[0] })
    return { calls: calls.sort((a, b) => a.sentAt - b.sentAt) }
  }

  return { watch }
}

/** When which pictures are asked for; the same for every contender. */
function arrivalsOf({ arrivals, seed }: Condition, { limit, windowMs, watchMs }: Scale) {
  const job = (n: number): Job => ({ id: `picture-${n}`, retry: false })
  if (arrivals === 'burst') {
    const all = limit * (watchMs / windowMs + 2)
    return [{ afterMs: 0, jobs: Array.from({ length: all }, (_, n) => job(n)) }]
  }
  const random = createRandom(seed)
  const gapMs = windowMs / limit / OVERLOAD
  const spread: { afterMs: number; jobs: Job[] }[] = []
  for (let at = 0; at < watchMs; at += random.gap(gapMs)) spread.push({ afterMs: at, jobs: [job(spread.length)] })
  return spread
}

const until = (at: number) =>
  new Promise<void>((resolve) => void systemClock.timer(Math.max(0, at - systemClock.monotonic()), resolve))

/** A peer that never finishes closing holds nobody up: it sends nothing any more. */
async function inTime(what: string, done: Promise<unknown>) {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      process.stderr.write(`${what} takes over ${CLOSING_MS / 1000} s: not waited for\n`)
      resolve()
    }, CLOSING_MS)
  })
  await Promise.race([done, late]).finally(() => clearTimeout(timer))
}

const notSent = (): Answered => ({
  ...{ refused: false, sentAt: systemClock.monotonic(), writtenAt: undefined },
  ...{ headersReceivedAt: undefined, serverProcessingMs: undefined, retryAfterSeconds: undefined },
})
