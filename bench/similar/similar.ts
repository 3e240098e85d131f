import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { compareScenes } from '../../server/words/compare-scenes.ts'
import { parseScene } from '../../server/words/parse-scene.ts'
import { SIMILAR_ENOUGH } from '../../server/words/similar-enough.ts'
import { quantile } from '../queue/measure.ts'
import { renderTable } from '../table.ts'
import { type LookupFigures, measureLookups } from './lookups.ts'
import { makePrompts } from './prompts.ts'
import { openShelf } from './shelf.ts'
import { judgeThroughLookup, type ThroughLookup } from './through-lookup.ts'

/** `para`, `xl`: mean the same, in one language or two; `hard`, `xlhard`: nearly, but not; `easy`: nothing alike. */
const KINDS = ['para', 'xl', 'hard', 'xlhard', 'easy'] as const
const pairsForm = z.array(z.object({ kind: z.enum(KINDS), cached: z.string(), asked: z.string() }))
const DEFAULT_PAIRS = new URL('./pairs.json', import.meta.url)

type Judged = z.infer<typeof pairsForm>[number] & { score: number; offered: boolean; same: boolean }

type Options = { pairs?: string | undefined; quick?: boolean; say: (line: string) => void }

/** How many others lie in the cache; targets are for the first. */
const SIZES = [20_000, 100_000]
const QUICK_SIZES = [2_000]
const LOOKUPS = 500
/** At the first size. */
const LOOKUP_P95_MS = 30
const [SHELF_SEED, ASKED_SEED] = [1, 2]

/**
 * How often two prompts that mean the same are taken for the same, and two that do not are not, at the shipped threshold; compared
 * alone, and looked up among thousands of others; and how long such a lookup takes. */
export async function benchSimilar({ pairs, quick, say }: Options) {
  const list = pairsForm.parse(JSON.parse(readFileSync(pairs ?? DEFAULT_PAIRS, 'utf8')))
  parseScene('a first sentence reads the lexicon')
  const times: number[] = []
  const judged: Judged[] = list.map((pair) => {
    const begun = performance.now()
    const { score } = compareScenes(parseScene(pair.asked), parseScene(pair.cached))
    times.push(performance.now() - begun)
    return { ...pair, score, offered: score >= SIMILAR_ENOUGH, same: pair.kind === 'para' || pair.kind === 'xl' }
  })
  const share = (of: readonly Judged[], which: (one: Judged) => boolean) =>
    of.length > 0 ? of.filter(which).length / of.length : Number.NaN
  const offered = judged.filter((one) => one.offered)
  const precision = share(offered, (one) => one.same)
  const recall = (kind: string) =>
    share(
      judged.filter((one) => one.kind === kind),
      (one) => one.offered,
    )
  const auc = areaUnderCurve(
    judged.filter((one) => one.same),
    judged.filter((one) => one.kind === 'hard' || one.kind === 'xlhard'),
  )
  const targets = [
    { what: 'precision of offers', measured: precision, atLeast: 0.95 },
    { what: 'recall, English', measured: recall('para'), atLeast: 0.85 },
    { what: 'recall, another language', measured: recall('xl'), atLeast: 0.75 },
    { what: 'AUC, the same against nearly', measured: auc, atLeast: 0.95 },
  ]
  const lookups: Facts['lookups'] = []
  for (const size of quick ? QUICK_SIZES : SIZES) lookups.push(await measureShelf(size, judged, say))
  const [first] = lookups
  if (first) {
    targets.push({ what: 'candidates found, of pairs accepted', measured: first.candidateRecall, atLeast: 0.98 })
    targets.push({ what: `precision, looked up among ${first.others}`, measured: first.precision, atLeast: 0.95 })
    targets.push({ what: `recall, looked up among ${first.others}`, measured: first.recall, atLeast: 0.85 })
  }
  const mistakes = judged.filter((one) => one.offered !== one.same)
  const facts: Facts = {
    threshold: SIMILAR_ENOUGH,
    pairs: list.length,
    offeredByKind: Object.fromEntries(KINDS.map((kind) => [kind, recall(kind)])),
    targets: targets.map((target) => ({ ...target, met: target.measured >= target.atLeast })),
    comparisonMs: { p50: quantile(times, 0.5), p95: quantile(times, 0.95) },
    lookups,
    lookupTarget: { p95Ms: LOOKUP_P95_MS, met: (first?.ms.p95 ?? Number.NaN) <= LOOKUP_P95_MS },
    mistakes,
  }
  return { facts, text: textOf(facts) }
}

