import { expect, test } from 'vitest'
import { temporaryDatabase } from '../../db/temporary.fixture.ts'
import { FakeClock } from '../clock.fake.ts'
import { createAccounts } from './accounts.ts'
import { createBreaker } from './breaker.ts'
import { LIMIT } from './pacer.fixture.ts'
import { createPacer } from './pacer.ts'
import { createScriptedUpstream } from './scripted-upstream.fixture.ts'

async function openTwo() {
  const db = temporaryDatabase()
  const clock = new FakeClock()
  const openAccount = async (name: string) => ({
    ...{ name, upstream: createScriptedUpstream() },
    pacer: await createPacer({ db, clock, account: name, limit: LIMIT }),
    breaker: createBreaker(clock, () => 1),
  })
  const [a, b] = [await openAccount('a'), await openAccount('b')]
  await clock.advance(LIMIT.windowMs)
  const accounts = createAccounts([a, b])
  async function send() {
    const account = accounts.pick()
    if (!account) return undefined
    const { pacer } = account
    const slot = pacer.hold(await db.write((s) => pacer.reserve(s, { pictureId: 'p', retry: false })))
    pacer.settle(slot, { headersReceivedAt: clock.monotonic() })
    return account.name
  }
  return { a, b, accounts, clock, db, send }
}

test('two accounts have twice the slots, and calls go to whichever has more of them open', async () => {
  const { accounts, send, clock } = await openTwo()
  const sent = []
  for (let i = 0; i < 7; i++) sent.push(await send())
  expect(sent).toEqual(['a', 'b', 'a', 'b', 'a', 'b', undefined])
  expect(accounts.opensInMs()).toBe(1_000)
  expect(accounts.forecast()).toEqual([1_000, 1_000, 1_000, 1_000, 1_000, 1_000])
  await clock.advance(1_000)
  expect(await send()).toBe('a')
})

test('one that is refused is left alone, and the other goes on: nobody is told of a pause', async () => {
  const { accounts, a, b, send } = await openTwo()
  a.breaker.failed(a.breaker.sent(), 'p', { final: true })
  expect([await send(), await send(), await send(), await send()]).toEqual(['b', 'b', 'b', undefined])
  expect(accounts.pausedMs()).toBe(0)
  expect(accounts.opensInMs()).toBe(1_000)
  b.breaker.pause(60_000)
  expect(accounts.pausedMs()).toBe(2_000)
})

test('what is left alone promises no slots to those who wait, unless all are', async () => {
  const { accounts, a, b } = await openTwo()
  a.breaker.failed(a.breaker.sent(), 'p', { final: true })
  expect(accounts.forecast()).toEqual([0, 0, 0])
  expect(accounts.retryForecast()).toEqual([0])
  expect(accounts.open).toBe(false)
  b.breaker.pause(60_000)
  expect(accounts.forecast()).toEqual([2_000, 2_000, 2_000, 60_000, 60_000, 60_000])
  expect(accounts.open).toBe(true)
})

test('a second try goes to the one that has a slot for it, even if the other has more open', async () => {
  const { accounts, a, b, db } = await openTwo()
  a.pacer.hold(await db.write((s) => a.pacer.reserve(s, { pictureId: 'p', retry: true })))
  for (let i = 0; i < 2; i++) b.pacer.hold(await db.write((s) => b.pacer.reserve(s, { pictureId: 'q', retry: false })))
  expect(accounts.retryOpensInMs()).toBe(0)
  expect(accounts.pick()?.name).toBe('b')
})
