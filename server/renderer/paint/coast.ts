import { mix, shade } from '../colour.ts'
import { circlePath, ellipse, n, path, polygon, rect } from '../svg.ts'
import { inAir, inAirBare, type Painter } from './canvas.ts'
import { jaggedLine, land, rollingLine } from './ridge.ts'
import { palmPaths } from './trees.ts'

/** Islands or a far shore on the horizon. */
export const islands: Painter = (canvas) => {
  const random = canvas.random.fork('islands')
  const { width, horizon } = canvas
  let out = ''
  for (const depth of [0.16, 0.3]) {
    const cx = random.between(0.05, 0.95) * width
    const reach = random.between(0.16, 0.34) * width
    const line = jaggedLine(random, width, 0, 26, 0.5)
    const points = line
      .filter(([x]) => Math.abs(x - cx) < reach)
      .map(([x, y]) => {
        const t = 1 - ((x - cx) / reach) ** 2
        return [x, horizon + 2 - t * (64 - depth * 60) + y * t * 0.5] as const
      })
    const colour = inAir(canvas, mix('#4d7088', canvas.ground[0], 0.4), depth)
    if (points.length > 2)
      out += path(
        polygon([[cx - reach, horizon + 3], ...points, [cx + reach, horizon + 3]]),
        canvas.defs.linear([
          [0, colour],
          [1, mix(colour, canvas.haze, 0.55)],
        ]),
      )
  }
  return out
}

/** Open water: the sky mirrored at the horizon, deep colour near, a path of light under sun or moon. */
export const water: Painter = (canvas) => {
  const random = canvas.random.fork('water')
  const { width, height, horizon, ground, light, defs, orb, weather } = canvas
  const rest = height - horizon
  const far = mix(canvas.haze, inAirBare(canvas, ground[1], 0.8), 0.35)
  const near = inAirBare(canvas, ground[0], 1)
  let out = rect(
    0,
    horizon,
    width,
    rest + 2,
    defs.linear([
      [0, far],
      [0.12, mix(far, inAirBare(canvas, ground[1], 0.9), 0.6)],
      [0.5, inAirBare(canvas, mix(ground[1], ground[0], 0.5), 0.95)],
      [1, near],
    ]),
  )
  const crests = ['', '', '']
  const troughs = ['', '']
  for (let i = 0; i < 190; i++) {
    const t = random.next() ** 1.35
    const y = horizon + 5 + t * rest
    const half = 14 + t * random.between(30, 120)
    const thick = 0.8 + t * 5.5
    const x = random.between(-40, width + 40)
    const d = `M${n(x - half)} ${n(y)}Q${n(x)} ${n(y - thick * 1.6)} ${n(x + half)} ${n(y)}Q${n(x)} ${n(y + thick * 0.4)} ${n(x - half)} ${n(y)}Z`
    if (i % 2) crests[i % 3] += d
    else troughs[i % 4 === 0 ? 0 : 1] += d
  }
  out += troughs.map((d, i) => path(d, shade(near, -0.03), `opacity="${0.22 + i * 0.14}"`)).join('')
  out += crests.map((d, i) => path(d, mix(far, '#ffffff', 0.35), `opacity="${0.16 + i * 0.1}"`)).join('')
  let glitter = ''
  const shine = 1 - weather.cover
  for (let i = 0; i < 90 * shine; i++) {
    const t = random.next() ** 1.2
    const y = horizon + 3 + t * rest * 0.92
    const spread = 26 + t * 120
    const half = random.between(8, 30) * (0.35 + t * 1.3)
    const x = orb.x + random.between(-1, 1) * random.next() * spread
    const thick = 1 + t * 4
    glitter += `M${n(x - half)} ${n(y)}Q${n(x)} ${n(y - thick)} ${n(x + half)} ${n(y)}Q${n(x)} ${n(y + thick)} ${n(x - half)} ${n(y)}Z`
  }
  const glow = defs.radial([
    [0, light.glow, 0.5 * shine],
    [1, light.glow, 0],
  ])
  return `${out}${ellipse(orb.x, horizon + 10, width * 0.4, 70, glow)}${path(glitter, mix(light.orbColour, light.glow, 0.35), 'opacity="0.75"')}`
}

/** Wet and dry sand with the last line of foam. */
export const beachFront: Painter = (canvas) => {
  const random = canvas.random.fork('beach')
  const { width, height, horizon } = canvas
  const line = rollingLine(random, width, horizon + (height - horizon) * 0.5, 26, 0.6)
  const shifted = (dy: number) => line.map(([x, y]) => [x, y + dy] as const)
  const end = [
    [width + 20, height + 5],
    [-20, height + 5],
  ] as const
  const sand = '#f1d9a7'
  let specks = ''
  for (let i = 0; i < 110; i++)
    specks += circlePath(
      random.between(0, width),
      random.between(horizon + (height - horizon) * 0.62, height),
      random.between(0.8, 2.4),
    )
  return (
    path(polygon([...shifted(-16), ...end]), '#ffffff', 'opacity="0.35"') +
    path(polygon([...shifted(-6), ...end]), inAirBare(canvas, '#ffffff', 0.94), 'opacity="0.9"') +
    path(polygon([...shifted(6), ...end]), inAirBare(canvas, '#c9a877', 0.95)) +
    land(canvas, shifted(34), sand, 0.97, 0.22) +
    path(specks, inAirBare(canvas, '#a8814e', 0.97), 'opacity="0.4"')
  )
}

/** Palms leaning in from one side. */
export const palms: Painter = (canvas) => {
  const random = canvas.random.fork('palms')
  const { width, height } = canvas
  const side = random.chance(0.5) ? 1 : -1
  const foot = side > 0 ? 0.08 : 0.92
  let out = ''
  for (const [shift, scale] of [
    [0.05, 0.48],
    [-0.01, 0.6],
  ] as const) {
    const tree = palmPaths(
      random,
      width * (foot + side * shift),
      height * 0.9,
      height * scale,
      side * random.between(70, 130),
    )
    const wood = inAirBare(canvas, '#7a5638', 0.95)
    const leaf = inAirBare(canvas, '#2f7d4a', 0.95)
    out += `<path d="${tree.trunk}" fill="none" stroke="${wood}" stroke-width="17" stroke-linecap="round"/>`
    out += path(
      tree.fronds,
      canvas.defs.linear([
        [0, mix(leaf, canvas.light.glow, 0.22)],
        [1, mix(leaf, canvas.light.deep, 0.25)],
      ]),
    )
  }
  return out
}

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
