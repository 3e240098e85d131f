import { expect, test } from 'vitest'
import { markOffersPassed, markOfferTaken, putOffer } from '../../../db/queries/similar.ts'
import { temporaryDatabase } from '../../../db/temporary.fixture.ts'
import { judgeOffers } from './judge-offers.ts'

test('the share of those who took what they were offered is told by how close it was', async () => {
  const db = temporaryDatabase()
  expect(await judgeOffers(db.read)).toEqual([])
  const now = new Date(0)
  const show = (id: string, closeness: number, threshold = 700) =>
    db.write((session) =>
      putOffer(session, {
        ...{ id, askedBy: id, closeness, threshold, shownAt: now },
        ...{ words: 'a kitty', cachedKey: 'k', cachedWords: 'a cat', imageHash: 'h' },
      }),
    )
  for (const id of ['taken', 'passed', 'left']) await show(id, 830)
  await show('far', 710)
  await show('strict', 950, 900)
  await db.write(async (session) => {
    await markOfferTaken(session, 'taken', now)
    await markOffersPassed(session, 'passed', now)
  })
  expect(await judgeOffers(db.read)).toEqual([
    { from: 0.7, shown: 1, taken: 0, passed: 0, takenShare: undefined },
    { from: 0.8, shown: 3, taken: 1, passed: 1, takenShare: 0.5 },
  ])
})
