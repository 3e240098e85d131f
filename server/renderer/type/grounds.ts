import { mix } from '../colour.ts'
import type { Random } from '../random.ts'
import { circlePath, n, path, polygon, rect } from '../svg.ts'
import type { TypePalette } from './palettes.ts'

type Ground = (palette: TypePalette, width: number, height: number, random: Random) => string

const rays: Ground = ({ paper, bright }, width, height, random) => {
  const cx = width * random.between(0.3, 0.7)
  const cy = height * random.between(0.35, 1.05)
  const reach = Math.hypot(width, height)
  const count = random.integer(11, 18)
  let d = ''
  for (let i = 0; i < count; i++) {
    const a = (i / count) * Math.PI * 2
    const half = Math.PI / count / 2
    d += polygon([
      [cx, cy],
      [cx + Math.cos(a - half) * reach, cy + Math.sin(a - half) * reach],
      [cx + Math.cos(a + half) * reach, cy + Math.sin(a + half) * reach],
    ])
  }
  return path(d, mix(paper, bright[0], 0.26))
}

const halftone: Ground = ({ paper, bright, deep }, width, height, random) => {
  const step = 44
  const fromLeft = random.chance(0.5)
  let d = ''
  for (let row = 0; row * step * 0.86 < height + step; row++) {
    for (let column = 0; column * step < width + step; column++) {
      const x = column * step + (row % 2) * step * 0.5
      const y = row * step * 0.86
      const t = (fromLeft ? x / width : 1 - x / width) * 0.5 + (y / height) * 0.75 - 0.35
      if (t > 0.05) d += circlePath(x, y, Math.min(0.62, t) * step * 0.62)
    }
  }
  return path(d, mix(paper, random.pick([bright[0], bright[1], deep]), 0.34))
}

const blobs: Ground = ({ paper, bright, ink }, width, height, random) => {
  let out = ''
  for (const colour of [bright[0], bright[1], ink, bright[0]]) {
    const cx = random.pick([0.04, 0.96, 0.5]) * width + random.between(-90, 90)
    const cy = random.pick([0.03, 0.97]) * height + random.between(-60, 60)
    const points = Array.from({ length: 8 }, (_, i) => {
      const r = random.between(170, 330)
      return [cx + Math.cos((i / 8) * 6.283) * r * 1.25, cy + Math.sin((i / 8) * 6.283) * r] as const
    })
    let d = ''
    points.forEach(([x, y], i) => {
      const [nx, ny] = points[(i + 1) % points.length] ?? [x, y]
      d += i === 0 ? `M${n((x + nx) / 2)} ${n((y + ny) / 2)}` : ''
      const [mx, my] = points[(i + 2) % points.length] ?? [nx, ny]
      d += `Q${n(nx)} ${n(ny)} ${n((nx + mx) / 2)} ${n((ny + my) / 2)}`
    })
    out += path(`${d}Z`, mix(paper, colour, 0.5))
  }
  return out
}

const rings: Ground = ({ paper, bright }, width, height, random) => {
  const cx = random.pick([0, 1]) * width
  const cy = random.pick([0, 0.5, 1]) * height
  let out = ''
  for (let i = 9; i > 0; i--) {
    const colour = mix(paper, bright[i % 2 === 0 ? 0 : 1], 0.42)
    out += path(circlePath(cx, cy, i * 92), i % 3 === 0 ? paper : colour)
  }
  return out
}

const stripes: Ground = ({ paper, bright }, width, height, random) => {
  const step = random.between(90, 150)
  const lean = random.pick([-1, 1]) * height * 0.5
  let d = ''
  for (let x = -height; x < width + height; x += step)
    d += `M${n(x)} 0L${n(x + step * 0.42)} 0L${n(x + step * 0.42 + lean)} ${n(height)}L${n(x + lean)} ${n(height)}Z`
  return path(d, mix(paper, random.pick([bright[0], bright[1]]), 0.24))
}

const GROUNDS = [rays, halftone, blobs, rings, stripes] as const

/** The ground of a typographic picture: paper and one quiet shape. */
export function typeGround(palette: TypePalette, width: number, height: number, random: Random): string {
  return rect(0, 0, width, height, palette.paper) + random.pick(GROUNDS)(palette, width, height, random)
}

/** Specks of paper over printed letters, as of a worn print. */
export function wear(palette: TypePalette, width: number, height: number, random: Random): string {
  let d = ''
  for (let i = 0; i < 150; i++)
    d += circlePath(random.between(0, width), random.between(0, height), random.between(0.8, 3.2))
  return path(d, palette.paper, 'opacity="0.5"')
}
