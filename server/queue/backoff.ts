import type { Clock } from '../clock.ts'

const FIRST_MS = 500
const LONGEST_MS = 30_000

/** How long to leave a struggling upstream alone: doubling from half a second to 30, with jitter, forgotten at a success. */
export interface Backoff {
  /** Milliseconds until the next try; 0 when there is no reason to wait. */
  leftMs(): number
  failed(): void
  pause(ms: number): void
  succeeded(): void
}

export function createBackoff(clock: Clock, random: () => number): Backoff {
  let failures = 0
  let until = Number.NEGATIVE_INFINITY
  const pause = (ms: number) => {
    until = Math.max(until, clock.monotonic() + ms)
  }
  return {
    leftMs: () => Math.max(0, until - clock.monotonic()),
    failed() {
      const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures++)
      pause(ceiling * (0.5 + random() / 2))
    },
    pause,
    succeeded() {
      failures = 0
    },
  }
}
