import { createRandom } from '../queue/random.ts'
import type { Attempt, People } from './draft.ts'
import { exchange, type Outcome } from './exchange.ts'
import { type Fault, judge } from './judge.ts'
import { makeAttempt } from './kinds.ts'
import type { Target } from './targets.ts'

export type Tally = {
  sent: number
  '2xx': number
  '3xx': number
  '4xx': number
  '5xx': number
  none: number
  faults: number
}
export type Found = { fault: Fault; kind: string; target: string; index: number; request: string; answer: string }
export type Played = { kinds: Map<string, Tally>; targets: Map<string, number>; found: Found[]; slowestMs: number }

export const newPlayed = (): Played => ({ kinds: new Map(), targets: new Map(), found: [], slowestMs: 0 })

const AT_ONCE = 12
/** Addresses of the loopback network, so that what is limited by address does not answer for everything. */
const ADDRESSES = 200

type Plan = { port: number; seed: number; from: number; count: number; targets: readonly Target[]; people: People }

/** Sends attempts `from` to `from + count`, twelve at a time, and adds what came of them. Each follows from seed and number alone. */
export async function play({ port, seed, from, count, targets, people }: Plan, into: Played): Promise<void> {
  let next = from
  const worker = async () => {
    for (let index = next++; index < from + count; index = next++) {
      const attempt = makeAttempt(createRandom(seed + index * 7_919), index, targets, people)
      const outcome = await exchange(attempt, { port, localAddress: `127.0.1.${1 + (index % ADDRESSES)}` })
      note(into, attempt, outcome, index)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

function note(into: Played, attempt: Attempt, outcome: Outcome, index: number) {
  const { kind, target } = attempt
  const { kinds, targets, found } = into
  const tally = kinds.get(kind) ?? { sent: 0, '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0, none: 0, faults: 0 }
  kinds.set(kind, tally)
  targets.set(target, (targets.get(target) ?? 0) + 1)
  tally.sent++
  const status = Math.max(0, ...outcome.answers.map((answer) => answer.status))
  tally[statusClass(status)]++
  into.slowestMs = Math.max(into.slowestMs, outcome.ms)
  const fault = judge(attempt, outcome)
  if (!fault) return
  tally.faults++
  const request = Buffer.concat(attempt.parts).toString('latin1').slice(0, 600)
  const worst = outcome.answers.find((answer) => answer.status === status)
  const answer = worst ? `${worst.status} ${worst.type} ${worst.body.slice(0, 300)}` : outcome.state
  found.push({ fault, kind, target, index, request, answer })
}

function statusClass(status: number) {
  if (status >= 500) return '5xx'
  if (status >= 400) return '4xx'
  if (status >= 300) return '3xx'
  return status >= 200 ? '2xx' : 'none'
}
