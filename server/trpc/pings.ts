import type { Clock } from '../clock.ts'

export type Pinged = { quiet: boolean; ping(): void }

/** Keeps streams alive with one timer for all of them: none is silent for longer than the interval. No streams, no timer. */
export interface Pings {
  add(stream: Pinged): void
  delete(stream: Pinged): void
}

/** So many at once; then others have a turn of the event loop. */
const AT_ONCE = 200
const DEFAULT_INTERVAL_MS = 1_000

export function createPings(
  clock: Pick<Clock, 'timer'>,
  { enabled = false, intervalMs = DEFAULT_INTERVAL_MS }: { enabled?: boolean; intervalMs?: number } = {},
): Pings {
  const streams = new Set<Pinged>()
  let cancelTimer: (() => void) | undefined

  // Two rounds an interval: who was quiet in one already is pinged in the next.
  const arm = () => {
    if (enabled && streams.size > 0) cancelTimer ??= clock.timer(intervalMs / 2, () => void round())
  }

  async function round() {
    let asked = 0
    for (const stream of [...streams]) {
      if (!streams.has(stream)) continue
      if (!stream.quiet) {
        stream.quiet = true
        continue
      }
      stream.ping()
      if (++asked % AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    cancelTimer = undefined
    arm()
  }

  return {
    add(stream) {
      streams.add(stream)
      arm()
    },
    delete(stream) {
      streams.delete(stream)
      if (streams.size > 0) return
      cancelTimer?.()
      cancelTimer = undefined
    },
  }
}
