import type { Tier } from '../../server/limits/tiers.ts'
import { type Day, leftAt, type Trip } from './simulate.ts'

/** The value below which a share of `p` of the numbers lies. NaN for none. */
export function quantile(numbers: readonly number[], p: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN
}

/** Jain's fairness index: 1 when all have the same, 1/n when one has everything. */
export function jain(shares: readonly number[]): number {
  const sum = shares.reduce((a, b) => a + b, 0)
  const squares = shares.reduce((a, b) => a + b * b, 0)
  return (sum * sum) / (shares.length * squares)
}

/** Stretches of time in which at least one picture waits. */
export function waitingSpans(trips: readonly Trip[]): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = []
  for (const trip of [...trips].sort((a, b) => a.askedAt - b.askedAt)) {
    const [from, to] = [trip.askedAt, leftAt(trip)]
    const last = spans.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else if (to > from) spans.push({ from, to })
  }
  return spans
}

/** Those that somebody who asked later was sent before. */
export function overtakenOf(trips: readonly Trip[]): Set<Trip> {
  const overtaken = new Set<Trip>()
  let soonest = Number.POSITIVE_INFINITY
  for (const trip of [...trips].sort((a, b) => b.askedAt - a.askedAt)) {
    if (soonest < leftAt(trip)) overtaken.add(trip)
    soonest = Math.min(soonest, leftAt(trip))
  }
  return overtaken
}

/** While anything waits: the share of the upstream's own window that is full, by the moments it counted. */
export function utilisation(day: Day, limit: { calls: number; windowMs: number }): number {
  const spans = waitingSpans(day.trips)
  const total = spans.reduce((sum, { from, to }) => sum + to - from, 0)
  let full = 0
  let first = 0
  for (const at of [...day.countedAt].sort((a, b) => a - b)) {
    while ((spans[first]?.to ?? Number.POSITIVE_INFINITY) <= at) first++
    for (let i = first; ; i++) {
      const span = spans[i]
      if (!span || span.from >= at + limit.windowMs) break
      full += Math.min(span.to, at + limit.windowMs) - Math.max(span.from, at)
    }
  }
  return full / (limit.calls * total)
}

/** The most calls the upstream counted in any window. */
export function mostInAWindow(countedAt: readonly number[], windowMs: number): number {
  const sorted = [...countedAt].sort((a, b) => a - b)
  let most = 0
  let first = 0
  sorted.forEach((at, i) => {
    while ((sorted[first] ?? at) <= at - windowMs) first++
    most = Math.max(most, i - first + 1)
  })
  return most
}

/** Turns each subject would have had in a stretch of time that is long enough to be judged. */
const TURNS = 5

/**
 * Jain's index over the calls that went to each subject who wanted more the whole time, in one stretch after another,
 * long enough for five turns each. Subjects who come and go get all they ask for; there is nothing to compare.
 */
export function fairness(trips: readonly Trip[], tier: Tier): { indices: number[]; subjects: number } {
  const events = trips
    .filter((trip) => trip.tier === tier)
    .flatMap((trip) => [
      { at: trip.askedAt, subject: trip.subject, change: 1 },
      { at: leftAt(trip), subject: trip.subject, change: -1 },
    ])
    .sort((a, b) => a.at - b.at || b.change - a.change)
  const waiting = new Map<string, number>()
  const judged = new Set<string>()
  const indices: number[] = []
  let shares = new Map<string, number>()
  for (const { subject, change } of events) {
    const left = (waiting.get(subject) ?? 0) + change
    if (left > 0) waiting.set(subject, left)
    else waiting.delete(subject)
    const share = shares.get(subject)
    if (change < 0 && share !== undefined) {
      if (left > 0) shares.set(subject, share + 1)
      else shares.delete(subject)
    }
    const given = [...shares.values()].reduce((a, b) => a + b, 0)
    const enough = given >= TURNS * shares.size
    if (enough && shares.size > 1) {
      indices.push(jain([...shares.values()]))
      for (const name of shares.keys()) judged.add(name)
    }
    if (enough || shares.size < 2) shares = new Map([...waiting.keys()].map((name) => [name, 0]))
  }
  return { indices, subjects: judged.size }
}
