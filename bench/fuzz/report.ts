import { renderTable } from '../table.ts'
import type { Found, Played, Tally } from './play.ts'

const GROWTH_AT_MOST = 1.15

export type TargetFacts = { what: string; measured: number; target: string; met: boolean }
export type Facts = {
  kinds: ({ kind: string } & Tally)[]
  targets: TargetFacts[]
  rssBytes: number[]
  slowestMs: number
  found: Found[]
}

type Measured = { played: Played; rssBytes: number[]; targets: number; charges: number }

/** What was sent and what came back by kind, and each target with what was measured. A crash never gets as far as here. */
export function factsOf({ played, rssBytes, targets, charges }: Measured): Facts {
  const { found, kinds, slowestMs } = played
  const of = (...faults: Found['fault'][]) => found.filter(({ fault }) => faults.includes(fault)).length
  const half = rssBytes[Math.ceil(rssBytes.length / 2) - 1] ?? Number.NaN
  const growth = (rssBytes.at(-1) ?? Number.NaN) / half
  const none = (what: string, measured: number) => ({ what, measured, target: '0', met: measured === 0 })
  return {
    kinds: [...kinds].map(([kind, tally]) => ({ kind, ...tally })),
    targets: [
      none('answers of 500 and more', of('5xx')),
      none('requests left without an answer, or hanging', of('no answer', 'hung', 'not HTTP')),
      none('refusals in other words than JSON where JSON was asked for', of('unclear refusal')),
      none('refusals that tell of the inside', of('inside told')),
      none('units charged', charges),
      none('procedures, endpoints and pages that were not asked', targets - played.targets.size),
      {
        what: 'memory at the end / half way',
        measured: growth,
        target: `≤ ${GROWTH_AT_MOST}`,
        met: growth <= GROWTH_AT_MOST,
      },
    ],
    rssBytes,
    slowestMs,
    found,
  }
}

/** Both tables, as Markdown, and the first of what was found. */
export function textOf({ kinds, targets, found, slowestMs, rssBytes }: Facts): string {
  const counts = ['sent', '2xx', '3xx', '4xx', '5xx', 'none', 'faults'] as const
  const total = counts.map((name) => kinds.reduce((sum, each) => sum + each[name], 0))
  const number = (count: number) => count.toLocaleString('en')
  const kindTable = renderTable(
    [{ title: 'what is wrong', align: 'left' }, ...counts.map((title) => ({ title, align: 'right' as const }))],
    [...kinds.map((each) => [each.kind, ...counts.map((name) => number(each[name]))]), ['all', ...total.map(number)]],
  )
  const targetTable = renderTable(
    [
      { title: '', align: 'left' },
      { title: 'measured', align: 'right' },
      { title: 'target', align: 'right' },
      { title: 'met', align: 'left' },
    ],
    targets.map(({ what, measured, target, met }) => [
      what,
      Number.isInteger(measured) ? String(measured) : measured.toFixed(2),
      target,
      met ? 'yes' : 'NO',
    ]),
  )
  const mb = rssBytes.map((bytes) => Math.round(bytes / 1e6)).join(', ')
  const shown = oneOfEach(found).map(({ index, fault, kind, target, answer, request, times }) =>
    [
      `${times} × ${fault}: ${kind}, such as ${index} at ${target}`,
      answer.slice(0, 160),
      JSON.stringify(request.slice(0, 200)),
    ].join('\n  '),
  )
  return [kindTable, targetTable, `Slowest answer ${Math.round(slowestMs)} ms; memory ${mb} MB.`, ...shown].join('\n\n')
}

/** The first of all that look the same, and how often it came. */
function oneOfEach(found: readonly Found[]) {
  const seen = new Map<string, Found & { times: number }>()
  for (const each of found) {
    const key = `${each.fault} ${each.kind} ${each.answer.slice(0, 60)}`
    const first = seen.get(key)
    if (first) first.times++
    else seen.set(key, { ...each, times: 1 })
  }
  return [...seen.values()].sort((a, b) => b.times - a.times)
}
