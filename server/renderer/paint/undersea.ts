import { mix } from '../colour.ts'
import { circlePath, ellipse, n, path, polygon, rect } from '../svg.ts'
import type { Painter } from './canvas.ts'
import { rollingLine } from './ridge.ts'

/** The water column: bright at the surface, dark below. */
export const depths: Painter = ({ width, height, ground, defs, light }) => {
  const top = mix(ground[1], light.shade.colour, light.shade.amount * 0.7)
  const bottom = mix(ground[0], light.shade.colour, light.shade.amount * 0.6)
  return (
    rect(
      0,
      0,
      width,
      height,
      defs.linear([
        [0, mix(top, '#ffffff', 0.3)],
        [0.16, top],
        [0.62, mix(top, bottom, 0.65)],
        [1, bottom],
      ]),
    ) +
    ellipse(
      width / 2,
      0,
      width * 0.62,
      height * 0.36,
      defs.radial([
        [0, '#ffffff', 0.42],
        [1, '#ffffff', 0],
      ]),
    )
  )
}

/** Shafts of light from the surface. */
export const seaRays: Painter = ({ width, height, random: source, defs }) => {
  const random = source.fork('searays')
  const fill = defs.linear([
    [0, '#ffffff', 0.24],
    [0.6, '#ffffff', 0.07],
    [1, '#ffffff', 0],
  ])
  let d = ''
  for (let i = 0; i < 7; i++) {
    const x = ((i + random.between(0.1, 0.9)) / 7) * width
    const slant = (x - width / 2) * 0.45
    const w = random.between(14, 46)
    d += polygon([
      [x - w * 0.5, -10],
      [x + w * 0.5, -10],
      [x + slant + w * 1.5, height * 0.85],
      [x + slant - w * 1.5, height * 0.85],
    ])
  }
  return path(d, fill)
}

/** A shoal in the distance. */
export const fishShoal: Painter = ({ width, height, random: source, ground }) => {
  const random = source.fork('shoal')
  let d = ''
  const x0 = random.between(0.2, 0.8) * width
  const y0 = random.between(0.16, 0.34) * height
  for (let i = 0; i < 17; i++) {
    const s = random.between(9, 17)
    const x = x0 + random.between(-170, 170)
    const y = y0 + random.between(-60, 60)
    d += `M${n(x - s)} ${n(y)}Q${n(x)} ${n(y - s * 0.75)} ${n(x + s)} ${n(y)}L${n(x + s * 1.6)} ${n(y - s * 0.45)}L${n(x + s * 1.6)} ${n(y + s * 0.45)}L${n(x + s)} ${n(y)}Q${n(x)} ${n(y + s * 0.75)} ${n(x - s)} ${n(y)}Z`
  }
  return path(d, mix(ground[0], '#02101f', 0.15), 'opacity="0.5"')
}

/** Rocks, weeds, corals and sand. */
export const seaFloor: Painter = (canvas) => {
  const random = canvas.random.fork('seafloor')
  const { width, height, ground, defs } = canvas
  const rock = (base: number, swing: number, colour: string) => {
    const line = rollingLine(random, width, height * base, swing, 1.2)
    return path(
      polygon([...line, [width + 20, height + 5], [-20, height + 5]]),
      defs.linear([
        [0, colour],
        [1, mix(colour, '#02101f', 0.35)],
      ]),
    )
  }
  const blue = mix(ground[1], ground[0], 0.62)
  let weeds = ''
  for (let i = 0; i < 26; i++) {
    const edge = random.next() ** 1.5 * 0.3
    const x = (random.chance(0.5) ? edge : 1 - edge) * width
    const h = random.between(0.09, 0.3) * height
    const s = random.between(10, 26) * (random.chance(0.5) ? 1 : -1)
    const y = height * 0.95
    weeds += `M${n(x - 8)} ${n(y)}C${n(x - s)} ${n(y - h * 0.35)} ${n(x + s)} ${n(y - h * 0.65)} ${n(x + s * 0.3)} ${n(y - h)}C${n(x + s * 1.6)} ${n(y - h * 0.6)} ${n(x - s * 0.2)} ${n(y - h * 0.35)} ${n(x + 9)} ${n(y)}Z`
  }
  const tints = ['#ff7b72', '#ffb05c', '#e56bb5', '#f7d154'] as const
  let corals = ''
  for (let i = 0; i < 9; i++) {
    const x = (random.chance(0.5) ? random.between(0.02, 0.34) : random.between(0.66, 0.98)) * width
    let d = ''
    const y = height * random.between(0.9, 0.96)
    for (let k = 0; k < 7; k++) {
      const a = -2.6 + (k / 6) * 2.1
      const h = random.between(34, 82)
      d += `M${n(x)} ${n(y)}q${n(Math.cos(a) * h * 0.2)} ${n(-h * 0.5)} ${n(Math.cos(a) * h)} ${n(Math.sin(a) * h)}`
    }
    corals += `<path d="${d}" fill="none" stroke="${mix(random.pick(tints), ground[0], 0.22 + canvas.light.shade.amount * 0.4)}" stroke-width="${n(random.between(8, 13))}" stroke-linecap="round"/>`
  }
  const sand = mix('#f2dca8', ground[0], 0.2 + canvas.light.shade.amount * 0.5)
  return (
    rock(0.8, 60, mix(blue, ground[1], 0.2)) +
    rock(0.87, 36, blue) +
    path(weeds, mix('#2fae7a', ground[0], 0.42)) +
    rock(0.93, 14, sand) +
    corals
  )
}

/** Rising bubbles. */
export const bubbles: Painter = ({ width, height, random: source }) => {
  const random = source.fork('bubbles')
  let rings = ''
  let glints = ''
  for (let i = 0; i < 34; i++) {
    const x = random.between(0, width)
    const y = random.between(0.06, 0.95) * height
    const r = random.between(3, 13)
    rings += circlePath(x, y, r)
    glints += circlePath(x - r * 0.35, y - r * 0.35, r * 0.22)
  }
  return `<path d="${rings}" fill="#ffffff" fill-opacity="0.1" stroke="#ffffff" stroke-opacity="0.55" stroke-width="1.6"/>${path(glints, '#fff', 'opacity="0.8"')}`
}
