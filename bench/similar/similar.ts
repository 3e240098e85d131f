import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { compareScenes } from '../../server/words/compare-scenes.ts'
import { parseScene } from '../../server/words/parse-scene.ts'
import { SIMILAR_ENOUGH } from '../../server/words/similar-enough.ts'
import { quantile } from '../queue/measure.ts'
import { renderTable } from '../table.ts'

/** `para`, `xl`: mean the same, in one language or two; `hard`, `xlhard`: nearly, but not; `easy`: nothing alike. */
const KINDS = ['para', 'xl', 'hard', 'xlhard', 'easy'] as const
const pairsForm = z.array(z.object({ kind: z.enum(KINDS), cached: z.string(), asked: z.string() }))
const DEFAULT_PAIRS = new URL('./pairs.json', import.meta.url)

type Judged = z.infer<typeof pairsForm>[number] & { score: number; offered: boolean; same: boolean }

/** How often two prompts that mean the same are taken for the same, and two that do not are not, at the shipped threshold. */
export async function benchSimilar({ pairs }: { pairs?: string | undefined }) {
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
  const mistakes = judged.filter((one) => one.offered !== one.same)
  const facts: Facts = {
    threshold: SIMILAR_ENOUGH,
    pairs: list.length,
    offeredByKind: Object.fromEntries(KINDS.map((kind) => [kind, recall(kind)])),
    targets: targets.map((target) => ({ ...target, met: target.measured >= target.atLeast })),
    comparisonMs: { p50: quantile(times, 0.5), p95: quantile(times, 0.95) },
    mistakes,
  }
  return { facts, text: textOf(facts) }
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
  mistakes: Judged[]
}

function textOf({ threshold, pairs, offeredByKind, targets, comparisonMs, mistakes }: Facts): string {
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
  return [renderTable(columns, rows), '', ms, '', 'Mistakes:', '', ...wrong].join('\n')
}
