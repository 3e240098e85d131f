import type { Ensemble } from '../ensemble.ts'
import type { Random } from '../random.ts'
import { placeBackdrops } from './backdrops.ts'
import { look } from './camera.ts'
import { floorOf } from './floor.ts'
import { leading } from './leading.ts'
import { type Arrangement, frameOfCanvas, heightOf, type StageSet, widthOf } from './placement.ts'
import { settle } from './settle.ts'
import { inDepth, scaleOf, stand } from './stand.ts'

/** How many stand in each row, back to front; several ways where there are. */
const ROWS: Record<number, readonly [readonly number[], ...(readonly number[])[]]> = {
  1: [[1]],
  2: [[2], [2], [1, 1]],
  3: [[2, 1], [1, 2], [3]],
  4: [
    [2, 2],
    [1, 2, 1],
    [3, 1],
    [1, 3],
  ],
  5: [
    [2, 3],
    [3, 2],
    [2, 1, 2],
  ],
  6: [
    [3, 3],
    [1, 2, 3],
    [2, 2, 2],
  ],
  7: [
    [3, 4],
    [2, 3, 2],
    [4, 3],
  ],
  8: [
    [3, 3, 2],
    [2, 3, 3],
    [4, 4],
  ],
  9: [
    [2, 3, 4],
    [3, 3, 3],
    [4, 5],
  ],
  10: [
    [3, 3, 4],
    [3, 4, 3],
    [1, 2, 3, 4],
  ],
  11: [
    [4, 3, 4],
    [3, 4, 4],
  ],
  12: [
    [4, 4, 4],
    [3, 4, 5],
  ],
}

/** Divides into rows; the tallest stand at the back. */
function rowsOf(figures: readonly Ensemble[], counts: readonly number[]): Ensemble[][] {
  const tallestFirst = figures.map((figure, at) => ({ figure, at }))
  tallestFirst.sort((a, b) => heightOf(b.figure) - heightOf(a.figure) || a.at - b.at)
  let at = 0
  return counts.map((count) => {
    const row = tallestFirst.slice(at, at + count)
    at += count
    return row.sort((a, b) => a.at - b.at).map(({ figure }) => figure)
  })
}

/** Which way each looks: towards the others' middle, all one way, or as it comes. */
function gaze(random: Random): (x: number, middle: number) => 'left' | 'right' {
  const way = random.pick(['left', 'right', 'inwards', 'inwards'])
  return (x, middle) => (way === 'left' || way === 'right' ? way : x < middle ? 'right' : 'left')
}

/** Several figures close together in staggered rows: the nearer the larger, every face free. */
export function arrangeGroup(set: StageSet): Arrangement {
  const random = set.random.fork('group')
  const { figures, backdrops } = leading(set.cast)
  const floats = set.canvas.stage.floats
  const seen = look(set.canvas, { zoom: floats ? 1 : random.between(1, 1.14), x: random.between(0.2, 0.8), y: 0.86 })
  const { canvas } = seen
  const { width, height } = canvas
  const short = Math.min(width, height)
  const floor = floorOf(canvas, set.foot)
  const frame = frameOfCanvas(canvas, set.foot)
  const options = ROWS[figures.length] ?? [[figures.length]]
  // A wide picture has room for longer rows.
  const flat = figures.length <= 4 && width > height * 1.3 ? [[figures.length] as const] : []
  const counts = random.pick([...options, ...flat] as unknown as typeof options)
  const rows = rowsOf(figures, counts)
  const looks = gaze(random)
  const middle = width * (0.5 + random.between(-0.07, 0.07))
  const tallest = Math.max(...figures.map((figure) => heightOf(figure) * scaleOf(figure, 1)), 0.1)
  const start = (short * (backdrops.length > 0 ? 0.44 : 0.52)) / tallest
  const lean = random.between(-0.05, 0.05)

  const lay = (size: number) => {
    const deep = rows.length - 1
    const step = size * tallest * random.between(floats ? 0.85 : 0.42, floats ? 1.1 : 0.86)
    const reach = floats ? step * deep : Math.min(step * deep, floor.front - floor.back)
    const lowest = floats
      ? height * 0.47 + reach / 2 + (size * tallest) / 2
      : Math.min(floor.front, floor.base + reach * random.between(0.45, 0.75))
    const air = random.chance(0.3) ? random.between(0.3, 0.9) : random.between(-0.08, 0.36)
    const placed = rows.flatMap((row, r) => {
      const y = deep === 0 ? lowest : lowest - (reach * (deep - r)) / deep
      const scales = row.map((figure) => scaleOf(figure, size) * (floats ? 1 : floor.scaleAt(y)))
      const widths = row.map((figure, i) => widthOf(figure) * (scales[i] ?? 1))
      const gap = (widths.reduce((sum, one) => sum + one, 0) / widths.length) * air
      const full = widths.reduce((sum, one) => sum + one, 0) + gap * (row.length - 1)
      const shift =
        deep > 0 ? (r % 2 === 0 ? -1 : 1) * (widths[0] ?? 0) * random.between(0.05, row.length === 1 ? 0.95 : 0.5) : 0
      let x = middle - full / 2 + shift
      return row.map((figure, i) => {
        const half = (widths[i] ?? 0) / 2
        const at = x + half
        x += half * 2 + gap
        const wobble = random.between(-0.09, 0.09) * size + (at - middle) * lean
        return stand(canvas, floor, figure, {
          x: at,
          y: Math.min(floor.front, y + wobble),
          size,
          towards: looks(at, middle),
          turn: floats ? random.between(-10, 10) : 0,
          lift: random.between(0.12, 0.3),
        })
      })
    })
    return inDepth(placed)
  }
  const placements = settle(start, frame, lay)
  const size = Math.max(...placements.map(({ ensemble, scale }) => scale / scaleOf(ensemble, 1)), 1)
  const behind = placeBackdrops({ ...set, canvas }, floor, backdrops, placements, size)
  return { ...seen, placements: inDepth([...behind, ...placements]), framed: random.chance(0.45) }
}
