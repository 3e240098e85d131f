import { type Figure, heightOf, move, widthOf } from './figure.ts'
import type { Part } from './parts.ts'

/** Somebody who goes to a place at another thing, drawn already and standing at his own origin. */
export type Guest = { part: Part; figure: Figure }

/** Side by side on a line, middles round x. */
export function spread(guests: readonly Guest[], x: number, y: number, room: number): Figure[] {
  const widths = guests.map(({ figure }) => widthOf(figure))
  const full = widths.reduce((sum, width) => sum + width, 0)
  const fit = Math.min(1, room / full)
  let left = x - (full * fit) / 2
  return guests.map(({ figure }, i) => {
    const width = (widths[i] ?? 0) * fit
    const put = move(figure, { x: left + width / 2 - ((figure.box.left + figure.box.right) / 2) * fit, y, scale: fit })
    left += width
    return put
  })
}

/** Many small things as a heap: the lower rows are longer and in front. */
export function heap(guests: readonly Guest[], x: number, y: number, room: number): Figure[] {
  const rows: Guest[][] = []
  const base = Math.ceil((Math.sqrt(8 * guests.length + 1) - 1) / 2) + (guests.length > 5 ? 1 : 0)
  for (let at = 0, size = base; at < guests.length; at += size, size = Math.max(1, size - 1))
    rows.push(guests.slice(at, at + size))
  const widest = Math.max(...guests.map(({ figure }) => widthOf(figure)))
  const fit = Math.min(1.2, room / (widest * base))
  return rows
    .flatMap((row, r) =>
      row.map(({ figure }, i) =>
        move(figure, {
          x: x + (i - (row.length - 1) / 2) * widest * fit,
          y: y - r * heightOf(figure) * fit * 0.78,
          scale: fit,
        }),
      ),
    )
    .reverse()
}
