import { fromLab, toLab } from '../colour.ts'
import { entryOf, toHex } from './inks.ts'

type Bin = { lab: readonly [number, number, number]; weight: number }

const squared = (a: readonly number[], b: readonly number[]) =>
  ((a[0] ?? 0) - (b[0] ?? 0)) ** 2 + 2 * (((a[1] ?? 0) - (b[1] ?? 0)) ** 2 + ((a[2] ?? 0) - (b[2] ?? 0)) ** 2)

/** Every colour in the pixels once, heavier the more there is of it; strong colours count more, for small figures have them. */
function binsOf(rgba: Uint8Array): Bin[] {
  const sums = new Map<number, [number, number, number, number]>()
  for (let at = 0; at < rgba.length; at += 4) {
    const [r, g, b] = [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0]
    const sum = sums.get(entryOf(r, g, b))
    if (!sum) sums.set(entryOf(r, g, b), [r, g, b, 1])
    else {
      sum[0] += r
      sum[1] += g
      sum[2] += b
      sum[3]++
    }
  }
  return [...sums.values()].map(([r, g, b, count]) => {
    const lab = toLab(toHex([Math.round(r / count), Math.round(g / count), Math.round(b / count)]))
    return { lab, weight: Math.sqrt(count) * (1 + 12 * Math.hypot(lab[1], lab[2])) }
  })
}

const ROUNDS = 4

/** The `count` colours that stand for a picture best: the farthest apart first, then moved to the middle of what they stand for. */
export function fewColours(rgba: Uint8Array, count: number): string[] {
  const bins = binsOf(rgba)
  const start = bins.reduce<Bin | undefined>((most, bin) => (most && most.weight >= bin.weight ? most : bin), undefined)
  let centres = start ? [start.lab] : []
  const nearest = bins.map(({ lab }) => (start ? squared(lab, start.lab) : 0))
  while (centres.length < Math.min(count, bins.length)) {
    let far = 0
    let most = -1
    bins.forEach(({ weight }, i) => {
      const worth = (nearest[i] ?? 0) * Math.sqrt(weight)
      if (worth > most) [far, most] = [i, worth]
    })
    const next = bins[far]
    if (!next || most <= 0) break
    centres.push(next.lab)
    bins.forEach(({ lab }, i) => {
      nearest[i] = Math.min(nearest[i] ?? 0, squared(lab, next.lab))
    })
  }
  for (let round = 0; round < ROUNDS; round++) {
    const sums = centres.map(() => [0, 0, 0, 0] as [number, number, number, number])
    for (const { lab, weight } of bins) {
      let own = 0
      let least = Number.POSITIVE_INFINITY
      centres.forEach((centre, i) => {
        const away = squared(lab, centre)
        if (away < least) [own, least] = [i, away]
      })
      const sum = sums[own]
      if (!sum) continue
      for (const c of [0, 1, 2] as const) sum[c] += lab[c] * weight
      sum[3] += weight
    }
    centres = centres.map((centre, i) => {
      const [l = 0, a = 0, b = 0, weight = 0] = sums[i] ?? []
      return weight > 0 ? [l / weight, a / weight, b / weight] : centre
    })
  }
  return centres.map(fromLab)
}
