import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { renderAsync } from '@resvg/resvg-js'
import { createRendererPool, type RendererPool } from '../../server/renderer/pool.ts'
import { composePicture } from '../../server/renderer/render-picture.ts'
import { styles } from '../../server/renderer/styles/styles.ts'
import { quantile } from '../queue/measure.ts'
import { median } from '../statistics.ts'
import { renderTable } from '../table.ts'
import { HOSTILE, PROMPTS } from './prompts.ts'

const many = fileURLToPath(new URL('./many.ts', import.meta.url))
const run = promisify(execFile)

type Target = { what: string; measured: number; unit: string; target?: number; atLeast?: boolean }

const input = (words: string, seed = 1, style = 'illustration') => ({ words, seed, width: 1024, height: 1024, style })

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** resvg-js by itself on the SVG of a picture: only its pixels, nothing encoded. */
function drawBare(words: string, seed: number): () => Promise<unknown> {
  const svg = composePicture(input(words, seed))
  return () => renderAsync(svg, { font: { loadSystemFonts: false }, logLevel: 'off' })
}

/** How long a picture takes through the pool on one thread, beside resvg-js alone on the same SVG, in turns. */
async function measureOne(pool: RendererPool, rounds: number) {
  const [whole, bare]: [number[], number[]] = [[], []]
  for (let round = 1; round <= rounds; round++)
    for (const words of PROMPTS) {
      const drawAlone = drawBare(words, round)
      whole.push(await timed(() => pool.render(input(words, round))))
      bare.push(await timed(drawAlone))
    }
  return { whole, ratio: median(whole.map((ms, i) => ms / (bare[i] ?? Number.NaN))), bareMs: median(bare) }
}

/** What a picture takes and how many a second, what it holds, what hostile words cost, and each style's price. */
export async function benchRenderer({ quick, say }: { quick: boolean; say: (line: string) => void }) {
  const pool = createRendererPool({ threads: 1 })
  await Promise.all(PROMPTS.map((words) => pool.render(input(words))))
  say('one thread, and resvg-js alone on the same SVG')
  const { whole, ratio, bareMs } = await measureOne(pool, quick ? 1 : 4)
  const p95 = quantile(whole, 0.95)
  say('hostile words')
  const hostile: Target[] = []
  for (const [what, words] of Object.entries(HOSTILE)) {
    const times: number[] = []
    for (let seed = 0; seed < (quick ? 3 : 9); seed++) times.push(await timed(() => pool.render(input(words, seed))))
    hostile.push({ what, measured: median(times), unit: 'ms', target: 2 * p95 })
  }
  say('styles')
  const byStyle: Target[] = []
  for (const style of Object.keys(styles)) {
    const times: number[] = []
    for (const words of quick ? PROMPTS.slice(0, 6) : PROMPTS)
      times.push(await timed(() => pool.render(input(words, 1, style))))
    byStyle.push({ what: `p50 in the style ${style}`, measured: median(times), unit: 'ms' })
  }
  await pool.close()
  const count = quick ? 60 : 2000
  say(`${count} pictures on two threads`)
  const { stdout } = await run(process.execPath, ['--import', 'tsx', many, String(count), '2'])
  const { seconds, rssMb } = JSON.parse(stdout) as { seconds: number; rssMb: number }
  const targets: Target[] = [
    { what: 'p50, one thread', measured: median(whole), unit: 'ms', target: 80 },
    { what: 'p95, one thread', measured: p95, unit: 'ms', target: 200 },
    { what: `times resvg-js alone (p50 ${bareMs.toFixed(0)} ms)`, measured: ratio, unit: 'x', target: 2 },
    { what: 'pictures a second, two threads', measured: count / seconds, unit: '', target: 20, atLeast: true },
    { what: `memory after ${count} pictures, two threads`, measured: rssMb, unit: 'MiB', target: 400 },
    ...hostile,
    ...byStyle,
  ]
  const facts = targets.map((target) => ({ ...target, met: isMet(target) }))
  return { facts: { targets: facts }, text: textOf(targets) }
}

const isMet = ({ measured, target, atLeast }: Target) =>
  target === undefined ? undefined : atLeast ? measured >= target : measured <= target

function textOf(targets: readonly Target[]): string {
  const right = (title: string) => ({ title, align: 'right' as const })
  const figure = (value: number, unit: string) =>
    `${value.toFixed(unit === 'x' ? 2 : unit === '' ? 1 : 0)} ${unit}`.trim()
  return renderTable(
    [{ title: '1024 x 1024 WebP', align: 'left' }, right('measured'), right('target'), right('met')],
    targets.map((one) => [
      one.what,
      figure(one.measured, one.unit),
      one.target === undefined ? '' : `${one.atLeast ? '≥' : '≤'} ${figure(one.target, one.unit)}`,
      one.target === undefined ? '' : isMet(one) ? 'yes' : 'NO',
    ]),
  )
}
