import type { Clock } from '../clock.ts'

/** One timer with one owner. */
export type Alarm = {
  /** Rings after `ms`, instead of whenever it was to ring before. */
  set(ms: number): void
  clear(): void
  /** Never rings again, whatever is set. */
  close(): void
}

export function createAlarm(clock: Clock, ring: () => void): Alarm {
  let disarm = () => {}
  let closed = false
  return {
    set(ms) {
      disarm()
      if (!closed) disarm = clock.timer(ms, ring)
    },
    clear: () => disarm(),
    close() {
      closed = true
      disarm()
    },
  }
}
