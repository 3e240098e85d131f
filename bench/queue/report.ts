import { TIERS, type Tier } from '../../server/limits/tiers.ts'
import { renderTable } from '../table.ts'
import { fairness, mostInAWindow, overtakenOf, quantile, utilisation, waitingSpans } from './measure.ts'
import { type Day, LIMIT, leftAt, type Trip } from './simulate.ts'

const FULL_AT_LEAST = 0.99
const JAIN_AT_LEAST = 0.95
/** The promise about an estimate: at most 20 % or 3 s off, for nine in ten. */
const OFF_AT_MOST = { share: 0.2, seconds: 3 }

/** How far off estimates were: seconds, and shares of the wait; and how many kept the promise. */
export type Errors = {
  secondsP50: number
  secondsP90: number
  shareP50: number
  shareP90: number
  kept: number
}

type TierFacts = {
  tier: Tier
  asked: number
  waited: number
  waitSeconds: { p50: number; p95: number }
  jain: { mean: number; worst: number; stretches: number; subjects: number }
  /** Of all pictures; `range`: how far outside of what was said; `least` and `most`: each end taken for the answer. */
  errors: Record<'range' | 'least' | 'most', Errors>
  /** The same of those alone that waited at all. */
  errorsOfWaiting: Record<'range' | 'least' | 'most', Errors>
  /** The lower end supposes that nobody who comes later goes first: how far off it was where that held. */
  leastNotOvertaken: Errors
  /** Of those that waited: upper end / lower end. */
  widthP50: number
  widthP90: number
}

export type Facts = {
  hours: number
  pictures: number
  refused: Record<string, number>
  givenUp: number
  waitingHours: number
  utilisation: number
  mostInAWindow: number
  tiers: TierFacts[]
  targets: { what: string; measured: string; target: string; met: boolean }[]
}

export function factsOf(day: Day, hours: number): Facts {
  const tiers = TIERS.map((tier) => tierFacts(day, tier))
  const facts = {
    hours,
    pictures: day.trips.length,
    refused: day.refused,
    givenUp: day.trips.filter(({ sentAt }) => sentAt === undefined).length,
    waitingHours: waitingSpans(day.trips).reduce((sum, { from, to }) => sum + to - from, 0) / 3_600_000,
    utilisation: utilisation(day, LIMIT),
    mostInAWindow: mostInAWindow(day.countedAt, LIMIT.windowMs),
    tiers,
  }
  return { ...facts, targets: targetsOf(facts) }
}

function tierFacts(day: Day, tier: Tier): TierFacts {
  const trips = day.trips.filter((trip) => trip.tier === tier)
  const waits = trips.map(waitSeconds)
  const waiting = trips.filter((trip) => waitSeconds(trip) > 0)
  const { indices, subjects } = fairness(day.trips, tier)
  const overtaken = overtakenOf(day.trips)
  const widths = waiting.map((trip) => Math.max(1, said(trip).most) / Math.max(1, said(trip).least))
  return {
    tier,
    asked: trips.length,
    waited: waiting.length,
    waitSeconds: { p50: quantile(waits, 0.5), p95: quantile(waits, 0.95) },
    jain: {
      mean: indices.reduce((a, b) => a + b, 0) / indices.length,
      worst: Math.min(...indices),
      stretches: indices.length,
      subjects,
    },
    errors: errorsOf(trips),
    errorsOfWaiting: errorsOf(waiting),
    leastNotOvertaken: errorsOf(waiting.filter((trip) => !overtaken.has(trip))).least,
    widthP50: quantile(widths, 0.5),
    widthP90: quantile(widths, 0.9),
  }
}

const waitSeconds = (trip: Trip) => (leftAt(trip) - trip.askedAt) / 1000

/** What its asker was told: both ends, the same where it was one number. */
function said({ told }: Trip) {
  const least = told?.startsInSeconds ?? 0
  return { least, most: told?.startsInSecondsAtMost ?? least }
}

function errorsOf(trips: readonly Trip[]) {
  const of = (error: (wait: number, ends: { least: number; most: number }) => number) => {
    const errors = trips.map((trip) => ({ wait: waitSeconds(trip), off: error(waitSeconds(trip), said(trip)) }))
    const seconds = errors.map(({ off }) => off)
    const shares = errors.map(({ wait, off }) => off / Math.max(wait, 1))
    const kept = errors.filter(({ wait, off }) => off <= Math.max(OFF_AT_MOST.seconds, OFF_AT_MOST.share * wait))
    return {
      secondsP50: quantile(seconds, 0.5),
      secondsP90: quantile(seconds, 0.9),
      shareP50: quantile(shares, 0.5),
      shareP90: quantile(shares, 0.9),
      kept: kept.length / errors.length,
    }
  }
  return {
    range: of((wait, { least, most }) => Math.max(0, least - wait, wait - most)),
    least: of((wait, { least }) => Math.abs(wait - least)),
    most: of((wait, { most }) => Math.abs(wait - most)),
  }
}

