import { describe, expect, test } from 'vitest'
import { listPictures } from './list-pictures.ts'
import { readPicture } from './read-picture.ts'
import { removePicture } from './remove-picture.ts'
import { account, openStudio, visitor } from './studio.fixture.ts'

const [anna, ben] = [visitor('anna'), visitor('ben')]
const paula = account('paula', 'premium')
const hashOf = (path: string | undefined) => /^\/i\/([0-9a-f]{64})\.webp$/.exec(path ?? '')?.[1] ?? 'none'

async function openWithPicture() {
  const studio = await openStudio()
  const id = await studio.drawn(anna, 'a red car')
  const hash = hashOf((await readPicture(studio.services, anna, id)).image?.webp)
  const stored = async (what = hash) => (await studio.services.storage.stat(what, 'webp')) !== undefined
  return { ...studio, id, hash, stored }
}

describe('deleting', () => {
  test('takes the picture and its page away, keeps what it cost, and leaves the cache its bytes', async () => {
    const studio = await openWithPicture()
    expect(await removePicture(studio.services, anna, studio.id)).toEqual({ id: studio.id })
    await expect(readPicture(studio.services, anna, studio.id)).rejects.toMatchObject({ kind: 'not-found' })
    expect((await listPictures(studio.services, anna, { limit: 9 })).items).toEqual([])
    expect(await studio.used('ip:anna')).toBe(1)
    expect(await studio.stored()).toBe(true)
    expect(await studio.ask(ben, 'a red car')).toMatchObject({ outcome: 'exact' })
    await expect(removePicture(studio.services, anna, studio.id)).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('lets the bytes go once nobody has them and no entry serves them', async () => {
    const studio = await openWithPicture()
    const hit = await studio.ask(ben, 'a red car')
    await studio.clock.advance(3_600_001)
    await removePicture(studio.services, anna, studio.id)
    expect(await studio.stored()).toBe(true)
    await removePicture(studio.services, ben, hit.id)
    expect(await studio.stored()).toBe(false)
    await studio.drawn(ben, 'a red car')
    expect(await studio.stored()).toBe(true)
  })

  test('a private picture takes its bytes with it at once', async () => {
    const studio = await openStudio()
    const id = await studio.drawn(paula, 'a secret', { visibility: 'private' })
    const hash = hashOf((await readPicture(studio.services, paula, id)).image?.webp)
    expect(await studio.services.storage.stat(hash, 'webp')).toBeDefined()
    await removePicture(studio.services, paula, id)
    expect(await studio.services.storage.stat(hash, 'webp')).toBeUndefined()
    expect(await studio.ask(paula, 'a secret', { visibility: 'private' })).toMatchObject({
      outcome: 'miss',
      charged: 1,
    })
  })

  test('is too early while it waits or is drawn, and not for others to do', async () => {
    const studio = await openStudio()
    const { id } = await studio.ask(anna, 'a red car')
    await expect(removePicture(studio.services, anna, id)).rejects.toMatchObject({ reason: 'too-late' })
    await studio.sent(1)
    await expect(removePicture(studio.services, anna, id)).rejects.toMatchObject({ reason: 'too-late' })
    await expect(removePicture(studio.services, ben, id)).rejects.toMatchObject({ kind: 'not-found' })
    await studio.drawAll()
    await expect(removePicture(studio.services, ben, id)).rejects.toMatchObject({ reason: 'not-yours' })
    expect((await studio.rows()).length).toBe(1)
  })
})
