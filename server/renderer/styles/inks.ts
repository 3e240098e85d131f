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

let lattice: Float32Array | undefined

/** OKLab of every entry, three numbers each; made once a thread. */
function labOfEntries(): Float32Array {
  if (lattice) return lattice
  const made = new Float32Array(ENTRIES * 3)
  for (let i = 0; i < ENTRIES; i++) {
    const channel = (shift: number) => (((i >> shift) & 31) * 255) / 31
    const lab = toLab(toHex([Math.round(channel(10)), Math.round(channel(5)), Math.round(channel(0))]))
    made.set(lab, i * 3)
  }
  lattice = made
  return made
}

/** For every colour: the two inks it is printed with, and how much (0 to 255) of the second. */
export type InkTable = { inks: readonly Rgb[]; first: Uint8Array; second: Uint8Array; share: Uint8Array }

/** How much farther apart two inks may be, for a mixture that is a little nearer to the colour: dots of alike inks look calm. */
const CALM = 0.06

/** How much more a wrong hue hurts than a wrong lightness. */
const HUE = 4

/** Mixes every colour from two of the inks: the pair whose mixture comes nearest, alike ones before far ones. */
export function createInkTable(colours: readonly string[]): InkTable {
  const labs = colours.map(toLab)
  const entries = labOfEntries()
  const table = {
    inks: colours.map(toRgb),
    first: new Uint8Array(ENTRIES),
    second: new Uint8Array(ENTRIES),
    share: new Uint8Array(ENTRIES),
  }
  const best = new Float32Array(ENTRIES).fill(Number.POSITIVE_INFINITY)
  labs.forEach(([l1, a1, b1], i) => {
    for (const [j, [l2, a2, b2]] of labs.entries()) {
      if (j < i) continue
      const [dl, da, db] = [l2 - l1, a2 - a1, b2 - b1]
      const length = dl * dl + da * da + db * db
      for (let e = 0; e < ENTRIES; e++) {
        const l = (entries[e * 3] ?? 0) - l1
        const a = (entries[e * 3 + 1] ?? 0) - a1
        const b = (entries[e * 3 + 2] ?? 0) - b1
        const t = length === 0 ? 0 : Math.min(1, Math.max(0, (l * dl + a * da + b * db) / length))
        const away = (l - t * dl) ** 2 + HUE * ((a - t * da) ** 2 + (b - t * db) ** 2)
        const cost = away + CALM * length * t * (1 - t)
        if (cost >= (best[e] ?? 0)) continue
        best[e] = cost
        table.first[e] = i
        table.second[e] = j
        table.share[e] = Math.round(t * 255)
      }
    }
  })
  return table
}
