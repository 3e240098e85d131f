import type { Clock } from '../clock.ts'
import type { Observed, SendCall, Step } from './types.ts'

/** Sends the experiment's calls and keeps their record. No call is sent beyond the budget. */
export interface Caller {
  readonly sent: number
  /** Calls that failed for another reason than the limit; after a few, no more are sent. */
  readonly unclear: number
  /** Milliseconds since the probe began. */
  now(): number
  /** Nothing may be sent before this moment: the latest Retry-After. */
  readonly notBefore: number
  readonly retryAfters: readonly number[]
  /** How long a call travels until it counts, ms: the least and the most that was proved, without rare spikes, of this many calls. */
  travel(): { least: number; most: number; usual: number; of: number }
  /** Waits until `at` and `notBefore`, then calls until one is refused, at most `most` times. */
  step(at: number, most: number): Promise<Step>
  /** How long a step of `most` pauses once `sent` of its calls are out, ms. */
  spacingMs(most: number, sent: number): number
}

/** A call whose answer takes this much longer than refusals do was taken: it is being drawn. */
const SURELY_DRAWING = 4
export const MOST_UNCLEAR = 3
const LEAST_PATIENCE_MS = 1500
const SPIKE_FROM_MS = 150

export function createCaller(parts: {
  clock: Clock
  call: SendCall
  budget: number
  concurrency: number
  /** Told when an answer changes what a step was believed to be. */
  onLateNews(): void
}): Caller {
  const { clock, call, budget, concurrency, onLateNews } = parts
  const beganAt = clock.monotonic()
  const now = () => clock.monotonic() - beganAt
  const travels: number[] = []
  let slowest = 0
  const retryAfters: number[] = []
  const all: { observed: Observed; proved: boolean }[] = []
  let sent = 0
  let notBefore = 0
  let unanswered = 0
  let stopped: Error | undefined
  let wake = () => {}

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      if (ms <= 0) return resolve()
      clock.timer(ms, resolve)
    })
  /** Until an answer comes, or `ms` are over. */
  const news = (ms: number) =>
    new Promise<void>((resolve) => {
      const cancel = clock.timer(ms, resolve)
      wake = () => {
        cancel()
        resolve()
      }
    })
  const unclear = () => all.filter(({ observed }) => observed.outcome === 'unclear').length

  function send(step: Step, answered: (refused: boolean) => void) {
    sent++
    unanswered++
    const from = now()
    const observed: Observed = { from, to: Number.POSITIVE_INFINITY, outcome: 'taken' }
    const entry = { observed, proved: false }
    step.calls.push(observed)
    all.push(entry)
    call()
      .then((answer) => {
        const received = (answer.headersReceivedAt ?? clock.monotonic()) - beganAt
        const worked = answer.serverProcessingMs ?? 0
        const believed = worked >= 0 && worked <= received - from ? worked : 0
        // An answer without a header of its own proves little: drawing may have taken most of the time.
        entry.proved = answer.outcome === 'refused' || answer.serverProcessingMs !== undefined
        observed.to = received - believed
        if (entry.proved) {
          travels.push(observed.to - from)
          travels.sort((a, b) => a - b)
          slowest = travels.at(-1) ?? 0
        }
        if (observed.outcome !== answer.outcome) {
          observed.outcome = answer.outcome
          onLateNews()
        }
        if (answer.outcome !== 'refused') return
        if (answer.retryAfterSeconds !== undefined) observed.opens = opensBetween(observed, answer.retryAfterSeconds)
        retryAfters.push(answer.retryAfterSeconds ?? 0)
        notBefore = Math.max(notBefore, received + (answer.retryAfterSeconds ?? 0) * 1000)
      })
      .catch((error: unknown) => {
        stopped = error instanceof Error ? error : new Error(String(error))
      })
      .finally(() => {
        unanswered--
        answered(observed.outcome === 'refused')
        wake()
      })
  }

  /** One spike must not slow all later steps down until no window is ever filled. */
  const usual = () => Math.min(slowest, 3 * (travels[Math.floor(travels.length / 2)] ?? 0) + SPIKE_FROM_MS)

  /** The most a call without proof can have travelled, once proofs are known. */
  function bound() {
    const most = travels.length > 0 ? slowest * 1.5 + 100 : Number.POSITIVE_INFINITY
    for (const { observed, ...each } of all) {
      if (!each.proved && Number.isFinite(most)) observed.to = Math.min(observed.to, observed.from + most)
    }
  }

  const spacingMs = (most: number, sent: number) => {
    const travel = travels.length > 0 ? usual() : 150
    // A few calls wait for each other's answer; of many, a sixth may be on their way when the first refusal comes.
    if (most <= 4) return travel * 1.1 + 5
    // A fill of unknown size speeds up as it grows, so that a high limit does not take a whole window.
    return Math.max(2, travel / (Math.max(10, Math.min(most, sent)) / 6 + 1))
  }

  return {
    get sent() {
      return sent
    },
    get unclear() {
      return unclear()
    },
    get notBefore() {
      return notBefore
    },
    retryAfters,
    now,
    spacingMs,
    travel: () => ({ least: travels[0] ?? 0, most: slowest, usual: usual(), of: travels.length }),
    async step(at, most) {
      const step: Step = { calls: [] }
      let refused = false
      await sleep(Math.max(at, notBefore) - now())
      while (step.calls.length < most && !refused && !stopped && unclear() <= MOST_UNCLEAR && sent < budget) {
        if (unanswered >= concurrency) {
          await news(60_000)
          continue
        }
        send(step, (no) => {
          refused ||= no
        })
        await sleep(spacingMs(most, step.calls.length))
      }
      const patientUntil = now() + Math.max(LEAST_PATIENCE_MS, slowest * SURELY_DRAWING)
      while (step.calls.some(({ to }) => to === Number.POSITIVE_INFINITY) && now() < patientUntil && !stopped) {
        await news(patientUntil - now())
      }
      if (stopped) throw stopped
      bound()
      return step
    },
  }
}

/** Whole seconds, rounded up or down as nobody knows. */
function opensBetween({ from, to }: Observed, retryAfterSeconds: number): Observed['opens'] {
  return { earliest: from + (retryAfterSeconds - 1) * 1000, latest: to + (retryAfterSeconds + 1) * 1000 }
}
