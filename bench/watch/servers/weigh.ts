/** What a process holds: memory in bytes after collecting its garbage, and what keeps its event loop busy, by kind. */
export type Weight = { rssBytes: number; heapBytes: number; cpuMicros: number; resources: Record<string, number> }

declare const gc: (() => void) | undefined

/** Collects garbage until the heap shrinks no more, then weighs. */
export async function weigh(): Promise<Weight> {
  for (let before = Number.POSITIVE_INFINITY, round = 0; round < 6; round++) {
    gc?.()
    await new Promise((resolve) => setTimeout(resolve, 100))
    const { heapUsed } = process.memoryUsage()
    if (heapUsed > 0.995 * before) break
    before = heapUsed
  }
  const { rss, heapUsed, external } = process.memoryUsage()
  const resources: Record<string, number> = {}
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1
  return { rssBytes: rss, heapBytes: heapUsed + external, cpuMicros: cpuMicros(), resources }
}

export function cpuMicros(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** Nanoseconds on the machine's own clock, the same in all its processes. */
export const nanoseconds = () => Number(process.hrtime.bigint())
