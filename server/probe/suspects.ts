import { createMeter, KINDS, type Kind, type Meter, type Rule } from './meters.ts'
import { type Step, takenIn } from './types.ts'

export type Random = () => number

/** A rule that explains everything seen so far, in the states it may be in now. Never empty. */
export type Suspect = { kind: Kind; calls: number; windowMs: number; weight: number; states: Meter[] }

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
/** Where no round one fits: every 4 % up to an hour. */
const ANY = Array.from({ length: 215 }, (_, i) => 0.8 * 1.04 ** i)

const STATES = 12
/** No other moments within a call's travel make up for so many calls. */
const HOPELESS = 6
const STATES_PER_PHASE = 2

/** Every rule with at most `mostCalls` calls and a window of a round (or any) length, before anything is known of it. */
export function allRules(mostCalls: number, lengths: 'round' | 'any'): Omit<Suspect, 'states'>[] {
  return KINDS.flatMap((kind) =>
    Array.from({ length: mostCalls }, (_, i) => i + 1).flatMap((calls) =>
      (lengths === 'round' ? ROUND : ANY).map((seconds) => ({
        kind,
        calls,
        windowMs: seconds * 1000,
        weight: USUAL.get(seconds) ?? 1,
      })),
    ),
  )
}

/**
 * Those of `rules` that explain all of `steps`, and what Retry-After said too if it is believed. A call counts anywhere
 * between its `from` and `to`: each rule is tried with many such moments.
 */
export function explaining(
  rules: readonly Omit<Suspect, 'states'>[],
  steps: readonly Step[],
  { believeRetryAfter, random }: { believeRetryAfter: boolean; random: Random },
): Suspect[] {
  const seen = steps.map((step) => sight(step, believeRetryAfter, random))
  return rules.flatMap((rule) => {
    const states = statesAfter(rule, steps, seen, random)
    return states.length > 0 ? [{ ...rule, states }] : []
  })
}

function statesAfter(rule: Omit<Suspect, 'states'>, steps: readonly Step[], seen: readonly Sight[], random: Random) {
  if (rule.kind !== 'fixed-clock') return follow({ ...rule, phaseMs: 0 }, seen, STATES, random)
  return phases(steps, seen, rule.windowMs).flatMap((phaseMs) =>
    follow({ ...rule, phaseMs }, seen, STATES_PER_PHASE, random),
  )
}

/**
 * Only where the boundary lies between calls (and what Retry-After said) matters: one phase in each gap between them,
 * more in wide gaps, for those differ in what they say about the future.
 */
function phases(steps: readonly Step[], seen: readonly Sight[], windowMs: number): number[] {
  const calls = steps.flatMap((step) => step.calls.map(({ from, to }) => (from + to) / 2))
  const said = seen.flatMap(({ opens }) => (opens ? [opens.earliest, opens.latest] : []))
  const cuts = [...calls, ...said].map((at) => at % windowMs).sort((a, b) => a - b)
  return cuts.flatMap((from, i) => {
    const gap = (cuts[i + 1] ?? (cuts[0] ?? 0) + windowMs) - from
    const parts = Math.min(12, 1 + Math.floor((gap * 12) / windowMs))
    return Array.from({ length: parts }, (_, part) => from + (gap * (part + 0.5)) / parts)
  })
}

/** Up to `width` states after the steps. Step by step, so that an unlikely order in one does not hide the truth in all. */
function follow(rule: Rule, seen: readonly Sight[], width: number, random: Random): Meter[] {
  let states = [createMeter(rule)]
  for (const sight of seen) {
    const next: Meter[] = []
    for (let attempt = 0; attempt < width * 4 && next.length < width; attempt++) {
      const meter = states[Math.floor(random() * states.length)]?.copy()
      const moments = sight.arrivals[Math.floor(random() * sight.arrivals.length)]
      if (!meter || !moments) break
      const miss = missBy(meter, moments, sight)
      if (miss === 0) next.push(meter)
      else if (miss >= HOPELESS) break
    }
    if (next.length === 0) return []
    states = next
  }
  return states
}

/** A step as the rules see it: when its calls may have arrived, in order, and what came of them. */
type Sight = { arrivals: number[][]; atLeast: number; atMost: number; opens: Step['opens'] }

function sight(step: Step, believeRetryAfter: boolean, random: Random): Sight {
  const atLeast = takenIn(step)
  const unclear = step.calls.filter((call) => call.outcome === 'unclear').length
  return {
    arrivals: Array.from({ length: 40 }, () => arrivals(step, random)),
    atLeast,
    atMost: atLeast + unclear,
    opens: believeRetryAfter ? step.opens : undefined,
  }
}

/** One way the step's calls may have arrived; half of the unclear ones did. */
function arrivals(step: Step, random: Random): number[] {
  return step.calls
    .filter((call) => call.outcome !== 'unclear' || random() < 0.5)
    .map(({ from, to }) => from + (to - from) * random())
    .sort((a, b) => a - b)
}

/** How many calls more or fewer the meter takes than were; 0.5 when it only opens at another time than Retry-After said. */
function missBy(meter: Meter, moments: readonly number[], { atLeast, atMost, opens }: Sight): number {
  let taken = 0
  for (const at of moments) if (meter.take(at)) taken++
  if (taken < atLeast) return atLeast - taken
  if (taken > atMost) return taken - atMost
  const last = moments.at(-1)
  if (!opens || last === undefined) return 0
  const opensAt = last + meter.opensIn(last)
  return opensAt >= opens.earliest && opensAt <= opens.latest ? 0 : 0.5
}

/** How many of the step's calls the meter takes, in one of the ways they may have arrived. */
export function play(meter: Meter, step: Step, random: Random): number {
  return arrivals(step, random).filter((at) => meter.take(at)).length
}
