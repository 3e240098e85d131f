import { mix, shade } from '../colour.ts'
import { ellipse, n, path, polygon, rect, rectPath } from '../svg.ts'
import { inAirBare, type Painter } from './canvas.ts'

/** Three rows of houses with windows; the far ones drown in the air. */
export const skyline: Painter = (canvas) => {
  const random = canvas.random.fork('skyline')
  const { width, horizon, ground, light, defs } = canvas
  let out = ''
  const rows = [0.24, 0.48, 0.8]
  rows.forEach((depth, row) => {
    let houses = ''
    let sides = ''
    let lit = ''
    let dark = ''
    const tallest = horizon * (0.66 - row * 0.1)
    for (let x = -20; x < width + 20; ) {
      const w = random.between(52, 96) * (0.8 + row * 0.28)
      const middle = 1 - Math.abs(x + w / 2 - width / 2) / width
      // The middle of the near row stays low: that is where the words or heroes go.
      const h = tallest * random.between(0.34, 1) * (row === 2 ? 0.42 + (1 - middle) * 0.9 : 0.55 + middle * 0.45)
      const y = horizon - h
      houses += rectPath(x, y, w, h + 20)
      sides += rectPath(x + w * 0.72, y, w * 0.28, h + 20)
      if (random.chance(0.3)) houses += rectPath(x + w * 0.2, y - 22, w * 0.6, 24)
      if (random.chance(0.18))
        houses += `M${n(x + w * 0.47)} ${n(y)}l${n(w * 0.03)} ${n(-random.between(40, 90))}l${n(w * 0.03)} ${n(90)}Z`
      const columns = Math.max(2, Math.round(w / 21))
      const step = w / (columns + 0.4)
      for (let wy = y + 16; wy < horizon - 14 && row > 0; wy += 25) {
        for (let c = 0; c < columns; c++) {
          const window = rectPath(x + step * (c + 0.35), wy, step * 0.5, 13)
          if (random.next() < light.lamps.lit) lit += window
          else dark += window
        }
      }
      x += w + random.between(-6, 10)
    }
    const colour = inAirBare(canvas, mix(ground[1], ground[0], row / 2), depth)
    const fill = (c: string) =>
      defs.linear([
        [0, mix(c, canvas.light.glow, 0.1)],
        [0.5, c],
        [1, mix(c, canvas.haze, 0.35)],
      ])
    out += path(houses, fill(colour)) + path(sides, mix(colour, light.deep, 0.3), 'opacity="0.35"')
    if (row > 0) {
      out += path(dark, mix(colour, light.deep, 0.35), 'opacity="0.6"')
      out += path(lit, mix(light.lamps.colour, colour, row === 1 ? 0.35 : 0.08))
    }
  })
  return out
}

/** A street with kerbs, a centre line and lamps; wet when it rains. */
export const street: Painter = (canvas) => {
  const random = canvas.random.fork('street')
  const { width, height, horizon, light, weather, defs } = canvas
  const rest = height - horizon
  const asphalt = inAirBare(canvas, weather.whitens ? '#aab4c4' : '#454b5c', 1)
  const pavement = inAirBare(canvas, weather.whitens ? '#f2f6fb' : '#8c8f9e', 0.9)
  let out = rect(
    0,
    horizon - 2,
    width,
    rest * 0.24,
    defs.linear([
      [0, shade(pavement, -0.08)],
      [1, pavement],
    ]),
  )
  out += rect(0, horizon + rest * 0.2, width, rest * 0.06, mix(pavement, '#ffffff', 0.2))
  out += rect(
    0,
    horizon + rest * 0.245,
    width,
    rest * 0.8,
    defs.linear([
      [0, shade(asphalt, 0.05)],
      [1, mix(asphalt, light.deep, 0.35)],
    ]),
  )
  let dashes = ''
  const shift = random.between(0, 120)
  for (let x = -shift; x < width; x += 150)
    dashes += polygon([
      [x, horizon + rest * 0.84],
      [x + 84, horizon + rest * 0.84],
      [x + 80, horizon + rest * 0.88],
      [x - 6, horizon + rest * 0.88],
    ])
  out += path(dashes, inAirBare(canvas, '#f3d37a', 0.95), 'opacity="0.85"')
  const shine = light.lamps.colour
  for (const x of [0.09, 0.91]) {
    const px = x * width
    const reach = x < 0.5 ? 60 : -60
    const pole = mix(inAirBare(canvas, '#2b3142', 1), light.deep, 0.4)
    const top = horizon - 250
    out += `<path d="M${n(px)} ${n(horizon + rest * 0.22)}V${n(top + 30)}Q${n(px)} ${n(top)} ${n(px + reach * 0.5)} ${n(top)}H${n(px + reach)}" fill="none" stroke="${pole}" stroke-width="8" stroke-linecap="round"/>`
    out += ellipse(px + reach, top + 6, 24, 9, pole)
    if (light.orb !== 'sun' || weather.cover > 0.5) {
      out += ellipse(
        px + reach,
        top + 16,
        130,
        130,
        defs.radial([
          [0, shine, 0.75],
          [0.2, shine, 0.3],
          [1, shine, 0],
        ]),
      )
      out += ellipse(
        px + reach,
        horizon + rest * 0.55,
        150,
        46,
        defs.radial([
          [0, shine, 0.4],
          [1, shine, 0],
        ]),
      )
    }
  }
  if (weather.falls === 'rain') {
    for (let i = 0; i < 5; i++) {
      out += ellipse(
        random.between(0, width),
        horizon + rest * random.between(0.4, 0.95),
        random.between(60, 150),
        random.between(8, 18),
        mix(canvas.haze, '#ffffff', 0.2),
        'opacity="0.28"',
      )
    }
  }
  return out
}
