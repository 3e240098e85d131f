import { mix } from '../colour.ts'
import { circlePath, n, path, polygon } from '../svg.ts'
import { clustersOf } from './clusters.ts'
import type { TypeLayout, TypeScene } from './layout.ts'
import { readableOn } from './palettes.ts'
import { isRightToLeft, lineMarkup, measureText, setType, typeMarkup } from './typeset.ts'

/** Words before, in, and after the middle: the longest word stands in the middle, where there are several. */
function divide(text: string): [before: string, middle: string, after: string] {
  const words = text.split(' ')
  if (words.length < 3 || text.length > 60) return ['', text, '']
  const longest = words.reduce((best, word, i) => ([...word].length > [...(words[best] ?? '')].length ? i : best), 0)
  return [words.slice(0, longest).join(' '), words[longest] ?? '', words.slice(longest + 1).join(' ')]
}

/** A line bent over a circle: each letter, or each word where letters join, turned to stand on it. */
function bend(scene: TypeScene, text: string, cx: number, cy: number, radius: number, largest: number, colour: string) {
  const { fonts, drawIcon } = scene
  const rtl = isRightToLeft(text)
  const words = rtl ? text.split(' ').reverse() : text.split(' ')
  const pieces = words.flatMap((word, i) => {
    const clusters = rtl ? clustersOf(word).reverse() : clustersOf(word)
    return [...(i > 0 ? [' '] : []), ...clusters]
  })
  const widths = pieces.map((piece) => measureText(piece, fonts) * 1.05)
  const total = widths.reduce((sum, width) => sum + width, 0)
  const size = Math.min(largest, (radius * 2.5) / total)
  let angle = -(total * size) / radius / 2
  return pieces
    .map((piece, i) => {
      const turn = ((widths[i] ?? 0) * size) / radius
      const at = angle + turn / 2
      angle += turn
      if (piece === ' ') return ''
      const x = cx + Math.sin(at) * radius
      const y = cy - Math.cos(at) * radius
      const letter = lineMarkup(piece, { x: 0, y: 0, size, fonts }, `fill="${colour}"`, drawIcon)
      return `<g transform="translate(${n(x)} ${n(y)}) rotate(${n((at * 180) / Math.PI)})">${letter}</g>`
    })
    .join('')
}

/** A badge: the main word on a ribbon across a disc, what comes before it bent over the top, the rest below. */
export const arc: TypeLayout = (scene) => {
  const { canvas, text, fonts, palette, random, drawIcon, room } = scene
  const { width } = canvas
  const [before, middle, after] = divide(text)
  const radius = Math.min(width, room) * 0.43
  const cx = width / 2
  const cy = room / 2
  const teeth = random.integer(28, 44)
  const rough = random.chance(0.5)
  const edge = polygon(
    Array.from({ length: teeth * 2 }, (_, i) => {
      const r = radius * (rough && i % 2 === 0 ? 1.05 : 0.99)
      const a = (i / teeth) * Math.PI
      return [cx + Math.cos(a) * r, cy + Math.sin(a) * r] as const
    }),
  )
  const disc =
    path(edge, palette.deep) +
    path(circlePath(cx, cy, radius * 0.94), palette.bright[1]) +
    path(circlePath(cx, cy, radius * 0.9), mix(palette.bright[1], palette.deep, 0.72)) +
    path(circlePath(cx, cy, radius * 0.62), mix(palette.bright[1], palette.deep, 0.56))
  const inner = mix(palette.bright[1], palette.deep, 0.72)
  const pale = readableOn(inner, palette)
  const star = (x: number, y: number, r: number) =>
    path(
      polygon(
        Array.from({ length: 10 }, (_, i) => {
          const a = (i / 10) * Math.PI * 2 - Math.PI / 2
          const reach = i % 2 === 0 ? r : r * 0.45
          return [x + Math.cos(a) * reach, y + Math.sin(a) * reach] as const
        }),
      ),
      palette.bright[0],
    )
  const half = Math.min(width * 0.46, radius * 1.16)
  const tall = radius * random.between(0.46, 0.56)
  const sag = radius * random.pick([0, 0.05, 0.08])
  const ribbonPath = (dy: number) =>
    `M${n(cx - half)} ${n(cy - tall / 2 + dy)}Q${n(cx)} ${n(cy - tall / 2 + sag * 2 + dy)} ${n(cx + half)} ${n(cy - tall / 2 + dy)}V${n(cy + tall / 2 + dy)}Q${n(cx)} ${n(cy + tall / 2 + sag * 2 + dy)} ${n(cx - half)} ${n(cy + tall / 2 + dy)}Z`
  const tail = (way: number) => {
    const x = cx + way * half
    const out = Math.min(width * 0.035, half * 0.12)
    return path(
      `M${n(x - way * half * 0.2)} ${n(cy - tall * 0.2)}H${n(x + way * out)}L${n(x + way * out * 0.2)} ${n(cy + tall * 0.27)}L${n(x + way * out)} ${n(cy + tall * 0.74)}H${n(x - way * half * 0.2)}Z`,
      mix(palette.ink, palette.deep, 0.5),
    )
  }
  const ribbon =
    tail(-1) +
    tail(1) +
    path(ribbonPath(radius * 0.03), palette.deep, 'opacity="0.5"') +
    path(ribbonPath(0), palette.ink)
  const box = {
    x: cx,
    y: cy + sag,
    width: half * 1.84,
    height: tall * 0.86,
    largest: tall * 0.95,
    maxLines: middle.length > 16 ? 4 : 1,
  }
  const set = { ...setType(middle, box), fonts: [...fonts] }
  const onInk = `fill="${pale}"`
  const face = readableOn(palette.ink, palette)
  const shadow =
    face === palette.deep ? '' : typeMarkup(set, box, `fill="${palette.deep}" opacity="0.55"`, set.size * 0.05)
  const main = shadow + typeMarkup(set, box, `fill="${face}"`, 0, drawIcon)
  const over = before
    ? bend(scene, before, cx, cy, radius * 0.67, radius * 0.23, pale)
    : [-0.5, 0, 0.5]
        .map((a) =>
          star(cx + Math.sin(a) * radius * 0.76, cy - Math.cos(a) * radius * 0.76, radius * (a === 0 ? 0.1 : 0.065)),
        )
        .join('')
  const lower = {
    x: cx,
    y: cy + radius * 0.56,
    width: radius * 1.18,
    height: radius * 0.36,
    largest: radius * 0.22,
    maxLines: 2,
  }
  const under = after
    ? typeMarkup({ ...setType(after, lower), fonts: [...fonts] }, lower, onInk, 0, drawIcon)
    : [-0.4, 0, 0.4]
        .map((a) => star(cx + Math.sin(a) * radius * 0.74, cy + Math.cos(a) * radius * 0.74, radius * 0.06))
        .join('')
  return disc + over + under + ribbon + main
}
