import { meanBrightness } from './brightness.ts'
import { createInkTable, entryOf, type InkTable } from './inks.ts'
import { withoutIconFilters, withoutVignette } from './markup.ts'
import type { Style } from './style.ts'

/** Sets of inks: paper, the darkest, and enough hues that a red car stays red and a blue bird blue. */
const INK_SETS = [
  ['#f6ead0', '#1c1b2e', '#d8392b', '#f2b134', '#1f7a8c', '#3f8f4f', '#f08a5d', '#2f4b9b'],
  ['#fbf1dc', '#22162b', '#e4453a', '#ffc845', '#2b6cb0', '#2f9e77', '#f4a6a0', '#7b3f8c'],
  ['#efe6d2', '#14213d', '#c1272d', '#fca311', '#3a7ca5', '#588157', '#e5989b', '#6d4c8f'],
  ['#fff4e0', '#2a1a1f', '#e63946', '#f6bd60', '#457b9d', '#52a447', '#f28482', '#35478c'],
] as const

const tables = new Map<number, InkTable>()

function tableOf(set: number): InkTable {
  const table = tables.get(set) ?? createInkTable(INK_SETS[set % INK_SETS.length] ?? INK_SETS[0])
  tables.set(set, table)
  return table
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

export const poster: Style = {
  looks: 'a screen print: eight inks, bold planes and halftone dots',
  redraw: (svg) => withoutVignette(withoutIconFilters(svg)),
  finish({ rgba, width, height }, _, random) {
    const { inks, first, second, share } = tableOf(random.integer(0, INK_SETS.length - 1))
    const period = Math.max(4, 2 * Math.round(Math.min(width, height) / 170))
    const screen = createScreen(period)
    const rgb = Buffer.allocUnsafe(width * height * 3)
    const gain = Math.min(2, Math.max(1, DARKEST_MEAN / (meanBrightness(rgba) + 1))) * CONTRAST
    const base = LIFT * (1 - CONTRAST)
    const within = (value: number) => (value < 0 ? 0 : Math.min(value, 255))
    for (let y = 0, at = 0, out = 0; y < height; y++) {
      const row = (y % period) * period
      for (let x = 0; x < width; x++, at += 4, out += 3) {
        const r = rgba[at] ?? 0
        const g = rgba[at + 1] ?? 0
        const b = rgba[at + 2] ?? 0
        const grey = (0.3 * r + 0.59 * g + 0.11 * b) * (1 - SATURATION)
        const strong = (value: number) => within((value * SATURATION + grey) * gain + base)
        const entry = entryOf(strong(r), strong(g), strong(b))
        const dotted = (share[entry] ?? 0) > (screen[row + (x % period)] ?? 0)
        const ink = inks[(dotted ? second[entry] : first[entry]) ?? 0]
        if (!ink) continue
        rgb[out] = ink[0]
        rgb[out + 1] = ink[1]
        rgb[out + 2] = ink[2]
      }
    }
    return { rgb, width, height }
  },
}
