import { pairedRatio } from '../statistics.ts'
import { renderTable } from '../table.ts'
import type { Busy } from './busy.ts'
import { CONTENDERS, type Contender, isContender } from './contenders.ts'
import { quantile } from './dispatch-overhead.ts'
import type { Lane } from './run-lanes.ts'
import type { Scale } from './scale.ts'
import { mean } from './utilisation.ts'
import type { VirtualRun } from './virtual.ts'

export type Measured = {
  scale: Scale
  lanes: readonly Lane[]
  busy: readonly Record<string, Busy>[]
  virtual: readonly VirtualRun[]
  adversarial: ReadonlyMap<Contender, number>
}

const OURS = 'Drawbridge'
const contenders = Object.keys(CONTENDERS).filter(isContender)
const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)

export type Facts = ReturnType<typeof factsOf>

/** The figures of a run, and which targets they meet. */
export function factsOf({ scale, lanes, busy, virtual, adversarial }: Measured) {
  const totals = contenders.map((contender) => {
    const own = lanes.filter((lane) => lane.contender === contender)
    const overheads = own.flatMap((lane) => lane.overheadMs)
    return {
      contender,
      sent: sum(own.map((lane) => lane.sent)),
      accepted: sum(own.map((lane) => lane.accepted)),
      refused: sum(own.map((lane) => lane.refused)),
      ofTheMost: sum(own.map((lane) => lane.accepted)) / sum(own.map((lane) => lane.most)),
      utilisation: mean(own.map((lane) => lane.utilisation)),
      lowestUtilisation: Math.min(...own.map((lane) => lane.utilisation)),
      mostInAWindow: adversarial.get(contender) ?? Number.NaN,
      overheadMs: { p50: quantile(overheads, 0.5), p99: quantile(overheads, 0.99), max: quantile(overheads, 1) },
    }
  })
  const rows = lanes.map(({ overheadMs, ...lane }) => ({ ...lane, overheadP99Ms: quantile(overheadMs, 0.99) }))
  return {
    scale,
    totals,
    targets: targetsOf({ scale, lanes, totals, virtual }),
    virtual,
    lanes: rows,
    busy: worst(busy),
  }
}

type Totals = { contender: Contender; refused: number; mostInAWindow: number; overheadMs: { p99: number } }[]
type Target = { what: string; measured: string; wanted: string; met: boolean }

function targetsOf(parts: Pick<Measured, 'scale' | 'lanes' | 'virtual'> & { totals: Totals }): Target[] {
  const { scale, lanes, totals, virtual } = parts
  const ours = totals.find(({ contender }) => contender === OURS)
  const bullMq = totals.find(({ contender }) => contender === 'BullMQ')
  const own = lanes.filter(({ contender }) => contender === OURS)
  const refused = ours?.refused ?? Number.NaN
  const onSliding = (name: Contender) =>
    sum(
      lanes.filter((lane) => lane.contender === name && lane.condition.kind === 'sliding').map((lane) => lane.accepted),
    )
  const ratio = onSliding(OURS) / onSliding('BullMQ')
  const overhead = (ours?.overheadMs.p99 ?? Number.NaN) / (bullMq?.overheadMs.p99 ?? Number.NaN)
  const p99sOf = (name: Contender) =>
    lanes.filter((lane) => lane.contender === name).map((lane) => quantile(lane.overheadMs, 0.99))
  const byUpstream = pairedRatio(p99sOf(OURS), p99sOf('BullMQ'))
  const spotless = totals.filter(({ contender, refused }) => contender !== OURS && refused === 0)
  const virtualRefused = sum(virtual.map((run) => run.refused))
  const virtualShare = Math.min(...virtual.map((run) => run.utilisation / run.bestPossible))
  const mostInAWindow = ours?.mostInAWindow ?? Number.NaN
  return [
    { what: 'ours: refused, all upstreams', measured: `${refused}`, wanted: '0', met: refused === 0 },
    scale.saysProcessingMs ? ofBestPossible(own, scale.windowMs) : withoutHeader(own),
    {
      what: 'ours / BullMQ: accepted on the sliding log',
      ...{ measured: ratio.toFixed(2), wanted: '≥ 1.1', met: ratio >= 1.1 },
    },
    {
      what: 'ours / BullMQ: dispatch overhead, p99 of all calls',
      ...{ measured: overhead.toFixed(2), wanted: '≤ 0.1', met: overhead <= 0.1 },
    },
    {
      what: 'the same by upstream, the middle one (a machine that stalls spoils some)',
      ...{ measured: byUpstream.toFixed(2), wanted: '≤ 0.1', met: byUpstream <= 0.1 },
    },
    {
      what: 'peers that were never refused',
      measured: spotless.map(({ contender }) => contender).join(', ') || 'none',
      ...{ wanted: 'none', met: spotless.length === 0 },
    },
    {
      what: `ours in virtual time: refused of ${sum(virtual.map((run) => run.sent)).toLocaleString('en')}`,
      ...{ measured: `${virtualRefused}`, wanted: '0', met: virtualRefused === 0 },
    },
    {
      what: 'ours in virtual time: utilisation / best possible, lowest',
      ...{ measured: virtualShare.toFixed(4), wanted: '≥ 0.999', met: virtualShare >= 0.999 },
    },
    {
      what: 'ours: most sent in one window, arrivals at the worst moment',
      ...{ measured: `${mostInAWindow}`, wanted: `≤ ${scale.limit}`, met: mostInAWindow <= scale.limit },
    },
  ]
}

