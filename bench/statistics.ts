/** The middle of some numbers; the mean of the two middle ones for an even count. NaN for none. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/**
 * How many times `a` is `b`, by the median of the rounds' own ratios: what slows a whole round down slows both, so a noisy
 * machine moves this less than it moves either figure.
 */
export function pairedRatio(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) throw new RangeError(`rounds must pair up: ${a.length} and ${b.length}`)
  return median(a.map((value, round) => value / (b[round] ?? Number.NaN)))
}
