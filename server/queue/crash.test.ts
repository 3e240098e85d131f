import { expect, test } from 'vitest'
import { temporaryFolder } from '../../db/temporary.fixture.ts'
import { playCrash } from './crash.fixture.ts'

const KILLS = 20
const LIMIT = { calls: 60, windowMs: 2_000, marginMs: 600 }

test('four processes killed at random moments lose no picture, charge each once, and call at most once more a kill', async () => {
  const { books, stats, extraCalls } = await playCrash({
    ...{ folder: temporaryFolder(), pictures: 200, kills: KILLS, concurrency: 1, limit: LIMIT, seed: 3 },
    ...{ lifeMs: 800, drawMs: [0, 60], leaseMs: 6_000, sendWithinMs: 3_000, say: () => {} },
  })
  expect(books.wrong).toEqual([])
  expect(books.ready + books.failed).toBe(200)
  expect(extraCalls).toBeLessThanOrEqual(KILLS)
  expect(stats.maxInWindow).toBeLessThanOrEqual(LIMIT.calls)
  expect(stats.refused).toBe(0)
}, 180_000)
