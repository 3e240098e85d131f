import { mix } from '../colour.ts'
import { n } from '../svg.ts'
import type { TypeLayout } from './layout.ts'
import { balance } from './lines.ts'
import { readableOn } from './palettes.ts'
import { lineMarkup, measureText } from './typeset.ts'

const MOST_ROWS = 15

/** The words called again and again: rows of outlines over the whole page, and once filled, in the middle. */
export const echo: TypeLayout = ({ canvas, text, fonts, palette, random, drawIcon, room }) => {
  const { width } = canvas
  const measure = (line: string) => measureText(line, fonts)
  const lines = [1, 2, 3, 4, 5, 6]
    .map((count) => balance(text, count, measure))
    .map((broken) => ({
      broken,
      size: Math.min((width * 0.88) / Math.max(...broken.map(measure), 0.6), (room * 0.62) / broken.length, 300),
    }))
    .reduce((best, next) => (next.size > best.size * 1.04 ? next : best))
  const { broken, size } = lines
  const pitch = size * 0.98
  const block = broken.length * pitch
  const top = room / 2 - block / 2
  const lean = random.pick([0, 0, -0.22, 0.22]) * size
  const echoes = Math.min(Math.floor(MOST_ROWS / broken.length), Math.ceil(room / 2 / block + 0.6))
  const line = (index: number, y: number, paint: string, x = 0, icons = false) =>
    lineMarkup(
      broken[index] ?? '',
      { x: width / 2 + x, y: y + pitch * (index + 0.8), size, fonts },
      paint,
      icons ? drawIcon : undefined,
    )
  let out = ''
  for (let step = echoes; step >= 1; step--) {
    for (const way of [-1, 1]) {
      const colour = mix(
        step % 2 === 0 ? palette.bright[0] : palette.bright[1],
        palette.paper,
        (step - 1) / (echoes + 1),
      )
      const paint = `fill="${palette.paper}" paint-order="stroke" stroke="${colour}" stroke-width="${n(Math.max(5, size * 0.045))}" stroke-linejoin="round"`
      for (let i = 0; i < broken.length; i++) out += line(i, top + way * step * block, paint, way * step * lean)
    }
  }
  const deepBy = size * 0.045
  for (let i = 0; i < broken.length; i++) {
    const rim = (colour: string) =>
      `stroke="${colour}" stroke-width="${n(size * 0.1)}" stroke-linejoin="round" fill="${colour}"`
    out += line(i, top + deepBy, rim(palette.deep), deepBy) + line(i, top, rim(readableOn(palette.ink, palette)))
  }
  for (let i = 0; i < broken.length; i++) out += line(i, top, `fill="${palette.ink}"`, 0, true)
  return out
}
