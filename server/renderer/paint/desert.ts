import { mix, shade } from '../colour.ts'
import { n, type Point, path, polygon } from '../svg.ts'
import { type Canvas, inAir, inAirBare, type Painter } from './canvas.ts'
import { heightAt, rollingLine } from './ridge.ts'

/** Table mountains far away. */
export const mesas: Painter = (canvas) => {
  const random = canvas.random.fork('mesas')
  const { width, horizon, ground, defs } = canvas
  let out = ''
  for (const depth of [0.2, 0.36]) {
    let d = ''
    for (let i = 0; i < 3; i++) {
      const x = random.between(-0.05, 1) * width
      const w = random.between(60, 190)
      const h = random.between(46, 128)
      const step = h * random.between(0.35, 0.6)
      d += polygon([
        [x - w * 0.75, horizon + 40],
        [x - w * 0.55, horizon - step],
        [x - w * 0.5, horizon - step],
        [x - w * 0.44, horizon - h],
        [x + w * 0.44, horizon - h - random.between(-5, 5)],
        [x + w * 0.52, horizon - step],
        [x + w * 0.58, horizon - step],
        [x + w * 0.8, horizon + 40],
      ])
    }
    const colour = inAir(canvas, mix(ground[0], '#9a4a4a', 0.35), depth)
    out += path(
      d,
      defs.linear([
        [0, colour],
        [1, mix(colour, canvas.haze, 0.55)],
      ]),
    )
  }
  return out
}

function dune(canvas: Canvas, line: readonly Point[], colour: string, depth: number, crestX: number): string {
  const { width, height, light, defs } = canvas
  const lit = mix(inAir(canvas, colour, depth), light.glow, 0.16 * (1 - canvas.weather.cover))
  const dim = mix(inAir(canvas, shade(colour, -0.11), depth), light.deep, 0.1)
  const body = path(
    polygon([...line, [width + 20, height + 5], [-20, height + 5]]),
    defs.linear([
      [0, lit],
      [1, mix(lit, inAir(canvas, canvas.ground[0], depth), 0.6)],
    ]),
  )
  const crestY = heightAt(line, crestX)
  const after = line.filter(([x]) => x > crestX)
  const lee: Point[] = [[crestX, crestY], ...after, [width + 20, crestY + 330]]
  const shadow = path(
    `${polygon(lee).slice(0, -1)}Q${n(crestX + 90)} ${n(crestY + 210)} ${n(crestX - 30)} ${n(crestY + 150)}Q${n(crestX + 45)} ${n(crestY + 70)} ${n(crestX)} ${n(crestY)}Z`,
    defs.linear([
      [0, dim, 0.95],
      [1, dim, 0],
    ]),
  )
  return body + shadow
}

/** Dunes with a lit and a shaded flank and wind ripples in front. */
export const dunes: Painter = (canvas) => {
  const random = canvas.random.fork('dunes')
  const { width, height, horizon, ground } = canvas
  const rest = height - horizon
  let out = ''
  for (const [i, depth] of [0.5, 0.66, 0.82, 0.96].entries()) {
    const line = rollingLine(random, width, horizon + rest * (0.03 + i * 0.2), 46 + i * 10, 0.62)
    // The crest is the highest point away from the edges.
    const crest = line
      .filter(([x]) => x > width * 0.1 && x < width * 0.85)
      .reduce((best, p) => (p[1] < best[1] ? p : best), [width / 2, height] as Point)
    out += dune(canvas, line, mix(ground[1], ground[0], i * 0.16), depth, crest[0])
  }
  let ripples = ''
  for (let i = 0; i < 26; i++) {
    const y = horizon + rest * random.between(0.72, 0.99)
    const x = random.between(-0.05, 0.9) * width
    const w = random.between(60, 190)
    ripples += `M${n(x)} ${n(y)}q${n(w * 0.25)} -7 ${n(w * 0.5)} 0t${n(w * 0.5)} 0`
  }
  return `${out}<path d="${ripples}" fill="none" stroke="${inAir(canvas, shade(ground[0], -0.05), 1)}" stroke-opacity="0.45" stroke-width="3" stroke-linecap="round"/>`
}

/** A few cacti, never where the heroes stand. */
export const cacti: Painter = (canvas) => {
  const random = canvas.random.fork('cacti')
  const { width, height, horizon } = canvas
  const rest = height - horizon
  let out = ''
  const spots = [
    [random.between(0.05, 0.14), 0.62, 1],
    [random.between(0.84, 0.94), 0.46, 0.72],
    [random.between(0.68, 0.78), 0.22, 0.34],
  ] as const
  for (const [fx, fy, scale] of spots) {
    const x = fx * width
    const y = horizon + rest * fy
    const h = 190 * scale
    const flip = random.chance(0.5) ? 1 : -1
    const w = 34 * scale
    const d = `M${n(x)} ${n(y)}V${n(y - h)}M${n(x)} ${n(y - h * 0.34)}h${n(flip * h * 0.26)}v${n(-h * 0.32)}M${n(x)} ${n(y - h * 0.5)}h${n(-flip * h * 0.24)}v${n(-h * 0.25)}`
    const colour = inAirBare(canvas, '#3f7d4e', 0.55 + scale * 0.4)
    const stroke = (c: string, sw: number, shift: number) =>
      `<path d="${d}" transform="translate(${n(shift)} 0)" fill="none" stroke="${c}" stroke-width="${n(sw)}" stroke-linecap="round" stroke-linejoin="round"/>`
    out += `<ellipse cx="${n(x + h * 0.16)}" cy="${n(y + 4)}" rx="${n(h * 0.36)}" ry="${n(h * 0.05)}" fill="${canvas.light.deep}" opacity="0.22"/>`
    out +=
      stroke(mix(colour, canvas.light.deep, 0.25), w, 0) +
      stroke(mix(colour, canvas.light.glow, 0.2), w * 0.42, -w * 0.14)
  }
  return out
}
