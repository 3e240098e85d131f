import { mix, shade } from '../colour.ts'
import { ellipse, n, path, polygon, rect } from '../svg.ts'
import { inAirBare, type Painter } from './canvas.ts'

const box = (x: number, y: number, w: number, h: number) => `M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}Z`

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
      houses += box(x, y, w, h + 20)
      sides += box(x + w * 0.72, y, w * 0.28, h + 20)
      if (random.chance(0.3)) houses += box(x + w * 0.2, y - 22, w * 0.6, 24)
      if (random.chance(0.18))
        houses += `M${n(x + w * 0.47)} ${n(y)}l${n(w * 0.03)} ${n(-random.between(40, 90))}l${n(w * 0.03)} ${n(90)}Z`
      const columns = Math.max(2, Math.round(w / 21))
      const step = w / (columns + 0.4)
      for (let wy = y + 16; wy < horizon - 14 && row > 0; wy += 25) {
        for (let c = 0; c < columns; c++) {
          const window = box(x + step * (c + 0.35), wy, step * 0.5, 13)
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

/** A papered wall with light falling on it. */
export const wall: Painter = (canvas) => {
  const { width, height, ground, defs, light } = canvas
  const random = canvas.random.fork('wall')
  const paper = mix(ground[1], light.shade.colour, light.shade.amount * 0.62)
  let out = rect(
    0,
    0,
    width,
    height,
    defs.linear([
      [0, shade(paper, -0.05)],
      [0.6, paper],
      [1, shade(paper, -0.03)],
    ]),
  )
  let stripes = ''
  const step = random.between(60, 90)
  for (let x = step / 2; x < width; x += step) stripes += box(x, 0, step * 0.34, height)
  out += path(stripes, shade(paper, -0.035), 'opacity="0.5"')
  const lamp = light.orb === 'moon' || light.orb === 'low-sun'
  return lamp
    ? out +
        ellipse(
          width * 0.84,
          height * 0.42,
          width * 0.5,
          width * 0.5,
          defs.radial([
            [0, light.lamps.colour, 0.6],
            [0.4, light.lamps.colour, 0.2],
            [1, light.lamps.colour, 0],
          ]),
        )
    : out
}

/** A window with the time of day and the weather behind it. */
export const windowView: Painter = (canvas) => {
  const { width, height, defs, sky, light, orb, weather } = canvas
  const w = width * 0.36
  const h = height * 0.4
  const x = width * 0.12
  const y = height * 0.12
  const frame = mix('#fffaf2', light.shade.colour, light.shade.amount * 0.5)
  const clip = defs.add(
    (id) => `<clipPath id="${id}"><rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}"/></clipPath>`,
  )
  const stops = sky.map((colour, i) => [i / (sky.length - 1), colour] as const)
  const hill = mix(mix('#5f9c62', light.shade.colour, light.shade.amount), canvas.haze, 0.35)
  const white = weather.whitens ? mix(hill, '#ffffff', 0.8) : hill
  let outside = rect(x, y, w, h, defs.linear(stops))
  outside += ellipse(
    x + w * 0.66,
    y + h * 0.34,
    w * 0.5,
    w * 0.5,
    defs.radial([
      [0, light.glow, 0.7],
      [1, light.glow, 0],
    ]),
  )
  outside += ellipse(
    x + w * 0.66,
    y + h * 0.34,
    orb.radius * 0.6,
    orb.radius * 0.6,
    light.orbColour,
    `opacity="${weather.cover > 0.6 ? 0 : 1}"`,
  )
  outside +=
    ellipse(x + w * 0.2, y + h * 1.12, w * 0.6, h * 0.36, white) +
    ellipse(x + w * 0.9, y + h * 1.16, w * 0.7, h * 0.34, shade(white, -0.05))
  const bars = `M${n(x + w / 2)} ${n(y)}v${n(h)}M${n(x)} ${n(y + h * 0.45)}h${n(w)}`
  const curtain = mix(canvas.ground[0], light.shade.colour, light.shade.amount * 0.6)
  const cloth = defs.linear(
    [
      [0, shade(curtain, -0.08)],
      [0.25, shade(curtain, 0.05)],
      [0.5, shade(curtain, -0.05)],
      [0.75, shade(curtain, 0.05)],
      [1, shade(curtain, -0.1)],
    ],
    { x2: 1, y2: 0 },
  )
  const side = (cx: number, dir: number) =>
    path(
      `M${n(cx)} ${n(y - 26)}h${n(dir * 96)}Q${n(cx + dir * 84)} ${n(y + h * 0.5)} ${n(cx + dir * 30)} ${n(y + h * 0.66)}Q${n(cx + dir * 62)} ${n(y + h)} ${n(cx + dir * 70)} ${n(y + h + 50)}H${n(cx)}Z`,
      cloth,
    )
  return (
    `<g clip-path="${clip}">${outside}</g><path d="${bars}" stroke="${frame}" stroke-width="9"/><rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="none" stroke="${frame}" stroke-width="16"/>` +
    rect(x - 22, y + h + 4, w + 44, 20, shade(frame, -0.04)) +
    side(x - 40, 1) +
    side(x + w + 40, -1) +
    rect(x - 64, y - 36, w + 128, 14, mix(curtain, light.deep, 0.5), 'rx="7"')
  )
}

/** Pictures on the wall, a lamp, a plant in a pot. */
export const furnishings: Painter = (canvas) => {
  const { width, height, horizon, light, ground, defs } = canvas
  const random = canvas.random.fork('things')
  const tint = (colour: string) => mix(colour, light.shade.colour, light.shade.amount * 0.55)
  const floorY = horizon + 22
  let out = ''
  for (const [fx, fy, fw, fh] of [
    [0.6, 0.15, 0.12, 0.17],
    [0.75, 0.19, 0.1, 0.1],
  ] as const) {
    const colour = random.pick(['#e7725f', '#3f8f8a', '#e2b04a', '#5c6fb5'])
    out += rect(fx * width + 5, fy * height + 8, fw * width, fh * height, light.deep, 'opacity="0.16"')
    out +=
      rect(fx * width, fy * height, fw * width, fh * height, tint('#fffaf0')) +
      rect(fx * width + 14, fy * height + 14, fw * width - 28, fh * height - 28, tint(mix(colour, '#ffffff', 0.25)))
    out += ellipse(
      (fx + fw / 2) * width,
      (fy + fh * 0.58) * height,
      fw * width * 0.22,
      fw * width * 0.22,
      tint(mix(colour, '#1a2240', 0.25)),
    )
  }
  const lx = width * 0.88
  const shadeColour = light.orb === 'sun' ? tint('#fff4dc') : light.lamps.colour
  out +=
    `<path d="M${n(lx)} ${n(floorY)}V${n(height * 0.42)}" stroke="${tint('#5b4a42')}" stroke-width="9"/>` +
    ellipse(lx, floorY, 52, 12, tint('#5b4a42'))
  out += path(
    polygon([
      [lx - 44, height * 0.34],
      [lx + 44, height * 0.34],
      [lx + 78, height * 0.45],
      [lx - 78, height * 0.45],
    ]),
    defs.linear([
      [0, shade(shadeColour, -0.05)],
      [1, mix(shadeColour, '#ffffff', 0.35)],
    ]),
  )
  const px = width * 0.07
  let leaves = ''
  for (let i = 0; i < 9; i++) {
    const a = -2.9 + (i / 8) * 2.6
    const r = random.between(110, 165)
    const ex = px + Math.cos(a) * r * 0.75
    const ey = floorY - 90 + Math.sin(a) * r
    leaves += `M${n(px)} ${n(floorY - 80)}Q${n(px + Math.cos(a) * r * 0.2 - 24)} ${n((floorY - 90 + ey) / 2)} ${n(ex)} ${n(ey)}Q${n(px + Math.cos(a) * r * 0.5 + 24)} ${n((floorY - 60 + ey) / 2)} ${n(px)} ${n(floorY - 80)}Z`
  }
  out += path(
    leaves,
    defs.linear([
      [0, tint('#5fae6b')],
      [1, tint('#2c6b4a')],
    ]),
  )
  return (
    out +
    path(
      polygon([
        [px - 50, floorY - 90],
        [px + 50, floorY - 90],
        [px + 36, floorY + 8],
        [px - 36, floorY + 8],
      ]),
      tint(mix(ground[0], '#c9653f', 0.4)),
    )
  )
}

/** Boards in perspective and a rug. */
export const floor: Painter = (canvas) => {
  const { width, height, horizon, light, ground, defs, random: source } = canvas
  const random = source.fork('boards')
  const wood = mix(random.pick(['#b9835a', '#a9744f', '#c79a6b']), light.shade.colour, light.shade.amount * 0.6)
  let joints = ''
  for (let i = -7; i <= 7; i++)
    joints += `M${n(width / 2 + i * width * 0.085)} ${n(horizon)}L${n(width / 2 + i * width * 0.17)} ${n(height)}`
  const skirting = mix('#fffaf2', light.shade.colour, light.shade.amount * 0.5)
  const rug = mix(mix(ground[0], '#8a2f4a', 0.3), light.shade.colour, light.shade.amount * 0.5)
  const ry = (height - horizon) * 0.3
  const cy = horizon + (height - horizon) * 0.55
  return (
    rect(0, horizon - 30, width, 32, skirting) +
    rect(
      0,
      horizon,
      width,
      height - horizon + 2,
      defs.linear([
        [0, shade(wood, -0.06)],
        [0.4, wood],
        [1, mix(wood, light.deep, 0.3)],
      ]),
    ) +
    `<path d="${joints}" stroke="${shade(wood, -0.1)}" stroke-width="2.5" opacity="0.6"/>` +
    ellipse(width / 2, cy + 6, width * 0.39, ry, light.deep, 'opacity="0.2"') +
    ellipse(width / 2, cy, width * 0.39, ry, rug) +
    ellipse(width / 2, cy, width * 0.345, ry * 0.84, mix(rug, '#ffe9c9', 0.3)) +
    ellipse(width / 2, cy, width * 0.325, ry * 0.77, rug)
  )
}
