import { systemClock } from '../../server/clock.ts'
import { createEmulator } from '../../server/emulator/emulator.ts'
import { createRandom } from '../../server/emulator/random.ts'
import type { Semantics } from '../../server/emulator/semantics.ts'
import { callUpstream } from '../../server/probe/call-upstream.ts'
import { type Emulated, emulatedCall } from '../../server/probe/emulated.fixture.ts'
import { reportOf } from '../../server/probe/report.ts'
import { runProbe } from '../../server/probe/run-probe.ts'
import { createVirtualClock } from '../../server/probe/virtual-clock.fixture.ts'
import { createOpenAiUpstream } from '../../server/upstream/openai.ts'
import { median } from '../statistics.ts'
import { renderTable } from '../table.ts'

const BUDGET = 120
/** Without Retry-After the window's length must be searched for, and a limit of 30 filled three times. */
const SILENT_BUDGET = 200
const RUNS = 20
const WANTED = 0.95
const HOUR_MS = 3_600_000
const JITTER = [0, 150] as const
const KINDS = ['sliding', 'fixed-clock', 'fixed-first', 'token-bucket'] as const satisfies readonly Semantics[]

type Upstream = Omit<Emulated, 'semantics'>
type Target = Pick<Emulated, 'semantics' | 'limit' | 'windowMs'>
const plain = { latencyMs: JITTER, drawMs: [0, 0], retryAfter: true, processingHeader: true } as const
const UPSTREAMS: Record<string, Upstream> = {
  '30 in 60 s': { ...plain, limit: 30, windowMs: 60_000 },
  '10 in 10 s': { ...plain, limit: 10, windowMs: 10_000 },
  '5 in 1 s': { ...plain, limit: 5, windowMs: 1_000 },
  '30 in 60 s, says nothing, draws 3-6 s': {
    ...{ ...plain, limit: 30, windowMs: 60_000 },
    ...{ drawMs: [3000, 6000] as const, retryAfter: false, processingHeader: false },
  },
}

type Run = Record<'right' | 'wrong' | 'unsafe', boolean> & Record<'calls' | 'seconds' | 'budget' | 'early', number>
export type RowFacts = {
  upstream: string
  kind: string
  runs: number
  right: number
  wrong: number
  couldNotTell: number
  unsafe: number
  calls: number
  mostCalls: number
  budget: number
  seconds: number
  earlyCalls: number
  met: boolean
}

/** The probe against the emulator's limiters in virtual time, and once over real HTTP. Right: kind, limit and window all are. */
export async function benchProbe({ quick, say }: { quick: boolean; say: (line: string) => void }) {
  const runs = quick ? 2 : RUNS
  const rows: RowFacts[] = []
  for (const [upstream, emulated] of Object.entries(UPSTREAMS)) {
    for (const kind of KINDS) {
      say(`${upstream}, ${kind}`)
      const all: Run[] = []
      for (let seed = 1; seed <= runs; seed++) all.push(await virtualRun({ ...emulated, semantics: kind }, seed))
      rows.push(rowOf(upstream, kind, all))
    }
  }
  say('over HTTP, 6 in 3 s, sliding')
  rows.push(rowOf('6 in 3 s, over HTTP', 'sliding', [await realRun()]))
  return { facts: { rows }, text: textOf(rows) }
}

async function virtualRun(emulated: Emulated, seed: number): Promise<Run> {
  const random = createRandom(seed * 7919)
  const budget = emulated.retryAfter ? BUDGET : SILENT_BUDGET
  // The wall clock's seconds within a minute are as good as random when somebody starts a probe.
  const clock = createVirtualClock(Date.parse('2026-03-01T12:00:00Z') + Math.floor(random() * HOUR_MS))
  const upstream = emulatedCall(emulated, clock, random)
  const counted = countEarly(upstream.call, clock)
  const finding = await clock.run(runProbe({ ...options(clock, counted.call), random: createRandom(seed), budget }))
  return judged(finding, emulated, upstream.calls(), counted.early(), budget)
}

