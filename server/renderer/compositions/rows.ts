import type { Ensemble } from '../ensemble.ts'
import type { Canvas } from '../paint/canvas.ts'
import type { Random } from '../random.ts'
import type { Floor } from './floor.ts'
import { type Box, heightOf, type Placement, widthOf } from './placement.ts'
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

/** Rows for so many; a wide frame has room for long rows, a tall one for more of them. */
function rowCounts(count: number, shape: number, random: Random): readonly number[] {
  if (shape > 1.3 && count <= 4 && random.chance(0.4)) return [count]
  if (shape > 1.3 && count > 4) {
    const back = random.chance(0.5) ? Math.ceil(count / 2) : Math.floor(count / 2)
    return [back, count - back]
  }
  return random.pick(ROWS[count] ?? [[count]])
}

/** Where rows stand: the ground, the box to stay in, and how tall the tallest may be (canvas units). */
export type Ground = { canvas: Canvas; floor: Floor; frame: Box; tallest: number }

/** Figures in staggered rows, the nearer the larger, as large as they can be with every face free. */
export function standInRows(figures: readonly Ensemble[], { canvas, floor, frame, tallest }: Ground, random: Random) {
  const { floats } = canvas.stage
  const across = frame.right - frame.left
  const counts = rowCounts(figures.length, across / (frame.bottom - frame.top), random)
  const rows = rowsOf(figures, counts)
  const looks = gaze(random)
  const middle = (frame.left + frame.right) / 2 + across * random.between(-0.07, 0.07)
  const lean = random.between(-0.05, 0.05)
  const highest = Math.max(...figures.map((figure) => heightOf(figure) * scaleOf(figure, 1)), 0.1)
  const deep = rows.length - 1

  const lay = (size: number, room: number): Placement[] => {
    const step = size * highest * (random.between(floats ? 0.85 : 0.42, floats ? 1.1 : 0.86) + room * 0.4)
    const reach = floats ? step * deep : Math.min(step * deep, floor.front - floor.back)
    const lowest = floats
      ? (frame.top + frame.bottom + reach + size * highest) / 2
      : Math.min(floor.front, floor.base + reach * random.between(0.45, 0.75))
    const air =
      (random.chance(0.3) ? random.between(0.3, 0.9) : random.between(-0.08, 0.36)) + room * random.between(0, 1.3)
    const placed = rows.flatMap((row, r) => {
      const y = deep === 0 ? lowest : lowest - (reach * (deep - r)) / deep
      const perspective = floats ? 1 : floor.scaleAt(y)
      const widths = row.map((figure) => widthOf(figure) * scaleOf(figure, size) * perspective)
      const sum = widths.reduce((total, one) => total + one, 0)
      // Shifted rows need half a step more than their own width.
      const gap = Math.min((sum / widths.length) * air, (across - sum) / (row.length - 0.3))
      // Rows of unequal length interleave by themselves; equal ones are shifted against each other.
      const before = rows[r - 1]?.length ?? rows[r + 1]?.length ?? row.length + 1
      const pitch = sum / row.length + gap
      const apart =
        before % 2 === row.length % 2 ? random.between(0.18, row.length === 1 ? 0.6 : 0.34) : random.between(0, 0.12)
      const shift = deep > 0 ? (r % 2 === 0 ? -1 : 1) * pitch * apart : 0
      let x = middle - (sum + gap * (row.length - 1)) / 2 + shift
      return row.map((figure, i) => {
        const half = (widths[i] ?? 0) / 2
        const at = x + half
        x += half * 2 + gap
        const wobble = random.between(-0.09, 0.09) * size + (at - middle) * lean
        return stand(canvas, floor, figure, {
          x: at,
          y: floats ? y + wobble : Math.min(floor.front, y + wobble),
          size,
          towards: looks(at, middle),
          turn: floats ? random.between(-10, 10) : 0,
          lift: random.between(0.12, 0.3),
        })
      })
    })
    return inDepth(placed)
  }
  return settle(tallest / highest, frame, lay)
}
