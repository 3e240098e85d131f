/**
 * A use counts half as much after this. Kept worths are in its scale: with another value they would have to be made anew.
 */
export const HALF_LIFE_MS = 86_400_000

/**
 * How much a cached picture is wanted, for each of its bytes: the sum of 2^(t / half-life) over the moments t it was wanted
 * at, divided by its bytes, as the half-life times the logarithm of that, in ms. A use counts less with time, but the order of
 * two pictures changes only when one of them is used: so this is written with a use, kept on the row and never aged.
 */
export function firstWorth(atMs: number, bytes: number): number {
  return Math.round(atMs - HALF_LIFE_MS * Math.log2(Math.max(1, bytes)))
}

/** The same after more uses, all of them at `atMs`. */
export function moreWorth(worth: number, { uses, atMs, bytes }: { uses: number; atMs: number; bytes: number }): number {
  const [before, more] = [worth / HALF_LIFE_MS, firstWorth(atMs, bytes) / HALF_LIFE_MS + Math.log2(uses)]
  // The logarithm of a sum of two powers of two, neither of which fits a number.
  return Math.round(HALF_LIFE_MS * (Math.max(before, more) + Math.log2(1 + 2 ** -Math.abs(before - more))))
}
