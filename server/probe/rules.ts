import { KINDS, type Kind } from './meters.ts'
import { openings, type Step } from './types.ts'

/** A rule that might be, and how likely it was before anything was seen (only the proportion matters). */
export type Candidate = { kind: Kind; calls: number; windowMs: number; prior: number }

/** Lengths people give windows, in seconds, and how much likelier than the rest; all whole ones up to 10. */
const USUAL = new Map([
  [1, 4],
  [10, 4],
  [30, 2],
  [60, 8],
  [300, 2],
  [600, 2],
  [3600, 2],
])
const ROUND = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 45, 50, 60, 75, 90, 120, 180, 240, 300, 600,
].concat([900, 1200, 1800, 3600])
/** Whether its window has a length that people give windows. */
export const isUsual = ({ prior }: Candidate) => prior >= 1

const ODD_FROM_MS = 800
const ODD_TO_MS = 3_600_000
const ODD_STEP = 1.06
const ODD_FINEST = 0.004
/** Of all lengths within one step together. */
const ODD_PRIOR = 0.1

/** Every rule with at most `mostCalls` calls and a window of a round length, before anything is known of it. */
export function roundRules(mostCalls: number): Candidate[] {
  return rulesOf(
    mostCalls,
    ROUND.map((seconds) => ({ windowMs: seconds * 1000, prior: USUAL.get(seconds) ?? 1 })),
  )
}

/**
 * Every rule with a window of any other length. Lengths between which no two steps (nor what Retry-After said) lie
 * explain the same, so one of each is enough, and one every 6 % for what they say about the future.
 */
export function oddRules(mostCalls: number, steps: readonly Step[]): Candidate[] {
  const ends = steps.flatMap((step) => {
    const [first, ...rest] = step.calls
    const said = openings(step)
    return [first?.from, rest.at(-1)?.to, said.at(-1)?.earliest, said[0]?.latest].filter((at) => at !== undefined)
  })
  const starts = steps.flatMap(({ calls: [first, ...rest] }) =>
    [first?.from, rest.at(-1)?.from].filter((at) => at !== undefined),
  )
  const apart = ends.flatMap((end) => starts.map((start) => end - start))
  for (let windowMs = ODD_FROM_MS; windowMs < ODD_TO_MS; windowMs *= ODD_STEP) apart.push(windowMs)
  const sorted = apart.filter((ms) => ms >= ODD_FROM_MS && ms <= ODD_TO_MS).sort((a, b) => a - b)
  let told = ODD_FROM_MS
  const between = sorted.flatMap((ms, i) => {
    const windowMs = (ms + (sorted[i + 1] ?? ms)) / 2
    const share = windowMs / told - 1
    if (share < ODD_FINEST) return []
    told = windowMs
    return [{ windowMs, prior: (ODD_PRIOR * share) / (ODD_STEP - 1) }]
  })
  return rulesOf(mostCalls, between)
}

function rulesOf(mostCalls: number, windows: readonly { windowMs: number; prior: number }[]): Candidate[] {
  const limits = Array.from({ length: mostCalls }, (_, i) => i + 1)
  return KINDS.flatMap((kind) => windows.flatMap((window) => limits.map((calls) => ({ kind, calls, ...window }))))
}
