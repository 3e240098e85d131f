import { mix, shade } from '../colour.ts'
import { circlePath, n, path, polygon } from '../svg.ts'
import { inAir, inAirBare, type Painter } from './canvas.ts'
import { grove } from './grove.ts'
import { heightAt, land, rollingLine } from './ridge.ts'

/** Trees, a clipped hedge, a lawn and a white picket fence. */
export const hedges: Painter = (canvas) => {
  const random = canvas.random.fork('hedges')
  const { width, height, horizon, ground, defs, light } = canvas
  const rest = height - horizon
  const back = rollingLine(random, width, horizon + 6, 10, 0.7)
  const leaf = inAir(canvas, mix(ground[0], '#1f5a3a', 0.3), 0.78)
  let bushes = ''
  for (let x = -20; x < width + 40; x += random.between(52, 84))
    bushes += circlePath(x, horizon + 24 - random.between(0, 16), random.between(42, 66))
  bushes += `M-10 ${n(horizon + 16)}H${n(width + 10)}V${n(horizon + rest * 0.26)}H-10Z`
  let pickets = ''
  const y = horizon + rest * 0.2
  for (let x = -8; x < width; x += 34)
    pickets += polygon([
      [x, y + 44],
      [x, y - 34],
      [x + 10, y - 46],
      [x + 20, y - 34],
      [x + 20, y + 44],
    ])
  const white = inAirBare(canvas, '#fffaf0', 0.9)
  return (
    grove(canvas, back, 0.55, 6, 96, 'garden-trees') +
    path(
      bushes,
      defs.linear([
        [0, mix(leaf, light.glow, 0.2)],
        [1, mix(leaf, light.deep, 0.3)],
      ]),
    ) +
    path(
      `M-5 ${n(y - 18)}h${n(width + 10)}v11h${n(-width - 10)}ZM-5 ${n(y + 16)}h${n(width + 10)}v11h${n(-width - 10)}Z`,
      shade(white, -0.06),
    ) +
    path(pickets, white) +
    land(canvas, rollingLine(random, width, horizon + rest * 0.32, 8, 0.6), mix(ground[1], ground[0], 0.2), 0.92, 0.28)
  )
}

/** A winding path between beds of flowers. */
export const flowerBeds: Painter = (canvas) => {
  const random = canvas.random.fork('beds')
  const { width, height, horizon, ground, weather } = canvas
  const rest = height - horizon
  const to = random.between(0.3, 0.7) * width
  const foot = random.between(0.3, 0.7) * width
  const top = horizon + rest * 0.36
  const way = `M${n(to - 24)} ${n(top)}C${n(to - 170)} ${n(horizon + rest * 0.6)} ${n(foot + 40)} ${n(horizon + rest * 0.7)} ${n(foot - 170)} ${n(height + 5)}H${n(foot + 190)}C${n(foot + 260)} ${n(horizon + rest * 0.7)} ${n(to - 20)} ${n(horizon + rest * 0.6)} ${n(to + 26)} ${n(top)}Z`
  const tints = random.pick([
    ['#ff6f91', '#ffd166', '#ffffff', '#9b7bff'],
    ['#ff5d4f', '#ffb84d', '#fff3c9', '#e05fa8'],
    ['#7f8cff', '#ffffff', '#f59ac4', '#ffd95a'],
  ] as const)
  const heads = tints.map(() => '')
  let stems = ''
  let hearts = ''
  for (let i = 0; i < (weather.whitens > 0.5 ? 0 : 130); i++) {
    const near = random.next() ** 1.3
    const y = top + 26 + near * (height - top)
    const edge = random.next() ** 1.4 * 0.36
    const x = (random.chance(0.5) ? edge : 1 - edge) * width
    const r = 5 + near * 10
    const h = r * random.between(2.4, 4)
    stems += `M${n(x)} ${n(y)}q${n(random.between(-5, 5))} ${n(-h / 2)} 0 ${n(-h)}M${n(x)} ${n(y - h * 0.3)}q${n(r)} ${n(-r * 0.4)} ${n(r * 1.2)} ${n(-r)}`
    for (let k = 0; k < 5; k++)
      heads[i % 4] += circlePath(x + Math.cos(k * 1.257) * r * 0.7, y - h + Math.sin(k * 1.257) * r * 0.7, r * 0.56)
    hearts += circlePath(x, y - h, r * 0.42)
  }
  const line = rollingLine(random, width, height * 0.965, 10, 1)
  let blades = ''
  for (let i = 0; i < 90; i++) {
    const x = random.between(0, width)
    const y = heightAt(line, x) + random.between(0, 30)
    blades += `M${n(x - 3)} ${n(y)}Q${n(x)} ${n(y - 18)} ${n(x + random.between(-9, 9))} ${n(y - random.between(18, 40))}Q${n(x + 3)} ${n(y - 14)} ${n(x + 3)} ${n(y)}Z`
  }
  return (
    path(way, inAir(canvas, '#e2cba0', 0.94)) +
    `<path d="${stems}" fill="none" stroke="${inAir(canvas, mix(ground[0], '#1f5a2a', 0.3), 0.95)}" stroke-width="3.4" stroke-linecap="round"/>` +
    heads.map((d, i) => path(d, inAirBare(canvas, tints[i] ?? '#ffffff', 0.96))).join('') +
    path(hearts, inAirBare(canvas, '#ffc93c', 0.96)) +
    path(blades, inAir(canvas, mix(ground[0], ground[1], 0.4), 1))
  )
}
