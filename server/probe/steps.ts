import { refusedIn, type Step, takenIn } from './types.ts'

/** No limit is higher than what was taken before the first refusal. */
export function mostCallsUntilRefused(steps: readonly Step[]): number {
  const until = steps.slice(0, 1 + steps.findIndex((step) => refusedIn(step) > 0))
  return until.reduce((sum, step) => sum + takenIn(step), 0)
}

/** When the last few steps began and ended: windows may have opened then. */
export function recentMoments(steps: readonly Step[]): number[] {
  return steps.slice(-5).flatMap(({ calls }) => {
    const [first] = calls
    const last = calls.at(-1)
    if (!first || !last) return []
    return calls.length > 4 ? [first.from, last.from] : [first.from]
  })
}
