import type { Clock } from '../clock.ts'
import { createCaller, MOST_UNCLEAR } from './caller.ts'
import { KINDS, type Kind } from './meters.ts'
import { choosePlan, type Plan } from './plan.ts'
import { isUsual, oddRules, roundRules } from './rules.ts'
import { count, describeStep, seconds } from './sentences.ts'
import { mostCallsUntilRefused, recentMoments } from './steps.ts'
import { explaining, foretell, type Random, type Suspect } from './suspects.ts'
import { refusedIn, type SendCall, type Step, takenIn } from './types.ts'
import { agreeing, agreeOnly, byWeight, disagreeing, isFound, isSameRule } from './verdict.ts'

export type ProbeOptions = {
  clock: Clock
  call: SendCall
  random: Random
  /** The most calls sent in all, refused ones included. */
  budget: number
  /** The most calls at once, as the service itself would. */
  concurrency: number
  /** Gives up rather than wait beyond this. */
  longestMs: number
  /** When the first calls are sent one by one, and then the fill; ms. */
  leadsMs?: readonly number[]
  /** Told in plain words of each step as it is done. */
  say?: (line: string) => void
}

/** A kind of window that can no longer be: the step that ruled it out, and what its likeliest size would have taken in it. */
export type RuledOut = {
  kind: Kind
  step: number
  guess: { calls: number; windowMs: number; wouldTake: [number, number] } | undefined
}

export type Finding = {
  /** Rules that explain everything seen, likeliest first; one means the answer is found. */
  suspects: { kind: Kind; calls: number; windowMs: number }[]
  /** Where one answer was found: the likeliest of each other kind that would explain everything too, with an odd window. */
  farFetched: { kind: Kind; calls: number; windowMs: number }[]
  /** The smallest limit and the longest window of all these: whoever keeps to both keeps to each. */
  safest: { calls: number; windowMs: number } | undefined
  /** Which windows the found kind and limit allow, ms; only where one answer was found. */
  windowBetween: [number, number] | undefined
  /** Whether what was taken and refused leaves no other rule with a window of a round length, whatever Retry-After said. */
  behaviourAlone: boolean
  usualLength: boolean
  ruledOut: RuledOut[]
  steps: { at: number; sent: number; taken: number; refused: number }[]
  sent: number
  tookMs: number
  /** Milliseconds a call travels until it counts: least and most proved, and by how many calls. */
  travel: { least: number; most: number; of: number }
  retryAfterSeen: boolean
  why: 'found' | 'never-refused' | 'budget' | 'time' | 'unlike-any' | 'nothing-tells-apart' | 'failing'
}

type Beliefs = { believeRetryAfter: boolean; lengths: 'round' | 'odd'; random: Random }

/** Calls at these moments leave a trace at three ages before the fill, so that windows from 1 s to minutes show their kind. */
const LEADS_MS = [0, 16_000, 19_300, 20_000]
/** Waits this long are told beforehand. */
const LONG_WAIT_MS = 5000
/** A limit this small can be mimicked by chance: it must show itself in three more fills. */
const SMALL = 5
const SMALL_FILLS = 3
/** What is assumed first, and what is given up when nothing fits. */
const BELIEFS = [
  { believeRetryAfter: true, lengths: 'round' },
  { believeRetryAfter: true, lengths: 'odd' },
  { believeRetryAfter: false, lengths: 'round' },
  { believeRetryAfter: false, lengths: 'odd' },
] as const

/**
 * Finds the limit behind `call` by experiment: a few single calls, a fill up to the first refusal, then whatever tells
 * the remaining explanations apart best for its cost. Throws what `call` throws.
 */
