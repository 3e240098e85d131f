import { toLab } from '../colour.ts'

/** A colour in whole bytes. */
export type Rgb = readonly [red: number, green: number, blue: number]

/** Colours are looked up at 5 bits a channel: finer than an eye sees between inks. */
const STEPS = 32
const ENTRIES = STEPS ** 3

const hexByte = (value: number) => value.toString(16).padStart(2, '0')
export const toHex = ([r, g, b]: Rgb) => `#${hexByte(r)}${hexByte(g)}${hexByte(b)}`
export const toRgb = (hex: string): Rgb => {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

/** The place of a colour in the tables below. */
export const entryOf = (r: number, g: number, b: number) => ((r >> 3) << 10) | ((g >> 3) << 5) | (b >> 3)

/** How much farther apart two inks may be, for a mixture that is a little nearer to the colour: dots of alike inks look calm. */
const CALM = 0.06

/** How much more a wrong hue hurts than a wrong lightness. */
const HUE = 4

/** How a colour is printed, for those of a picture that were asked for so far. */
export type InkMixer = {
  /** The ink of a colour at a place whose threshold (0 to 255) it must pass to get the second of its two inks. */
  inkAt(r: number, g: number, b: number, threshold: number): Rgb
}

const UNKNOWN = 255

/** Mixes every colour from two of the inks: the pair whose mixture comes nearest, alike ones before far ones. */
export function createInkMixer(colours: readonly string[]): InkMixer {
  const inks = colours.map(toRgb)
  const labs = colours.map(toLab)
  const first = new Uint8Array(ENTRIES).fill(UNKNOWN)
  const second = new Uint8Array(ENTRIES)
  const share = new Uint8Array(ENTRIES)
  const mixEntry = (entry: number) => {
    const channel = (shift: number) => Math.round((((entry >> shift) & 31) * 255) / 31)
    const [l, a, b] = toLab(toHex([channel(10), channel(5), channel(0)]))
    let best = Number.POSITIVE_INFINITY
    for (let i = 0; i < labs.length; i++) {
      const [l1, a1, b1] = labs[i] ?? [0, 0, 0]
      for (let j = i; j < labs.length; j++) {
        const [l2, a2, b2] = labs[j] ?? [0, 0, 0]
        const [dl, da, db] = [l2 - l1, a2 - a1, b2 - b1]
        const length = dl * dl + da * da + db * db
        const along = length === 0 ? 0 : ((l - l1) * dl + (a - a1) * da + (b - b1) * db) / length
        const t = along < 0 ? 0 : Math.min(1, along)
        const away = (l - l1 - t * dl) ** 2 + HUE * ((a - a1 - t * da) ** 2 + (b - b1 - t * db) ** 2)
        const cost = away + CALM * length * t * (1 - t)
        if (cost >= best) continue
        best = cost
        first[entry] = i
        second[entry] = j
        share[entry] = Math.round(t * 255)
      }
    }
  }
  const none: Rgb = [0, 0, 0]
  return {
    inkAt(r, g, b, threshold) {
      const entry = entryOf(r, g, b)
      if (first[entry] === UNKNOWN) mixEntry(entry)
      return inks[((share[entry] ?? 0) > threshold ? second[entry] : first[entry]) ?? 0] ?? none
    },
  }
}
