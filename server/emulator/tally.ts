import { createWindowPeak } from './window-peak.ts'

export type Stats = {
  /** Calls counted against the limit, and calls refused because of it. */
  accepted: number
  refused: number
  /** The most accepted in any sliding window, whatever the semantics. */
  maxInWindow: number
  /** How often each fault was played; a played 429 is not in `refused`. */
  faults: Record<string, number>
  /** Pictures answered whole, calls whose caller left first, calls accepted and not over yet, drawings held back. */
  drawn: number
  aborted: number
  inFlight: number
  held: number
  /** The words of the last accepted calls, oldest first. */
  recent: string[]
}

const RECENT = 200

/** Counts what happened. */
export function createTally(windowMs: number) {
  const peak = createWindowPeak(windowMs)
  const count = { accepted: 0, refused: 0, drawn: 0, aborted: 0, inFlight: 0 }
  const faults: Record<string, number> = {}
  const recent: string[] = []
  return {
    count,
    accept(words: string, nowMs: number) {
      count.accepted++
      count.inFlight++
      peak.add(nowMs)
      recent.push(words)
      if (recent.length > RECENT) recent.shift()
    },
    fault(name: string) {
      faults[name] = (faults[name] ?? 0) + 1
    },
    stats: (held: number): Stats => ({
      ...count,
      maxInWindow: peak.peak(),
      faults: { ...faults },
      held,
      recent: [...recent],
    }),
  }
}
