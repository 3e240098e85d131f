import type { Clock } from '../clock.ts'

/** So many are shown at once; then whatever else the event loop has to do gets its turn. */
const AT_ONCE = 200
const LEAST_GAP_MS = 250
/** Rounds leave the event loop this many times what they take. */
const REST = 3

/** Showing everybody something, again and again: never two rounds at once, and no faster than the process can well do. */
export interface Rounds {
  /** A round is due: now, or as soon as the last one is over and its rest taken. Any number of calls are one round. */
  want(): void
  /** Nobody is left to show anything: no timer stays. */
  rest(): void
}

export function createRounds<T>(parts: {
  clock: Pick<Clock, 'monotonic' | 'timer'>
  list: () => readonly T[]
  show: (some: readonly T[]) => Promise<void>
  onError: (error: unknown) => void
}): Rounds {
  const { clock } = parts
  let wanted = false
  let running = false
  let earliest = 0
  let cancelTimer: (() => void) | undefined

  async function run() {
    running = true
    wanted = false
    const startedAt = clock.monotonic()
    try {
      const all = parts.list()
      for (let at = 0; at < all.length; at += AT_ONCE) {
        if (at > 0) await new Promise((resolve) => setImmediate(resolve))
        await parts.show(all.slice(at, at + AT_ONCE))
      }
    } catch (error) {
      parts.onError(error)
    }
    const tookMs = clock.monotonic() - startedAt
    earliest = startedAt + Math.max(LEAST_GAP_MS, (1 + REST) * tookMs)
    running = false
    if (wanted) start()
  }

  function start() {
    if (running || cancelTimer) return
    const ms = earliest - clock.monotonic()
    if (ms <= 0) return void run()
    cancelTimer = clock.timer(ms, () => {
      cancelTimer = undefined
      void run()
    })
  }

  return {
    want() {
      wanted = true
      start()
    },
    rest() {
      cancelTimer?.()
      cancelTimer = undefined
      wanted = false
    },
  }
}
