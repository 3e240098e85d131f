import { expect, test } from 'vitest'
import { previewPicture } from './preview-picture.ts'
import { account, openStudio, visitor } from './studio.fixture.ts'

const [anna, ben] = [visitor('anna'), visitor('ben')]
const paula = account('paula', 'premium')
/** A call in a hundred seconds, and nobody is refused for it. */
const SLOW = {
  limit: { calls: 1, windowMs: 100_000, marginMs: 0 },
  queueBounds: { max: 1000, maxWaitSeconds: Number.POSITIVE_INFINITY },
}

test('a long wait is told before one asks, as it is told on asking', async () => {
  const studio = await openStudio(SLOW)
  await studio.ask(visitor('first'), 'takes the slot')
  await studio.sent(1)
  expect(await previewPicture(studio.services, anna, 'a red car')).toEqual({ cached: false })
  for (const words of ['one', 'two']) await studio.ask(ben, words)
  const told = await previewPicture(studio.services, anna, 'a red car')
  expect(told.startsInSeconds).toBeGreaterThan(120)
  expect((await studio.ask(anna, 'a red car')).startsInSeconds).toBe(told.startsInSeconds)
})

test('it is the asker’s own wait: who goes first is told of none', async () => {
  const studio = await openStudio(SLOW)
  await studio.ask(visitor('first'), 'takes the slot')
  await studio.sent(1)
  for (const words of ['one', 'two']) await studio.ask(ben, words)
  await studio.ask(anna, 'three')
  expect((await previewPicture(studio.services, anna, 'a red car')).startsInSeconds).toBeGreaterThan(120)
  expect(await previewPicture(studio.services, paula, 'a red car')).toEqual({ cached: false })
})

test('words that have a picture have no wait', async () => {
  const studio = await openStudio({ limit: { calls: 2, windowMs: 200_000, marginMs: 0 } })
  await studio.drawn(anna, 'a red car')
  await studio.ask(ben, 'takes the other slot')
  await studio.sent(2)
  expect((await previewPicture(studio.services, anna, 'a blue car')).startsInSeconds).toBeGreaterThan(120)
  expect((await previewPicture(studio.services, anna, 'a red car')).startsInSeconds).toBeUndefined()
})
