import { describe, expect, test } from 'vitest'
import type { Database } from '../database.ts'
import { findPicture, insertPicture, type NewPicture, updatePicture } from './pictures.ts'
import {
  claim,
  countWaiting,
  earliestLease,
  findWaiting,
  finishClaim,
  firstInLane,
  lastTurn,
  listExpiredClaims,
  listWaiting,
  listWaitingSince,
  oldestWaiting,
  putLane,
  readLanes,
  renewLease,
  returnClaim,
} from './queue.ts'
import { at, NOON, pictureRow } from './rows.fixture.ts'
import { findUpstream, forgetCalls, insertCall, listCalls, putUpstream, settleCall } from './upstream-calls.ts'

export function describeQueue(database: () => Database) {
  const insert = (set: Partial<NewPicture> = {}) =>
    database().write((session) => insertPicture(session, pictureRow(set)))
  const take = (id: string) => database().write((s) => claim(s, { id, now: NOON, leaseUntil: at(15_000) }))
  const row = (id: string) => findPicture(database().read, id)

  describe('the order of the queue', () => {
    test('a lane serves the smallest turn, then the first to come; joined and other rows do not count', async () => {
      const [late, b, a] = [
        await insert({ turn: 2 }),
        await insert({ turn: 1, id: 'b' }),
        await insert({ turn: 1, id: 'a' }),
      ]
      const joined = await insert({ turn: null, leaderId: late.id })
      const premium = await insert({ turn: 0, lane: 'premium' })
      const drawing = await insert({ turn: 0, status: 'drawing' })
      expect(await firstInLane(database().read, 'free')).toEqual({ id: 'a', turn: 1 })
      const waiting = await listWaiting(database().read)
      expect(waiting.map(({ id }) => id)).toEqual([a.id, b.id, late.id, premium.id])
      for (const one of waiting) expect(await findWaiting(database().read, one.id)).toEqual(one)
      expect(await findWaiting(database().read, joined.id)).toBeUndefined()
      expect(await findWaiting(database().read, drawing.id)).toBeUndefined()
      expect(await countWaiting(database().read)).toEqual(
        new Map([
          ['free', 3],
          ['premium', 1],
        ]),
      )
    })

    test("a subject's last turn is remembered after it was served, and one never used is not", async () => {
      const last = () => lastTurn(database().read, 'ip:a', 'free')
      expect(await last()).toBeUndefined()
      await insert({ turn: 4, status: 'ready', claimedAt: NOON })
      await insert({ turn: 9, status: 'cancelled' })
      await insert({ turn: 8, status: 'failed' })
      await insert({ turn: null, status: 'queued', leaderId: 'another' })
      await insert({ turn: 7, subject: 'ip:b' })
      await insert({ turn: 6, lane: 'premium' })
      expect(await last()).toBe(4)
      await insert({ turn: 5 })
      expect(await last()).toBe(5)
    })

    test('lanes keep their virtual time', async () => {
      expect(await readLanes(database().read)).toEqual([])
      await database().write((s) => putLane(s, { name: 'free', v: 1, servingTurn: 2 }))
      await database().write((s) => putLane(s, { name: 'free', v: 840, servingTurn: 3 }))
      expect(await readLanes(database().read)).toEqual([{ name: 'free', v: 840, servingTurn: 3 }])
    })

    test('who has waited longest is known, and who has waited too long is listed', async () => {
      expect(await oldestWaiting(database().read)).toBeUndefined()
      await insert({ createdAt: at(-9000), status: 'drawing' })
      await insert({ createdAt: at(-8000), leaderId: 'another', turn: null })
      const [old, older] = [await insert({ createdAt: at(-5000) }), await insert({ createdAt: at(-6000) })]
      await insert({ createdAt: at(-4999) })
      expect(await oldestWaiting(database().read)).toEqual(at(-6000))
      const listed = await listWaitingSince(database().read, at(-5000))
      expect(listed.map((picture) => picture.id)).toEqual([older.id, old.id])
    })
  })

  describe('claims', () => {
    test('a picture is claimed once, with a lease, a fence and an attempt', async () => {
      const { id } = await insert()
      const claims = await Promise.all([take(id), take(id), take(id)])
      expect(claims.filter(Boolean)).toHaveLength(1)
      expect(await row(id)).toMatchObject({ status: 'drawing', attempts: 1, fence: 1, leaseUntil: at(15_000) })
    })

    test('a finish with an older fence changes nothing, with the right one it counts once', async () => {
      const { id } = await insert()
      const first = await take(id)
      await database().write((s) => returnClaim(s, { id, fence: first?.fence ?? 0 }, { countAttempt: true }))
      const second = await take(id)
      const finish = (fence: number) => database().write((s) => finishClaim(s, { id, fence }, { status: 'ready' }))
      expect(await finish(first?.fence ?? 0)).toBe(false)
      expect((await row(id))?.status).toBe('drawing')
      expect(await finish(second?.fence ?? 0)).toBe(true)
      expect(await finish(second?.fence ?? 0)).toBe(false)
      expect(await row(id)).toMatchObject({ status: 'ready', leaseUntil: null, attempts: 2 })
    })

    test('a returned claim is back in its place, its attempt counted or not', async () => {
      const { id } = await insert({ turn: 5 })
      const claimed = (await take(id)) ?? { id, fence: 0 }
      await database().write((s) => returnClaim(s, claimed, { countAttempt: false }))
      expect(await row(id)).toMatchObject({ status: 'queued', turn: 5, attempts: 0, leaseUntil: null, claimedAt: null })
      const again = (await take(id)) ?? { id, fence: 0 }
      expect(await database().write((s) => returnClaim(s, claimed, { countAttempt: true }))).toBe(false)
      expect(await database().write((s) => returnClaim(s, again, { countAttempt: true }))).toBe(true)
      expect(await row(id)).toMatchObject({ status: 'queued', attempts: 1 })
    })

    test('leases are renewed by their holder alone, and run out', async () => {
      const { id } = await insert()
      const claimed = (await take(id)) ?? { id, fence: 0 }
      await database().write((s) => renewLease(s, { id, fence: 99 }, at(99_000)))
      expect(await earliestLease(database().read)).toEqual(at(15_000))
      await database().write((s) => renewLease(s, claimed, at(20_000)))
      expect(await listExpiredClaims(database().read, at(20_000))).toEqual([])
      expect((await listExpiredClaims(database().read, at(20_001))).map((p) => p.id)).toEqual([id])
      await database().write((s) => updatePicture(s, id, { status: 'cancelled' }))
      expect(await earliestLease(database().read)).toBeUndefined()
    })
  })

  describe('the slot log', () => {
    const log = (id: string, countedBy: number | null, { epoch = 'e', sendBy = 100, upstream = 'u' } = {}) =>
      database().write(async (s) => {
        const pictureId = `picture ${id}`
        await insertCall(s, { id, upstream, pictureId, retry: id === 'slow', slotAt: at(0), epoch, sendBy })
        if (countedBy !== null) await settleCall(s, { id, epoch, countedBy })
      })
    const listed = async () => (await listCalls(database().read, 'u')).map((call) => call.id).sort()

    test('is read as it was written, each account its own', async () => {
      await log('slow', 900)
      await log('x', 900, { upstream: 'another' })
      const moments = { slotAt: at(0), epoch: 'e', sendBy: 100, countedBy: 900 }
      expect(await listCalls(database().read, 'u')).toEqual([
        { id: 'slow', upstream: 'u', pictureId: 'picture slow', retry: true, ...moments },
      ])
    })

    test('forgets what was counted long ago, the unanswered much later, and other epochs by the wall clock', async () => {
      await log('open', null)
      await log('old', 100)
      await log('new', 900)
      await log('elsewhere', 100, { epoch: 'another' })
      const forget = (countedBefore: number, sentBefore: number, slotBeforeMs: number) =>
        database().write((s) =>
          forgetCalls(s, { upstream: 'u', epoch: 'e' }, { countedBefore, sentBefore, slotBefore: at(slotBeforeMs) }),
        )
      await forget(500, 100, 0)
      expect(await listed()).toEqual(['elsewhere', 'new', 'open'])
      await forget(500, 101, 1)
      expect(await listed()).toEqual(['new'])
    })

    test('an account is watched since its first day here, whatever it is told later', async () => {
      const put = (ms: number, frozenUntil: number) =>
        database().write((s) => putUpstream(s, { name: 'u', watchedSince: at(ms), epoch: `e ${ms}`, frozenUntil }))
      expect(await findUpstream(database().read, 'u')).toBeUndefined()
      await put(0, 5)
      await put(5000, 7_000_000_000)
      const row = { name: 'u', watchedSince: at(0), epoch: 'e 5000', frozenUntil: 7_000_000_000 }
      expect(await findUpstream(database().read, 'u')).toEqual(row)
    })
  })
}