/** W / (W + mean delay) is the best that can be had where calls take that long to be counted. */
function ofBestPossible(own: readonly Lane[], windowMs: number): Target {
  const shares = own.map((lane) => lane.utilisation * ((windowMs + lane.meanTravelMs) / windowMs))
  const lowest = Math.min(...shares)
  const reached = shares.filter((share) => share >= 0.999).length
  return {
    what: 'ours: utilisation / best possible, W / (W + mean delay), lowest',
    ...{
      measured: `${lowest.toFixed(4)} (${reached} of ${own.length} reach it)`,
      wanted: '≥ 0.999',
      met: lowest >= 0.999,
    },
  }
}

function withoutHeader(own: readonly Lane[]): Target {
  const lowest = Math.min(...own.map((lane) => lane.utilisation))
  return {
    what: 'ours: utilisation without a processing header, lowest',
    ...{ measured: percent(lowest), wanted: '≥ 99 %', met: lowest >= 0.99 },
  }
}

/** The busiest each process was in any part of the run. */
function worst(parts: readonly Record<string, Busy>[]): Record<string, Busy> {
  const names = Object.keys(parts[0] ?? {})
  const most = (name: string, of: keyof Busy) => Math.max(...parts.map((part) => part[name]?.[of] ?? 0))
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        ...{ cpuShare: most(name, 'cpuShare'), lagP50Ms: most(name, 'lagP50Ms') },
        ...{ lagP99Ms: most(name, 'lagP99Ms'), lagMaxMs: most(name, 'lagMaxMs') },
      },
    ]),
  )
}

const percent = (share: number) => (Number.isNaN(share) ? '–' : `${(100 * share).toFixed(2)} %`)
const ms = (value: number) => (Number.isNaN(value) ? '' : `${value.toFixed(1)} ms`)
const left = (title: string) => ({ title, align: 'left' as const })
const right = (title: string) => ({ title, align: 'right' as const })

export function textOf(facts: Facts): string {
  const { scale, totals, targets, lanes, virtual, busy } = facts
  const conditions = lanes.filter(({ contender }) => contender === OURS).map(({ condition }) => condition)
  const perCondition = (cell: (lane: Facts['lanes'][number]) => string) =>
    renderTable(
      [left(''), ...contenders.map(right)],
      conditions.map(({ name }) => [
        name,
        ...contenders.map((contender) => {
          const lane = lanes.find((one) => one.contender === contender && one.condition.name === name)
          return lane ? cell(lane) : ''
        }),
      ]),
    )
  const overhead = ['overhead p50', 'p99', 'max']
  return [
    `${scale.limit} calls per ${scale.windowMs / 1000} s, each upstream watched for ${scale.watchMs / 1000} s; ` +
      `${scale.saysProcessingMs ? 'with' : 'without'} a processing header.`,
    renderTable(
      [
        left('all upstreams'),
        ...['sent', 'refused', 'accepted', 'of the most', 'utilisation', 'lowest', 'worst window', ...overhead].map(
          right,
        ),
      ],
      totals.map((one) => [
        one.contender,
        ...[one.sent, one.refused, one.accepted].map((n) => n.toLocaleString('en')),
        ...[one.ofTheMost, one.utilisation, one.lowestUtilisation].map(percent),
        ...[`${one.mostInAWindow}`, ...Object.values(one.overheadMs).map(ms)],
      ]),
    ),
    'Refused, of those sent:',
    perCondition(({ refused, sent }) => `${refused} / ${sent}`),
    'Utilisation:',
    perCondition((lane) => percent(lane.utilisation)),
    'Ours in virtual time, with jitter, spikes and up to W / 12 of work:',
    renderTable(
      [left(''), ...['sent', 'refused', 'utilisation', 'best possible'].map(right)],
      virtual.map((run) => [
        ...[run.kind, run.sent.toLocaleString('en'), `${run.refused}`],
        ...[run.utilisation, run.bestPossible].map(percent),
      ]),
    ),
    'Targets:',
    renderTable(
      [left(''), ...['measured', 'target', 'met'].map(right)],
      targets.map(({ what, measured, wanted, met }) => [what, measured, wanted, met ? 'yes' : 'NO']),
    ),
    'How busy each process was, in its busiest part of the run:',
    renderTable(
      [left(''), ...['of one core', 'loop late, p50', 'p99', 'most'].map(right)],
      Object.entries(busy).map(([name, { cpuShare, lagP50Ms, lagP99Ms, lagMaxMs }]) => [
        name,
        `${Math.round(100 * cpuShare)} %`,
        ...[lagP50Ms, lagP99Ms, lagMaxMs].map(ms),
      ]),
    ),
  ].join('\n\n')
}
