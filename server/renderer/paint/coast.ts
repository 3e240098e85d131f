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