export async function runProbe(options: ProbeOptions): Promise<Finding> {
  const { clock, call, random, budget, concurrency, longestMs, leadsMs = LEADS_MS, say = () => {} } = options
  const steps: Step[] = []
  let ruledOut: RuledOut[] = []
  let suspects: Suspect[] = []
  let beliefs: Beliefs = { believeRetryAfter: true, lengths: 'round', random }
  let fresh = false
  let widened = false
  let [confirmed, thinkingMs] = [0, 0]
  const caller = createCaller({ clock, call, budget, concurrency, onLateNews: () => (fresh = false) })

  for (const [i, at] of leadsMs.entries()) {
    const step = await caller.step(at, i === leadsMs.length - 1 ? budget : 1)
    if (step.calls.length > 0) record(step)
    if (refusedIn(step) > 0 || caller.sent >= budget) break
  }
  if (caller.unclear > MOST_UNCLEAR) return finish('failing')
  if (steps.every((step) => refusedIn(step) === 0)) return finish('never-refused')

  for (;;) {
    const began = caller.now()
    judge()
    if (caller.unclear > MOST_UNCLEAR) return finish('failing')
    if (isFound(suspects) && !widened) widen()
    const found = isFound(suspects)
    if (suspects.length === 0) return finish('unlike-any')
    if (found && fillsLeft() === 0) return finish('found')
    if (caller.sent >= budget) return finish(found ? 'found' : 'budget')
    if (caller.notBefore > longestMs) return finish(found ? 'found' : 'time')
    const plan = found ? confirmation() : choosePlan(suspects, situation(), random)
    if (!plan) return finish(found ? 'found' : whyStuck())
    thinkingMs = caller.now() - began
    if (found) confirmed++
    announce(plan, found)
    record(await caller.step(plan.at, plan.most))
  }

  /** Before a round window is believed: are there odd ones that explain everything too? */
  function widen() {
    widened = true
    const odd = explaining(oddRules(mostCallsUntilRefused(steps), steps), steps, beliefs)
    const found = isFound(suspects) ? byWeight(suspects)[0] : undefined
    // Of the found rule itself, other lengths are told as its uncertainty.
    suspects = [...suspects, ...odd.filter((each) => !found || !isSameRule(each, found))]
  }

  function announce({ at, most }: Plan, found: boolean) {
    const waitMs = Math.max(at, caller.notBefore) - caller.now()
    if (waitMs < LONG_WAIT_MS) return
    const why = found ? 'to see it confirmed' : `for ${count(suspects.length, 'explanation')} left`
    say(`   Waits ${seconds(waitMs)} s, then sends up to ${count(most, 'call')}, ${why}.`)
  }

  function fillsLeft() {
    return (byWeight(suspects)[0]?.calls ?? 0) > SMALL ? 0 : Math.max(0, SMALL_FILLS - confirmed)
  }

  function confirmation() {
    const [found] = byWeight(suspects)
    if (!found || budget - caller.sent <= found.calls) return undefined
    const at = Math.max(caller.now() + found.windowMs * 1.05, caller.notBefore)
    return at > longestMs ? undefined : { at, most: found.calls + 1 }
  }

  function record(step: Step) {
    steps.push(step)
    say(describeStep(step, steps.length))
  }

  function situation() {
    return {
      now: caller.now(),
      notBefore: caller.notBefore,
      latest: longestMs,
      callsLeft: budget - caller.sent,
      spacingMs: caller.spacingMs,
      travelMs: caller.travel(),
      thinkingMs,
      moments: recentMoments(steps),
      toldToWait: caller.retryAfters.some((after) => after > 0),
    }
  }

  function whyStuck() {
    const rich = choosePlan(suspects, { ...situation(), callsLeft: Number.POSITIVE_INFINITY }, random)
    if (rich) return 'budget'
    const patient = { ...situation(), callsLeft: Number.POSITIVE_INFINITY, latest: Number.POSITIVE_INFINITY }
    return choosePlan(suspects, patient, random) ? 'time' : 'nothing-tells-apart'
  }

  function withoutRetryAfter() {
    return explaining(roundRules(mostCallsUntilRefused(steps)), steps, { ...beliefs, believeRetryAfter: false })
  }

  /** Keeps the rules that explain the record, or looks anew once no usual length does; notes which kinds are ruled out. */
  function judge() {
    const before = suspects
    const mostCalls = mostCallsUntilRefused(steps)
    if (fresh) suspects = explaining(before, steps, beliefs)
    if (!fresh || (beliefs.lengths === 'odd' ? suspects.length === 0 : !suspects.some(isUsual))) {
      for (const belief of BELIEFS) {
        widened = belief.lengths === 'odd'
        const rules = belief.lengths === 'odd' ? oddRules : roundRules
        suspects = explaining(rules(mostCalls, steps), steps, { ...belief, random })
        beliefs = { ...belief, random }
        if (suspects.length > 0) break
      }
    }
    fresh = true
    const step = steps.at(-1)
    if (!step) return
    // Beliefs given up meanwhile may bring a kind back.
    const isPossible = (kind: Kind) => suspects.some((each) => each.kind === kind)
    ruledOut = ruledOut.filter(({ kind }) => !isPossible(kind))
    for (const kind of KINDS) {
      if (isPossible(kind) || ruledOut.some((each) => each.kind === kind)) continue
      const last = byWeight(before.filter((each) => each.kind === kind))[0]
      ruledOut.push({ kind, step: steps.length, guess: last && foretell(last, step, random) })
    }
  }

  function finish(why: Finding['why']): Finding {
    // What is advised where nothing was found must suit odd lengths too.
    if (why !== 'found' && suspects.length > 0 && !widened) widen()
    const [first] = byWeight(suspects)
    const windowBetween = why === 'found' && first ? windowsAround(first, steps, beliefs) : undefined
    return {
      why,
      suspects: byWeight(why === 'found' ? agreeing(suspects) : suspects).map(ruleOf),
      farFetched: why === 'found' ? disagreeing(suspects).map(ruleOf) : [],
      windowBetween,
      safest: first && {
        calls: Math.min(...suspects.map(({ calls }) => calls)),
        windowMs: Math.max(windowBetween?.[1] ?? 0, ...suspects.map(({ windowMs }) => windowMs)),
      },
      behaviourAlone:
        why === 'found' && beliefs.lengths === 'round' && fillsLeft() === 0 && agreeOnly(withoutRetryAfter()),
      usualLength: beliefs.lengths === 'round',
      ruledOut,
      steps: steps.map((step) => ({
        at: step.calls[0]?.from ?? 0,
        sent: step.calls.length,
        taken: takenIn(step),
        refused: refusedIn(step),
      })),
      sent: caller.sent,
      tookMs: caller.now(),
      travel: caller.travel(),
      retryAfterSeen: caller.retryAfters.some((after) => after > 0),
    }
  }
}

const ruleOf = ({ kind, calls, windowMs }: Suspect) => ({ kind, calls, windowMs })

/** The shortest and longest window of this kind and limit that explain the steps, found in steps of 0.3 %. */
function windowsAround(found: Suspect, steps: readonly Step[], beliefs: Beliefs): [number, number] {
  const fits = (windowMs: number) => explaining([{ ...found, windowMs, prior: 1 }], steps, beliefs).length > 0
  const furthest = (factor: number) => {
    let windowMs = found.windowMs
    // Chance may hide one that fits: the end is where three in a row do not.
    for (let power = 1, missed = 0; missed < 3 && power < 200; power++) {
      const next = found.windowMs * factor ** power
      missed = fits(next) ? 0 : missed + 1
      if (missed === 0) windowMs = next
    }
    return windowMs
  }
  return [furthest(1 / 1.003), furthest(1.003)]
}
