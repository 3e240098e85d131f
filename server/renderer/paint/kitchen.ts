import { mix, shade } from '../colour.ts'
import { circlePath, ellipse, n, path, polygon, rect, rectPath } from '../svg.ts'
import type { Canvas, Painter } from './canvas.ts'

/** A colour under the hour's light, indoors. */
const tinted = ({ light }: Canvas, colour: string) => mix(colour, light.shade.colour, light.shade.amount * 0.55)

/** A painted wall, tiled above the counter. */
export const tiles: Painter = (canvas) => {
  const { width, height, ground, defs, horizon } = canvas
  const wall = tinted(canvas, ground[1])
  const top = horizon * 0.56
  const step = 52
  let joints = ''
  for (let y = top; y < horizon; y += step / 2) {
    joints += `M0 ${n(y)}h${n(width)}`
    const shift = Math.round((y - top) / (step / 2)) % 2 ? step / 2 : 0
    for (let x = shift; x < width; x += step) joints += `M${n(x)} ${n(y)}v${step / 2}`
  }
  return (
    rect(
      0,
      0,
      width,
      height,
      defs.linear([
        [0, shade(wall, -0.06)],
        [0.7, wall],
      ]),
    ) +
    rect(0, top, width, horizon - top, mix(wall, '#ffffff', 0.4)) +
    `<path d="${joints}" stroke="${shade(wall, -0.08)}" stroke-opacity="0.55" stroke-width="2"/>` +
    rect(0, top - 8, width, 9, mix(tinted(canvas, ground[0]), '#ffffff', 0.15))
  )
}

/** A window with a half curtain over the sink. */
export const kitchenWindow: Painter = (canvas) => {
  const { width, defs, sky, horizon, ground, light } = canvas
  const random = canvas.random.fork('kitchen-window')
  const w = 250
  const h = horizon * 0.4
  const x = width * random.pick([0.5, 0.62, 0.38]) - w / 2
  const y = horizon * 0.12
  const frame = tinted(canvas, '#fffaf2')
  const cloth = mix(tinted(canvas, ground[0]), '#ffffff', 0.25)
  let hem = `M${n(x - 14)} ${n(y - 6)}h${n(w + 28)}v44`
  for (let i = 0; i < 7; i++) hem += `q${n(-(w + 28) / 14)} 26 ${n(-(w + 28) / 7)} 0`
  const hill = mix(mix('#6fae68', light.shade.colour, light.shade.amount), canvas.haze, 0.3)
  return (
    rect(x, y, w, h, defs.linear(sky.map((colour, i) => [i / (sky.length - 1), colour] as const))) +
    ellipse(x + w * 0.7, y + h * 0.42, 30, 30, light.orbColour) +
    path(
      `M${n(x)} ${n(y + h)}v${n(-h * 0.22)}Q${n(x + w * 0.4)} ${n(y + h * 0.55)} ${n(x + w)} ${n(y + h * 0.84)}V${n(y + h)}Z`,
      hill,
    ) +
    `<path d="M${n(x + w / 2)} ${n(y)}v${n(h)}M${n(x)} ${n(y + h / 2)}h${n(w)}" stroke="${frame}" stroke-width="8"/><rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="none" stroke="${frame}" stroke-width="15"/>` +
    rect(x - 22, y + h + 4, w + 44, 17, shade(frame, -0.05)) +
    path(`${hem}Z`, cloth)
  )
}

/** Shelves with jars, bowls and a plant; a lamp hangs from the ceiling. */
export const shelves: Painter = (canvas) => {
  const { width, horizon, ground, defs, light } = canvas
  const random = canvas.random.fork('shelves')
  const wood = tinted(canvas, '#a8744a')
  const tints = ['#d9694f', '#e6b34a', '#5b8f8c', '#8a6fa8', '#efe3cd'] as const
  let out = ''
  for (const [x, y] of [
    [0.03, 0.17],
    [0.03, 0.38],
    [0.76, 0.17],
    [0.76, 0.38],
  ] as const) {
    const left = x * width
    const top = horizon * y
    for (let at = left + 16; at < left + width * 0.21 - 34; at += random.between(46, 62)) {
      const colour = tinted(canvas, random.pick(tints))
      const h = random.between(30, 58)
      const w = random.between(28, 40)
      out += random.chance(0.3)
        ? path(
            `M${n(at)} ${n(top - 26)}h${n(w)}q0 26 ${n(-w * 0.3)} 26h${n(-w * 0.4)}q${n(-w * 0.3)} 0 ${n(-w * 0.3)} -26Z`,
            colour,
          )
        : rect(at, top - h, w, h, colour, 'rx="6"') +
          rect(at - 1, top - h - 6, w + 2, 9, mix(colour, '#3a2a22', 0.45), 'rx="3"')
    }
    out += rect(left, top, width * 0.21, 11, wood) + rect(left, top + 11, width * 0.21, 6, light.deep, 'opacity="0.14"')
  }
  const lx = width * random.between(0.3, 0.7)
  const lamp = tinted(canvas, mix(ground[0], '#ffffff', 0.1))
  const glow = light.orb === 'sun' ? '#fff6d8' : light.lamps.colour
  const cone = defs.radial([
    [0, glow, light.orb === 'sun' ? 0.35 : 0.7],
    [1, glow, 0],
  ])
  return (
    `${out}<path d="M${n(lx)} 0V70" stroke="${tinted(canvas, '#4a3c38')}" stroke-width="5"/>` +
    ellipse(lx, 130, 230, 200, cone) +
    path(`M${n(lx - 24)} 70h48l44 56h-136Z`, lamp) +
    ellipse(lx, 127, 62, 9, mix(glow, '#ffffff', 0.4))
  )
}

