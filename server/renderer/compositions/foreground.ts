import { mix } from '../colour.ts'
import type { Canvas } from '../paint/canvas.ts'
import type { Random } from '../random.ts'
import type { PlaceName } from '../scene/places.ts'
import { circlePath, n, path } from '../svg.ts'
import { areaOf, type Box, boxOf, overlap, type Placement } from './placement.ts'

type Shape = (random: Random, size: number) => string

/** A leaning branch with leaves, hanging from the corner (0, 0) to the right and down. */
const branch: Shape = (random, size) => {
  let d = `M0 ${n(size * 0.06)}Q${n(size * 0.5)} ${n(size * 0.1)} ${n(size)} ${n(size * 0.34)}Q${n(size * 0.5)} ${n(size * 0.15)} 0 ${n(size * 0.12)}Z`
  for (let i = 0; i < 15; i++) {
    const t = (i + 0.6) / 15
    const x = size * t
    const y = size * (0.08 + 0.25 * t * t)
    const length = size * random.between(0.13, 0.22) * (1.1 - t * 0.35)
    const angle = (i % 2 === 0 ? 1.1 : -0.75) + random.between(-0.25, 0.25)
    d += leaf(x, y, length, angle)
  }
  return d
}

function leaf(x: number, y: number, length: number, angle: number): string {
  const dx = Math.cos(angle) * length
  const dy = Math.sin(angle) * length
  const wide = 0.3
  return `M${n(x)} ${n(y)}Q${n(x + dx * 0.5 - dy * wide)} ${n(y + dy * 0.5 + dx * wide)} ${n(x + dx)} ${n(y + dy)}Q${n(x + dx * 0.5 + dy * wide)} ${n(y + dy * 0.5 - dx * wide)} ${n(x)} ${n(y)}Z`
}

/** Tall grass and broad leaves growing out of the corner (0, 0) upwards and to the right. */
const fern: Shape = (random, size) => {
  let d = ''
  for (let i = 0; i < 9; i++) {
    const angle = -1.72 + (i / 8) * 1.36 + random.between(-0.08, 0.08)
    const length = size * random.between(0.62, 1) * (1 - i * 0.03)
    const x = size * random.between(-0.06, 0.22)
    const tipX = x + Math.cos(angle) * length + size * 0.12
    const tipY = Math.sin(angle) * length
    const half = size * 0.032
    d += `M${n(x - half)} 20Q${n(x + Math.cos(angle) * length * 0.4 - half)} ${n(tipY * 0.7)} ${n(tipX)} ${n(tipY)}Q${n(x + Math.cos(angle) * length * 0.4 + half * 2)} ${n(tipY * 0.55)} ${n(x + half)} 20Z`
  }
  return d
}

/** Round stones in the corner (0, 0). */
const rocks: Shape = (random, size) => {
  let d = ''
  for (let i = 0; i < 4; i++) {
    const r = size * (0.34 - i * 0.06) * random.between(0.9, 1.1)
    const x = size * i * 0.24
    d += `M${n(x - r)} 20Q${n(x - r * 1.05)} ${n(-r * 0.7)} ${n(x - r * 0.2)} ${n(-r * 0.8)}Q${n(x + r * 0.8)} ${n(-r * 0.8)} ${n(x + r)} 20Z`
  }
  return d
}

/** Waving weed out of the corner (0, 0). */
const weed: Shape = (random, size) => {
  let d = ''
  for (let i = 0; i < 6; i++) {
    const x = size * (i * 0.1 - 0.05)
    const tall = size * random.between(0.5, 1) * (1 - i * 0.1)
    const w = size * 0.045
    const s = random.pick([-1, 1]) * w * 1.6
    d += `M${n(x - w)} 20C${n(x - w + s)} ${n(-tall * 0.3)} ${n(x - w - s)} ${n(-tall * 0.6)} ${n(x + s * 0.6)} ${n(-tall)}C${n(x + w - s)} ${n(-tall * 0.6)} ${n(x + w + s)} ${n(-tall * 0.3)} ${n(x + w)} 20Z`
  }
  return d
}

/** Berries or blossoms of light between leaves. */
const dots: Shape = (random, size) => {
  let d = ''
  for (let i = 0; i < 7; i++)
    d += circlePath(random.between(0.1, 0.8) * size, -random.between(0.1, 0.6) * size, size * 0.018)
  return d
}

const FRAMES: Partial<Record<string, { low: readonly [Shape, ...Shape[]]; high?: Shape }>> = {
  meadow: { low: [fern, rocks], high: branch },
  garden: { low: [fern], high: branch },
  farm: { low: [fern], high: branch },
  forest: { low: [fern, rocks], high: branch },
  mountains: { low: [rocks, fern], high: branch },
  beach: { low: [rocks, fern], high: branch },
  sea: { low: [rocks] },
  desert: { low: [rocks] },
  underwater: { low: [weed, rocks] },
  snow: { low: [rocks], high: branch },
}

/** How much of a figure a frame may cover. */
const MOST_HIDDEN = 0.03

/** Something dark and near at an edge of the picture: it makes what stands behind it deep. Never over a figure. */
export function foreground(canvas: Canvas, place: PlaceName, placements: readonly Placement[], source: Random): string {
  const shapes = FRAMES[place]
  if (!shapes) return ''
  const random = source.fork('foreground')
  const { width, height, light, ground, outside } = canvas
  const short = Math.min(width, height)
  const dark = mix(mix(ground[0], light.deep, outside ? 0.62 : 0.5), canvas.haze, 0.04)
  const figures = placements.map(boxOf)
  const free = (box: Box) => figures.every((figure) => overlap(figure, box) <= areaOf(figure) * MOST_HIDDEN)
  let out = ''
  const put = (d: string, mirrored: boolean, y: number, colour: string) => {
    const move = mirrored ? `translate(${n(width)} ${n(y)}) scale(-1 1)` : `translate(0 ${n(y)})`
    out += `<g transform="${move}">${path(d, colour)}</g>`
  }
  const first = random.chance(0.5)
  for (const mirrored of [first, !first]) {
    const size = short * random.between(0.26, 0.42)
    const shape = random.pick(shapes.low)
    const d = shape(random, size)
    const blossoms = shape === fern ? dots(random, size) : ''
    const wanted = mirrored === first || random.chance(0.35)
    const [left, right] = mirrored ? [width - size * 0.8, width] : [0, size * 0.8]
    if (!wanted || !free({ left, right, top: height - size * 0.9, bottom: height })) continue
    put(d, mirrored, height, dark)
    if (blossoms) put(blossoms, mirrored, height, mix(dark, light.glow, 0.55))
  }
  if (shapes.high && random.chance(0.6)) {
    const mirrored = random.chance(0.5)
    const size = short * random.between(0.34, 0.52)
    const [left, right] = mirrored ? [width - size, width] : [0, size]
    const d = shapes.high(random, size)
    if (free({ left, right, top: 0, bottom: size * 0.5 })) put(d, mirrored, 0, dark)
  }
  return out
}
