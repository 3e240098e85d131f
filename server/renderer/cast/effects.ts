import { type Figure, move, ornament, widthOf } from './figure.ts'
import { drawIcon, type Studio } from './studio.ts'

const LINE = 'stroke-linecap="round" fill="none" stroke="#ffffff"'

/** An icon as a small sign beside a figure: its square's side and middle. */
export function sign(studio: Studio, icon: string, x: number, y: number, side: number, turn = 0): Figure {
  const k = side / 32
  const markup = `<g transform="scale(${Math.round(k * 1000) / 1000}) translate(-16 -16)">${drawIcon(studio, icon)}</g>`
  const half = side / 2
  return move(ornament(markup, { left: -half, top: -half, right: half, bottom: half }), { x, y, turn })
}

/** Zzz over who sleeps. */
export function snore(studio: Studio, figure: Figure): Figure {
  const side = Math.max(26, Math.min(60, figure.headWidth * 0.9))
  return sign(studio, 'zzz', figure.crown.x + figure.headWidth * 0.75, figure.crown.y - side * 0.2, side)
}

/** Notes round who sings, plays or dances. */
export function notes(studio: Studio, figure: Figure): Figure[] {
  const side = Math.max(24, Math.min(44, widthOf(figure) * 0.3))
  const { left, right, top } = figure.box
  return [
    sign(studio, 'musical-note', left - side * 0.1, top + side * 0.7, side, -12),
    sign(studio, 'musical-notes', right + side * 0.1, top + side * 0.2, side, 10),
  ]
}

/** Lines and dust behind who runs to the left (`way` -1) or to the right (1). */
export function speed(figure: Figure, way: -1 | 1): Figure {
  const { box } = figure
  const height = box.bottom - box.top
  const from = way < 0 ? box.right : box.left
  const rows: readonly (readonly [number, number])[] = [
    [0.32, 0.3],
    [0.52, 0.42],
    [0.72, 0.26],
  ]
  const lines = rows.map(([part, reach]) => {
    const y = box.top + height * part
    const length = height * reach
    return `<path d="M${from - way * 8} ${y}h${-way * length}" ${LINE} stroke-width="4" opacity=".75"/>`
  })
  const dust = [0, 1, 2].map((i) => {
    const r = height * (0.1 - i * 0.022)
    return `<circle cx="${from - way * (4 + i * height * 0.14)}" cy="${box.bottom - r * 0.7}" r="${r}" fill="#f4ead9" opacity="${0.62 - i * 0.14}"/>`
  })
  const reach = height * 0.46
  return ornament(dust.join('') + lines.join(''), {
    left: way < 0 ? from : from - reach,
    right: way < 0 ? from + reach : from,
    top: box.top,
    bottom: box.bottom,
  })
}
