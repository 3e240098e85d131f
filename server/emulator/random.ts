export type Random = () => number
/** From and to, both included where they are whole. */
export type Range = readonly [from: number, to: number]

/** Mulberry32: numbers in [0, 1) that are the same for the same seed. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A number evenly from the range. */
export function within([from, to]: Range, random: Random): number {
  return from + (to - from) * random()
}
