import { mix } from '../colour.ts'
import { n, path } from '../svg.ts'
import type { TypeLayout } from './layout.ts'
import { balance } from './lines.ts'
import { readableOn } from './palettes.ts'
import { lineMarkup, measureText } from './typeset.ts'

type Line = { text: string; size: number }

/** Each line as wide as the page, in as many lines as fill it best. */
function fill(lines: readonly string[], measure: (text: string) => number, width: number, height: number): Line[] {
  const sized = lines.map((text) => ({ text, size: Math.min(width / Math.max(0.6, measure(text)), height * 0.5) }))
  const tall = sized.reduce((sum, { size }) => sum + size, 0)
  const fit = Math.min(1, height / tall)
  return sized.map(({ text, size }) => ({ text, size: size * fit }))
}

/** A poster: lines of one width stacked like bricks, each thrown forward by a deep shadow, some on a band of colour. */
export const stack: TypeLayout = ({ canvas, text, fonts, palette, random, drawIcon, room }) => {
  // A short text on a tall page is turned, to be read from below.
  const upright = room > canvas.width * 1.35 && [...text].length <= 14
  const [width, tall] = upright ? [room, canvas.width] : [canvas.width, room]
  const measure = (line: string) => measureText(line, fonts)
  const across = width * 0.84
  const high = tall * 0.84
  let best: Line[] = []
  let most = 0
  for (let count = 1; count <= 7; count++) {
    const lines = fill(balance(text, count, measure), measure, across, high)
    const area = lines.reduce((sum, line) => sum + line.size ** 2 * measure(line.text), 0)
    if (area <= most * 1.02) continue
    most = area
    best = lines
  }
  const colours = random.pick([
    [palette.ink, palette.bright[0], palette.ink, palette.bright[1]],
    [palette.ink, palette.ink, palette.ink, palette.ink],
    [palette.bright[0], palette.ink, palette.bright[1], palette.ink],
  ])
  const banded = random.chance(0.5) ? random.integer(0, best.length - 1) : -1
  const tilt = random.pick([-4, -2.5, 0, 3])
  const total = best.reduce((sum, { size }) => sum + size, 0)
  let y = (tall - total) / 2
  const out = best.map(({ text: line, size }, i) => {
    y += size
    const at = { x: width / 2, y: y - size * 0.19, size, fonts }
    const deepBy = Math.max(4, size * 0.05)
    const paint = (colour: string) => `fill="${colour}" stroke="${colour}" stroke-width="${n(size * 0.012)}"`
    const onBand = i === banded && best.length > 1
    const band = onBand
      ? path(
          `M${n(-60)} ${n(y - size * 0.96)}L${n(width + 60)} ${n(y - size * 1.02)}V${n(y + size * 0.06)}L-60 ${n(y + size * 0.1)}Z`,
          palette.deep,
        )
      : ''
    const colour = colours[i % colours.length] ?? palette.ink
    const deep = onBand ? mix(palette.deep, '#000000', 0.4) : palette.deep
    const shadows = [1, 0.66, 0.33].map((t) =>
      lineMarkup(line, { ...at, x: at.x + deepBy * t, y: at.y + deepBy * t }, paint(deep)),
    )
    const face = onBand ? readableOn(palette.deep, palette) : colour
    return band + shadows.join('') + lineMarkup(line, at, `fill="${face}"`, drawIcon)
  })
  const poster = `<g transform="rotate(${tilt} ${n(width / 2)} ${n(tall / 2)})">${out.join('')}</g>`
  return upright ? `<g transform="translate(0 ${n(room)}) rotate(-90)">${poster}</g>` : poster
}