async function realRun(): Promise<Run> {
  const emulated = { semantics: 'sliding', limit: 6, windowMs: 3000 } as const
  const emulator = await createEmulator({ limit: 6, windowSeconds: 3, semantics: 'sliding', latencyMs: JITTER })
  const upstream = createOpenAiUpstream({ url: `${emulator.url}/v1`, timeoutSeconds: 30 }, systemClock)
  try {
    const counted = countEarly(callUpstream(upstream), systemClock)
    const finding = await runProbe({
      ...options(systemClock, counted.call),
      ...{ random: createRandom(1), budget: BUDGET, leadsMs: [0, 1200, 2000] },
    })
    const { accepted, refused } = emulator.stats()
    return judged(finding, emulated, accepted + refused, counted.early(), BUDGET)
  } finally {
    await upstream.close()
    await emulator.close()
  }
}

type Probe = Parameters<typeof runProbe>[0]
type Finding = Awaited<ReturnType<typeof runProbe>>

const options = (clock: Probe['clock'], call: Probe['call']) => ({ clock, call, longestMs: HOUR_MS, concurrency: 30 })

function judged(
  finding: Finding,
  { semantics, limit, windowMs }: Target,
  calls: number,
  early: number,
  budget: number,
): Run {
  const [best] = finding.suspects
  const found = finding.why === 'found'
  const right = found && best?.kind === semantics && best.calls === limit && best.windowMs === windowMs
  const unsafe = !isSafe(reportOf(finding).settings, { semantics, limit, windowMs })
  return { right, wrong: found && !right, unsafe, calls, seconds: finding.tookMs / 1000, budget, early }
}

/** Whether somebody who keeps to the settings is never refused. No settings are safe ones. */
function isSafe(settings: string | undefined, { semantics, limit, windowMs }: Target): boolean {
  const [, calls, seconds] = settings?.match(/LIMIT=(\d+) UPSTREAM_WINDOW_SECONDS=(\d+) /)?.map(Number) ?? []
  if (!calls || !seconds) return settings === undefined
  const windows = windowMs / (seconds * 1000)
  return calls <= limit && calls * (semantics === 'token-bucket' ? windows : Math.ceil(windows)) <= limit
}

/** Counts the calls sent before a Retry-After that was known by then had passed. */
function countEarly(call: Probe['call'], clock: Probe['clock']) {
  let notBefore = 0
  let early = 0
  return {
    early: () => early,
    async call() {
      if (clock.monotonic() < notBefore) early++
      const answer = await call()
      notBefore = Math.max(notBefore, clock.monotonic() + (answer.retryAfterSeconds ?? 0) * 1000)
      return answer
    },
  }
}

function rowOf(upstream: string, kind: Semantics, runs: readonly Run[]): RowFacts {
  const right = runs.filter((run) => run.right).length
  const wrong = runs.filter((run) => run.wrong).length
  const unsafe = runs.filter((run) => run.unsafe).length
  const earlyCalls = runs.reduce((sum, run) => sum + run.early, 0)
  return {
    ...{ upstream, kind, runs: runs.length, right, wrong, couldNotTell: runs.length - right - wrong, unsafe },
    ...{ calls: median(runs.map((run) => run.calls)), mostCalls: Math.max(...runs.map((run) => run.calls)) },
    ...{ seconds: median(runs.map((run) => run.seconds)), earlyCalls, budget: runs[0]?.budget ?? BUDGET },
    met: right >= runs.length * WANTED && unsafe + earlyCalls === 0 && runs.every((run) => run.calls <= run.budget),
  }
}

function textOf(rows: readonly RowFacts[]): string {
  const columns = [
    'upstream',
    'kind',
    'right',
    'wrong',
    'could not tell',
    'unsafe',
    'calls',
    'most',
    'seconds',
    'early',
    'met',
  ]
  return renderTable(
    columns.map((title, i) => ({ title, align: i < 2 || title === 'met' ? ('left' as const) : ('right' as const) })),
    rows.map((row) => [
      ...[
        row.upstream,
        row.kind,
        `${row.right} of ${row.runs}`,
        `${row.wrong}`,
        `${row.couldNotTell}`,
        `${row.unsafe}`,
      ],
      ...[`${row.calls}`, `${row.mostCalls} of ${row.budget}`, `${Math.round(row.seconds)}`, `${row.earlyCalls}`],
      row.met ? 'yes' : 'NO',
    ]),
  )
}
