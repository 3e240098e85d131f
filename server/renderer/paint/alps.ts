import { mix, shade } from '../colour.ts'
import { ellipse, type Point, path, polygon } from '../svg.ts'
import { inAir, inAirBare, type Painter } from './canvas.ts'
import { grove } from './grove.ts'
import { land, rollingLine } from './ridge.ts'
import { pinePath } from './trees.ts'

/** Great peaks with a lit side, a shaded side and snow. */
export const peaks: Painter = (canvas) => {
  const random = canvas.random.fork('peaks')
  const { width, horizon, light, defs } = canvas
  const rock = '#6d7690'
  let out = ''
  const count = 5
  const order = Array.from({ length: count }, (_, i) => ({ i, height: random.between(0.42, 0.82) })).sort(
    (a, b) => b.height - a.height,
  )
  order.forEach(({ i, height }, rank) => {
    const depth = 0.42 + rank * 0.07
    const cx = ((i + 0.5) / count) * width + random.between(-50, 50)
    const top = horizon - height * horizon * 0.72
    const base = horizon + 90
    const half = (base - top) * random.between(0.62, 0.85)
    const edge = (side: -1 | 1): Point[] =>
      [0.16, 0.33, 0.5, 0.68, 0.84, 1].map((t) => [
        cx + side * half * t + random.between(-14, 14),
        top + (base - top) * t + random.between(-12, 12),
      ])
    const left = edge(-1)
    const right = edge(1)
    const spine: Point[] = [0.14, 0.28, 0.45, 0.62, 0.8, 1].map((t, k) => [
      cx + (k % 2 ? 24 : -20) * (0.6 + t) + half * 0.12 * t,
      top + (base - top) * t,
    ])
    const lit = inAirBare(canvas, shade(rock, 0.08), depth)
    const dim = mix(inAirBare(canvas, shade(rock, -0.12), depth), light.deep, 0.12)
    const fade = (colour: string) =>
      defs.linear([
        [0, colour],
        [0.6, colour],
        [1, mix(colour, canvas.haze, 0.75)],
      ])
    const snowLine = random.between(0.3, 0.42)
    const cap = (side: readonly Point[], wobble: number): Point[] => {
      const rim = side[1] ?? [cx, top]
      return [
        [cx, top],
        side[0] ?? rim,
        rim,
        [cx + (rim[0] - cx) * 0.72, rim[1] - 16 + wobble],
        [cx + (rim[0] - cx) * 0.5, top + (base - top) * snowLine],
        [cx + (rim[0] - cx) * 0.26, rim[1] - 10],
        spine[1] ?? rim,
        spine[0] ?? rim,
      ]
    }
    out +=
      path(polygon([[cx, top], ...left, ...[...spine].reverse()]), fade(lit)) +
      path(polygon([[cx, top], ...right, ...[...spine].reverse()]), fade(dim)) +
      path(polygon(cap(left, 0)), inAirBare(canvas, '#ffffff', depth + 0.35)) +
      path(polygon(cap(right, 6)), mix(inAirBare(canvas, '#cddaf0', depth + 0.3), light.deep, 0.08))
  })
  return out
}

/** Rising ground in front of the peaks. */
export const footHills: Painter = (canvas) => {
  const random = canvas.random.fork('foot')
  const { width, height, horizon, ground } = canvas
  const mist = ellipse(
    width / 2,
    horizon + 60,
    width * 0.75,
    90,
    canvas.defs.radial([
      [0, canvas.haze, 0.75],
      [1, canvas.haze, 0],
    ]),
  )
  return (
    mist +
    [0.6, 0.78, 0.95]
      .map((depth, i) => {
        const line = rollingLine(random, width, horizon + 55 + i * (height - horizon) * 0.19, 34, 0.9)
        return (
          grove(canvas, line, depth - 0.04, i < 2 ? 5 : 0, 36 + i * 26, `foot${i}`) +
          land(canvas, line, mix(ground[1], ground[0], i * 0.4), depth, 0.25)
        )
      })
      .join('')
  )
}

/** Dark pines at both lower corners. */
export const pineEdge: Painter = (canvas) => {
  const random = canvas.random.fork('edge')
  const { width, height, ground } = canvas
  let d = ''
  for (let i = 0; i < 11; i++) {
    const side = i % 2
    const t = random.next()
    const x = side ? width - t * width * 0.25 : t * width * 0.25
    d += pinePath(random, x, height + 20, (1 - t * 0.72) * random.between(300, 420))
  }
  const colour = inAir(canvas, shade(mix(ground[0], '#17382c', 0.6), -0.04), 1)
  return path(
    d,
    canvas.defs.linear([
      [0, mix(colour, canvas.haze, 0.12)],
      [1, mix(colour, canvas.light.deep, 0.35)],
    ]),
  )
}
