import type { Meter } from './meters.ts'
import type { Random, Suspect } from './suspects.ts'

/** Wait until `at` (ms since the probe began), then call until one is refused, at most `most` times. */
export type Plan = { at: number; most: number }

export type Situation = {
  now: number
  /** Nothing may be sent before: the upstream's Retry-After. */
  notBefore: number
  latest: number
  callsLeft: number
  /** Milliseconds to the next call of a step of `most` once some are sent, and how long a call travels, at least and but for spikes. */
  spacingMs(most: number, sent: number): number
  travelMs: { least: number; usual: number }
  /** How long it took to think of the step before; on a busy machine longer than short windows. */
  thinkingMs: number
  /** When the last few steps began and ended: windows may have opened then. */
  moments: readonly number[]
  /** Whether refusals come with Retry-After, which must be waited out. */
  toldToWait: boolean
}

type Future = { label: number; state: Meter }

const FUTURES = 200
const FEW = [1, 2, 3]
/** An experiment that tells less than this many bits is not worth a call. */
const LEAST_GAIN = 0.03
/** Waiting a minute is worth one call. */
const CALLS_PER_MS = 1 / 60_000
const PAIRS = 240
/** Plans are sketched with every so many-th future; so many of the best are looked at with all. */
const SKETCH = 4
const FINALISTS = 30
const TIMES = 60
const SOONEST_MS = 150

/**
 * The experiment that tells the suspects apart best for what it costs, or undefined when none does. Looks two steps
 * ahead: filling the window tells little by itself, and much about the calls after it.
 */
export function choosePlan(suspects: readonly Suspect[], situation: Situation, random: Random): Plan | undefined {
  const futures = sample(suspects, random)
  const few = futures.filter((_, i) => i % SKETCH === 0)
  const soonest = Math.max(situation.now + pauseAfter(situation), situation.notBefore + 20)
  const fill = Math.max(...suspects.map(({ calls }) => calls)) + 1
  const windows = likeliestWindows(suspects)
  const times = spread(momentsToTry(soonest, situation, windows), TIMES, random)
  const sketched: { plans: readonly Plan[]; score: number }[] = []

  const consider = (plans: readonly Plan[]) => {
    if (plans.some(({ at }) => at > situation.latest)) return
    sketched.push({ plans, score: worth(plans, few, situation, random) })
  }

  for (const at of times) for (const most of FEW) consider([{ at, most }])
  for (const at of spread(times, 12, random)) consider([{ at, most: fill }])
  for (let i = 0; i < PAIRS; i++) {
    const at = pick(times, random)
    const window = pick(windows, random)
    if (at === undefined || window === undefined) break
    // Nearly filling it without a refusal, and filling it soon after, shows what a Retry-After would hide.
    const first = pick([1, Math.ceil(fill / 2), fill - 2, fill, fill], random) ?? fill
    const second = first === fill ? 2 : fill
    if (first > 0)
      consider([
        { at, most: first },
        { at: at + window * (0.1 + 1.1 * random()), most: second },
      ])
  }
  // Most are poor at a glance; only the rest is worth a closer look.
  const scored = sketched
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, FINALISTS)
    .map(({ plans }) => ({ plan: plans[0], score: worth(plans, futures, situation, random) }))
  const best = scored.sort((a, b) => b.score - a.score)[0]
  return best && best.score > 0 ? best.plan : undefined
}

const pauseAfter = ({ thinkingMs }: Situation) => Math.max(SOONEST_MS, thinkingMs * 1.2)

/** Bits gained a call, waiting included; 0 where they are too few or the calls too many. */
function worth(plans: readonly Plan[], futures: readonly Future[], situation: Situation, random: Random): number {
  const outcomes = futures.map(({ state }) => foresee(state.copy(), plans, situation, random))
  if (Math.max(...outcomes.map((outcome) => outcome.calls)) > situation.callsLeft) return 0
  const gain = told(outcomes, futures)
  if (gain < LEAST_GAIN) return 0
  const calls = outcomes.reduce((sum, outcome) => sum + outcome.calls, 0) / outcomes.length
  return gain / (calls + ((plans.at(-1)?.at ?? 0) - situation.now) * CALLS_PER_MS)
}

