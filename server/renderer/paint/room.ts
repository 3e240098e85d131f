import { mix, shade } from '../colour.ts'
import { ellipse, n, path, polygon, rect, rectPath } from '../svg.ts'
import type { Painter } from './canvas.ts'

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
  for (let x = step / 2; x < width; x += step) stripes += rectPath(x, 0, step * 0.34, height)
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
