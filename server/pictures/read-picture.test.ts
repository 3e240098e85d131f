import { describe, expect, test } from 'vitest'
import { updatePicture } from '../../db/queries/pictures.ts'
import { listPictures } from './list-pictures.ts'
import { readPicture } from './read-picture.ts'
import { account, openStudio, visitor } from './studio.fixture.ts'

const [anna, ben] = [visitor('anna'), visitor('ben')]
const paula = account('paula', 'premium')

describe('a stranger', () => {
  test('sees a public picture once it is ready, as not theirs and nothing of its cost', async () => {
    const studio = await openStudio()
    const id = await studio.drawn(anna, 'a red car')
    expect(await readPicture(studio.services, ben, id)).toMatchObject({
      ...{ status: 'ready', mine: false, cancellable: false, charged: 0 },
    })
  })

  test('sees none that waits, is drawn, failed or was cancelled, as if there were none', async () => {
    const studio = await openStudio({ concurrency: 1 })
    const { id } = await studio.ask(anna, 'a red car')
    const hidden = { kind: 'not-found', reason: 'no-such-picture' }
    const none = await readPicture(studio.services, ben, 'none').catch((error) => error)
    for (const status of ['queued', 'drawing', 'failed', 'cancelled'] as const) {
      await studio.db.write((session) => updatePicture(session, id, { status }))
      const error = await readPicture(studio.services, ben, id).catch((e) => e)
      expect(error).toMatchObject(hidden)
      expect(error.message).toBe(none.message)
    }
  })

  test('never sees a private one, ready or not', async () => {
    const studio = await openStudio()
    const { id } = await studio.ask(paula, 'a secret', { visibility: 'private' })
    for (const caller of [anna, account('other', 'premium')]) {
      await expect(readPicture(studio.services, caller, id)).rejects.toMatchObject({ kind: 'not-found' })
    }
    await studio.drawAll()
    for (const caller of [anna, account('other', 'premium')]) {
      await expect(readPicture(studio.services, caller, id)).rejects.toMatchObject({ kind: 'not-found' })
    }
    expect(await readPicture(studio.services, paula, id)).toMatchObject({ status: 'ready', visibility: 'private' })
  })
})

describe('a history', () => {
  test('is one’s own, newest first, page by page to its end', async () => {
    const studio = await openStudio()
    const ids: string[] = []
    for (let i = 0; i < 5; i++) ids.unshift(await studio.drawn(anna, `picture ${i}`))
    await studio.drawn(ben, 'of ben')
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listPictures(studio.services, anna, { cursor, limit: 2 })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor)
    expect(seen).toEqual(ids)
    expect(await listPictures(studio.services, visitor('nobody'), { limit: 2 })).toEqual({ items: [] })
    expect((await listPictures(studio.services, anna, { limit: 5 })).nextCursor).toBeUndefined()
  })
})
