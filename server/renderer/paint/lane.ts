import { mix, shade } from '../colour.ts'
import { ellipse, n, path, polygon, rect, rectPath } from '../svg.ts'
import { inAirBare, type Painter } from './canvas.ts'

/** Roofs and towers of the town behind. */
export const roofs: Painter = (canvas) => {
  const random = canvas.random.fork('roofs')
  const { width, horizon, ground } = canvas
  let d = ''
  for (let x = -40; x < width; x += random.between(70, 120)) {
    const w = random.between(70, 130)
    const h = random.between(0.34, 0.6) * horizon
    d += `M${n(x)} ${n(horizon)}V${n(horizon - h)}l${n(w / 2)} ${n(-random.between(30, 70))}l${n(w / 2)} ${n(random.between(30, 70))}V${n(horizon)}Z`
  }
  const tx = random.between(0.2, 0.8) * width
  d += `M${n(tx - 28)} ${n(horizon)}V${n(horizon * 0.3)}L${n(tx)} ${n(horizon * 0.13)}L${n(tx + 28)} ${n(horizon * 0.3)}V${n(horizon)}Z`
  return path(d, inAirBare(canvas, mix(ground[0], ground[1], 0.35), 0.3))
}

/** A row of gabled houses with doors, shutters and awnings, lower towards the middle of the street. */
export const houses: Painter = (canvas) => {
  const random = canvas.random.fork('houses')
  const { width, horizon, ground, light, weather, defs } = canvas
  const plasters = [
    ground[1],
    mix(ground[1], ground[0], 0.45),
    mix(ground[0], '#ffffff', 0.35),
    '#f3e3cf',
    '#d9a58a',
    '#a9bfa8',
  ] as const
  let out = ''
  for (let x = -30; x < width + 10; ) {
    const w = random.between(150, 230)
    const edge = Math.abs(x + w / 2 - width / 2) / (width / 2)
    const h = horizon * (0.36 + edge * 0.26 + random.between(0, 0.1))
    const top = horizon - h
    const wall = inAirBare(canvas, random.pick(plasters), 0.86)
    const roof =
      weather.whitens > 0.5
        ? inAirBare(canvas, '#f2f6fb', 0.95)
        : inAirBare(canvas, random.pick(['#a8503c', '#8a4a4a', '#5d5a72', '#b8703f']), 0.88)
    const rise = random.between(50, 100)
    out += rect(
      x,
      top,
      w,
      h + 6,
      defs.linear([
        [0, mix(wall, light.glow, 0.12)],
        [1, mix(wall, light.deep, 0.16)],
      ]),
    )
    out += rect(x + w * 0.9, top, w * 0.1, h + 6, light.deep, 'opacity="0.14"')
    out += random.chance(0.7)
      ? path(
          polygon([
            [x - 12, top + 6],
            [x + w / 2, top - rise],
            [x + w + 12, top + 6],
          ]),
          roof,
        )
      : path(
          polygon([
            [x - 10, top + 8],
            [x + 12, top - 44],
            [x + w - 12, top - 44],
            [x + w + 10, top + 8],
          ]),
          roof,
        )
    const shutter = inAirBare(canvas, random.pick(['#3f7a6b', '#b5523f', '#44648f', '#7a5a8a']), 0.85)
    const frame = inAirBare(canvas, '#fff6e8', 0.9)
    let [lit, dark, frames, shutters] = ['', '', '', '']
    for (let wy = top + 30; wy < horizon - 130; wy += 84)
      for (const k of [0.26, 0.74]) {
        const wx = x + w * k - 17
        frames += rectPath(wx - 5, wy - 5, 44, 58)
        shutters += rectPath(wx - 22, wy - 4, 15, 56) + rectPath(wx + 41, wy - 4, 15, 56)
        if (random.next() < light.lamps.lit + 0.1) lit += rectPath(wx, wy, 34, 48)
        else dark += rectPath(wx, wy, 34, 48)
      }
    out += path(frames, frame) + path(shutters, shutter)
    out += path(dark, mix(inAirBare(canvas, '#7fa3b8', 0.85), light.deep, 0.25)) + path(lit, light.lamps.colour)
    const doorX = x + w * random.pick([0.26, 0.5, 0.74])
    out +=
      rect(doorX - 27, horizon - 96, 54, 98, frame, 'rx="6"') +
      rect(doorX - 21, horizon - 90, 42, 92, mix(shutter, light.deep, 0.2), 'rx="5"')
    if (random.chance(0.45)) {
      const awning = inAirBare(canvas, random.pick(['#d9483f', '#2f8f8a', '#e0a12f']), 0.9)
      let stripes = ''
      for (let i = 0; i < 5; i++)
        stripes += polygon([
          [x + 14 + (i * 2 * (w - 28)) / 10, horizon - 128],
          [x + 14 + ((i * 2 + 1) * (w - 28)) / 10, horizon - 128],
          [x + 6 + ((i * 2 + 1) * (w - 12)) / 10, horizon - 92],
          [x + 6 + (i * 2 * (w - 12)) / 10, horizon - 92],
        ])
      out +=
        path(
          polygon([
            [x + 14, horizon - 128],
            [x + w - 14, horizon - 128],
            [x + w - 6, horizon - 92],
            [x + 6, horizon - 92],
          ]),
          frame,
        ) + path(stripes, awning)
    }
    x += w + random.between(-2, 8)
  }
  return out
}

