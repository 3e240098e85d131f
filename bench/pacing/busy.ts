import { monitorEventLoopDelay } from 'node:perf_hooks'

/** How busy a process was: the share of one core, and how late its event loop was, ms. */
export type Busy = { cpuShare: number; lagP50Ms: number; lagP99Ms: number; lagMaxMs: number }

const EACH_MS = 5

/** Watches this process until the function that comes back is called. */
export function watchBusy(): () => Busy {
  const startedAt = performance.now()
  const cpu = process.cpuUsage()
  const delay = monitorEventLoopDelay({ resolution: EACH_MS })
  delay.enable()
  return () => {
    delay.disable()
    const { user, system } = process.cpuUsage(cpu)
    // The histogram holds whole intervals: what is over the interval asked for is the loop being late.
    const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - EACH_MS)
    return {
      cpuShare: (user + system) / 1000 / (performance.now() - startedAt),
      lagP50Ms: late(delay.percentile(50)),
      lagP99Ms: late(delay.percentile(99)),
      lagMaxMs: late(delay.max),
    }
  }
}
