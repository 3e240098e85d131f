import { describe, expect, test } from 'vitest'
import type { Database } from '../database.ts'
import { deleteImage, insertImage, isImageUsed } from './images.ts'
import { findPicture, insertPicture, type NewPicture } from './pictures.ts'
import { at, imageRow, NOON, pictureRow } from './rows.fixture.ts'
import {
  findSketch,
  forgetSameSketch,
  forgetSketch,
  giveSketch,
  hasSketchesToRelease,
  listSketchesDone,
} from './sketches.ts'

export function describeSketches(database: () => Database) {
  const image = (hash: string) => database().write((session) => insertImage(session, imageRow(hash)))
  const insert = (set: Partial<NewPicture> = {}) =>
    database().write((session) => insertPicture(session, pictureRow(set)))
  const give = (pictureId: string, hash = 'sketch') =>
    database().write((session) => giveSketch(session, { pictureId, hash }))
  const sketchOf = async (id: string) => (await findPicture(database().read, id))?.sketchHash
  const doneBy = async (ms: number) => (await listSketchesDone(database().read, at(ms))).map(({ id }) => id)

  describe('sketches', () => {
    test('one is given to a picture on its way and to all who joined it, once', async () => {
      for (const hash of ['sketch', 'another']) await image(hash)
      const leader = await insert({ status: 'drawing', key: 'k' })
      const follower = await insert({ kind: 'joined', leaderId: leader.id, turn: null, owner: 'visitor:b' })
      const stranger = await insert()
      expect(await findSketch(database().read, 'k')).toBeUndefined()
      expect((await give(leader.id)).sort()).toEqual([leader.id, follower.id].sort())
      expect(await give(leader.id, 'another')).toEqual([])
      expect(await findSketch(database().read, 'k')).toBe('sketch')
      expect(await sketchOf(follower.id)).toBe('sketch')
      expect(await sketchOf(stranger.id)).toBeNull()
    })

    test('one that comes late is for a picture that failed, not for one that is ready, called off or refused', async () => {
      await image('sketch')
      const failed = await insert({ status: 'failed', error: 'upstream-failed' })
      const others: Partial<NewPicture>[] = [
        { status: 'ready' },
        { status: 'cancelled' },
        { status: 'failed', error: 'moderation' },
      ]
      expect(await give(failed.id)).toEqual([failed.id])
      for (const set of others) expect(await give((await insert(set)).id)).toEqual([])
    })

    test('an image is used while it is somebody’s sketch', async () => {
      await image('sketch')
      const { id } = await insert()
      await give(id)
      expect(await isImageUsed(database().read, 'sketch')).toBe(true)
      await expect(database().write((session) => deleteImage(session, 'sketch'))).rejects.toThrow()
      await database().write((session) => forgetSketch(session, id))
      expect(await isImageUsed(database().read, 'sketch')).toBe(false)
      await database().write((session) => deleteImage(session, 'sketch'))
    })

    test('those of pictures that are ready, called off or refused are done with; kept and offered ones are not', async () => {
      for (const hash of ['sketch', 'real']) await image(hash)
      expect(await hasSketchesToRelease(database().read)).toBe(false)
      const set = { sketchHash: 'sketch', finishedAt: NOON }
      await insert({ ...set, status: 'failed', error: 'upstream-failed' })
      await insert({ ...set, status: 'ready', imageHash: 'sketch' })
      expect(await hasSketchesToRelease(database().read)).toBe(false)
      const done = [
        await insert({ ...set, status: 'ready', imageHash: 'real' }),
        await insert({ ...set, status: 'cancelled' }),
        await insert({ ...set, status: 'failed', error: 'moderation' }),
      ].map(({ id }) => id)
      expect(await doneBy(-1)).toEqual([])
      expect((await doneBy(0)).sort()).toEqual(done.sort())
      expect(await hasSketchesToRelease(database().read)).toBe(true)
      for (const id of done) await database().write((session) => forgetSketch(session, id))
      expect(await hasSketchesToRelease(database().read)).toBe(false)
      await insert({ sketchHash: 'sketch' })
      expect(await hasSketchesToRelease(database().read)).toBe(true)
      expect(await doneBy(9_000)).toEqual([])
    })

    test('a real picture of the very same bytes is no sketch', async () => {
      for (const hash of ['sketch', 'real']) await image(hash)
      expect(await database().write((session) => insertImage(session, imageRow('sketch')))).toBe(false)
      const ids = [(await insert({ sketchHash: 'sketch' })).id, (await insert({ sketchHash: 'real' })).id]
      const kept = await insert({ sketchHash: 'sketch', imageHash: 'sketch', status: 'ready' })
      await database().write((session) => forgetSameSketch(session, ids, 'sketch'))
      expect(await Promise.all([...ids, kept.id].map(sketchOf))).toEqual([null, 'real', 'sketch'])
    })
  })
}