/** Pavement and paving stones, a lamp at one side; wet when it rains. */
export const cobbles: Painter = (canvas) => {
  const random = canvas.random.fork('cobbles')
  const { width, height, horizon, light, weather, defs } = canvas
  const rest = height - horizon
  const stone = inAirBare(
    canvas,
    weather.whitens > 0.5 ? '#e6edf5' : random.pick(['#8f8a92', '#a3978a', '#7f8794']),
    0.96,
  )
  let joints = ''
  for (let row = 0, y = horizon + rest * 0.12; y < height; row++) {
    const h = 12 + row * 6
    const w = 40 + row * 17
    for (let x = (row % 2) * w * -0.5; x < width; x += w) joints += `M${n(x)} ${n(y)}v${n(h)}`
    joints += `M0 ${n(y)}h${n(width)}`
    y += h
  }
  const side = random.chance(0.5) ? 0.08 : 0.92
  const px = side * width
  const pole = mix(inAirBare(canvas, '#26303c', 1), light.deep, 0.4)
  const top = horizon - 250
  const shines = light.orb !== 'sun' || weather.cover > 0.5
  const glow = defs.radial([
    [0, light.lamps.colour, 0.75],
    [0.2, light.lamps.colour, 0.3],
    [1, light.lamps.colour, 0],
  ])
  return (
    rect(
      0,
      horizon - 2,
      width,
      rest + 4,
      defs.linear([
        [0, shade(stone, 0.04)],
        [1, mix(stone, light.deep, 0.32)],
      ]),
    ) +
    `<path d="${joints}" stroke="${mix(stone, light.deep, 0.4)}" stroke-opacity="0.45" stroke-width="2.5"/>` +
    rect(0, horizon - 2, width, rest * 0.12, mix(stone, '#ffffff', 0.25)) +
    rect(0, horizon + rest * 0.1, width, 6, mix(stone, light.deep, 0.35)) +
    rect(px - 5, top, 10, 250 + rest * 0.1, pole) +
    path(
      polygon([
        [px - 22, top],
        [px + 22, top],
        [px + 14, top - 52],
        [px - 14, top - 52],
      ]),
      shines ? light.lamps.colour : mix('#dfe9ee', light.shade.colour, light.shade.amount * 0.5),
    ) +
    path(
      polygon([
        [px - 20, top - 50],
        [px, top - 76],
        [px + 20, top - 50],
      ]),
      pole,
    ) +
    (shines ? ellipse(px, top - 24, 150, 150, glow) : '') +
    (weather.falls === 'rain'
      ? ellipse(width * 0.4, horizon + rest * 0.6, 190, 20, mix(canvas.haze, '#ffffff', 0.2), 'opacity="0.3"')
      : '')
  )
}
