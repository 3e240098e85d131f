import { median, pairedRatio } from '../statistics.ts'
import { renderTable } from '../table.ts'
import { type Case, TARGETS } from './cases.ts'
import type { Checks } from './checks.ts'
import type { Measured } from './generator.ts'
import type { Measurements } from './measure.ts'

const MB = 1_000_000
const RSS_AT_MOST = 250 * MB
const GROWTH_AT_MOST = 1.1
const START_AT_MOST = 1.5
const CHECK_MS_AT_MOST = 0.1
const CHECKS: Record<Exclude<keyof Checks, 'baseline'>, string> = {
  token: 'who an API token is, its row cached',
  jwt: 'who an access token (JWT) is, its rows cached',
}

export type CaseFacts = { id: string; what: string; perSecond: number; serverBusy: number; generatorBusy: number }
export type TargetFacts = { what: string; measured: number; byCpuTime?: number; target: string; met: boolean }
export type Facts = { cases: CaseFacts[]; targets: TargetFacts[] }

/** Medians of the rounds, and each target with what was measured against it. */
export function factsOf(
  all: readonly Pick<Case, 'id' | 'what'>[],
  { cases, starts, memory, checks }: Measurements,
): Facts {
  const rounds = (id: string, what: keyof Measured) => (cases.get(id) ?? []).map((round) => round[what])
  const middle = (id: string, what: keyof Measured) => median(rounds(id, what))
  const ratios = TARGETS.map(({ of, against, atLeast }) => {
    const measured = pairedRatio(rounds(of, 'perSecond'), rounds(against, 'perSecond'))
    const byCpuTime = pairedRatio(rounds(of, 'perCpuSecond'), rounds(against, 'perCpuSecond'))
    return { what: `(${of}) / (${against})`, measured, byCpuTime, target: `≥ ${atLeast}`, met: measured >= atLeast }
  })

  const rss = median(starts.drawbridge.map(({ rssBytes }) => rssBytes))
  const [first = Number.NaN] = memory.rssBytes
  const growth = (memory.rssBytes.at(-1) ?? Number.NaN) / first
  const seconds = (name: 'drawbridge' | 'pages') => starts[name].map((start) => start.seconds)
  const start = pairedRatio(seconds('drawbridge'), seconds('pages'))
  const count = memory.requests.toLocaleString('en')
  const tenth = (memory.requests / 10).toLocaleString('en')
  return {
    cases: all.map(({ id, what }) => ({
      id,
      what,
      perSecond: middle(id, 'perSecond'),
      serverBusy: middle(id, 'serverBusy'),
      generatorBusy: middle(id, 'generatorBusy'),
    })),
    targets: [
      ...ratios,
      ...checkFacts(checks),
      { what: 'memory after start, MB', measured: rss / MB, target: `≤ ${RSS_AT_MOST / MB}`, met: rss <= RSS_AT_MOST },
      {
        what: `memory after ${count} requests / after ${tenth}`,
        measured: growth,
        target: `≤ ${GROWTH_AT_MOST}`,
        met: growth <= GROWTH_AT_MOST,
      },
      {
        what: `start to first answer (${median(seconds('drawbridge')).toFixed(2)} s) / bare Next`,
        measured: start,
        target: `≤ ${START_AT_MOST}`,
        met: start <= START_AT_MOST,
      },
    ],
  }
}

/** Each in ms, and against one SHA-256 of a token and a look in a Map. */
function checkFacts(checks: Checks): TargetFacts[] {
  return Object.entries(CHECKS).map(([name, what]) => {
    const rounds = checks[name as keyof Checks]
    const times = pairedRatio(rounds, checks.baseline).toFixed(1)
    const base = `${(median(checks.baseline) * 1000).toFixed(1)} µs`
    const measured = median(rounds)
    const met = measured <= CHECK_MS_AT_MOST
    return { what: `${what}, ms (${times} × SHA-256 and Map, ${base})`, measured, target: `≤ ${CHECK_MS_AT_MOST}`, met }
  })
}

/** Both tables, as Markdown. */
export function textOf({ cases, targets }: Facts): string {
  const share = (part: number) => `${Math.round(part * 100)} %`
  const caseTable = renderTable(
    [
      { title: '', align: 'left' },
      { title: 'one core, 64 connections', align: 'left' },
      { title: 'req/s', align: 'right' },
      { title: 'server busy', align: 'right' },
      { title: 'generator busy', align: 'right' },
    ],
    cases.map((each) => [
      each.id,
      each.what,
      Math.round(each.perSecond).toLocaleString('en'),
      share(each.serverBusy),
      share(each.generatorBusy),
    ]),
  )
  const targetTable = renderTable(
    [
      { title: 'target', align: 'left' },
      { title: 'measured', align: 'right' },
      { title: 'by CPU time', align: 'right' },
      { title: 'wanted', align: 'right' },
      { title: 'met', align: 'left' },
    ],
    targets.map((each) => [
      each.what,
      each.measured.toFixed(each.measured < 0.1 ? 4 : 2),
      each.byCpuTime?.toFixed(2) ?? '',
      each.target,
      each.met ? 'yes' : 'NO',
    ]),
  )
  return `${caseTable}\n\n${targetTable}`
}
