import { median } from '../statistics.ts'
import type { Contender } from './contenders/types.ts'

/** Milliseconds a job: of each round the mean of accepting (accepts a second is what is asked), the median of serving. */
type What = 'accept' | 'serve'
export type Measured = { contender: string; keeps: string; what: What; way: string; rounds: number[] }

type Length = 'empty' | 'long'
type Entry = { length: Length; contender: Contender }

/**
 * Measures every way of every contender once a round, in turns, and in reverse in the next: what slows the machine for a
 * while slows all of them. A contender with few waiting and its twin with many follow each other. Each is left as it was.
 */
export async function measureRounds(
  contenders: Record<Length, readonly Contender[]>,
  { rounds, each }: { rounds: number; each: (contender: Contender) => number },
): Promise<Record<Length, Measured[]>> {
  const entries = (['empty', 'long'] as const)
    .flatMap((length) => contenders[length].map((contender): Entry => ({ length, contender })))
    .sort((a, b) => a.contender.name.localeCompare(b.contender.name))
  const measured = { empty: new Map<string, Measured>(), long: new Map<string, Measured>() }
  const note =
    ({ length, contender: { name, keeps } }: Entry): Note =>
    (what, way, ms) => {
      const id = [name, what, way].join('/')
      const one = measured[length].get(id) ?? { contender: name, keeps, what, way, rounds: [] }
      one.rounds.push(ms)
      measured[length].set(id, one)
    }
  for (const { contender } of entries) await playRound(contender, Math.ceil(each(contender) / 2), () => {}) // warm
  for (let round = 0; round < rounds; round++) {
    for (const entry of round % 2 ? [...entries].reverse() : entries) {
      await playRound(entry.contender, each(entry.contender), note(entry))
    }
  }
  return { empty: [...measured.empty.values()], long: [...measured.long.values()] }
}

type Note = (what: What, way: string, ms: number) => void

async function playRound({ accept, serve }: Contender, each: number, note: Note) {
  const [ways, servers] = [Object.entries(accept), Object.entries(serve)]
  let added = 0
  for (const [way, accepts] of ways) {
    note('accept', way, (await accepts(each)) / each)
    added += each
  }
  // A BullMQ Worker ends the job it is in when it is told to stop: one more than asked for.
  const needed = servers.length * (each + 1)
  const [first] = ways
  if (first && needed > added) await first[1](needed - added)
  for (const [way, serves] of servers) note('serve', way, median(await serves(each)))
  const [, drain] = servers.at(-1) ?? []
  const left = Math.max(added, needed) - servers.length * each - (servers.length > 1 ? 1 : 0)
  if (drain && left > 0) await drain(left)
}
