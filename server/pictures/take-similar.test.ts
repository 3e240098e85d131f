import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { describe, expect, onTestFinished, test } from 'vitest'
import { findCacheEntry } from '../../db/queries/images.ts'
import { temporaryFolder } from '../../db/temporary.fixture.ts'
import type { Caller } from '../identity/caller.ts'
import { takeBurst } from '../limits/burst.ts'
import { createMemoryRateLimiter } from '../limits/memory.ts'
import { findSimilar } from './find-similar.ts'
import { previewPicture } from './preview-picture.ts'
import { removePicture } from './remove-picture.ts'
import { publicKey } from './request-picture.ts'
import { account, openStudio, visitor } from './studio.fixture.ts'
import { takeSimilar } from './take-similar.ts'

const [anna, ben] = [visitor('anna'), visitor('ben')]
const paula = account('paula', 'premium')

const [CAT, KITTY] = ['cat on the moon', 'a kitty sitting on the moon']

async function openShop({ filename }: { filename?: string } = {}) {
  const studio = await openStudio({ similar: { ...(filename && { filename }) } })
  const { services, similar, words } = studio
  await words?.ask('the thread has started')
  onTestFinished(async () => similar?.close())
  const burst = createMemoryRateLimiter(studio.clock)
  const find = async (caller: Caller, asked: string, threshold?: number) =>
    (await findSimilar(services, caller, { words: asked, threshold })).offer
  const take = async (caller: Caller, offerId: string, asked: string, idempotencyKey = 'key of this press') => {
    const receipt = await takeBurst({ ...services, burst }, caller, 'burst', { minutes: [] })
    return await takeSimilar(services, caller, { offerId, words: asked, idempotencyKey }, receipt)
  }
  const offered = async (caller: Caller, asked: string) => {
    const offer = await find(caller, asked)
    if (!offer) throw new Error(`nothing was offered for ${asked}`)
    return offer
  }
  const offers = async () => await studio.db.read.db.select().from(studio.db.read.tables.similarOffers)
  return { ...studio, find, take, offered, offers }
}

describe('a similar picture', () => {
  test('is offered as whoever had it drawn wrote its words, with how close it is; an exact one is not offered', async () => {
    const { find, drawn, row } = await openShop()
    const { imageHash } = await row(await drawn(anna, CAT))
    const image = { webp: `/i/${imageHash}.webp`, png: `/i/${imageHash}.png`, width: 1024, height: 1024 }
    expect(await find(ben, KITTY)).toMatchObject({ words: CAT, differences: [], image })
    expect((await find(ben, KITTY))?.closeness).toBeGreaterThan(0.7)
    expect(await find(anna, KITTY)).toMatchObject({ words: CAT })
    expect(await find(ben, 'Cat, on the moon!')).toBeUndefined()
    expect(await find(ben, 'a dog on the moon')).toBeUndefined()
    expect(await find(ben, 'two cats on the moon')).toBeUndefined()
    expect(await find(ben, 'zxcvb qwrtp')).toBeUndefined()
  })

  test('comes up to the threshold that was asked for, and always to the house’s', async () => {
    const { find, drawn } = await openShop()
    await drawn(anna, CAT)
    const { closeness = 0 } = (await find(ben, KITTY)) ?? {}
    expect(await find(ben, KITTY, closeness)).toBeDefined()
    expect(await find(ben, KITTY, closeness + 0.01)).toBeUndefined()
    expect(await find(ben, 'two cats on the moon', 0)).toBeUndefined()
  })

  test('is never a private one, a fresh variation, a deleted one or one of another look', async () => {
    const { find, drawn, services, upstream } = await openShop()
    await drawn(paula, CAT, { visibility: 'private' })
    expect(await find(ben, KITTY)).toBeUndefined()
    await drawn(anna, CAT, { fresh: true })
    expect(await find(ben, KITTY)).toBeUndefined()
    const id = await drawn(anna, CAT)
    expect(await find(ben, KITTY)).toBeDefined()
    const elsewhere = { ...services, upstream: { ...upstream, model: 'another model' } }
    expect(await findSimilar(elsewhere, ben, { words: KITTY })).toEqual({})
    await removePicture(services, anna, id)
    expect(await find(ben, KITTY)).toBeUndefined()
  })

  test('is not offered once it has expired', async () => {
    const { find, drawn, clock } = await openShop()
    await drawn(anna, CAT)
    await clock.advance(3_600_001)
    expect(await find(ben, KITTY)).toBeUndefined()
  })

  test('that was drawn while nobody could read its words is offered once they were', async () => {
    const { find, drawn, similar, clock } = await openStudioUnread()
    await drawn(anna, CAT)
    expect(await find(ben, KITTY)).toBeUndefined()
    await clock.advance(10_000)
    await similar?.settled()
    expect(await find(ben, KITTY)).toMatchObject({ words: CAT })
  })

  test('is not offered, and nothing fails, where the thread that reads words dies', async () => {
    const filename = join(temporaryFolder(), 'dying.mjs')
    writeFileSync(filename, 'process.exit(3)')
    const { find, drawn, row } = await openShop({ filename })
    expect(await row(await drawn(anna, CAT))).toMatchObject({ status: 'ready' })
    expect(await find(ben, KITTY)).toBeUndefined()
  })
})

