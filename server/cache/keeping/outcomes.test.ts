import { expect, test } from 'vitest'
import { sumOutcomes } from '../../../db/queries/cache-outcomes.ts'
import { temporaryDatabase } from '../../../db/temporary.fixture.ts'
import { FakeClock } from '../../clock.fake.ts'
import { AppError } from '../../errors.ts'
import { createLog } from '../../telemetry/log.ts'
import { createOutcomes } from './outcomes.ts'

function open() {
  const db = temporaryDatabase()
  const clock = new FakeClock(Date.parse('2026-03-01T23:59:58Z'))
  let broken = false
  const watched: typeof db = {
    ...db,
    write: (fn, options) =>
      broken ? Promise.reject(new AppError('capacity', 'storage', 'full')) : db.write(fn, options),
  }
  const outcomes = createOutcomes({ db: watched, clock, log: createLog('silent') })
  const counted = (day?: string) => sumOutcomes(db.read, day)
  return { db, clock, outcomes, counted, breakDisk: (is: boolean) => (broken = is) }
}

test('what is counted in a transaction counts with it, and not without', async () => {
  const { db, outcomes, counted } = open()
  await db.write((session) => outcomes.count(session, 'miss'))
  const refused = db.write(async (session) => {
    await outcomes.count(session, 'miss')
    throw new Error('refused')
  })
  await expect(refused).rejects.toThrow('refused')
  expect(await counted()).toEqual({ miss: 1 })
})

test('what is noted is written together a moment later, on the day it happened', async () => {
  const { clock, outcomes, counted } = open()
  for (let i = 0; i < 3; i++) outcomes.note('exact')
  expect(await counted()).toEqual({})
  await clock.advance(2_500) // into the next day
  outcomes.note('exact')
  await clock.advance(500)
  expect(await counted()).toEqual({ exact: 4 })
  expect(await counted('2026-03-02')).toEqual({ exact: 1 })
  expect(clock.armed).toBe(0)
})

test('a stop writes the rest', async () => {
  const { outcomes, counted } = open()
  outcomes.note('similar-offered')
  await outcomes.close()
  expect(await counted()).toEqual({ 'similar-offered': 1 })
})

test('what a full disk would not take is written once it does', async () => {
  const { clock, outcomes, counted, breakDisk } = open()
  outcomes.note('exact')
  breakDisk(true)
  await clock.advance(3_000)
  outcomes.note('exact')
  expect(await counted()).toEqual({})
  breakDisk(false)
  await clock.advance(3_000)
  expect(await counted()).toEqual({ exact: 2 })
})