function targetsOf(facts: Omit<Facts, 'targets'>): Facts['targets'] {
  const full = facts.utilisation
  const targets = [
    {
      what: 'upstream utilisation while anything waits',
      measured: percent(full, 2),
      target: `≥ ${percent(FULL_AT_LEAST)}`,
      met: full >= FULL_AT_LEAST,
    },
    {
      what: `most calls counted in any ${LIMIT.windowMs / 1000} s`,
      measured: String(facts.mostInAWindow),
      target: `≤ ${LIMIT.calls}`,
      met: facts.mostInAWindow <= LIMIT.calls,
    },
  ]
  for (const { tier, jain, errors, errorsOfWaiting, leastNotOvertaken } of facts.tiers) {
    targets.push({
      what: `Jain's index, ${tier}, worst stretch`,
      measured: jain.worst.toFixed(3),
      target: `≥ ${JAIN_AT_LEAST}`,
      met: jain.worst >= JAIN_AT_LEAST,
    })
    const kept = [
      ['within what was said, of those that waited', errorsOfWaiting.range.kept],
      ['upper end, all pictures', errors.most.kept],
      ['lower end, all pictures', errors.least.kept],
      ['lower end, of those that waited and nobody overtook', leastNotOvertaken.kept],
    ] as const
    for (const [what, share] of kept) {
      targets.push({ what: `${tier}: ${what}`, measured: percent(share, 1), target: '≥ 90 %', met: share >= 0.9 })
    }
  }
  return targets
}

/** All tables, as Markdown. */
export function textOf(facts: Facts): string {
  const left = { title: '', align: 'left' } as const
  const columns = (titles: string[]) => [left, ...titles.map((title) => ({ title, align: 'right' as const }))]
  const waits = renderTable(
    columns(['pictures', 'waited', 'wait p50', 'wait p95', 'Jain, mean', 'worst', 'stretches']),
    facts.tiers.map(({ tier, asked, waited, waitSeconds, jain }) => [
      tier,
      ...[asked, waited].map(String),
      ...[waitSeconds.p50, waitSeconds.p95].map((n) => `${n.toFixed(1)} s`),
      ...[jain.mean, jain.worst].map((n) => n.toFixed(3)),
      String(jain.stretches),
    ]),
  )
  const errors = renderTable(
    columns(['p50', 'p90', 'p50, share', 'p90, share', 'kept', 'kept, all pictures']),
    facts.tiers.flatMap(({ tier, errors, errorsOfWaiting }) =>
      (['range', 'least', 'most'] as const).map((end) => {
        const e = errorsOfWaiting[end]
        return [
          `${tier}, ${{ range: 'the range said', least: 'its lower end', most: 'its upper end' }[end]}`,
          ...[e.secondsP50, e.secondsP90].map((n) => `${n.toFixed(1)} s`),
          ...[e.shareP50, e.shareP90, e.kept, errors[end].kept].map((n) => percent(n, 1)),
        ]
      }),
    ),
  )
  const targets = renderTable(
    [left, { title: 'measured', align: 'right' }, { title: 'target', align: 'right' }, { title: 'met', align: 'left' }],
    facts.targets.map(({ what, measured, target, met }) => [what, measured, target, met ? 'yes' : 'NO']),
  )
  const refused = Object.entries(facts.refused).map(([reason, n]) => `${n} refused (${reason})`)
  const counts = [
    `${facts.hours} h: ${facts.pictures} pictures`,
    ...refused,
    `${facts.givenUp} given up`,
    `somebody waited for ${facts.waitingHours.toFixed(1)} h`,
  ]
  const widths = facts.tiers.map(
    ({ tier, widthP50, widthP90 }) => `${tier} p50 ${widthP50.toFixed(2)}, p90 ${widthP90.toFixed(2)}`,
  )
  return [
    `${counts.join(' · ')}.`,
    waits,
    'How far off what was said at the start of the wait was, of those that waited:',
    errors,
    `Upper end of the range / lower end: ${widths.join('; ')}.`,
    `Targets. For estimates, the share of pictures at most ${percent(OFF_AT_MOST.share)} or ${OFF_AT_MOST.seconds} s off:`,
    targets,
  ].join('\n\n')
}

const percent = (share: number, digits = 0) => `${(100 * share).toFixed(digits)} %`
