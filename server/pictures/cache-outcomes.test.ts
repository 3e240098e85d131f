import { expect, test } from 'vitest'
import { sumOutcomes } from '../../db/queries/cache-outcomes.ts'
import { readNumbers } from '../limits/read-numbers.ts'
import { previewPicture } from './preview-picture.ts'
import { account, openStudio, visitor } from './studio.fixture.ts'

const [anna, ben, cleo] = [visitor('anna'), visitor('ben'), visitor('cleo')]
const DAY_MS = 86_400_000

async function open(...args: Parameters<typeof openStudio>) {
  const studio = await openStudio(...args)
  const { db, clock, outcomes, keeping } = studio
  const counted = async () => {
    await outcomes.flush()
    return await sumOutcomes(db.read)
  }
  const numbers = async () => {
    await outcomes.flush()
    return await readNumbers({ db, clock, keeping })
  }
  return { ...studio, counted, numbers }
}

test('each request that is answered counts once, by how it met the cache', async () => {
  const studio = await open()
  await studio.ask(anna, 'a red car')
  await studio.sent(1)
  await studio.ask(ben, 'a red car')
  expect(await studio.counted()).toEqual({ miss: 1, joined: 1 })
  await studio.drawAll()
  await studio.ask(cleo, 'a red car')
  await studio.ask(cleo, 'a red car') // hers by now: answered without a transaction
  await studio.ask(anna, 'a red car', { fresh: true })
  expect(await studio.counted()).toEqual({ miss: 1, joined: 1, exact: 2, forced: 1 })
})

test('asking again for what is already on its way for oneself saves a drawing as well', async () => {
  const studio = await open()
  await studio.ask(anna, 'a red car')
  await studio.ask(anna, 'a red car')
  expect(await studio.counted()).toEqual({ miss: 1, joined: 1 })
})

test('a repeat of the same press, a preview, and a request that is refused count nothing', async () => {
  const studio = await open({ freePerDay: 1 })
  const idempotencyKey = 'the same press'
  await studio.ask(anna, 'a red car', { idempotencyKey })
  await studio.ask(anna, 'a red car', { idempotencyKey })
  await previewPicture(studio.services, anna, 'a red car')
  await expect(studio.ask(anna, 'another')).rejects.toMatchObject({ reason: 'daily-quota' })
  await studio.drawAll()
  await studio.ask(anna, 'a red car', { idempotencyKey })
  await previewPicture(studio.services, ben, 'a red car')
  expect(await studio.counted()).toEqual({ miss: 1 })
})

test('a private picture drawn anew is a miss, and again its owner’s own', async () => {
  const studio = await open()
  const paula = account('paula', 'premium')
  await studio.drawn(paula, 'a red car', { visibility: 'private' })
  await studio.ask(paula, 'a red car', { visibility: 'private' })
  expect(await studio.counted()).toEqual({ miss: 1, exact: 1 })
})

test('a hit keeps the picture for another time to live, whoever it is to', async () => {
  const studio = await open()
  await studio.drawn(ben, 'a red car')
  for (const caller of [ben, cleo, anna, ben]) {
    await studio.clock.advance(3_000_000)
    expect(await studio.ask(caller, 'a red car')).toMatchObject({ status: 'ready' })
    await studio.clock.advance(5_000) // then it is written
  }
  expect(studio.upstream.calls).toHaveLength(1)
  const { tables, db } = studio.db.read
  expect(await db.select({ hits: tables.cacheEntries.hits }).from(tables.cacheEntries)).toEqual([{ hits: 4 }])
})

test('the public numbers tell of today, of seven days and of ever, and what it saved', async () => {
  const studio = await open()
  expect(await studio.numbers()).toMatchObject({ since: new Date(studio.clock.now()), hitRatio: null, callsSaved: 0 })
  await studio.drawn(anna, 'a red car')
  await studio.ask(anna, 'a red car', { fresh: true })
  const firstDay = new Date('2026-03-01T00:00:00Z')
  await studio.clock.advance(600_000)
  await studio.ask(ben, 'a red car')
  await studio.ask(cleo, 'a red car')
  const none = { exact: 0, joined: 0, 'similar-offered': 0, 'similar-taken': 0, miss: 0, forced: 0 }
  const counts = { ...none, exact: 2, miss: 1, forced: 1 }
  expect(await studio.numbers()).toMatchObject({
    ...{
      since: firstDay,
      hitRatio: 2 / 3,
      callsSaved: 2,
      outcomes: { today: counts, lastSevenDays: counts, ever: counts },
    },
    cache: { pictures: 1, maxBytes: null },
  })
  await studio.drawAll()
  await studio.clock.advance(6 * DAY_MS)
  expect((await studio.numbers()).outcomes).toEqual({ today: none, lastSevenDays: counts, ever: counts })
  await studio.clock.advance(DAY_MS)
  expect((await studio.numbers()).outcomes).toEqual({ today: none, lastSevenDays: none, ever: counts })
})
