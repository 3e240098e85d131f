import { mix } from '../colour.ts'
import { circlePath, ellipse, n, path, rect } from '../svg.ts'
import { cumulus } from './air.ts'
import type { Painter } from './canvas.ts'

/** Deep space. */
export const cosmos: Painter = ({ width, height, ground, defs }) =>
  rect(
    0,
    0,
    width,
    height,
    defs.linear(
      [
        [0, mix(ground[0], '#000008', 0.3)],
        [0.5, mix(ground[0], ground[1], 0.14)],
        [1, ground[0]],
      ],
      { x2: 0.5 },
    ),
  )

/** Glowing gas in three tints. */
export const nebula: Painter = ({ width, height, ground, defs, random: source }) => {
  const random = source.fork('nebula')
  const tints = [ground[1], mix(ground[1], '#ff9a7a', 0.45), mix(ground[1], '#4ad4ff', 0.55)]
  let out = ''
  const tilt = random.between(-35, 35)
  for (let i = 0; i < 11; i++) {
    const tint = tints[i % 3] ?? ground[1]
    const t = (i + random.next()) / 11
    const y = height * (0.5 + random.between(-0.22, 0.22))
    const fill = defs.radial([
      [0, tint, random.between(0.22, 0.42)],
      [0.5, tint, 0.12],
      [1, tint, 0],
    ])
    out += ellipse(t * width * 1.2 - width * 0.1, y, random.between(170, 380), random.between(110, 240), fill)
  }
  return `<g transform="rotate(${n(tilt)} ${n(width / 2)} ${n(height / 2)})">${out}</g>`
}

/** Hundreds of stars, some with a flare. */
export const cosmosStars: Painter = ({ width, height, random: source, defs }) => {
  const random = source.fork('cosmosstars')
  const paths = ['', '', '']
  for (let i = 0; i < 300; i++)
    paths[i % 3] += circlePath(random.between(0, width), random.between(0, height), random.next() ** 3 * 2.6 + 0.6)
  const tints = ['#ffffff', '#cfe0ff', '#ffe6c9']
  let flares = ''
  const glow = defs.radial([
    [0, '#ffffff', 0.8],
    [0.15, '#dfe9ff', 0.35],
    [1, '#dfe9ff', 0],
  ])
  for (let i = 0; i < 7; i++) {
    const x = random.between(0, width)
    const y = random.between(0, height)
    const s = random.between(12, 26)
    flares +=
      ellipse(x, y, s, s, glow) +
      ellipse(x, y, s, 1, '#fff', 'opacity="0.8"') +
      ellipse(x, y, 1, s, '#fff', 'opacity="0.8"')
  }
  return paths.map((d, i) => path(d, tints[i] ?? '#fff', `opacity="${0.5 + i * 0.2}"`)).join('') + flares
}

/** A banded planet with a ring in one corner, a small moon in another. */
export const planet: Painter = ({ width, height, defs, ground, random: source }) => {
  const random = source.fork('planet')
  const hue = random.pick([
    ['#f2b263', '#a8502f'],
    ['#7fd1d6', '#1f5f86'],
    ['#d59af0', '#5a2f96'],
    ['#f08a7a', '#7a2347'],
  ] as const)
  const left = random.chance(0.5)
  const r = random.between(125, 175)
  const x = width * (left ? 0.17 : 0.83)
  const y = height * random.between(0.17, 0.24)
  const body = defs.linear(
    [
      [0, mix(hue[0], '#ffffff', 0.3)],
      [0.45, hue[0]],
      [1, mix(hue[1], '#05030f', 0.45)],
    ],
    { x2: 1, y2: 1 },
  )
  const clip = defs.add((id) => `<clipPath id="${id}"><circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}"/></clipPath>`)
  let bands = ''
  for (let i = 0; i < 6; i++)
    bands += ellipse(
      x + 10,
      y - r + (i + random.between(0.2, 0.8)) * r * 0.33,
      r * 1.2,
      random.between(6, 18),
      i % 2 ? hue[1] : '#fff3df',
      'opacity="0.26"',
    )
  const ring = (sweep: number) =>
    `<g transform="rotate(-18 ${n(x)} ${n(y)})" fill="none"><path d="M${n(x - r * 1.75)} ${n(y)}A${n(r * 1.75)} ${n(r * 0.36)} 0 0 ${sweep} ${n(x + r * 1.75)} ${n(y)}" stroke="${mix(hue[0], '#ffffff', 0.5)}" stroke-width="15" stroke-opacity="0.75"/><path d="M${n(x - r * 1.5)} ${n(y)}A${n(r * 1.5)} ${n(r * 0.29)} 0 0 ${sweep} ${n(x + r * 1.5)} ${n(y)}" stroke="${mix(hue[1], '#ffffff', 0.35)}" stroke-width="9" stroke-opacity="0.6"/></g>`
  const glow = ellipse(
    x,
    y,
    r * 1.5,
    r * 1.5,
    defs.radial([
      [0.55, hue[0], 0.4],
      [1, hue[0], 0],
    ]),
  )
  const moonX = width - x + (left ? 20 : -20)
  const moonY = height * random.between(0.74, 0.86)
  const moon = defs.linear(
    [
      [0, '#f1eff7'],
      [1, mix('#4a4766', ground[0], 0.4)],
    ],
    { x2: 1, y2: 1 },
  )
  const small = random.between(34, 58)
  return (
    glow +
    ring(1) +
    ellipse(x, y, r, r, body) +
    `<g clip-path="${clip}">${bands}</g>` +
    ring(0) +
    ellipse(moonX, moonY, small, small, moon) +
    path(
      circlePath(moonX - 10, moonY - 8, small * 0.2) + circlePath(moonX + 12, moonY + 12, small * 0.14),
      '#6a6788',
      'opacity="0.35"',
    )
  )
}

/** One streak of light. */
export const shootingStar: Painter = ({ width, height, defs, random: source }) => {
  const random = source.fork('shooting')
  const x = random.between(0.45, 0.8) * width
  const y = random.between(0.3, 0.36) * height
  const tail = defs.linear(
    [
      [0, '#ffffff', 0],
      [1, '#ffffff', 0.95],
    ],
    { x1: 1, y1: 0, x2: 0, y2: 1 },
  )
  return path(`M${n(x)} ${n(y)}l150 -66l-146 74Z`, tail) + ellipse(x + 2, y + 3, 5, 5, '#fff')
}

/** Flying above the clouds. */
export const cloudSea: Painter = (canvas) => {
  const random = canvas.random.fork('cloudsea')
  let out = ''
  for (let row = 0; row < 4; row++) {
    const y = canvas.height * (0.74 + row * 0.1)
    const size = 250 + row * 95
    for (let x = random.between(-80, 60); x < canvas.width + 80; x += size * random.between(0.62, 0.85)) {
      out += cumulus(canvas, x, y + random.between(-22, 22), size, 0.72 + row * 0.08, `sea${row}-${Math.round(x)}`)
    }
  }
  const foot = mix(canvas.light.cloud, canvas.sky[1] ?? canvas.haze, 0.3)
  return (
    out +
    rect(
      0,
      canvas.height * 0.9,
      canvas.width,
      canvas.height * 0.1 + 2,
      canvas.defs.linear([
        [0, foot, 0],
        [1, foot, 0.75],
      ]),
    )
  )
}
