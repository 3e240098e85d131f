import { expect, test } from 'vitest'
import { publicTiers } from './public-tiers.ts'
import { createTiers } from './tiers.ts'

test("the public table says what is enforced, a row a tier, with the operator's own numbers", () => {
  const tiers = createTiers({ freePerDay: 7, premiumPerDay: 70 })
  const table = publicTiers(tiers)
  expect(table.tiers.map(({ tier, picturesPerDay }) => [tier, picturesPerDay])).toEqual([
    ['free', 7],
    ['premium', 70],
  ])
  for (const row of table.tiers) {
    const enforced = tiers[row.tier]
    expect(row.waitingAtOnce).toBe(enforced.waitingAtOnce)
    expect(row.askedPerMinute).toBe(enforced.burst.limit)
    expect(row.readsPerMinute).toBe(enforced.reads.limit)
    expect(row.laneWeight).toBe(enforced.lane.weight)
    expect(row.privatePictures).toBe(enforced.privatePictures)
  }
})
