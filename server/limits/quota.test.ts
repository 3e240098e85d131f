import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { insertPicture } from '../../db/queries/pictures.ts'
import { pictureRow } from '../../db/queries/rows.fixture.ts'
import { readUsed, refundCharges } from '../../db/queries/usage.ts'
import { temporaryDatabase } from '../../db/temporary.fixture.ts'
import { FakeClock } from '../clock.fake.ts'
import { utcDay } from '../clock.ts'
import type { Caller } from '../identity/caller.ts'
import { chargePicture, type Payer, type QuotaRules } from './quota.ts'
import { readLimitsStatus } from './read-status.ts'
import { createTiers, tierOfLane } from './tiers.ts'

const EVENING = Date.parse('2026-03-01T17:00:00Z')
const address = { subject: 'ip:a', net56: 'ip:a/56', net48: 'ip:a/48' } as const
const visitor: Payer = { subject: 'ip:a', tier: 'free', address: { subject: 'ip:a' } }
const account = (id: string, from: Payer['address'] = { subject: 'ip:a' }): Payer => ({
  ...{ subject: `user:${id}`, tier: 'free', userId: id, address: from },
})

function openLedger(set: Partial<QuotaRules> = {}) {
  const db = temporaryDatabase()
  const rules = { tiers: createTiers({ freePerDay: 5, premiumPerDay: 100 }), dailyCap: undefined, ...set }
  const charge = async (payer: Payer, { nowMs = EVENING, units = 1 } = {}) => {
    const pictureId = uuidv7()
    await db.write((session) => chargePicture(session, rules, payer, { pictureId, units, nowMs }))
    return pictureId
  }
  const chargeMany = async (payers: readonly Payer[]) => {
    const done = await Promise.allSettled(payers.map((payer) => charge(payer)))
    return done.filter(({ status }) => status === 'fulfilled').length
  }
  const used = (subject: string, policy = 'free-day', day = '2026-03-01') => readUsed(db.read, { subject, policy, day })
  const refund = (id: string) => db.write((session) => refundCharges(session, id))
  return { db, rules, charge, chargeMany, used, refund }
}

describe('a visitor', () => {
  test('has their sixth picture of the day refused, told exactly, and it costs nothing', async () => {
    const { charge, used } = openLedger()
    for (let i = 0; i < 5; i++) await charge(visitor)
    await expect(charge(visitor)).rejects.toMatchObject({
      kind: 'limit',
      reason: 'daily-quota',
      message: "Today's free pictures are used up: 5 of 5. New ones at 00:00 UTC.",
      facts: {
        ...{ violatedPolicies: ['free-day'], limit: 5, used: 5, remaining: 0 },
        ...{ retryAfterSeconds: 25_200, signIn: '/sign-in' },
      },
    })
    expect(await used('ip:a')).toBe(5)
  })

  test('who sleeps the seconds they were told has a new day, and not a second sooner', async () => {
    const { charge } = openLedger()
    const nowMs = Date.parse('2026-03-01T23:59:58.001Z')
    for (let i = 0; i < 5; i++) await charge(visitor, { nowMs })
    const error = await charge(visitor, { nowMs }).catch((e) => e)
    expect(error.facts.retryAfterSeconds).toBe(2)
    await expect(charge(visitor, { nowMs: nowMs + 1_998 })).rejects.toThrow()
    await charge(visitor, { nowMs: nowMs + 2_000 })
  })

  test('who asks fifty times at once has exactly five', async () => {
    const { chargeMany, used } = openLedger()
    expect(await chargeMany(Array.from({ length: 50 }, () => visitor))).toBe(5)
    expect(await used('ip:a')).toBe(5)
  })

  test('who has one unit left cannot buy what costs two, and keeps it', async () => {
    const { charge, used } = openLedger()
    for (let i = 0; i < 4; i++) await charge(visitor)
    await expect(charge(visitor, { units: 2 })).rejects.toMatchObject({ facts: { used: 4, remaining: 1 } })
    expect(await used('ip:a')).toBe(4)
  })

  test('is refunded to the day it was taken from, also after midnight', async () => {
    const { charge, used, refund } = openLedger()
    const id = await charge(visitor, { nowMs: Date.parse('2026-03-01T23:59:59Z') })
    await charge(visitor, { nowMs: Date.parse('2026-03-02T00:00:01Z') })
    await refund(id)
    await refund(id)
    expect([await used('ip:a'), await used('ip:a', 'free-day', '2026-03-02')]).toEqual([0, 1])
  })
})

