import { createRandom } from '../queue/random.ts'
import { askForPictures, visitorOf } from './ask.ts'
import { startAsked } from './commands.ts'
import { startDrawbridge } from './crowd-facts.ts'
import { type Plan, sleep } from './plan.ts'
import type { Weight } from './servers/weigh.ts'

const SEED = 11
const PICTURES = 100

/** What is there after the warm-up, and what is there more after all the connections. */
export type LeftoversFacts = {
  connections: number
  listeners: number
  watchers: number
  sockets: number
  timers: number
  heapBytesEach: number
  rssGrowth: number
}

/** Opens connections to watch and drops them: before an answer, at the first snapshot, and at any moment. */
export async function measureLeftovers({ leftovers: { warmup, connections } }: Plan): Promise<LeftoversFacts> {
  const random = createRandom(SEED)
  const drawbridge = await startDrawbridge()
  const crowd = await startAsked(new URL('./dropping.ts', import.meta.url), 1)
  try {
    const wishes = Array.from({ length: PICTURES }, (_, i) => ({
      words: `a red car number ${i}`,
      visitor: visitorOf(`watcher-${i}`),
    }))
    const asked = await askForPictures(drawbridge.port, wishes)
    const watched = asked.map(({ path, visitor }) => ({ path, visitor }))
    const drop = async (count: number) => {
      await crowd.ask('drop', { port: drawbridge.port, watched, count, seed: random.whole(1, 1e9) })
      await sleep(1_000)
      const held = await drawbridge.ask<{ listeners: number; watchers: number }>('held')
      return { ...held, ...(await drawbridge.ask<Weight>('weigh')) }
    }
    const before = await drop(warmup)
    const after = await drop(connections)
    const more = (kind: string) => (after.resources[kind] ?? 0) - (before.resources[kind] ?? 0)
    return {
      connections,
      listeners: after.listeners,
      watchers: after.watchers,
      sockets: more('TCPSocketWrap'),
      timers: more('Timeout'),
      heapBytesEach: (after.heapBytes - before.heapBytes) / connections,
      rssGrowth: after.rssBytes / before.rssBytes,
    }
  } finally {
    await crowd.stop()
    await drawbridge.stop()
  }
}
