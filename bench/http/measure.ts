import { casesFor } from './cases.ts'
import { type Checks, measureChecks } from './checks.ts'
import { type Measured, startGenerator } from './generator.ts'
import { type Memory, measureMemory } from './memory.ts'
import { startServers } from './servers-up.ts'
import { measureStart, type Started } from './start.ts'

export type Plan = { rounds: number; warmupMs: number; measureMs: number; starts: number; memoryRequests: number }

const CONNECTIONS = 64

export type Measurements = {
  /** By case id, one a round. */
  cases: Map<string, Measured[]>
  starts: { drawbridge: Started[]; pages: Started[] }
  memory: Memory
  checks: Checks
}

/** Measures every case once a round, forwards and then backwards, so that a machine that slows down slows all alike. */
export async function measureAll(plan: Plan, say: (line: string) => void): Promise<Measurements> {
  const starts: Measurements['starts'] = { drawbridge: [], pages: [] }
  for (let i = 0; i < plan.starts; i++) {
    for (const name of ['drawbridge', 'pages'] as const) starts[name].push(await measureStart(name))
  }
  say(`started ${plan.starts} times`)
  const checks = await measureChecks(plan.rounds)
  say('checked tokens')

  const up = await startServers()
  const generator = startGenerator()
  try {
    const all = casesFor(up)
    const cases = new Map(all.map(({ id }) => [id, [] as Measured[]]))
    const load = { connections: CONNECTIONS, warmupMs: plan.warmupMs }
    // The first round warms up for long: compilers take their time.
    for (const { server, request, status } of all) {
      const long = { ...load, warmupMs: 3 * plan.warmupMs, measureMs: plan.warmupMs }
      await generator.measure(up.servers[server], { ...long, requests: [request], status })
    }
    for (let round = 0; round < plan.rounds; round++) {
      for (const { id, server, request, status } of round % 2 === 0 ? all : all.toReversed()) {
        const measured = await generator.measure(up.servers[server], {
          ...load,
          measureMs: plan.measureMs,
          requests: [request],
          status,
        })
        cases.get(id)?.push(measured)
      }
      say(`round ${round + 1} of ${plan.rounds}`)
    }
    const memory = await measureMemory(generator, plan.memoryRequests)
    return { cases, starts, memory, checks }
  } finally {
    generator.stop()
    await up.stop()
  }
}