/** Plays the plans on one possible state: what would be seen, and at how many calls. */
function foresee(meter: Meter, plans: readonly Plan[], situation: Situation, random: Random) {
  const { least, usual: longest } = situation.travelMs
  const seen: number[] = []
  let calls = 0
  let free = 0
  for (const { at, most } of plans) {
    let sent = Math.max(at, free)
    let arrived = 0
    let taken = 0
    let refused = 0
    for (let spacing = 0; taken < most; sent += spacing) {
      spacing = situation.spacingMs(most, taken + 1)
      arrived = Math.max(arrived, sent + least + (longest - least) * random())
      if (!meter.take(arrived)) {
        refused = 1 + Math.floor(longest / spacing / 2)
        if (situation.toldToWait) free = arrived + Math.ceil(meter.opensIn(arrived) / 1000) * 1000
        break
      }
      taken++
    }
    // A step ends with its answers, and the next is thought about first.
    free = Math.max(free, sent + longest + pauseAfter(situation))
    seen.push(taken)
    calls += Math.min(most, taken + refused)
  }
  return { seen: seen.join(), calls }
}

/** Suspects by their weight, each in one of its states; a suspect is one label. */
function sample(suspects: readonly Suspect[], random: Random): Future[] {
  const total = suspects.reduce((sum, { weight }) => sum + weight, 0)
  const step = total / FUTURES
  const futures: Future[] = []
  let reached = random() * step
  let passed = 0
  suspects.forEach(({ weight, states }, label) => {
    passed += weight
    for (; reached < passed; reached += step) {
      const state = pick(states, random)
      if (state) futures.push({ label, state })
    }
  })
  return futures
}

function likeliestWindows(suspects: readonly Suspect[]): number[] {
  const weights = new Map<number, number>()
  for (const { windowMs, weight } of suspects) weights.set(windowMs, (weights.get(windowMs) ?? 0) + weight)
  return [...weights]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 10)
    .map(([windowMs]) => windowMs)
}

/** Growing pauses, and just before and after each moment at which a likely window would end. */
function momentsToTry(soonest: number, { moments, latest }: Situation, windows: readonly number[]): number[] {
  const longest = Math.max(...windows) * 1.3
  const times = [soonest]
  for (let pause = 200; pause < longest; pause *= 1.35) times.push(soonest + pause)
  for (const windowMs of windows.slice(0, 6)) {
    for (const moment of moments) {
      for (const share of [0.5, 0.85]) times.push(moment + windowMs * share)
      times.push(moment + windowMs - 400, moment + windowMs + 400)
    }
  }
  return times.filter((at) => at >= soonest && at <= latest)
}

function pick<T>(items: readonly T[], random: Random): T | undefined {
  return items[Math.floor(random() * items.length)]
}

function spread(items: readonly number[], count: number, random: Random): number[] {
  if (items.length <= count) return [...items]
  return Array.from({ length: count }, () => pick(items, random) ?? 0)
}

/**
 * Bits the outcomes tell about the labels. Chance alone makes few samples look telling: of that, as much as is to be
 * expected is taken off (Miller and Madow), or the probe would repeat cheap experiments that tell nothing.
 */
function told(outcomes: readonly { seen: string }[], futures: readonly Future[]): number {
  const seen = tally(outcomes.map((outcome) => outcome.seen))
  const labels = tally(futures.map(({ label }) => String(label)))
  const both = tally(outcomes.map((outcome, i) => `${outcome.seen}/${futures[i]?.label}`))
  const byChance = (both.kinds - seen.kinds - labels.kinds + 1) / (2 * futures.length * Math.LN2)
  return seen.bits + labels.bits - both.bits - Math.max(0, byChance)
}

/** How many different values there are, and their entropy in bits. */
function tally(values: readonly string[]): { kinds: number; bits: number } {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / values.length) * Math.log2(count / values.length)
  return { kinds: counts.size, bits }
}
