import { mix, shade } from '../colour.ts'
import { circlePath, ellipse, n, path, rect, smoothLine } from '../svg.ts'
import type { Canvas, Painter } from './canvas.ts'
import { drifting, gusts, rainbow } from './season.ts'

/** The gradient of the sky, down to a little below the horizon. */
export const sky: Painter = ({ width, height, sky: colours, horizon, defs }) => {
  const reach = Math.min(1, (horizon + 40) / height)
  const stops = colours.map((colour, i) => [(i / (colours.length - 1)) * reach, colour] as const)
  return rect(0, 0, width, height, defs.linear(stops))
}

/** Stars, denser towards the zenith, a few of them sparkling. */
export const stars: Painter = (canvas) => {
  const random = canvas.random.fork('stars')
  const count = Math.round(canvas.light.stars * (1 - canvas.weather.cover))
  const paths = ['', '', '']
  let sparkles = ''
  for (let i = 0; i < count; i++) {
    const x = random.between(0, canvas.width)
    const y = random.next() ** 1.5 * canvas.horizon * 0.95
    const r = random.between(0.7, 2.1)
    paths[i % 3] += circlePath(x, y, r)
    if (i % 24 === 0) {
      const s = random.between(7, 12)
      sparkles += `M${n(x - s)} ${n(y)}Q${n(x)} ${n(y)} ${n(x)} ${n(y - s)}Q${n(x)} ${n(y)} ${n(x + s)} ${n(y)}Q${n(x)} ${n(y)} ${n(x)} ${n(y + s)}Q${n(x)} ${n(y)} ${n(x - s)} ${n(y)}Z`
    }
  }
  return (
    paths.map((d, i) => (d ? path(d, '#fff', `opacity="${0.35 + i * 0.25}"`) : '')).join('') +
    (sparkles && path(sparkles, '#fff', 'opacity="0.9"'))
  )
}

/** Sun or moon with its glow. */
export const orb: Painter = ({ orb: { x, y, radius }, light, weather, defs, width }) => {
  const seen = 1 - weather.cover * 1.15
  const wide = light.orb === 'low-sun' ? 0.62 : light.orb === 'moon' ? 0.34 : 0.42
  const glow = defs.radial([
    [0, light.glow, 0.85 * Math.max(0.25, seen)],
    [0.25, light.glow, 0.42 * Math.max(0.25, seen)],
    [0.6, light.glow, 0.12 * Math.max(0.25, seen)],
    [1, light.glow, 0],
  ])
  const halo = ellipse(x, y, width * wide, width * wide, glow)
  if (seen <= 0.2) return halo
  const opacity = `opacity="${n(Math.min(1, seen + 0.15))}"`
  if (light.orb !== 'moon') return halo + ellipse(x, y, radius, radius, light.orbColour, opacity)
  const disc = defs.linear(
    [
      [0, '#fffdf2'],
      [1, '#d9dcf0'],
    ],
    { x2: 1 },
  )
  const craters = [
    [-0.3, -0.2, 0.2],
    [0.25, 0.25, 0.26],
    [0.3, -0.4, 0.12],
    [-0.25, 0.45, 0.13],
  ] as const
  const marks = craters.map(([dx, dy, r]) => circlePath(x + dx * radius, y + dy * radius, r * radius)).join('')
  return `${halo}<g ${opacity}>${ellipse(x, y, radius, radius, disc)}${path(marks, '#b8bddb', 'opacity="0.4"')}</g>`
}

/** One cumulus: puffs on a flat base, lighter on top. */
export function cumulus(canvas: Canvas, x: number, y: number, size: number, opacity: number, seed: string): string {
  const random = canvas.random.fork(seed)
  let d = ''
  const puffs = random.integer(5, 7)
  for (let i = 0; i < puffs; i++) {
    const t = i / (puffs - 1)
    const r = size * (0.16 + 0.2 * Math.sin(t * Math.PI)) * random.between(0.8, 1.2)
    d += circlePath(x + (t - 0.5) * size * 1.2, y - r * random.between(0.95, 1.2), r)
  }
  d += `M${n(x - size * 0.74)} ${n(y)}q0 ${n(-size * 0.17)} ${n(size * 0.17)} ${n(-size * 0.17)}h${n(size * 1.14)}q${n(size * 0.17)} 0 ${n(size * 0.17)} ${n(size * 0.17)}Z`
  const top = mix(canvas.light.cloud, canvas.haze, canvas.weather.cover * 0.6)
  const fill = canvas.defs.linear([
    [0, shade(top, 0.04)],
    [0.55, top],
    [1, mix(top, canvas.sky.at(-2) ?? canvas.haze, 0.55)],
  ])
  return path(d, fill, `opacity="${n(opacity * 10) === '10' ? 1 : Math.round(opacity * 100) / 100}"`)
}

