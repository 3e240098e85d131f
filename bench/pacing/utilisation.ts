/**
 * The share of N per W that was used, from the moments calls were counted. N per W is the most that all four kinds allow
 * over time, so what counts is how far the last N moments lie behind the first N: whole windows would round it up. NaN for
 * fewer than 2 N calls. A little over 1 is possible: a fixed window of the clock or a full bucket allows more once.
 */
export function utilisation(acceptedAt: readonly number[], limit: number, windowMs: number): number {
  if (acceptedAt.length < 2 * limit) return Number.NaN
  const sorted = [...acceptedAt].sort((a, b) => a - b)
  const tookMs = mean(sorted.slice(-limit)) - mean(sorted.slice(0, limit))
  return ((sorted.length - limit) / tookMs) * (windowMs / limit)
}

export const mean = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length
