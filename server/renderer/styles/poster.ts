import { meanBrightness } from './brightness.ts'
import { createInkMixer, type InkMixer } from './inks.ts'
import { withoutIconFilters, withoutVignette } from './markup.ts'
import type { Style } from './style.ts'

/** Sets of inks: paper, the darkest, and enough hues that a red car stays red and a blue bird blue. */
const INK_SETS = [
  ['#f6ead0', '#1c1b2e', '#d8392b', '#f2b134', '#1f7a8c', '#3f8f4f', '#f08a5d', '#2f4b9b'],
  ['#fbf1dc', '#22162b', '#e4453a', '#ffc845', '#2b6cb0', '#2f9e77', '#f4a6a0', '#7b3f8c'],
  ['#efe6d2', '#14213d', '#c1272d', '#fca311', '#3a7ca5', '#588157', '#e5989b', '#6d4c8f'],
  ['#fff4e0', '#2a1a1f', '#e63946', '#f6bd60', '#457b9d', '#52a447', '#f28482', '#35478c'],
] as const

const mixers = new Map<number, InkMixer>()

function mixerOf(set: number): InkMixer {
  const mixer = mixers.get(set) ?? createInkMixer(INK_SETS[set % INK_SETS.length] ?? INK_SETS[0])
  mixers.set(set, mixer)
  return mixer
}

/** Less of an ink than this prints nothing, more prints solid: planes stay planes and only what lies between is dotted. */
const SOLID = 0.26

/** A screen of round dots at 45 degrees: the share of ink (0 to 255) at which each place is printed. */
function createScreen(period: number): Uint8Array {
  const screen = new Uint8Array(period * period)
  for (let y = 0; y < period; y++)
    for (let x = 0; x < period; x++) {
      const u = Math.cos((2 * Math.PI * (x + y)) / period)
      const v = Math.cos((2 * Math.PI * (x - y)) / period)
      screen[y * period + x] = Math.round((0.5 + (u + v) / 4) * 255 * (1 - 2 * SOLID) + 255 * SOLID)
    }
  return screen
}

/** Inks know no pale colours: they are pushed apart before they are printed, and dark pictures lightened to be read. */
const SATURATION = 1.3
const CONTRAST = 1.16
const LIFT = 166
const DARKEST_MEAN = 82

const clamp = (value: number) => (value < 0 ? 0 : Math.min(value, 255))

export const poster: Style = {
  looks: 'a screen print: eight inks, bold planes and halftone dots',
  redraw: (svg) => withoutVignette(withoutIconFilters(svg)),
  finish({ rgba, width, height }, _, random) {
    const mixer = mixerOf(random.integer(0, INK_SETS.length - 1))
    const period = Math.max(4, 2 * Math.round(Math.min(width, height) / 170))
    const screen = createScreen(period)
    const rgb = Buffer.allocUnsafe(width * height * 3)
    const gain = Math.min(2, Math.max(1, DARKEST_MEAN / (meanBrightness(rgba) + 1))) * CONTRAST
    const base = LIFT * (1 - CONTRAST)
    for (let y = 0, at = 0, out = 0; y < height; y++) {
      const row = (y % period) * period
      for (let x = 0; x < width; x++, at += 4, out += 3) {
        const r = rgba[at] ?? 0
        const g = rgba[at + 1] ?? 0
        const b = rgba[at + 2] ?? 0
        const grey = (0.3 * r + 0.59 * g + 0.11 * b) * (1 - SATURATION)
        const ink = mixer.inkAt(
          clamp((r * SATURATION + grey) * gain + base),
          clamp((g * SATURATION + grey) * gain + base),
          clamp((b * SATURATION + grey) * gain + base),
          screen[row + (x % period)] ?? 0,
        )
        rgb[out] = ink[0]
        rgb[out + 1] = ink[1]
        rgb[out + 2] = ink[2]
      }
    }
    return { rgb, width, height }
  },
}
