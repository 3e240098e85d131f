import { fromLab, toLab } from '../colour.ts'
import { type Tint, type TintName, tints } from './colours.ts'

/** Colours this near (degrees) to an icon's main hue belong to the same surface. */
const REACH = 62
/** Black, white and grey also take the tinted lights and shadows beside it. */
const NEUTRAL_REACH = 110

/** The colour of an inner light or shadow, as the icons' filters spell it. */
const SHADOW = /values="0 0 0 0 ([\d.]+) 0 0 0 0 ([\d.]+) 0 0 0 0 ([\d.]+) 0 0 0 ([\d.]+) 0"/g

const degrees = (radians: number) => ((radians * 180) / Math.PI + 360) % 360
const turn = (from: number, to: number) => ((to - from + 540) % 360) - 180

function recolourOne(hex: string, mainHue: number | null, tint: Tint): string {
  const [lightness, a, b] = toLab(hex)
  const chroma = Math.hypot(a, b)
  const away = mainHue === null ? 0 : turn(mainHue, degrees(Math.atan2(b, a)))
  if (
    mainHue === null ? lightness < 0.25 : chroma < 0.03 || Math.abs(away) > (tint.hue === null ? NEUTRAL_REACH : REACH)
  )
    return hex
  if (tint.hue === null) {
    const grey = tint.lift < 0 ? 0.09 + lightness * 0.3 : tint.lift > 0 ? 0.66 + lightness * 0.33 : lightness
    return fromLab([Math.min(0.985, grey), a * 0.06, b * 0.06 - 0.004])
  }
  const hue = ((tint.hue + away * 0.25) * Math.PI) / 180
  const strength = mainHue === null ? tint.chroma * 0.8 : Math.min(0.26, Math.max(chroma * 0.85, tint.chroma * 0.9))
  return fromLab([
    Math.min(0.97, Math.max(0.05, lightness + tint.lift * 0.8)),
    Math.cos(hue) * strength,
    Math.sin(hue) * strength,
  ])
}

/** Icon markup in another colour: its main hue turns, light and shade stay. */
export function recolour(body: string, mainHue: number | null, name: TintName): string {
  const cache = new Map<string, string>()
  const changed = (hex: string) => {
    const known = cache.get(hex) ?? recolourOne(hex, mainHue, tints[name])
    cache.set(hex, known)
    return known
  }
  return body
    .replace(/#(?:[0-9a-f]{6}|[0-9a-f]{3})\b/gi, changed)
    .replace(SHADOW, (whole, r: string, g: string, b: string, alpha: string) => {
      const hex = `#${[r, g, b]
        .map((part) =>
          Math.round(Number(part) * 255)
            .toString(16)
            .padStart(2, '0'),
        )
        .join('')}`
      if (!/^#[0-9a-f]{6}$/.test(hex)) return whole
      const out = changed(hex)
      const parts = [1, 3, 5].map((at) => Math.round((Number.parseInt(out.slice(at, at + 2), 16) / 255) * 1000) / 1000)
      return `values="0 0 0 0 ${parts[0]} 0 0 0 0 ${parts[1]} 0 0 0 0 ${parts[2]} 0 0 0 ${alpha} 0"`
    })
}
