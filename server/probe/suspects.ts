import { createMeter, KINDS, type Kind, type Meter, type Rule } from './meters.ts'
import { type Observed, type Step, takenIn } from './types.ts'

export type Random = () => number

/** A rule that might be, and how likely it was before anything was seen (only the proportion matters). */
export type Candidate = { kind: Kind; calls: number; windowMs: number; prior: number }

/** A candidate that explains everything seen so far: the states it may be in now (never empty), and how likely it is. */
export type Suspect = Candidate & { weight: number; states: Meter[] }

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
const ODD_FROM_MS = 800
const ODD_TO_MS = 3_600_000
const ODD_STEP = 1.06
/** Of all lengths within one step together. */
const ODD_PRIOR = 0.1

const STATES = 12
/** No other moments within a call's travel make up for so many calls. */
const HOPELESS = 6
const STATES_PER_PHASE = 2

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
  const ends = steps.flatMap(({ calls: [first, ...rest], opens }) =>
    [first?.from, rest.at(-1)?.to, opens?.earliest, opens?.latest].filter((at) => at !== undefined),
  )
  const starts = steps.flatMap(({ calls: [first, ...rest] }) =>
    [first?.from, rest.at(-1)?.from].filter((at) => at !== undefined),
  )
  const apart = ends.flatMap((end) => starts.map((start) => end - start))
  for (let windowMs = ODD_FROM_MS; windowMs < ODD_TO_MS; windowMs *= ODD_STEP) apart.push(windowMs)
  const sorted = apart.filter((ms) => ms >= ODD_FROM_MS && ms <= ODD_TO_MS).sort((a, b) => a - b)
  const between = sorted.flatMap((ms, i) => {
    const next = sorted[i + 1] ?? ms
    if (next - ms < ms * 0.002) return []
    return [{ windowMs: (ms + next) / 2, prior: (ODD_PRIOR * (next - ms)) / (ms * (ODD_STEP - 1)) }]
  })
  return rulesOf(mostCalls, between)
}

function rulesOf(mostCalls: number, windows: readonly { windowMs: number; prior: number }[]): Candidate[] {
  const limits = Array.from({ length: mostCalls }, (_, i) => i + 1)
  return KINDS.flatMap((kind) => windows.flatMap((window) => limits.map((calls) => ({ kind, calls, ...window }))))
}

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
  const bounds = new Map<string, [number, number]>()
  const phasesOf = new Map<number, Phase[]>()
  return rules.flatMap((rule) => {
    const key = `${rule.kind} ${rule.windowMs}`
    const [fewest, most] = bounds.get(key) ?? limitsThinkable(rule.kind, rule.windowMs, steps)
    bounds.set(key, [fewest, most])
    if (rule.calls < fewest || rule.calls > most) return []
    let phases = phasesOf.get(rule.windowMs)
    if (!phases && rule.kind === 'fixed-clock') phases = thinkablePhases(steps, seen, rule.windowMs)
    if (phases) phasesOf.set(rule.windowMs, phases)
    const { states, share } = statesAfter(rule, seen, phases ?? [], random)
    return states.length > 0 ? [{ ...rule, states, weight: rule.prior * share }] : []
  })
}

/**
 * Between which limits a rule can explain the steps at all: whoever refuses has taken a limit's worth within the last
 * window, and no rule takes more than two limits and what a long step lets through. Trying takes far longer than this.
 */
function limitsThinkable(kind: Kind, windowMs: number, steps: readonly Step[]): [number, number] {
  const all = steps.flatMap(({ calls }) => calls)
  const taken = all.filter(({ outcome }) => outcome !== 'refused')
  const most = all
    .filter(({ outcome }) => outcome === 'refused')
    .map(({ from, to }) => taken.filter((each) => each.to > from - windowMs && each.from <= to).length)
  const fewest = steps.map((step) => {
    const [first] = step.calls
    const lasted = Math.max(...step.calls.map(({ to }) => to)) - (first?.from ?? 0)
    const windows =
      kind === 'token-bucket' ? lasted / windowMs + 1 : Math.floor(lasted / windowMs) + (kind === 'sliding' ? 1 : 2)
    return takenIn(step) / windows
  })
  return [Math.max(...fewest), Math.min(...most)]
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

/** Where windows that follow a clock may begin, and the limits with which that can explain the steps. */
type Phase = { phaseMs: number; share: number; fewest: number; most: number }

/**
 * Only where the boundary lies between calls (and what Retry-After said) matters: one phase in each gap between them,
 * more in wide gaps, for those differ in what they say about the future.
 */
function thinkablePhases(steps: readonly Step[], seen: readonly Sight[], windowMs: number): Phase[] {
  const calls = steps.flatMap((step) => step.calls)
  const said = seen.flatMap(({ opens }) => (opens ? [opens.earliest, opens.latest] : []))
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
  const sure = new Map<number, number>()
  const possible = new Map<number, number>()
  const add = (counts: Map<number, number>, window: number) => counts.set(window, (counts.get(window) ?? 0) + 1)
  const placed = calls.map(({ from, to, outcome }) => ({
    first: Math.floor((from - phaseMs) / windowMs),
    last: Math.floor((to - phaseMs) / windowMs),
    outcome,
  }))
  for (const { first, last, outcome } of placed) {
    if (outcome === 'refused') continue
    if (first === last && outcome === 'taken') add(sure, first)
    for (let window = first; window <= last; window++) add(possible, window)
  }
  const refused = placed.filter(({ outcome }) => outcome === 'refused')
  const before = refused.map(({ first, last }) => Math.max(possible.get(first) ?? 0, possible.get(last) ?? 0))
  return { fewest: Math.max(0, ...sure.values()), most: Math.min(...before) }
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
