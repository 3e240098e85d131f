import type { Clock } from './clock.ts'

/** A clock for tests: time moves only by `advance`, which fires due timers in order and lets promises settle between. */
export class FakeClock implements Clock {
  readonly epoch: string
  #now: number
  #monotonic: number
  #timers: { at: number; fn: () => void }[] = []

  /** A second one with the same `epoch` is another process of the same boot, if its `monotonicMs` goes on from the first's. */
  constructor(startMs = Date.parse('2026-03-01T12:00:00Z'), { epoch = 'a boot', monotonicMs = 0 } = {}) {
    this.#now = startMs
    this.#monotonic = monotonicMs
    this.epoch = epoch
  }

  now = () => this.#now
  monotonic = () => this.#monotonic

  timer = (delayMs: number, fn: () => void) => {
    const timer = { at: this.#monotonic + Math.max(0, Math.ceil(delayMs)), fn }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((t) => t !== timer)
    }
  }

  /** How many timers are armed: an idle service has none that repeats. */
  get armed() {
    return this.#timers.length
  }

  /** A step of the wall clock alone, as NTP or an operator makes it. */
  step(ms: number) {
    this.#now += ms
  }

  async advance(ms: number) {
    const end = this.#monotonic + ms
    await settle()
    for (;;) {
      const due = this.#timers.filter((t) => t.at <= end).sort((a, b) => a.at - b.at)[0]
      if (!due) break
      this.#move(due.at)
      this.#timers = this.#timers.filter((t) => t !== due)
      due.fn()
      await settle()
    }
    this.#move(end)
    await settle()
  }

  #move(to: number) {
    this.#now += to - this.#monotonic
    this.#monotonic = to
  }
}

/** Lets everything that waits on promises and immediates run; real I/O needs a few turns of the event loop. */
export async function settle(turns = 20) {
  for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve))
}
