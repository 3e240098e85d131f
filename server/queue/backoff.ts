import type { Clock } from '../clock.ts'

const FIRST_MS = 1_000
const LONGEST_MS = 30_000
/** After so many the pause has reached its longest; more need not be remembered. */
const ENOUGH = Math.ceil(Math.log2(LONGEST_MS / FIRST_MS)) + 1

/**
 * How long to leave a struggling upstream alone: doubling from one second to 30 with each further picture that fails, with
 * jitter, forgotten at a success. One picture that fails again and again is its own trouble and doubles nothing.
 */
export interface Backoff {
  /** Milliseconds until the next try; 0 when there is no reason to wait. */
  leftMs(): number
  failed(pictureId: string): void
  pause(ms: number): void
  succeeded(): void
}

export function createBackoff(clock: Clock, random: () => number): Backoff {
  const failing = new Set<string>()
  let until = Number.NEGATIVE_INFINITY
  const pause = (ms: number) => {
    until = Math.max(until, clock.monotonic() + ms)
  }
  return {
    leftMs: () => Math.max(0, until - clock.monotonic()),
    failed(pictureId) {
      if (failing.size < ENOUGH) failing.add(pictureId)
      const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failing.size - 1))
      pause(ceiling * (0.5 + random() / 2))
    },
    pause,
    succeeded() {
      failing.clear()
    },
  }
}
