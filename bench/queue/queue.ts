import { factsOf, textOf } from './report.ts'
import { simulateDay } from './simulate.ts'

const SEED = 1

/** A day of bursty arrivals of both tiers before the real queue, in virtual time. */
export async function benchQueue({ quick, say }: { quick: boolean; say: (line: string) => void }) {
  const hours = quick ? 10 : 24
  say(`simulating ${hours} h`)
  const facts = factsOf(await simulateDay({ seed: SEED, hours }), hours)
  return { facts, text: textOf(facts) }
}
