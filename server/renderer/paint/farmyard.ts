import { mix } from '../colour.ts'
import { circlePath, n, path, polygon, rect } from '../svg.ts'
import { inAir, inAirBare, type Painter } from './canvas.ts'
import { grove } from './grove.ts'
import { land, rollingLine } from './ridge.ts'

/** Fields in rows that run towards the horizon. */
export const cropRows: Painter = (canvas) => {
  const random = canvas.random.fork('crops')
  const { width, height, horizon, ground } = canvas
  const rest = height - horizon
  const far = rollingLine(random, width, horizon + 4, 16, 0.8)
  const near = rollingLine(random, width, horizon + rest * 0.3, 14, 0.6)
  const vanish = random.between(0.25, 0.75) * width
  let rows = ''
  for (let i = -14; i <= 14; i++) {
    const foot = vanish + i * width * 0.13
    rows += polygon([
      [vanish + i * 12, horizon + 10],
      [vanish + i * 12 + 4, horizon + 10],
      [foot + 34, horizon + rest * 0.5],
      [foot, horizon + rest * 0.5],
    ])
  }
  return (
    grove(canvas, far, 0.5, 4, 50, 'farm-trees') +
    land(canvas, far, mix(ground[1], ground[0], 0.1), 0.62, 0.15) +
    path(rows, inAir(canvas, mix(ground[0], '#5a4a2a', 0.25), 0.66), 'opacity="0.55"') +
    land(canvas, near, mix(ground[1], ground[0], 0.35), 0.84, 0.2)
  )
}

/** A barn with its silo, and bales of hay. */
export const barn: Painter = (canvas) => {
  const random = canvas.random.fork('barn')
  const { width, horizon, height, light, weather, defs } = canvas
  const left = random.chance(0.5)
  const s = random.between(0.9, 1.15)
  const x = width * (left ? random.between(0.1, 0.2) : random.between(0.8, 0.9))
  const y = horizon + (height - horizon) * 0.2
  const at = (dx: number, dy: number) => [x + dx * s, y + dy * s] as const
  const red = inAirBare(canvas, random.pick(['#a83a32', '#b5533a', '#8f3a3f']), 0.8)
  const trim = inAirBare(canvas, '#fbf3e6', 0.85)
  const roof = weather.whitens > 0.5 ? inAirBare(canvas, '#f3f7fc', 0.95) : inAirBare(canvas, '#5b4a52', 0.82)
  const metal = inAirBare(canvas, '#b9c2c9', 0.78)
  const silo = left ? 150 : -190
  let bales = ''
  let rings = ''
  for (let i = 0; i < 4; i++) {
    const bx = width * (left ? random.between(0.34, 0.95) : random.between(0.05, 0.66))
    const by = horizon + (height - horizon) * random.between(0.2, 0.42)
    const r = 15 + (by - horizon) * 0.13
    bales += circlePath(bx, by - r, r)
    rings += `M${n(bx + r * 0.6)} ${n(by - r)}a${n(r * 0.6)} ${n(r * 0.6)} 0 1 1 ${n(-r * 0.6)} ${n(-r * 0.6)}`
  }
  const lit = light.orb === 'sun' ? mix(red, light.deep, 0.55) : light.lamps.colour
  return (
    rect(
      x + silo * s,
      y - 190 * s,
      52 * s,
      190 * s,
      defs.linear(
        [
          [0, metal],
          [1, mix(metal, light.deep, 0.45)],
        ],
        { x2: 1, y2: 0 },
      ),
    ) +
    path(
      `M${n(x + silo * s)} ${n(y - 188 * s)}a${n(26 * s)} ${n(30 * s)} 0 0 1 ${n(52 * s)} 0Z`,
      mix(metal, red, 0.5),
    ) +
    path(
      polygon([at(-120, 4), at(-120, -110), at(-84, -168), at(0, -206), at(84, -168), at(120, -110), at(120, 4)]),
      defs.linear([
        [0, mix(red, light.glow, 0.14)],
        [1, mix(red, light.deep, 0.2)],
      ]),
    ) +
    path(
      polygon([
        at(-134, -106),
        at(-92, -176),
        at(0, -218),
        at(92, -176),
        at(134, -106),
        at(122, -100),
        at(84, -162),
        at(0, -200),
        at(-84, -162),
        at(-122, -100),
      ]),
      roof,
    ) +
    rect(x - 44 * s, y - 82 * s, 88 * s, 86 * s, trim) +
    rect(x - 37 * s, y - 75 * s, 74 * s, 79 * s, mix(red, light.deep, 0.3)) +
    `<path d="M${n(x - 37 * s)} ${n(y - 75 * s)}L${n(x + 37 * s)} ${n(y + 4 * s)}M${n(x + 37 * s)} ${n(y - 75 * s)}L${n(x - 37 * s)} ${n(y + 4 * s)}" stroke="${trim}" stroke-width="${n(6 * s)}"/>` +
    rect(x - 20 * s, y - 146 * s, 40 * s, 34 * s, trim) +
    rect(x - 15 * s, y - 141 * s, 30 * s, 24 * s, lit) +
    path(bales, inAir(canvas, '#d9b357', 0.8)) +
    `<path d="${rings}" fill="none" stroke="${inAir(canvas, '#a8823a', 0.8)}" stroke-width="3"/>`
  )
}

/** A wooden fence across the foreground's edge, grass in front of it. */
export const fence: Painter = (canvas) => {
  const random = canvas.random.fork('fence')
  const { width, height, horizon, ground } = canvas
  const y = horizon + (height - horizon) * 0.44
  const wood = inAirBare(canvas, random.pick(['#a37a52', '#efe8da', '#8a6444']), 0.92)
  let posts = ''
  for (let x = random.between(-60, 0); x < width + 40; x += 118)
    posts += polygon([
      [x, y + 30],
      [x, y - 62],
      [x + 9, y - 72],
      [x + 18, y - 62],
      [x + 18, y + 30],
    ])
  const rails = [-48, -14].map((dy) => rect(-5, y + dy, width + 10, 14, mix(wood, canvas.light.deep, 0.08))).join('')
  const line = rollingLine(random, width, y + 22, 9, 0.8)
  let tufts = ''
  for (let i = 0; i < 120; i++) {
    const x = random.between(0, width)
    const gy = random.between(y + 34, height)
    const h = 10 + (gy - y) * 0.06
    tufts += `M${n(x - 3)} ${n(gy)}L${n(x - h * 0.4)} ${n(gy - h)}L${n(x)} ${n(gy - h * 0.4)}L${n(x + h * 0.3)} ${n(gy - h * 1.1)}L${n(x + 4)} ${n(gy)}Z`
  }
  return (
    rails +
    path(posts, wood) +
    land(canvas, line, mix(ground[0], ground[1], 0.3), 0.98, 0.32) +
    path(tufts, inAir(canvas, mix(ground[1], ground[0], 0.25), 0.98), 'opacity="0.7"')
  )
}
