import type { Clock } from '../../server/clock.ts'

/** A clock for simulations: time jumps from timer to timer, and all that a timer set going is over before the next. */
export class VirtualClock implements Clock {
  readonly epoch = 'virtual'
  readonly #start = Date.parse('2026-03-02T00:00:00Z')
  #monotonic = 0
  #timers = new Set<{ at: number; fn: () => void }>()

  now = () => this.#start + Math.floor(this.#monotonic)
  monotonic = () => this.#monotonic

  timer = (delayMs: number, fn: () => void) => {
    const timer = { at: this.#monotonic + Math.max(0, delayMs), fn }
    this.#timers.add(timer)
    return () => {
      this.#timers.delete(timer)
    }
  }

  /** Fires timers in order of time; it is `ms` when it is done. */
  async runUntil(ms: number) {
    for (let next = this.#next(); next && next.at <= ms; next = this.#next()) {
      this.#timers.delete(next)
      this.#monotonic = Math.max(this.#monotonic, next.at)
      next.fn()
      // SQLite answers at once and nothing here does other I/O: one turn of the event loop drains every promise.
      await new Promise((resolve) => setImmediate(resolve))
    }
    this.#monotonic = Math.max(this.#monotonic, ms)
  }

  #next() {
    let first: { at: number; fn: () => void } | undefined
    for (const timer of this.#timers) if (!first || timer.at < first.at) first = timer
    return first
  }
}
