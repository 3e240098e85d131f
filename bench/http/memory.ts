import { type Case, casesFor } from './cases.ts'
import type { Generator } from './generator.ts'
import { startDrawbridge } from './servers-up.ts'

/** Bytes; one figure after each tenth of the requests, after a collection. */
export type Memory = { requests: number; rssBytes: number[]; heapBytes: number[] }

const CONNECTIONS = 64
const PARTS = 10

/** Sends `requests` to a fresh Drawbridge (status, cache hits, pictures, 304s, one page in a hundred) and weighs it on the way. */
export async function measureMemory(generator: Generator, requests: number): Promise<Memory> {
  const up = await startDrawbridge()
  const memory: Memory = { requests, rssBytes: [], heapBytes: [] }
  try {
    const cases = casesFor(up)
    const of = (id: string): Case['request'] => cases.find((each) => each.id === id)?.request ?? ''
    const mix = Array.from({ length: 100 }, (_, i) => (i === 0 ? of('h') : of(['c', 'd', 'e'][i % 3] ?? 'c')))
    for (let part = 0; part < PARTS; part++) {
      const count = requests / PARTS
      await generator.measure(up.server, { requests: mix, status: 200, connections: CONNECTIONS, warmupMs: 0, count })
      const { rssBytes, heapBytes } = await up.server.usage('gc')
      memory.rssBytes.push(rssBytes)
      memory.heapBytes.push(heapBytes)
    }
    return memory
  } finally {
    await up.stop()
  }
}
