import { describe, expect, test } from 'vitest'
import type { Database } from '../database.ts'
import { NOON } from './rows.fixture.ts'
import { insertCharges, readCharged, readUsed, refundCharges, returnUnits, settleCharges, takeUnits } from './usage.ts'

const counter = { subject: 'ip:a', policy: 'free-day', day: '2026-03-01' }

export function describeCharges(database: () => Database) {
  const take = (units: number, limit: number, set: Partial<typeof counter> = {}) =>
    database().write((session) => takeUnits(session, { ...counter, ...set, units, limit }))
  const used = (set: Partial<typeof counter> = {}) => readUsed(database().read, { ...counter, ...set })
  const charge = (id: string, counters: (typeof counter & { units: number })[]) =>
    database().write((session) => insertCharges(session, id, counters, NOON))
  const refund = (id: string) => database().write((session) => refundCharges(session, id))

  describe('daily counters', () => {
    test('500 takes at once on a limit of 5 give exactly 5', async () => {
      const taken = await Promise.all(Array.from({ length: 500 }, () => take(1, 5)))
      expect(taken.filter((n) => n !== undefined)).toEqual([1, 2, 3, 4, 5])
      expect(await used()).toBe(5)
    })

    test('units that do not fit are not taken, not even in part', async () => {
      expect(await take(4, 5)).toBe(4)
      expect(await take(2, 5)).toBeUndefined()
      expect(await used()).toBe(4)
      expect(await take(6, 5, { subject: 'ip:new' })).toBeUndefined()
      expect(await used({ subject: 'ip:new' })).toBe(0)
      expect(await take(1, 0, { subject: 'ip:new' })).toBeUndefined()
    })

    test('subjects, policies and days are counted apart', async () => {
      for (const set of [{}, { subject: 'ip:b' }, { policy: 'premium-day' }, { day: '2026-03-02' }]) {
        expect(await take(1, 1, set)).toBe(1)
        expect(await take(1, 1, set)).toBeUndefined()
      }
    })

    test('a limit that was lowered refuses, and a raised one gives more', async () => {
      await take(5, 5)
      expect(await take(1, 3)).toBeUndefined()
      expect(await take(1, 6)).toBe(6)
    })

    test('units put back can be taken again', async () => {
      await take(1, 1)
      await database().write((session) => returnUnits(session, { ...counter, units: 1 }))
      expect(await used()).toBe(0)
      expect(await take(1, 1)).toBe(1)
    })
  })

  describe('charges', () => {
    test('a refund goes back to every counter and its own day, once however often it is asked for', async () => {
      const counters = [
        { ...counter, units: 1 },
        { ...counter, subject: 'everybody', policy: 'daily-cap', units: 1 },
      ]
      for (const one of counters) await take(2, 5, one)
      await take(1, 5, { day: '2026-03-02' })
      await charge('p1', counters)
      await Promise.all([refund('p1'), refund('p1'), refund('p1')])
      expect(await used()).toBe(1)
      expect(await used({ subject: 'everybody', policy: 'daily-cap' })).toBe(1)
      expect(await used({ day: '2026-03-02' })).toBe(1)
    })

    test('what was delivered stays charged, and what was refunded costs nothing', async () => {
      await take(3, 5)
      for (const id of ['p1', 'p2', 'p3']) await charge(id, [{ ...counter, units: 1 }])
      await database().write((session) => settleCharges(session, 'p1'))
      await refund('p2')
      expect(await readCharged(database().read, ['p1', 'p2', 'p3', 'p4'])).toEqual(
        new Map([
          ['p1', 1],
          ['p3', 1],
        ]),
      )
      expect(await readCharged(database().read, [])).toEqual(new Map())
    })

    test('a picture cannot be charged twice on one counter', async () => {
      await charge('p1', [{ ...counter, units: 1 }])
      await expect(charge('p1', [{ ...counter, units: 1 }])).rejects.toThrow()
    })
  })
}