describe('many behind one address', () => {
  const prefixes = (count: number, of: object) =>
    Array.from({ length: count * 5 }, (_, i): Payer => {
      const subject = `ip:${Math.floor(i / 5)}`
      return { subject, tier: 'free', address: { subject, ...of } }
    })

  test('a /56 has four times a visitor’s day, and a refusal takes nothing from the asker', async () => {
    const { chargeMany, charge, used } = openLedger()
    expect(await chargeMany(prefixes(6, { net56: 'ip:a/56' }))).toBe(20)
    const seventh: Payer = { subject: 'ip:new', tier: 'free', address: { ...address, subject: 'ip:new' } }
    await expect(charge({ ...seventh, address: { subject: 'ip:new', net56: 'ip:a/56' } })).rejects.toMatchObject({
      reason: 'daily-quota',
      facts: { violatedPolicies: ['free-net56-day'], limit: 20, used: 20 },
    })
    expect(await used('ip:new')).toBe(0)
  })

  test('a /48 has sixteen times', async () => {
    const { chargeMany, used } = openLedger()
    expect(await chargeMany(prefixes(18, { net48: 'ip:a/48' }))).toBe(80)
    expect(await used('ip:a/48', 'free-net48-day')).toBe(80)
  })

  test('free accounts together have four times, beside what its visitor has', async () => {
    const { chargeMany, charge } = openLedger()
    const accounts = Array.from({ length: 30 }, (_, i) => account(`u${i % 6}`))
    expect(await chargeMany(accounts)).toBe(20)
    const error = await charge(account('new')).catch((e) => e)
    expect(error).toMatchObject({ facts: { violatedPolicies: ['free-accounts-day'], limit: 20 } })
    expect(error.facts.signIn).toBeUndefined()
    expect(await chargeMany(Array.from({ length: 9 }, () => visitor))).toBe(5)
  })

  test('premium is counted by account alone, whatever its address has used', async () => {
    const { chargeMany, used } = openLedger()
    await chargeMany(Array.from({ length: 30 }, (_, i) => account(`u${i}`, address)))
    const premium: Payer = { subject: 'user:p', tier: 'premium', userId: 'p', address }
    expect(await chargeMany(Array.from({ length: 110 }, () => premium))).toBe(100)
    expect(await used('user:p', 'premium-day')).toBe(100)
  })

  test('a premium account that is used up is not told to sign in', async () => {
    const { charge } = openLedger({ tiers: createTiers({ freePerDay: 5, premiumPerDay: 0 }) })
    const error = await charge({ subject: 'user:p', tier: 'premium', userId: 'p' }).catch((e) => e)
    expect(error.message).toBe("Today's pictures are used up: 0 of 0. New ones at 00:00 UTC.")
    expect(error.facts).toEqual({
      ...{ violatedPolicies: ['premium-day'], limit: 0, used: 0, remaining: 0, retryAfterSeconds: 25_200 },
    })
  })
})

describe('the daily cap', () => {
  test('bounds everybody together, premium too, with a reason of its own', async () => {
    const { charge, used } = openLedger({ dailyCap: 3 })
    await charge(visitor)
    await charge({ subject: 'user:p', tier: 'premium', userId: 'p' })
    await charge(account('u'))
    await expect(charge({ ...visitor, subject: 'ip:b' })).rejects.toMatchObject({
      kind: 'limit',
      reason: 'daily-cap',
      facts: { violatedPolicies: ['daily-cap'], limit: 3, used: 3, remaining: 0, retryAfterSeconds: 25_200 },
    })
    expect(await used('ip:b')).toBe(0)
  })

  test('that refuses takes nothing, even when the transaction goes on', async () => {
    const { db, rules, charge, used } = openLedger({ dailyCap: 1 })
    await charge(visitor)
    await db.write(async (session) => {
      const payer = account('u')
      await chargePicture(session, rules, payer, { pictureId: 'p', units: 1, nowMs: EVENING }).catch(() => {})
    })
    expect([await used('user:u'), await used('ip:a', 'free-accounts-day')]).toEqual([0, 0])
  })
})

describe('the status', () => {
  const caller: Caller = { subject: 'ip:a', owner: 'visitor:a', tier: 'free', via: 'visitor', scopes: [], address }

  test('tells what is left, what waits and when the day ends, in seconds', async () => {
    const { db, rules, charge } = openLedger()
    const clock = new FakeClock(EVENING)
    await charge(visitor)
    await db.write((session) => insertPicture(session, pictureRow()))
    expect(await readLimitsStatus({ db, clock, ...rules }, caller)).toEqual({
      tier: 'free',
      known: 'address',
      daily: { policy: 'free-day', limit: 5, used: 1, remaining: 4, resetsInSeconds: 25_200 },
      waiting: { limit: 2, now: 1 },
      burst: { policy: 'free-burst', limit: 20, windowSeconds: 60 },
      costs: { picture: 1, cacheHit: 0 },
    })
  })

  test('promises no more than the tightest bound gives', async () => {
    const { db, rules, charge } = openLedger({ dailyCap: 3 })
    const clock = new FakeClock(EVENING)
    await charge(visitor)
    await charge(account('u'))
    const { daily } = await readLimitsStatus({ db, clock, ...rules }, caller)
    expect(daily).toMatchObject({ used: 1, remaining: 1 })
  })
})

test('a row’s lane tells the tier it was asked at', () => {
  const tiers = createTiers({ freePerDay: 5, premiumPerDay: 100 })
  expect(['free', 'premium', 'a lane of old'].map((lane) => tierOfLane(tiers, lane))).toEqual([
    'free',
    'premium',
    'free',
  ])
})

test('a UTC day ends in 1 to 86,400 seconds, never 0', () => {
  const at = (iso: string) => utcDay(Date.parse(iso))
  expect(at('2026-03-01T00:00:00.000Z')).toEqual({ day: '2026-03-01', endsInSeconds: 86_400 })
  expect(at('2026-03-01T00:00:00.001Z')).toEqual({ day: '2026-03-01', endsInSeconds: 86_400 })
  expect(at('2026-12-31T23:59:59.999Z')).toEqual({ day: '2026-12-31', endsInSeconds: 1 })
})
