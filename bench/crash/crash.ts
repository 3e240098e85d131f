import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Crashed, playCrash } from '../../server/queue/crash.fixture.ts'
import { renderTable } from '../table.ts'

const LIMIT = { calls: 60, windowMs: 2_000, marginMs: 600 }
const SEED = 20_260

type Size = { pictures: number; kills: number; concurrency: number }
type Say = (line: string) => void

/**
 * Four processes on one SQLite file, killed at random moments (SIGKILL) and started again at once, until all kills are done;
 * then one more start draws the rest. Any check that fails makes the command end with 1.
 */
export async function benchCrash({ quick, say }: { quick: boolean; say: Say }) {
  const one = quick ? { pictures: 200, kills: 20 } : { pictures: 4_000, kills: 200 }
  const four = quick ? { pictures: 200, kills: 20 } : { pictures: 1_500, kills: 60 }
  const runs = []
  for (const size of [
    { ...one, concurrency: 1 },
    { ...four, concurrency: 4 },
  ]) {
    say(`${size.pictures} pictures, ${size.kills} kills, ${size.concurrency} at a time in each of 4 processes`)
    runs.push({ ...size, ...(await run(size, say)) })
  }
  const checks = runs.flatMap(checksOf)
  if (checks.some(({ met }) => !met)) process.exitCode = 1
  return { facts: { limit: LIMIT, runs, checks }, text: textOf(runs, checks) }
}

async function run({ pictures, kills, concurrency }: Size, say: Say): Promise<Crashed> {
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-crash-'))
  try {
    const rest = { limit: LIMIT, lifeMs: 1_200, drawMs: [0, 60] as [number, number], seed: SEED + concurrency, say }
    return await playCrash({ folder, pictures, kills, concurrency, ...rest })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Run = Size & Crashed
type Check = { what: string; measured: string; target: string; met: boolean }

function checksOf({ pictures, kills, concurrency, books, stats, killsAtWork, extraCalls }: Run): Check[] {
  const check = (what: string, measured: string | number, target: string, met: boolean) => ({
    ...{ what: `${what}, ${concurrency} at a time`, measured: String(measured), target, met },
  })
  const ended = books.ready + books.failed
  return [
    check(
      'lost, stuck, charged wrongly, or damaged',
      books.wrong.join('; ') || 'none',
      'none',
      books.wrong.length === 0,
    ),
    check('pictures that came to their end', ended, String(pictures), ended === pictures),
    check('kills while pictures were left', killsAtWork, String(kills), killsAtWork === kills),
    check('most calls in any window', stats.maxInWindow, `≤ ${LIMIT.calls}`, stats.maxInWindow <= LIMIT.calls),
    check('calls refused by the upstream', stats.refused, '0', stats.refused === 0),
    check(
      ...(['extra calls / kills', (extraCalls / kills).toFixed(2)] as const),
      ...([`≤ ${concurrency}`, extraCalls <= kills * concurrency] as const),
    ),
  ]
}

function textOf(runs: readonly Run[], checks: readonly Check[]): string {
  const left = (title: string) => ({ title, align: 'left' as const })
  const right = (title: string) => ({ title, align: 'right' as const })
  const seconds = (s: number) => `${s.toFixed(0)} s`
  const played = renderTable(
    ['at a time', 'pictures', 'kills', 'ready', 'given up', 'calls', 'killing', 'then draining'].map(right),
    runs.map(({ concurrency, pictures, kills, books, stats, seconds: { killing, draining } }) => [
      ...[concurrency, pictures, kills, books.ready, books.failed, stats.accepted].map(String),
      ...[seconds(killing), seconds(draining)],
    ]),
  )
  const checked = renderTable(
    [left(''), right('measured'), right('target'), left('met')],
    checks.map(({ what, measured, target, met }) => [what, measured, target, met ? 'yes' : 'NO']),
  )
  const said = runs.flatMap(({ complaints }) => complaints.map(([words, times]) => `${times} × ${words}`))
  return [played, checked, said.length > 0 ? `Logged meanwhile: ${said.join(' · ')}` : ''].filter(Boolean).join('\n\n')
}