/** A shop whose thread is not ready when the first picture is drawn. */
async function openStudioUnread() {
  const studio = await openStudio({ similar: {} })
  onTestFinished(async () => studio.similar?.close())
  const find = async (caller: Caller, words: string) => (await findSimilar(studio.services, caller, { words })).offer
  return { ...studio, find }
}

describe('taking a similar picture', () => {
  test('costs nothing, is ready at once, and is in the taker’s history with their words and those it was drawn for', async () => {
    const { offered, take, drawn, used, rows } = await openShop()
    await drawn(anna, CAT)
    const { id, image } = await offered(ben, KITTY)
    const taken = await take(ben, id, KITTY)
    const told = {
      words: KITTY,
      drawnFor: CAT,
      outcome: 'similar-taken',
      status: 'ready',
      charged: 0,
      mine: true,
      image,
    }
    expect(taken).toMatchObject(told)
    expect(await used('ip:ben')).toBe(0)
    expect((await rows()).filter(({ owner }) => owner === ben.owner)).toHaveLength(1)
  })

  test('is idempotent: the same press, and another one, are the same row', async () => {
    const { offered, take, drawn, rows } = await openShop()
    await drawn(anna, CAT)
    const { id } = await offered(ben, KITTY)
    const { id: first } = await take(ben, id, KITTY)
    expect((await take(ben, id, KITTY)).id).toBe(first)
    expect((await take(ben, id, KITTY, 'key of another press')).id).toBe(first)
    expect(await rows()).toHaveLength(2)
  })

  test('leaves the taker’s words without a picture: they are drawn when somebody asks, and never answered with it', async () => {
    const { offered, take, drawn, ask, services, used, db, upstream } = await openShop()
    await drawn(anna, CAT)
    const { id } = await offered(ben, KITTY)
    await take(ben, id, KITTY, 'one press for both')
    expect(await findCacheEntry(db.read, publicKey(upstream.model, KITTY), new Date(0))).toBeUndefined()
    expect(await previewPicture(services, ben, KITTY)).toEqual({ cached: false })
    const reused = { kind: 'conflict', reason: 'idempotency-key-reused' }
    await expect(ask(ben, KITTY, { idempotencyKey: 'one press for both' })).rejects.toMatchObject(reused)
    expect(await ask(ben, KITTY)).toMatchObject({ outcome: 'miss' })
    expect(await used('ip:ben')).toBe(1)
  })

  test('is for the one it was offered to, and for the words it was offered for', async () => {
    const { offered, take, drawn } = await openShop()
    await drawn(anna, CAT)
    const { id } = await offered(ben, KITTY)
    const refused = { kind: 'not-found', reason: 'no-such-offer' }
    await expect(take(visitor('carl'), id, KITTY)).rejects.toMatchObject(refused)
    await expect(take(ben, id, 'a kitty on the moon')).rejects.toMatchObject(refused)
    await expect(take(ben, 'no such offer', KITTY)).rejects.toMatchObject(refused)
  })

  test('is refused once it is gone, and costs nothing', async () => {
    const { offered, take, drawn, clock, used } = await openShop()
    await drawn(anna, CAT)
    const { id } = await offered(ben, KITTY)
    await clock.advance(3_600_001)
    await expect(take(ben, id, KITTY)).rejects.toMatchObject({ kind: 'not-found', reason: 'no-such-offer' })
    expect(await used('ip:ben')).toBe(0)
  })

  test('is the picture that was shown: one drawn anew meanwhile is not it', async () => {
    const { offered, take, drawn, db } = await openShop()
    await drawn(anna, CAT)
    const another = await drawn(anna, 'a dog')
    const { id } = await offered(ben, KITTY)
    await db.write(async ({ db, tables: { cacheEntries, pictures } }) => {
      const [dog] = await db.select().from(pictures).where(eq(pictures.id, another))
      await db.update(cacheEntries).set({ imageHash: dog?.imageHash ?? 'none' })
    })
    await expect(take(ben, id, KITTY)).rejects.toMatchObject({ reason: 'no-such-offer' })
  })
})

describe('what was offered is remembered', () => {
  test('once for each asker and words, without telling who; taken or passed over', async () => {
    const { offered, take, drawn, ask, offers } = await openShop()
    await drawn(anna, CAT)
    for (const _ of [1, 2]) await offered(ben, KITTY)
    const { id } = await offered(visitor('carl'), KITTY)
    expect(await offers()).toHaveLength(2)
    expect(JSON.stringify(await offers())).not.toMatch(/ben|carl/)
    await take(visitor('carl'), id, KITTY)
    await ask(ben, KITTY)
    const [taken] = (await offers()).filter((offer) => offer.id === id)
    const [passed] = (await offers()).filter((offer) => offer.id !== id)
    expect(taken).toMatchObject({ takenAt: expect.any(Date), passedAt: null, threshold: 700, cachedWords: CAT })
    expect(passed).toMatchObject({ takenAt: null, passedAt: expect.any(Date), words: KITTY })
  })

  test('for thirty days', async () => {
    const { offered, drawn, clock, offers, similar } = await openShop()
    await drawn(anna, CAT)
    await offered(ben, KITTY)
    similar?.start()
    await similar?.settled()
    expect(await offers()).toHaveLength(1)
    for (let hour = 0; hour <= 30 * 24; hour++) await clock.advance(3_600_000)
    await similar?.settled()
    expect(await offers()).toEqual([])
  })
})