/** The counter along the wall: cupboards, an oven, a pan and a board on top. */
export const kitchenCounter: Painter = (canvas) => {
  const { width, horizon, ground, defs, light } = canvas
  const random = canvas.random.fork('counter')
  const front = tinted(canvas, ground[0])
  const top = horizon * 0.74
  const oven = Math.round(random.between(0, 2.4))
  const w = width / Math.round(width / 240)
  let doors = ''
  let knobs = ''
  let stove = ''
  for (let i = 0; i * w < width - 1; i++) {
    const x = i * w
    if (i === oven) {
      stove =
        rect(x + 5, top + 18, w - 10, horizon - top - 18, tinted(canvas, '#e9e6e0')) +
        rect(x + 26, top + 62, w - 52, horizon - top - 92, tinted(canvas, '#2e3038'), 'rx="10"') +
        rect(x + 36, top + 72, w - 72, (horizon - top) * 0.2, mix('#ffb45a', light.deep, 0.35), 'rx="6"') +
        path([0.2, 0.4, 0.6, 0.8].map((k) => circlePath(x + w * k, top + 40, 8)).join(''), tinted(canvas, '#4a4d58')) +
        path(
          `M${n(x + w * 0.25)} ${n(top - 52)}h${n(w * 0.5)}v38q0 12 -12 12h${n(-w * 0.5 + 24)}q-12 0 -12 -12Z`,
          tinted(canvas, '#c9553f'),
        ) +
        rect(x + w * 0.2, top - 58, w * 0.6, 10, tinted(canvas, '#a8412f'), 'rx="5"')
      continue
    }
    doors +=
      rectPath(x + 12, top + 34, w / 2 - 18, horizon - top - 54) +
      rectPath(x + w / 2 + 6, top + 34, w / 2 - 18, horizon - top - 54)
    knobs += circlePath(x + w / 2 - 18, top + 62, 6) + circlePath(x + w / 2 + 18, top + 62, 6)
  }
  return (
    rect(
      0,
      top,
      width,
      horizon - top + 2,
      defs.linear([
        [0, front],
        [1, mix(front, light.deep, 0.2)],
      ]),
    ) +
    path(doors, mix(front, '#ffffff', 0.13)) +
    path(knobs, tinted(canvas, '#f3d9a0')) +
    stove +
    rect(0, top - 6, width, 24, tinted(canvas, '#d8b58a')) +
    rect(0, top + 18, width, 9, light.deep, 'opacity="0.16"')
  )
}

/** A floor of two colours in perspective. */
export const chequers: Painter = (canvas) => {
  const { width, height, horizon, ground, light, defs } = canvas
  const pale = tinted(canvas, mix(ground[1], '#ffffff', 0.2))
  const dark = tinted(canvas, mix(ground[0], ground[1], 0.45))
  const rows = [0, 0.12, 0.28, 0.48, 0.72, 1.02]
  const xAt = (column: number, t: number) => width / 2 + column * (90 + 120 * t)
  let d = ''
  rows.slice(0, -1).forEach((t, row) => {
    const next = rows[row + 1] ?? 1
    const [y1, y2] = [t, next].map((v) => horizon + (height - horizon) * v)
    for (let c = -10; c < 10; c++)
      if ((c + row) % 2 === 0)
        d += polygon([
          [xAt(c, t), y1 ?? 0],
          [xAt(c + 1, t), y1 ?? 0],
          [xAt(c + 1, next), y2 ?? 0],
          [xAt(c, next), y2 ?? 0],
        ])
  })
  return (
    rect(0, horizon, width, height - horizon + 2, pale) +
    path(d, dark) +
    rect(
      0,
      horizon,
      width,
      (height - horizon) * 0.4,
      defs.linear([
        [0, light.deep, 0.3],
        [1, light.deep, 0],
      ]),
    )
  )
}
