import { mix } from '../colour.ts'
import { n, path, polygon } from '../svg.ts'
import { inAir, inAirBare, type Painter } from './canvas.ts'
import { heightAt, land, rollingLine } from './ridge.ts'
import { foliageOf } from './season.ts'
import { broadleafPaths, pinePath } from './trees.ts'

/** Layer upon layer of trees, each nearer one darker and taller, mist between them. */
export const woods: Painter = (canvas) => {
  const random = canvas.random.fork('woods')
  const { width, height, horizon, ground } = canvas
  // Pines turn neither red nor pink: a season with leaves of its own has a wood of broad leaves.
  const pines = (random.chance(0.6) && !canvas.season?.foliage.length) || canvas.weather.whitens > 0
  const rest = height - horizon
  let out = ''
  const depths = [0.3, 0.46, 0.63, 0.82]
  depths.forEach((depth, i) => {
    const line = rollingLine(random, width, horizon + rest * (i * 0.13 - 0.06), 24, 1)
    const size = 120 + i * 75
    let d = ''
    for (let x = random.between(-30, 0); x < width + 40; x += size * random.between(0.2, 0.36)) {
      const y = heightAt(line, x) + 12
      const h = size * random.between(0.75, 1.3)
      // A gap around the middle of the near layers leaves room for what stands there.
      if (i >= 2 && Math.abs(x - width / 2) < width * (0.16 + i * 0.05)) continue
      d += pines
        ? pinePath(random, x, y, h)
        : broadleafPaths(random, x, y, h * 0.95).crown + broadleafPaths(random, x, y, h).trunk
    }
    const colour = inAir(canvas, foliageOf(canvas, random, mix(ground[1], ground[0], i / 3)), depth)
    const fill = canvas.defs.linear([
      [0, mix(colour, canvas.light.glow, 0.16 * (1 - canvas.weather.cover))],
      [0.6, colour],
      [1, mix(colour, canvas.haze, 0.4 * (1 - depth * 0.7))],
    ])
    out += path(d, fill) + land(canvas, line, mix(ground[1], ground[0], 0.4 + i * 0.15), depth, 0.4)
  })
  return out
}

/** Sunlight falling through the trees. */
export const lightShafts: Painter = (canvas) => {
  if (canvas.weather.cover > 0.3) return ''
  const random = canvas.random.fork('shafts')
  const { x, y } = canvas.orb
  let d = ''
  for (let i = 0; i < 6; i++) {
    const foot = x + random.between(-0.75, 0.75) * canvas.width
    const w = random.between(30, 90)
    d += polygon([
      [x - 6, y],
      [x + 6, y],
      [foot + w, canvas.height],
      [foot - w, canvas.height],
    ])
  }
  const fill = canvas.defs.linear([
    [0, canvas.light.glow, 0.3],
    [0.75, canvas.light.glow, 0.07],
    [1, canvas.light.glow, 0],
  ])
  return path(d, fill)
}

/** Ferns, stones and mushrooms at the viewer's feet, trunks at both edges as a frame. */
export const woodFloor: Painter = (canvas) => {
  const random = canvas.random.fork('floor')
  const { width, height, ground } = canvas
  const line = rollingLine(random, width, height * 0.88, 16, 1)
  let ferns = ''
  for (let i = 0; i < 60; i++) {
    const x = random.between(0, width)
    const y = heightAt(line, x) + random.between(0, height * 0.1)
    for (const lean of [-1, -0.5, 0.5, 1]) {
      const h = random.between(16, 34)
      ferns += `M${n(x)} ${n(y)}q${n(lean * 6)} ${n(-h)} ${n(lean * h)} ${n(-h * 0.8)}q${n(-lean * h * 0.5)} ${n(h * 0.2)} ${n(-lean * h)} ${n(h * 0.8)}Z`
    }
  }
  const dark = inAirBare(canvas, '#2b2019', 0.98)
  const bark = canvas.defs.linear(
    [
      [0, dark],
      [0.55, mix(dark, canvas.light.glow, 0.13)],
      [1, dark],
    ],
    { x2: 1, y2: 0 },
  )
  const trunk = (x: number, w: number) =>
    path(
      `M${n(x - w)} ${n(height)}Q${n(x - w * 0.6)} ${n(height * 0.8)} ${n(x - w * 0.55)} -10L${n(x + w * 0.55)} -10Q${n(x + w * 0.6)} ${n(height * 0.8)} ${n(x + w)} ${n(height)}Z`,
      bark,
    )
  return (
    land(canvas, line, mix(ground[0], '#2a3320', 0.25), 1, 0.4) +
    path(ferns, inAir(canvas, mix(ground[1], '#8fbf4a', 0.3), 0.95)) +
    trunk(random.between(0.02, 0.06) * width, random.between(34, 54)) +
    trunk(random.between(0.93, 0.99) * width, random.between(30, 58))
  )
}
