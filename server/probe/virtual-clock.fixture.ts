import type { Clock } from '../clock.ts'

/** A clock that jumps to the next timer whenever nothing else is left to do, so that an hour passes in no time. */
export function createVirtualClock(startMs: number): Clock & { run<T>(work: Promise<T>): Promise<T> } {
  let elapsed = 0
  let timers: { at: number; fn: () => void }[] = []
  return {
    epoch: 'virtual',
    now: () => startMs + elapsed,
    monotonic: () => elapsed,
    timer(delayMs, fn) {
      const timer = { at: elapsed + Math.max(0, delayMs), fn }
      timers.push(timer)
      return () => {
        timers = timers.filter((each) => each !== timer)
      }
    },
    /** Moves time until `work` is over. Throws when it waits for nothing that will happen. */
    async run(work) {
      let over = false
      const done = () => {
        over = true
      }
      work.then(done, done)
      for (;;) {
        // Promises settle before an immediate runs, however long their chain.
        await new Promise((resolve) => setImmediate(resolve))
        if (over) return work
        const next = timers.reduce<(typeof timers)[number] | undefined>(
          (a, b) => (a && a.at <= b.at ? a : b),
          undefined,
        )
        if (!next) throw new Error('everything waits, and no timer is set')
        timers = timers.filter((each) => each !== next)
        elapsed = next.at
        next.fn()
      }
    },
  }
}
