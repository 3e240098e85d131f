import { cpus, platform } from 'node:os'
import { buildIfNeeded } from '../../server/cli/build-if-needed.ts'
import { casesFor } from './cases.ts'
import { canPin } from './child.ts'
import { measureAll, type Plan } from './measure.ts'
import { factsOf, textOf } from './report.ts'

const FULL: Plan = { rounds: 6, warmupMs: 500, measureMs: 2_000, starts: 5, memoryRequests: 100_000 }
const QUICK: Plan = { rounds: 2, warmupMs: 200, measureMs: 400, starts: 1, memoryRequests: 10_000 }

/** Drawbridge's own HTTP against tRPC's server, Next's route handlers, plain node:http and bare Next, in one run. */
export async function benchHttp({ quick, say }: { quick: boolean; say: (line: string) => void }) {
  const plan = quick ? QUICK : FULL
  await buildIfNeeded()
  const measurements = await measureAll(plan, say)
  const facts = factsOf(casesFor({ pictureHash: '' }), measurements)
  const machine = { node: process.version, platform: platform(), cpu: cpus()[0]?.model, pinned: canPin }
  return { facts: { ...machine, plan, ...facts, memory: measurements.memory }, text: textOf(facts) }
}
