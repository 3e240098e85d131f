import { expect, test } from 'vitest'
import { insertPicture, updatePicture } from '../../db/queries/pictures.ts'
import { pictureRow } from '../../db/queries/rows.fixture.ts'
import type { Picture } from '../../db/tables.ts'
import { takeTurn } from './lanes.ts'
import { openQueue } from './queue.fixture.ts'
import { createScriptedUpstream } from './scripted-upstream.fixture.ts'
import { until } from './until.fixture.ts'

const LIMIT = { calls: 1, windowMs: 10_000, marginMs: 0 }
const answered = () => createScriptedUpstream((call) => call.answer())

/** One call in ten seconds, the first of them spent. */
async function openBusy() {
  const queue = await openQueue({ limit: LIMIT, upstream: answered() })
  await queue.enqueue('first', { lane: 'premium', subject: 'user:first' })
  await until('the slot is used', () => queue.upstream.calls.length === 1 && queue.dispatcher.inFlight === 0)
  const place = (picture: Picture) => queue.dispatcher.places.placeOf(picture)
  return { ...queue, place }
}

test('with nobody else about, a place is one number', async () => {
  const { insert, place } = await openBusy()
  const [a, b] = [await insert('a', { subject: 'ip:a' }), await insert('b', { subject: 'ip:b' })]
  expect(await place(a)).toEqual({ position: 1, startsInSeconds: 10 })
  expect(await place(b)).toEqual({ position: 2, startsInSeconds: 20 })
})

test('while premium keeps coming a free wait is a range: now, and with those who will overtake', async () => {
  const { insert, place, db } = await openBusy()
  const free = []
  for (let i = 0; i < 4; i++) free.push(await insert(`free ${i}`, { subject: `ip:${i}` }))
  for (let i = 0; i < 12; i++) {
    const premium = await insert(`premium ${i}`, { lane: 'premium', subject: `user:${i}` })
    await place(premium)
    await db.write((session) => updatePicture(session, premium.id, { status: 'cancelled' }))
  }
  const [, , , last] = free
  if (!last) throw new Error('nobody')
  const told = await place(last)
  expect(told).toMatchObject({ position: 4, startsInSeconds: 40 })
  // Three free ones go before it: at most twelve premium ones beside them, and as many as its own step allows.
  expect(told.startsInSecondsAtMost).toBeGreaterThanOrEqual(120)
  expect(told.startsInSecondsAtMost).toBeLessThanOrEqual(200)
})

test('who asks for many is told of those who ask for one: they will go first', async () => {
  const { insert, place } = await openBusy()
  const many = []
  for (let i = 0; i < 4; i++) many.push(await insert(`many ${i}`, { subject: 'ip:many' }))
  const [next, , , last] = many
  if (!next || !last) throw new Error('nobody')
  for (let i = 0; i < 6; i++) await place(await insert(`one ${i}`, { subject: `ip:${i}` }))
  expect(await place(next)).toEqual({ position: 1, startsInSeconds: 10 })
  const { startsInSeconds, startsInSecondsAtMost } = await place(last)
  expect(startsInSeconds).toBe(100)
  expect(startsInSecondsAtMost).toBeGreaterThan(120)
})

test('a place inside the transaction that asks for it is the place it has afterwards', async () => {
  const { insert, place, db, dispatcher, lanes } = await openBusy()
  await insert('a', { subject: 'ip:a' })
  const [inside, picture] = await db.write(async (session) => {
    const turn = await takeTurn(session, lanes, 'user:b', 'premium')
    const picture = await insertPicture(session, pictureRow({ subject: 'user:b', lane: 'premium', turn }))
    return [await dispatcher.places.placeOf(picture, session), picture] as const
  })
  expect(await place(picture)).toEqual(inside)
  expect(await dispatcher.places.countWaiting()).toBe(2)
})
