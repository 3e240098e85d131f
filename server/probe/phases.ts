import type { Observed, Step } from './types.ts'

/** Where windows that follow a clock may begin, and the limits with which that can explain the steps. */
export type Phase = { phaseMs: number; share: number; fewest: number; most: number }

/**
 * Only where the boundary lies between calls (and what Retry-After said) matters: one phase in each gap between them,
 * more in wide gaps, for those differ in what they say about the future.
 */
export function thinkablePhases(steps: readonly Step[], said: readonly number[], windowMs: number): Phase[] {
  const calls = steps.flatMap((step) => step.calls)
  const cuts = [...calls.map(({ from, to }) => (from + to) / 2), ...said]
    .map((at) => at % windowMs)
    .sort((a, b) => a - b)
  const phases = cuts.flatMap((from, i) => {
    const gap = (cuts[i + 1] ?? (cuts[0] ?? 0) + windowMs) - from
    const parts = Math.min(12, 1 + Math.floor((gap * 12) / windowMs))
    const share = gap / parts / windowMs
    return Array.from({ length: parts }, (_, part) => ({ phaseMs: from + (part + 0.5) * (gap / parts), share }))
  })
  return phases.map((phase) => ({ ...phase, ...limitsInWindows(calls, windowMs, phase.phaseMs) }))
}

/** At least what one window surely took, at most what the window of each refusal may have taken before it. */
function limitsInWindows(calls: readonly Observed[], windowMs: number, phaseMs: number) {
  const sure: number[] = []
  const possible: number[] = []
  // No phase is longer than a window, and no call came before the start: from window 1 on.
  const windowOf = (at: number) => Math.floor((at - phaseMs) / windowMs) + 2
  let [fewest, most] = [0, Number.POSITIVE_INFINITY]
  for (const { from, to, outcome } of calls) {
    if (outcome === 'refused') continue
    const [first, last] = [windowOf(from), windowOf(to)]
    for (let window = first; window <= last; window++) possible[window] = (possible[window] ?? 0) + 1
    if (first !== last || outcome !== 'taken') continue
    const taken = (sure[first] ?? 0) + 1
    sure[first] = taken
    fewest = Math.max(fewest, taken)
  }
  for (const { from, to, outcome } of calls) {
    if (outcome !== 'refused') continue
    most = Math.min(most, Math.max(possible[windowOf(from)] ?? 0, possible[windowOf(to)] ?? 0))
  }
  return { fewest, most }
}