/** A shelf of this many prompts and the pairs' cached side: what becomes of the pairs, and how long lookups take. */
async function measureShelf(others: number, judged: readonly Judged[], say: (line: string) => void) {
  say(`${others} prompts are put into a cache`)
  const shelf = await openShelf([...judged.map(({ cached }) => cached), ...makePrompts(others, SHELF_SEED)])
  try {
    const through = await judgeThroughLookup(shelf, judged, SIMILAR_ENOUGH)
    const figures = { others, ...through, ...(await measureLookups(shelf, makePrompts(LOOKUPS, ASKED_SEED))) }
    say(`looked up in ${figures.ms.p50.toFixed(1)} ms, 95 of 100 in ${figures.ms.p95.toFixed(1)} ms`)
    return figures
  } finally {
    await shelf.close()
  }
}

/** How often a pair that means the same scores higher than one that does not; a tie is half. */
function areaUnderCurve(same: readonly Judged[], other: readonly Judged[]): number {
  let wins = 0
  for (const a of same) for (const b of other) wins += a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0
  return wins / (same.length * other.length)
}

type Facts = {
  threshold: number
  pairs: number
  offeredByKind: Record<string, number>
  targets: { what: string; measured: number; atLeast: number; met: boolean }[]
  comparisonMs: { p50: number; p95: number }
  lookups: ({ others: number } & ThroughLookup & LookupFigures)[]
  lookupTarget: { p95Ms: number; met: boolean }
  mistakes: Judged[]
}

function textOf({ threshold, pairs, offeredByKind, targets, comparisonMs, lookups, lookupTarget, mistakes }: Facts) {
  const figure = (value: number) => value.toFixed(3)
  const columns = [
    { title: `${pairs} pairs, threshold ${threshold}`, align: 'left' as const },
    { title: 'measured', align: 'right' as const },
    { title: 'target', align: 'right' as const },
    { title: 'met', align: 'left' as const },
  ]
  const rows = [
    ...targets.map(({ what, measured, atLeast, met }) => [what, figure(measured), `≥ ${atLeast}`, met ? 'yes' : 'NO']),
    ...Object.entries(offeredByKind).map(([kind, share]) => [`offered, of "${kind}"`, figure(share), '', '']),
  ]
  const ms = `One comparison, both prompts read anew: p50 ${comparisonMs.p50.toFixed(2)} ms, p95 ${comparisonMs.p95.toFixed(2)} ms.`
  const wrong = mistakes.map(
    ({ kind, cached, asked, offered }) =>
      `- ${kind}: "${cached}" and "${asked}" were ${offered ? 'taken for the same' : 'told apart'}`,
  )
  return [
    renderTable(columns, rows),
    '',
    ms,
    '',
    renderTable(LOOKUP_COLUMNS, lookups.map(rowOfLookups)),
    '',
    `Target: p95 ≤ ${lookupTarget.p95Ms} ms among ${lookups[0]?.others}: ${lookupTarget.met ? 'yes' : 'NO'}.`,
    ...lookups.flatMap(({ others, missed }) =>
      missed.map(({ asked, cached }) => `- among ${others}, "${asked}" did not find "${cached}"`),
    ),
    '',
    'Mistakes of comparing:',
    '',
    ...wrong,
  ].join('\n')
}

const LOOKUP_COLUMNS = [
  'cached prompts',
  'p50 ms',
  'p95 ms',
  'slowest ms',
  'CPU ms each',
  'offered',
  'loop late p99 ms',
  'loop late at worst ms',
  'candidates found',
].map((title) => ({ title, align: 'right' as const }))

const rowOfLookups = ({
  others,
  ms,
  cpuMs,
  lookups,
  offered,
  loopDelayMs,
  candidateRecall,
}: Facts['lookups'][number]) => [
  `${others}`,
  ...[ms.p50, ms.p95, ms.max, cpuMs].map((value) => value.toFixed(1)),
  `${offered} of ${lookups}`,
  ...[loopDelayMs.p99, loopDelayMs.max].map((value) => value.toFixed(1)),
  candidateRecall.toFixed(3),
]
