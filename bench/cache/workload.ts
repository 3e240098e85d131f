import { createRandom } from '../queue/random.ts'

/** One request of a workload: which picture, and when. */
export type Wish = { key: string; bytes: number; atMs: number }

export type WorkloadPlan = {
  seed: number
  requests: number
  days: number
  /** Words that come again, by Zipf's law with this exponent. */
  words: number
  skew: number
  /** The share of requests for words nobody asks for again, all along; and so many of them in a row at half time. */
  once: number
  scan: number
  /** How often in all what is popular changes: the ranks are dealt anew to a third of the words. */
  shifts: number
  sizes: 'equal' | 'mixed'
}

const DAY_MS = 86_400_000
const BYTES = 60_000

/** Requests as a gallery of strangers makes them, the same for the same seed. `allBytes`: of every word that comes again. */
export function playWishes(plan: WorkloadPlan): { wishes: Wish[]; allBytes: number } {
  const random = createRandom(plan.seed).next
  const bytesOf = new Map<string, number>()
  const sizeOf = (key: string) => {
    const known = bytesOf.get(key)
    if (known !== undefined) return known
    // From 15 to 240 kB, as often above 60 as below.
    const bytes = plan.sizes === 'equal' ? BYTES : Math.round(BYTES * 4 ** (random() * 2 - 1))
    bytesOf.set(key, bytes)
    return bytes
  }
  const ranked = Array.from({ length: plan.words }, (_, i) => `word ${i}`)
  const allBytes = ranked.reduce((sum, key) => sum + sizeOf(key), 0)
  const pick = zipf(plan.words, plan.skew)
  const wishes: Wish[] = []
  const stepMs = (plan.days * DAY_MS) / (plan.requests + plan.scan)
  const ask = (key: string) => wishes.push({ key, bytes: sizeOf(key), atMs: Math.round(wishes.length * stepMs) })
  const shiftEvery = Math.ceil(plan.requests / (plan.shifts + 1))
  for (let i = 0; i < plan.requests; i++) {
    if (i > 0 && i % shiftEvery === 0) dealAnew(ranked, random)
    if (i === plan.requests >> 1) for (let j = 0; j < plan.scan; j++) ask(`scanned ${j}`)
    ask(random() < plan.once ? `once ${i}` : (ranked[pick(random())] ?? 'word 0'))
  }
  return { wishes, allBytes }
}

/** A rank from 0 for a number from 0 to 1. */
function zipf(n: number, skew: number): (random: number) => number {
  const sums: number[] = []
  let sum = 0
  for (let rank = 1; rank <= n; rank++) {
    sum += rank ** -skew
    sums.push(sum)
  }
  return (random) => {
    const wanted = random * sum
    let [low, high] = [0, n - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** A third of the words change ranks with each other. */
function dealAnew(ranked: string[], random: () => number) {
  for (let i = 0; i < ranked.length / 6; i++) {
    const [a, b] = [Math.floor(random() * ranked.length), Math.floor(random() ** 2 * ranked.length)]
    const [x, y] = [ranked[a], ranked[b]]
    if (x === undefined || y === undefined) continue
    ranked[a] = y
    ranked[b] = x
  }
}
