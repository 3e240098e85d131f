const ENTRIES_BEFORE_COMPACTING = 32

/** The units one key took lately, oldest first: one entry a unit, the whole millisecond it was taken. */
export class SlidingLog {
  #times: number[] = []
  #head = 0

  get size() {
    return this.#times.length - this.#head
  }

  /** When the last unit was taken, in milliseconds; minus infinity for none. */
  get newest() {
    return this.size === 0 ? Number.NEGATIVE_INFINITY : (this.#times[this.#times.length - 1] ?? 0)
  }

  /** When the `units`-th oldest entry was taken: that many are free one window later. The newest one if there are fewer. */
  nthOldest(units: number) {
    return this.#times[this.#head + Math.min(units, this.size) - 1] ?? Number.NEGATIVE_INFINITY
  }

  add(atMs: number, units: number) {
    for (let i = 0; i < units; i++) this.#times.push(atMs)
  }

  /** Forgets what was taken at `untilMs` or before. */
  forget(untilMs: number) {
    const times = this.#times
    while (this.#head < times.length && (times[this.#head] ?? 0) <= untilMs) this.#head++
    if (this.#head === times.length) this.#times = []
    else if (this.#head < ENTRIES_BEFORE_COMPACTING || this.#head * 2 < times.length) return
    else this.#times = times.slice(this.#head)
    this.#head = 0
  }
}
