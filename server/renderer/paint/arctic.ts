import { mix } from '../colour.ts'
import { circlePath, n, path, polygon, smoothLine } from '../svg.ts'
import { inAirBare, type Painter } from './canvas.ts'
import { heightAt, land, rollingLine } from './ridge.ts'
import { pinePath } from './trees.ts'

/** Northern lights, where the night is clear. */
export const aurora: Painter = (canvas) => {
  if (canvas.time !== 'night' || canvas.weather.cover > 0.5) return ''
  const random = canvas.random.fork('aurora')
  const { width, horizon, defs } = canvas
  return ['#4dffb8', '#5fd8ff', '#b184ff']
    .map((colour, i) => {
      const base = horizon * (0.4 + i * 0.12)
      const line = Array.from(
        { length: 7 },
        (_, k) => [(k / 6) * (width + 80) - 40, base + random.between(-60, 60)] as const,
      )
      const high = [...line].reverse().map(([x, y]) => `L${n(x)} ${n(y - horizon * 0.42)}`)
      return path(
        `${smoothLine(line)}${high.join('')}Z`,
        defs.linear([
          [0, colour, 0],
          [0.75, colour, 0.26],
          [1, colour, 0.02],
        ]),
      )
    })
    .join('')
}

/** Blue peaks of ice far off. */
export const iceRange: Painter = (canvas) => {
  const random = canvas.random.fork('ice')
  const { width, horizon, ground, light } = canvas
  let [lit, dim] = ['', '']
  for (let x = -80; x < width + 60; x += random.between(110, 190)) {
    const w = random.between(120, 230)
    const h = random.between(0.16, 0.42) * horizon
    const tip = x + w * random.between(0.4, 0.6)
    const ridge = [
      [tip, horizon - h],
      [tip + w * 0.07, horizon - h * 0.6],
      [tip - w * 0.05, horizon - h * 0.32],
      [tip + w * 0.08, horizon + 40],
    ] as const
    lit += polygon([[x, horizon + 40], [x + w * 0.22, horizon - h * 0.55], ...ridge])
    dim += polygon([...ridge, [x + w, horizon + 40], [x + w * 0.8, horizon - h * 0.5]])
  }
  const ice = inAirBare(canvas, mix(ground[0], '#6fa8d8', 0.4), 0.55)
  return path(lit, mix(ice, '#ffffff', 0.45 * (1 - light.shade.amount))) + path(dim, mix(ice, light.deep, 0.12))
}

/** Drifts of snow, blue in their hollows, and pines with white on them. */
export const drifts: Painter = (canvas) => {
  const random = canvas.random.fork('drifts')
  const { width, height, horizon, ground } = canvas
  const rest = height - horizon
  let out = ''
  for (const [i, depth] of [0.56, 0.74, 0.92].entries()) {
    const line = rollingLine(random, width, horizon + rest * (0.06 + i * 0.2), 26 + i * 6, 0.7)
    let [trees, caps] = ['', '']
    for (let k = 0; k < 5 - i * 2; k++) {
      const x = (random.chance(0.5) ? random.between(0, 0.28) : random.between(0.72, 1)) * width
      const h = 90 + i * 70
      const shape = random.fork(`pine${i}/${k}`)
      const again = random.fork(`pine${i}/${k}`)
      trees += pinePath(shape, x, heightAt(line, x) + 12, h)
      caps += pinePath(again, x - h * 0.02, heightAt(line, x) + 2 - h * 0.05, h * 0.86)
    }
    out +=
      path(trees, inAirBare(canvas, '#2f5a5c', depth)) +
      path(caps, inAirBare(canvas, '#eef6fc', depth), 'opacity="0.82"')
    out += land(
      { ...canvas, weather: { ...canvas.weather, whitens: 0 } },
      line,
      mix(ground[1], ground[0], i * 0.12),
      depth,
      0.36,
    )
  }
  return out
}

/** Tracks, glints and a soft bank at the viewer's feet. */
export const snowEdge: Painter = (canvas) => {
  const random = canvas.random.fork('snowedge')
  const { width, height, horizon, ground } = canvas
  const rest = height - horizon
  let [tracks, glints] = ['', '']
  let x = random.between(0.1, 0.9) * width
  const drift = random.between(-26, 26)
  for (let i = 0; i < 13; i++) {
    const y = height - i * rest * 0.045
    const s = 11 - i * 0.6
    tracks += `M${n(x + (i % 2 ? s : -s) - s)} ${n(y)}a${n(s)} ${n(s * 0.5)} 0 1 0 ${n(2 * s)} 0a${n(s)} ${n(s * 0.5)} 0 1 0 ${n(-2 * s)} 0Z`
    x += drift
  }
  for (let i = 0; i < 70; i++)
    glints += circlePath(
      random.between(0, width),
      random.between(horizon + rest * 0.4, height),
      random.between(0.8, 2.6),
    )
  return (
    path(tracks, inAirBare(canvas, mix(ground[0], '#6f8fc0', 0.3), 1), 'opacity="0.5"') +
    path(glints, '#ffffff', 'opacity="0.8"')
  )
}