/** A streak of high cloud. */
function streak(x: number, y: number, length: number, thickness: number, fill: string, opacity: number): string {
  const d = `${smoothLine([
    [x, y],
    [x + length * 0.3, y - thickness],
    [x + length * 0.65, y - thickness * 0.5],
    [x + length, y],
  ])}Q${n(x + length * 0.5)} ${n(y + thickness * 1.1)} ${n(x)} ${n(y)}Z`
  return path(d, fill, `opacity="${Math.round(opacity * 100) / 100}"`)
}

/** Clouds: heaped by day, drawn out at dawn, dusk and night, a ceiling in bad weather. */
export const clouds: Painter = (canvas) => {
  const { width, light, weather, horizon } = canvas
  const random = canvas.random.fork('clouds')
  let out = rainbow(canvas)
  if (light.orb !== 'sun' || random.chance(0.3)) {
    const streaks = Math.round(random.between(5, 9))
    for (let i = 0; i < streaks; i++) {
      const y = horizon * random.between(0.12, 0.86)
      const length = random.between(0.25, 0.7) * width
      out += streak(
        random.between(-0.2, 0.8) * width,
        y,
        length,
        random.between(5, 15),
        light.cloud,
        random.between(0.22, 0.5),
      )
    }
  }
  if (light.orb === 'sun' || weather.cover > 0.4) {
    const count = Math.round(random.between(3, 5) * weather.cloudiness)
    for (let i = 0; i < count; i++) {
      const far = random.next()
      const y = horizon * (weather.cover > 0.5 ? random.between(0.06, 0.4) : 0.16 + far * 0.6)
      out += cumulus(
        canvas,
        ((i + random.between(0.1, 0.9)) / count) * width,
        y,
        210 - far * 130,
        0.95 - far * 0.3,
        `cloud${i}`,
      )
    }
  }
  return out
}

/** A loose flock far away. */
export const birds: Painter = (canvas) => {
  const random = canvas.random.fork('birds')
  if (canvas.time === 'night' || canvas.weather.falls !== 'nothing' || random.chance(0.3)) return ''
  const x0 = random.between(0.15, 0.75) * canvas.width
  const y0 = random.between(0.2, 0.42) * canvas.horizon
  let d = ''
  for (let i = 0; i < random.integer(4, 8); i++) {
    const s = random.between(7, 14)
    const x = x0 + random.between(-90, 90)
    const y = y0 + random.between(-45, 45)
    d += `M${n(x - s)} ${n(y - s * 0.3)}Q${n(x - s * 0.4)} ${n(y - s * 0.5)} ${n(x)} ${n(y)}Q${n(x + s * 0.4)} ${n(y - s * 0.5)} ${n(x + s)} ${n(y - s * 0.3)}`
  }
  return `<path d="${d}" fill="none" stroke="${mix(canvas.light.deep, canvas.haze, 0.35)}" stroke-width="2.6" stroke-linecap="round"/>`
}

/** Rain or snow in front of everything, a bolt behind it where there is thunder. */
export const precipitation: Painter = (canvas) => {
  const { width, height, weather } = canvas
  const random = canvas.random.fork('falls')
  if (weather.falls === 'rain') {
    const strokes = [0.28, 0.5].map((opacity, layer) => {
      let d = ''
      for (let i = 0; i < 90; i++) {
        const length = random.between(22, 48) * (1 + layer * 0.6)
        d += `M${n(random.between(0, width + 60))} ${n(random.between(-30, height))}l${n(-length * 0.22)} ${n(length)}`
      }
      return `<path d="${d}" fill="none" stroke="#e4eefb" stroke-opacity="${opacity}" stroke-width="${1.6 + layer * 1.2}" stroke-linecap="round"/>`
    })
    return strokes.join('')
  }
  if (weather.falls !== 'snow') return gusts(canvas) + drifting(canvas)
  return [1.8, 3.2, 5.6]
    .map((size, layer) => {
      let d = ''
      for (let i = 0; i < 110 - layer * 36; i++)
        d += circlePath(random.between(0, width), random.between(0, height), size * random.between(0.7, 1.3))
      return path(d, '#fff', `opacity="${0.6 + layer * 0.15}"`)
    })
    .join('')
}

/** A forked bolt of lightning. */
export const bolt: Painter = (canvas) => {
  if (!canvas.weather.lightning) return ''
  const random = canvas.random.fork('bolt')
  let x = random.between(0.2, 0.8) * canvas.width
  let y = canvas.horizon * 0.12
  let d = `M${n(x)} ${n(y)}`
  while (y < canvas.horizon) {
    x += random.between(-42, 42)
    y += random.between(22, 60)
    d += `L${n(x)} ${n(y)}`
    if (random.chance(0.22)) d += `l${n(random.between(-70, 70))} ${n(random.between(30, 70))}M${n(x)} ${n(y)}`
  }
  const layers = [
    [26, 0.12],
    [12, 0.25],
    [4, 1],
  ] as const
  return layers
    .map(
      ([w, o]) =>
        `<path d="${d}" fill="none" stroke="#eef2ff" stroke-width="${w}" stroke-opacity="${o}" stroke-linejoin="round"/>`,
    )
    .join('')
}
