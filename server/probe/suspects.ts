import { createBounds } from './bounds.ts'
import { createMeter, type Meter, type Rule } from './meters.ts'
import { type Phase, thinkablePhases } from './phases.ts'
import { type Candidate, isUsual } from './rules.ts'
import { type Opening, openings, type Step, takenIn } from './types.ts'

export type Random = () => number

/** A candidate that explains everything seen so far: the states it may be in now (never empty), and how likely it is. */
export type Suspect = Candidate & { weight: number; states: Meter[] }

const STATES = 12
/** No other moments within a call's travel make up for so many calls; of a small limit, for 3. */
const HOPELESS = 6
const HOPELESS_SHARE = 0.4
const STATES_PER_PHASE = 2
/** Moments tried for each state; of a round length more, lest the truth is lost by bad luck. */
const TRIES = 4

/**
 * Those of `rules` that explain all of `steps`, and what Retry-After said too if it is believed. A call counts anywhere
 * between its `from` and `to`: each rule is tried with many such moments.
 */
export function explaining(
  rules: readonly Candidate[],
  steps: readonly Step[],
  { believeRetryAfter, random }: { believeRetryAfter: boolean; random: Random },
): Suspect[] {
  const seen = steps.map((step) => sight(step, believeRetryAfter, random))
  const said = seen.flatMap(({ opens }) =>
    [opens?.at(-1)?.earliest, opens?.[0]?.latest].filter((at) => at !== undefined),
  )
  const bounds = createBounds(steps)
  const phasesOf = new Map<number, Phase[]>()
  return rules.flatMap((rule) => {
    const { kind, calls, windowMs } = rule
    if (calls > bounds.mostIn(windowMs) || calls < bounds.fewestIn(kind, windowMs)) return []
    let phases = phasesOf.get(windowMs)
    if (!phases && kind === 'fixed-clock') phases = thinkablePhases(steps, said, windowMs)
    if (phases) phasesOf.set(windowMs, phases)
    const { states, share } = statesAfter(rule, seen, phases ?? [], random)
    return states.length > 0 ? [{ ...rule, states, weight: rule.prior * share }] : []
  })
}

/** `share`: of the phases a clock may have, how many fit; a rule without a phase has all of them. */
function statesAfter(rule: Candidate, seen: readonly Sight[], phases: readonly Phase[], random: Random) {
  if (rule.kind !== 'fixed-clock') return { states: follow({ ...rule, phaseMs: 0 }, seen, STATES, random), share: 1 }
  const fitting = phases
    .filter(({ fewest, most }) => rule.calls >= fewest && rule.calls <= most)
    .map(({ phaseMs, share }) => ({ share, states: follow({ ...rule, phaseMs }, seen, STATES_PER_PHASE, random) }))
    .filter(({ states }) => states.length > 0)
  return { states: fitting.flatMap(({ states }) => states), share: fitting.reduce((sum, { share }) => sum + share, 0) }
}

/** Up to `width` states after the steps. Step by step, so that an unlikely order in one does not hide the truth in all. */
function follow(rule: Candidate & Rule, seen: readonly Sight[], width: number, random: Random): Meter[] {
  const most = isUsual(rule) ? TRIES * 4 : TRIES
  const hopeless = Math.min(HOPELESS, Math.max(3, rule.calls * HOPELESS_SHARE))
  let states = [createMeter(rule)]
  for (const sight of seen) {
    const next: Meter[] = []
    for (let attempt = 0; attempt < width * (next.length > 0 ? TRIES : most) && next.length < width; attempt++) {
      const meter = states[Math.floor(random() * states.length)]?.copy()
      const moments = sight.arrivals[Math.floor(random() * sight.arrivals.length)]
      if (!meter || !moments) break
      const miss = missBy(meter, moments, sight)
      if (miss === 0) next.push(meter)
      else if (miss >= hopeless) break
    }
    if (next.length === 0) return []
    states = next
  }
  return states
}

/** A step as the rules see it: when its calls may have arrived, in order, and what came of them. */
type Sight = { arrivals: number[][]; atLeast: number; atMost: number; opens: Opening[] | undefined }

function sight(step: Step, believeRetryAfter: boolean, random: Random): Sight {
  const atLeast = takenIn(step)
  const unclear = step.calls.filter((call) => call.outcome === 'unclear').length
  return {
    arrivals: Array.from({ length: 40 }, () => arrivals(step, random)),
    atLeast,
    atMost: atLeast + unclear,
    opens: believeRetryAfter ? openings(step) : undefined,
  }
}

/** One way the step's calls may have arrived; half of the unclear ones did. */
function arrivals(step: Step, random: Random): number[] {
  return step.calls
    .filter((call) => call.outcome !== 'unclear' || random() < 0.5)
    .map(({ from, to }) => from + (to - from) * random())
    .sort((a, b) => a - b)
}

/** How many calls more or fewer the meter takes than were; 0.5 when it only opens at other times than Retry-After said. */
function missBy(meter: Meter, moments: readonly number[], { atLeast, atMost, opens }: Sight): number {
  let opening: number[] | undefined
  let taken = 0
  for (const at of moments) {
    if (meter.take(at)) taken++
    else if (opens) {
      opening ??= []
      opening.push(at + meter.opensIn(at))
    }
  }
  if (taken < atLeast) return atLeast - taken
  if (taken > atMost) return taken - atMost
  // Where one is missing (no answer, no header), nobody knows which.
  if (!opens || !opening || opens.length !== opening.length) return 0
  opening.sort((a, b) => a - b)
  const fits = (at: number, i: number) => at >= (opens[i]?.earliest ?? at) && at <= (opens[i]?.latest ?? at)
  return opening.every(fits) ? 0 : 0.5
}

/** How many of the step's calls the suspect's rule takes, at least and at most, in the ways they may have arrived. */
export function foretell({ calls, windowMs, states }: Suspect, step: Step, random: Random) {
  const takes = states.flatMap((state) =>
    Array.from({ length: 3 }, () => {
      const meter = state.copy()
      return arrivals(step, random).filter((at) => meter.take(at)).length
    }),
  )
  const wouldTake: [number, number] = [Math.min(...takes), Math.max(...takes)]
  return { calls, windowMs, wouldTake }
}
