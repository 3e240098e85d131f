import type { Kind } from './meters.ts'
import { type Step, takenIn } from './types.ts'

/** Between which limits a rule can explain the steps at all. Trying it takes far longer than this. */
export function createBounds(steps: readonly Step[]) {
  const spans = shortestSpans(steps)
  const highest = new Map<number, number>()

  /** Whoever refuses has taken a limit's worth within the last window. */
  function mostIn(windowMs: number): number {
    const known = highest.get(windowMs)
    if (known !== undefined) return known
    const all = steps.flatMap(({ calls }) => calls)
    let most = Number.POSITIVE_INFINITY
    for (const refused of all) {
      if (refused.outcome !== 'refused') continue
      let before = 0
      for (const { from, to, outcome } of all) {
        if (outcome !== 'refused' && to > refused.from - windowMs && from <= refused.to) before++
      }
      most = Math.min(most, before)
    }
    highest.set(windowMs, most)
    return most
  }

  /** No rule takes more than a limit in each window that can lie in a while, and a bucket what drips in besides. */
  function fewestIn(kind: Kind, windowMs: number): number {
    let fewest = 0
    for (const { lastedMs, taken } of spans) {
      const past = lastedMs / windowMs
      const windows = kind === 'token-bucket' ? past + 1 : Math.floor(past) + (kind === 'sliding' ? 1 : 2)
      fewest = Math.max(fewest, taken / windows)
    }
    return fewest
  }

  return { mostIn, fewestIn }
}

/** How many calls were taken in a row of steps, and the shortest while in which so many were. */
function shortestSpans(steps: readonly Step[]): { lastedMs: number; taken: number }[] {
  const shortest = new Map<number, number>()
  steps.forEach(({ calls: [first] }, i) => {
    let taken = 0
    let end = first?.from ?? 0
    for (const step of steps.slice(i)) {
      taken += takenIn(step)
      end = Math.max(end, ...step.calls.map(({ to }) => to))
      const lastedMs = end - (first?.from ?? 0)
      if (lastedMs < (shortest.get(taken) ?? Number.POSITIVE_INFINITY)) shortest.set(taken, lastedMs)
    }
  })
  return [...shortest].map(([taken, lastedMs]) => ({ taken, lastedMs }))
}
