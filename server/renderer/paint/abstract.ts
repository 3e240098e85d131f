import { mix, shade } from '../colour.ts'
import { circlePath, ellipse, n, type Point, path, polygon, rect, smoothLine } from '../svg.ts'
import type { Painter } from './canvas.ts'

/** Rays from one point over a two-colour ground. */
export const sunburst: Painter = ({ width, height, ground, defs, random: source }) => {
  const random = source.fork('burst')
  const cx = width / 2
  const cy = height * 0.52
  const reach = Math.hypot(width, height)
  const count = random.pick([14, 16, 18, 20])
  const turn = random.between(0, 6.28)
  let d = ''
  for (let i = 0; i < count; i++) {
    const a = turn + (i / count) * Math.PI * 2
    const half = Math.PI / count / 2
    d += polygon([
      [cx, cy],
      [cx + Math.cos(a - half) * reach, cy + Math.sin(a - half) * reach],
      [cx + Math.cos(a + half) * reach, cy + Math.sin(a + half) * reach],
    ])
  }
  const rays = defs.add(
    (id) =>
      `<radialGradient id="${id}" gradientUnits="userSpaceOnUse" cx="${n(cx)}" cy="${n(cy)}" r="${n(reach * 0.6)}"><stop stop-color="#ffffff" stop-opacity="0.6"/><stop offset="1" stop-color="#ffffff" stop-opacity="0.08"/></radialGradient>`,
  )
  return (
    rect(
      0,
      0,
      width,
      height,
      defs.linear(
        [
          [0, ground[0]],
          [0.55, mix(ground[0], ground[1], 0.65)],
          [1, ground[1]],
        ],
        { x2: 0.35 },
      ),
    ) +
    path(d, rays) +
    ellipse(
      cx,
      cy,
      width * 0.46,
      width * 0.46,
      defs.radial([
        [0, '#ffffff', 0.6],
        [0.5, mix(ground[1], '#ffffff', 0.5), 0.3],
        [1, ground[1], 0],
      ]),
    )
  )
}

/** Paper bits in the air, none in the middle. */
export const confetti: Painter = ({ width, height, ground, random: source }) => {
  const random = source.fork('confetti')
  const tints = ['#ffffff', mix(ground[1], '#ffffff', 0.4), '#ffd84d', shade(ground[0], 0.12), '#5ee0c5'] as const
  let out = ''
  for (let i = 0; i < 90; i++) {
    const x = random.between(0, width)
    const y = random.between(0, height)
    const s = random.between(6, 17)
    const angle = random.integer(0, 180)
    const near = Math.hypot((x - width / 2) / width, (y - height / 2) / height)
    if (near < 0.3 && random.chance(0.85)) continue
    const shape =
      i % 3 === 0
        ? circlePath(0, 0, s * 0.5)
        : i % 3 === 1
          ? `M${n(-s)} ${n(-s * 0.35)}h${n(s * 2)}v${n(s * 0.7)}h${n(-s * 2)}Z`
          : `M${n(-s)} 0Q${n(-s * 0.4)} ${n(-s)} 0 0T${n(s)} 0l0 ${n(s * 0.4)}Q${n(s * 0.5)} ${n(s * 1.1)} 0 ${n(s * 0.4)}T${n(-s)} ${n(s * 0.4)}Z`
    out += `<path d="${shape}" transform="translate(${n(x)} ${n(y)}) rotate(${angle})" fill="${random.pick(tints)}" opacity="0.9"/>`
  }
  return out
}

/** A soft round of light to stand on. */
export const pedestal: Painter = ({ width, height, defs, ground }) =>
  ellipse(
    width / 2,
    height * 0.8,
    width * 0.44,
    height * 0.1,
    defs.radial([
      [0, '#ffffff', 0.5],
      [0.75, '#ffffff', 0.28],
      [1, mix(ground[1], '#ffffff', 0.5), 0],
    ]),
  )

/** A deep ground with two lights in it. */
export const backdrop: Painter = ({ width, height, ground, defs, random: source }) => {
  const random = source.fork('backdrop')
  const light = (x: number, y: number, r: number, colour: string, opacity: number) =>
    ellipse(
      x * width,
      y * height,
      r,
      r,
      defs.radial([
        [0, colour, opacity],
        [0.5, colour, opacity * 0.4],
        [1, colour, 0],
      ]),
    )
  return (
    rect(
      0,
      0,
      width,
      height,
      defs.linear(
        [
          [0, shade(ground[0], -0.05)],
          [1, mix(ground[0], ground[1], 0.42)],
        ],
        { x2: 0.6 },
      ),
    ) +
    light(random.between(0.1, 0.4), random.between(0.05, 0.3), 620, ground[1], 0.5) +
    light(random.between(0.6, 1), random.between(0.5, 0.9), 560, mix(ground[1], '#7a5cff', 0.55), 0.45)
  )
}

/** Flowing bands, translucent, each with its own edge of light. */
export const ribbons: Painter = ({ width, height, ground, defs, random: source }) => {
  const random = source.fork('ribbons')
  let out = ''
  const count = 9
  const phase = random.between(0, 6.28)
  const rise = random.between(-0.25, 0.25)
  for (let i = 0; i < count; i++) {
    const t = i / (count - 1)
    const line: Point[] = []
    for (let x = -60; x <= width + 60; x += 90) {
      const u = x / 1000
      const y =
        height * (0.34 + t * 0.62) +
        Math.sin(u * 3.4 + phase + i * 0.42) * 92 * (1 - t * 0.35) +
        Math.sin(u * 7.1 + phase * 2 - i * 0.3) * 26 +
        (u - 0.5) * rise * height
      line.push([x, y])
    }
    const tint = mix(ground[1], ground[0], 0.12 + Math.abs(t - 0.4) * 0.9)
    const glow = mix(tint, '#ffffff', 0.3)
    const edge = smoothLine(line)
    out += path(
      `${edge}L${n(width + 80)} ${n(height + 40)}L-80 ${n(height + 40)}Z`,
      defs.linear([
        [0, glow, 0.55],
        [0.25, tint, 0.42],
        [1, shade(ground[0], -0.05), 0.5],
      ]),
    )
    out += `<path d="${edge}" fill="none" stroke="${mix(glow, '#ffffff', 0.4)}" stroke-opacity="0.45" stroke-width="2"/>`
  }
  return out
}

/** Small lights floating over the ribbons. */
export const orbs: Painter = ({ width, height, ground, defs, random: source }) => {
  const random = source.fork('orbs')
  const fill = defs.radial([
    [0, '#ffffff', 0.95],
    [0.18, mix(ground[1], '#ffffff', 0.6), 0.5],
    [1, ground[1], 0],
  ])
  let out = ''
  for (let i = 0; i < 26; i++) {
    const r = random.next() ** 2 * 34 + 7
    out += ellipse(random.between(0, width), random.between(0, height), r, r, fill)
  }
  return out
}
