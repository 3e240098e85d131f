import { mix } from '../colour.ts'
import { n, rect } from '../svg.ts'
import { clustersOf } from './clusters.ts'
import type { TypeLayout } from './layout.ts'
import { balance } from './lines.ts'
import { readableOn } from './palettes.ts'
import { isRightToLeft, lineMarkup, measureText } from './typeset.ts'

/** Air around a letter in its block, and between blocks and words, in em. */
const PAD = 0.34
const GAP = 0.09
const SPACE = 0.3
const TALL = 1.32

/** Letters as toy blocks: each on its own, tilted, in turns of colour; where letters join, each word is one block. */
export const blocks: TypeLayout = ({ canvas, text, fonts, palette, random, drawIcon, room }) => {
  const { width } = canvas
  const wide = (cluster: string) => Math.max(0.95, measureText(cluster, fonts) + PAD)
  const wordWidth = (word: string) => clustersOf(word).reduce((sum, cluster) => sum + wide(cluster) + GAP, 0)
  const measure = (line: string) => line.split(' ').reduce((sum, word) => sum + wordWidth(word) + SPACE, -SPACE)
  let lines = [text]
  let size = 0
  for (let count = 1; count <= 7; count++) {
    const broken = balance(text, count, measure)
    const fit = Math.min(
      (width * 0.86) / Math.max(...broken.map(measure)),
      (room * 0.84) / (broken.length * (TALL + GAP * 2)),
      280,
    )
    if (fit <= size * 1.03) continue
    size = fit
    lines = broken
  }
  const colours = [palette.ink, palette.bright[0], palette.bright[1], palette.deep]
  const pitch = size * (TALL + GAP * 2)
  let at = random.integer(0, 3)
  const out = lines.map((line, row) => {
    const words = line.split(' ')
    const shown = isRightToLeft(line) ? [...words].reverse() : words
    let x = width / 2 - (measure(line) * size) / 2
    const middle = room / 2 + (row - (lines.length - 1) / 2) * pitch
    return shown
      .map((word) => {
        const clusters = isRightToLeft(word) ? clustersOf(word).reverse() : clustersOf(word)
        const drawn = clusters.map((cluster) => {
          const w = wide(cluster) * size
          const cx = x + w / 2
          x += w + GAP * size
          at = (at + random.integer(1, 3)) % colours.length
          const colour = colours[at] ?? palette.ink
          const letter = readableOn(colour, palette)
          const turn = random.between(-8, 8) * (clusters.length === 1 && w > size * 2 ? 0.35 : 1)
          const h = size * TALL
          const lift = random.between(-0.05, 0.05) * size
          const box = (dx: number, fill: string, extra = '') =>
            rect(-w / 2 + dx, -h / 2 + dx, w, h, fill, `rx="${n(size * 0.2)}"${extra}`)
          const gloss = rect(
            -w / 2 + size * 0.08,
            -h / 2 + size * 0.07,
            w - size * 0.16,
            h * 0.3,
            '#ffffff',
            `rx="${n(size * 0.14)}" opacity="0.16"`,
          )
          const type = lineMarkup(cluster, { x: 0, y: size * 0.31, size, fonts }, `fill="${letter}"`, drawIcon)
          return `<g transform="translate(${n(cx)} ${n(middle + lift)}) rotate(${n(turn)})">${box(size * 0.07, mix(palette.deep, colour, 0.25), ' opacity="0.9"')}${box(0, colour)}${gloss}${type}</g>`
        })
        x += SPACE * size
        return drawn.join('')
      })
      .join('')
  })
  return out.join('')
}
