import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'

/**
 * Time, injected. `now` is wall-clock epoch milliseconds (for records and days); `monotonic` is milliseconds that never
 * step (for intervals); `timer` runs `fn` once after `delayMs` and returns the function that cancels it.
 */
export interface Clock {
  /** What `monotonic` counts from: its values can be compared between processes that have the same one. */
  readonly epoch: string
  now(): number
  monotonic(): number
  timer(delayMs: number, fn: () => void): () => void
}

/** Node refuses delays over 2^31-1 ms by firing at once, so longer ones are cut and their owner looks again. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export const systemClock: Clock = {
  epoch: bootOf(process.platform),
  now: () => Date.now(),
  monotonic: () => Number(process.hrtime.bigint()) / 1e6, // not performance.now(), which every process starts at 0
  timer(delayMs, fn) {
    const handle = setTimeout(fn, Math.min(Math.max(0, Math.ceil(delayMs)), LONGEST_TIMER_MS))
    return () => clearTimeout(handle)
  },
}

/** This boot of the machine. Where it has no name, one of this process: then nothing is compared with others. */
function bootOf(platform: NodeJS.Platform): string {
  try {
    if (platform === 'linux') return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    if (platform === 'darwin')
      return execFileSync('sysctl', ['-n', 'kern.bootsessionuuid'], { encoding: 'utf8' }).trim()
  } catch {}
  return randomUUID()
}

/** The UTC day of an instant as `YYYY-MM-DD`, and the whole seconds left until the next one begins (1 to 86,400). */
export function utcDay(nowMs: number): { day: string; endsInSeconds: number } {
  const day = new Date(nowMs).toISOString().slice(0, 10)
  const next = Date.parse(`${day}T00:00:00Z`) + 86_400_000
  return { day, endsInSeconds: Math.ceil((next - nowMs) / 1000) }
}
