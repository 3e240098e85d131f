import { toLab } from '../colour.ts'
import type { Canvas } from '../paint/canvas.ts'
import { n } from '../svg.ts'

type Rgb = readonly [red: number, green: number, blue: number]

function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1, 7), 16)
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255]
}

const short = (value: number) => String(Math.round(value * 1000) / 1000)

/** How strongly the hour's shade multiplies figures, and how much of its glow lies on them. */
const SHADE = 0.64
const GLOW = 0.09

/** What the hour and the distance do to a figure's colours: each channel times `by`, plus `add`. Nothing at noon, near. */
function colourCast({ light, weather, haze }: Canvas, far: number): { by: Rgb; add: Rgb } | undefined {
  const { amount, colour } = light.shade
  const gloom = weather.cover * 0.16
  const veil = Math.min(0.78, far * (0.62 + weather.fog * 0.5) + weather.fog * 0.1)
  if (amount + gloom < 0.02 && veil < 0.04) return undefined
  const shade = rgb(colour)
  const glow = rgb(light.glow)
  const air = rgb(haze)
  // A shade keeps its hue however dark it is: its brightest channel loses least.
  const hue = Math.max(...shade, 0.05)
  const by = shade.map((channel) => (1 - amount * SHADE * (1 - 0.42 * (channel / hue))) * (1 - gloom) * (1 - veil))
  const add = air.map((channel, i) => channel * veil + (glow[i] ?? 0) * amount * GLOW * (1 - veil))
  return { by: [by[0] ?? 1, by[1] ?? 1, by[2] ?? 1], add: [add[0] ?? 0, add[1] ?? 0, add[2] ?? 0] }
}

/** Lights figures: equal filters are made once. `rim` units of glow lie on the edge towards the sun or moon. */
export function createLighting(canvas: Canvas): (markup: string, far: number, rim: number, x: number) => string {
  const made = new Map<string, string>()
  const { defs, light, orb } = canvas
  return (markup, far, rim, x) => {
    // Twelve steps of distance are enough for the eye, and share their filters.
    const step = Math.round(far * 12) / 12
    const cast = colourCast(canvas, step)
    if (!cast && rim === 0) return markup
    const side = orb.x >= x ? 1 : -1
    const key = `${step}/${rim > 0 ? Math.round(rim) * side : 0}`
    const known = made.get(key)
    const paint =
      known ??
      defs.add((id) => {
        const { by, add } = cast ?? { by: [1, 1, 1] as const, add: [0, 0, 0] as const }
        const values = [0, 1, 2].map((row) =>
          [0, 1, 2, 3, 4]
            .map((column) => (column === row ? short(by[row] ?? 1) : column === 4 ? short(add[row] ?? 0) : '0'))
            .join(' '),
        )
        const matrix = `<feColorMatrix values="${values.join(' ')} 0 0 0 1 0" result="c"/>`
        const edge =
          rim > 0
            ? `<feOffset in="SourceAlpha" dx="${n(-rim * side)}" dy="${n(rim * 0.7)}" result="o"/><feFlood flood-color="${light.glow}" flood-opacity="0.62"/><feComposite in2="SourceAlpha" operator="in"/><feComposite in2="o" operator="out" result="r"/><feMerge><feMergeNode in="c"/><feMergeNode in="r"/></feMerge>`
            : ''
        return `<filter id="${id}" x="-0.02" y="-0.02" width="1.04" height="1.04" color-interpolation-filters="sRGB">${matrix}${edge}</filter>`
      })
    made.set(key, paint)
    return `<g filter="${paint}">${markup}</g>`
  }
}

/** Whether the light is low and strong enough to draw an edge. */
export function drawsRim({ light, weather, outside }: Canvas): boolean {
  const bright = toLab(light.glow)[0] > 0.6
  return outside && bright && light.shade.amount > 0.2 && weather.cover < 0.5
}
