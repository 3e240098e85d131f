import { describe, expect, test } from 'vitest'
import { listAudit } from '../../db/queries/account-data.ts'
import { readPicture } from '../pictures/read-picture.ts'
import { account, openStudio, visitor } from '../pictures/studio.fixture.ts'
import { createOwnToken } from './create-own-token.ts'
import { type DeletionServices, deleteAccount } from './delete-account.ts'
import { addressOf, createTestIdentity, PASSWORD, sessionCookie, signedUp } from './identity.fixture.ts'
import { openAccount } from './open-account.ts'
import { signInWithOauth } from './sign-in-with-oauth.ts'
import { signInWithPassword } from './sign-in-with-password.ts'

const ben = visitor('ben')

/** Somebody with an account, in a house that draws. */
async function openHouse(tier: 'free' | 'premium' = 'premium', wanted: Parameters<typeof openStudio>[0] = {}) {
  const studio = await openStudio(wanted)
  const { db, clock } = studio.services
  const house = createTestIdentity({ db, clock })
  const person = await signedUp(house)
  const caller = { ...account(person.userId, tier), address: person.address }
  const services: DeletionServices = { ...studio.services, ...house.identity }
  const forget = (password = PASSWORD) => deleteAccount(services, caller, { password })
  return { ...studio, ...house, studio, person, caller, services, forget }
}

type House = Awaited<ReturnType<typeof openHouse>>

/** Every row of every table that names somebody. */
async function tracesOf({ db }: Pick<House, 'db'>, ...names: string[]) {
  const found: string[] = []
  for (const [name, table] of Object.entries(db.read.tables)) {
    for (const row of await db.read.db.select().from(table)) {
      if (names.some((one) => JSON.stringify(row).includes(one))) found.push(name)
    }
  }
  return found
}

describe('deleting an account', () => {
  test('leaves no row that names it, ends sessions and tokens at once, and refuses sign-in', async () => {
    const house = await openHouse()
    const { identity, person, caller, forget, db } = house
    const cookie = await sessionCookie(house, person.userId)
    const { token } = await createOwnToken(identity, caller, { name: 'bot', scopes: ['draw'], days: null })
    await identity.tokens.verify(token)
    await house.drawn(caller, 'a red car')
    await house.ask(caller, 'a boat that waits')
    expect((await tracesOf(house, person.userId)).length).toBeGreaterThan(6)
    await forget()
    expect(await tracesOf(house, person.userId, person.email)).toEqual([])
    expect(await identity.sessionFromCookies({ cookie })).toBeUndefined()
    await expect(identity.tokens.verify(token)).rejects.toMatchObject({ reason: 'credentials' })
    const again = { email: person.email, password: PASSWORD }
    expect(await signInWithPassword(identity, addressOf('there'), again)).toBeUndefined()
    const log = await db.read.db.select().from(db.read.tables.auditLog)
    const [last] = log.filter(({ action }) => action === 'account.delete')
    expect(last?.actor).toMatch(/^former:/)
    expect((await listAudit(db.read, last?.actor ?? '')).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['account.open password', 'token.create', 'account.delete']),
    )
  })

  test('takes the bytes of private pictures along, and leaves public ones to the cache', async () => {
    const house = await openHouse()
    const { services, caller } = house
    const hashOf = async (id: string) => (await readPicture(services, caller, id)).image?.webp.slice(3, 67) ?? ''
    const secret = await hashOf(await house.drawn(caller, 'a secret', { visibility: 'private' }))
    const shared = await hashOf(await house.drawn(caller, 'a red car'))
    await house.forget()
    expect(await services.storage.stat(secret, 'webp')).toBeUndefined()
    expect(await services.storage.stat(shared, 'webp')).toBeDefined()
    expect(await house.ask(ben, 'a red car')).toMatchObject({ outcome: 'exact' })
    const { cacheEntries } = house.db.read.tables
    const kept = await house.db.read.db.select({ words: cacheEntries.words }).from(cacheEntries)
    expect(kept).toEqual([{ words: 'a red car' }])
  })

  test('hands a waiting picture to who joined it, and lets one that is drawn be finished for them', async () => {
    const house = await openHouse('premium', { concurrency: 1 })
    const { caller, upstream, services } = house
    await house.ask(caller, 'a heron')
    const drawing = await house.ask(ben, 'a heron')
    await house.ask(caller, 'a ferry')
    const waiting = await house.ask(ben, 'a ferry')
    await house.forget()
    await house.drawAll()
    for (const { id } of [drawing, waiting]) {
      expect(await readPicture(services, ben, id)).toMatchObject({ status: 'ready' })
    }
    expect(upstream.calls).toHaveLength(2)
    expect(await house.used('ip:ben')).toBe(1)
  })

  test('a private picture that is being drawn meanwhile is kept for nobody', async () => {
    const house = await openHouse('premium', { concurrency: 1 })
    await house.ask(house.caller, 'a secret', { visibility: 'private' })
    await house.forget()
    await house.drawAll()
    const { db, tables } = house.db.read
    expect(await db.select().from(tables.pictures)).toEqual([])
    expect(await db.select().from(tables.cacheEntries)).toEqual([])
    await house.keeping.sweep()
    expect(await db.select().from(tables.images)).toEqual([])
  })

  test('gives nothing back to its network: neither pictures drawn nor accounts opened', async () => {
    const house = await openHouse('free')
    const { caller, person, db } = house
    await house.drawn(caller, 'a red car')
    const counted = async () => {
      const { usage } = db.read.tables
      const rows = await db.read.db.select().from(usage)
      return rows
        .filter(({ subject }) => subject === person.address.subject)
        .map(({ policy, used }) => `${policy} ${used}`)
    }
    const before = await counted()
    expect(before.sort()).toEqual(['accounts-opened 1', 'free-accounts-day 1'])
    await house.forget()
    expect((await counted()).sort()).toEqual(before)
  })

  test('needs the password, the email where there is none, or the word where there is neither', async () => {
    const house = await openHouse()
    const { services, identity, db, clock } = house
    await expect(house.forget('not the password')).rejects.toMatchObject({ reason: 'credentials' })
    expect(house.log.entries).toContainEqual(expect.objectContaining({ by: 'password', why: 'change wrong' }))
    const profile = {
      provider: 'github',
      providerAccountId: '7',
      email: 'Cat@example.com',
      emailVerified: true,
      name: null,
    }
    const { userId } = await signInWithOauth(identity, addressOf('cat'), profile)
    const cat = account(userId, 'free')
    const wrong = deleteAccount(services, cat, { typed: 'dog@example.com' })
    await expect(wrong).rejects.toMatchObject({ reason: 'input', facts: { field: 'typed' } })
    await deleteAccount(services, cat, { typed: ' CAT@example.com' })
    expect(await identity.accountOf(userId)).toBeUndefined()
    const bare = await db.write((tx) => openAccount(tx, addressOf('bare'), { via: 'test' }, clock.now()))
    await expect(deleteAccount(services, account(bare, 'free'), {})).rejects.toMatchObject({ reason: 'input' })
    await deleteAccount(services, account(bare, 'free'), { typed: 'delete' })
    expect(await identity.accountOf(bare)).toBeUndefined()
  })

  test('is for a browser alone', async () => {
    const house = await openHouse()
    for (const caller of [ben, { ...house.caller, via: 'token' as const }, { ...house.caller, via: 'jwt' as const }]) {
      await expect(deleteAccount(house.services, caller, { password: PASSWORD })).rejects.toMatchObject({
        reason: 'sign-in',
      })
    }
  })
})
