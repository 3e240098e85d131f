import type { Kind } from './meters.ts'
import type { Suspect } from './suspects.ts'

const CLOCK: Kind = 'fixed-clock'
const SAME_WINDOW = 0.09
const LIKELY = 0.97

/** Those that say the same as the likeliest: its rule, and a window within 9 %. */
export function agreeing(suspects: readonly Suspect[]): Suspect[] {
  const [first] = byWeight(suspects)
  if (!first) return []
  return suspects.filter(
    (each) => isSameRule(each, first) && Math.abs(Math.log(each.windowMs / first.windowMs)) <= SAME_WINDOW,
  )
}

/** One limit of one kind; with a limit of one call, three kinds are the same. */
export function isSameRule(a: Suspect, b: Suspect): boolean {
  return a.calls === b.calls && (a.kind === b.kind || (a.calls === 1 && a.kind !== CLOCK && b.kind !== CLOCK))
}

const weightOf = (suspects: readonly Suspect[]) => suspects.reduce((sum, { weight }) => sum + weight, 0)
/** Likeliest first. */
export const byWeight = (suspects: readonly Suspect[]) => [...suspects].sort((a, b) => b.weight - a.weight)

/** All round windows but one are gone, and odd ones that would explain everything too are far-fetched. */
export function isFound(suspects: readonly Suspect[]): boolean {
  return suspects.length > 0 && weightOf(agreeing(suspects)) >= weightOf(suspects) * LIKELY
}

/** Nothing else explains it, far-fetched or not. */
export const agreeOnly = (suspects: readonly Suspect[]) => agreeing(suspects).length === suspects.length

/** Of those that say something else than the likeliest, the likeliest of each kind. */
export function disagreeing(suspects: readonly Suspect[]): Suspect[] {
  const agreed = new Set(agreeing(suspects))
  const rest = byWeight(suspects).filter((each) => !agreed.has(each))
  return rest.filter((each, i) => rest.findIndex(({ kind }) => kind === each.kind) === i)
}
