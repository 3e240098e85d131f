import { describe, expect, test } from 'vitest'
import type { Database } from '../database.ts'
import type { Notice } from '../tables.ts'
import { putNoticeSettings, readNoticeSettings } from './notice-settings.ts'
import {
  finishNotice,
  forgetNotices,
  giveUpNotices,
  hasWaitingNotice,
  insertNotice,
  listDueNotices,
  listNotices,
  type NewNotice,
  nextNoticeDue,
  putOffNotice,
  takeNotice,
} from './notices.ts'
import { deletePicture, insertPicture } from './pictures.ts'
import { deletePushSubscription, findPushSubscription, listPushIds, putPushSubscription } from './push-subscriptions.ts'
import { at, NOON, pictureRow } from './rows.fixture.ts'
import { insertUser } from './users.ts'
import {
  findWebhook,
  insertPictureWebhook,
  markWebhookGone,
  putWebhookUrl,
  raiseSecretVersion,
  takePictureWebhooks,
} from './webhooks.ts'

export function describeNotices(database: () => Database) {
  const user = (id: string) =>
    database().write((session) => insertUser(session, { id, email: `${id}@x.example`, createdAt: NOON }))
  const notice = async (id: string, set: Partial<NewNotice> = {}) => {
    const row = { id, kind: 'webhook', owner: 'user:a', userId: null, type: 'picture.ready', pictureId: 'p' } as const
    await database().write((session) =>
      insertNotice(session, { ...row, target: 'https://a.example/', at: NOON, ...set }),
    )
    return await rowOf(id)
  }
  const rowOf = async (id: string): Promise<Notice> => {
    const { db, tables } = database().read
    const row = (await db.select().from(tables.notices)).find((one) => one.id === id)
    if (!row) throw new Error(`no notice ${id}`)
    return row
  }
  const due = async (ms: number, busy: string[] = []) =>
    (await listDueNotices(database().read, { now: at(ms), busy, limit: 10 })).map(({ id }) => id)

  describe('notices', () => {
    test('one is due at once, longest due first, and not while its owner is busy', async () => {
      await notice('b', { at: at(1) })
      await notice('a')
      await notice('c', { owner: 'user:b', at: at(5) })
      expect(await due(2)).toEqual(['a', 'b'])
      expect(await due(5, ['user:a'])).toEqual(['c'])
      expect(await nextNoticeDue(database().read, at(2))).toEqual(at(5))
      expect(await nextNoticeDue(database().read, at(5))).toBeUndefined()
    })

    test('one is taken once, and is due again when its lease ends', async () => {
      const row = await notice('a')
      const take = () => database().write((session) => takeNotice(session, row, at(30)))
      expect(await Promise.all([take(), take()])).toEqual([true, false])
      expect(await due(29)).toEqual([])
      expect(await due(30)).toEqual(['a'])
      expect(await rowOf('a')).toMatchObject({ attempts: 1, leaseUntil: at(30) })
    })

    test('whoever lost the lease changes nothing any more', async () => {
      const row = await notice('a')
      await database().write((session) => takeNotice(session, row, at(30)))
      const again = await rowOf('a')
      await database().write((session) => takeNotice(session, again, at(60)))
      const late = { id: 'a', leaseUntil: at(30) }
      await database().write((session) => finishNotice(session, { ...late, state: 'sent', finishedAt: at(31) }))
      await database().write((session) => putOffNotice(session, { ...late, dueAt: at(40) }))
      expect(await rowOf('a')).toMatchObject({ state: 'waiting', dueAt: at(60), attempts: 2 })
      const held = { id: 'a', leaseUntil: at(60), answer: 200 }
      await database().write((session) => finishNotice(session, { ...held, state: 'sent', finishedAt: at(61) }))
      expect(await rowOf('a')).toMatchObject({ state: 'sent', answer: 200, leaseUntil: null, finishedAt: at(61) })
      expect(await due(99)).toEqual([])
    })

    test('what waits for a target can be given up, but for one', async () => {
      await notice('a')
      await notice('b')
      await notice('c', { target: 'https://c.example/' })
      const target = { owner: 'user:a', target: 'https://a.example/', fault: 'gone', at: at(9), except: 'a' }
      await database().write((session) => giveUpNotices(session, target))
      expect([(await rowOf('a')).state, (await rowOf('b')).state, (await rowOf('c')).state]).toEqual([
        'waiting',
        'given-up',
        'waiting',
      ])
    })

    test('those that are over are forgotten but for the newest; those that wait never are', async () => {
      for (const id of ['a', 'b', 'c', 'd']) await notice(id)
      const over = async (id: string) => {
        const row = await rowOf(id)
        await database().write(async (session) => {
          await takeNotice(session, row, at(30))
          await finishNotice(session, { id, leaseUntil: at(30), state: 'sent', finishedAt: at(1) })
        })
      }
      for (const id of ['b', 'c', 'd']) await over(id)
      const forget = (keep: number) =>
        database().write((session) => forgetNotices(session, { owner: 'user:a', kind: 'webhook', keep }))
      const kept = async () =>
        (await listNotices(database().read, { owner: 'user:a', kind: 'webhook', limit: 9 })).map(({ id }) => id)
      await forget(2)
      expect(await kept()).toEqual(['d', 'c', 'a'])
      await forget(0)
      expect(await kept()).toEqual(['a'])
      const waits = (type: 'picture.ready' | 'webhook.test') =>
        hasWaitingNotice(database().read, { owner: 'user:a', type })
      expect([await waits('picture.ready'), await waits('webhook.test')]).toEqual([true, false])
    })
  })

  describe('webhooks', () => {
    test('an account’s is set, gone, set again and taken away; its secret counts up', async () => {
      await user('u')
      const read = () => findWebhook(database().read, 'u')
      const url = 'https://a.example/'
      await database().write((session) => putWebhookUrl(session, 'u', url))
      await database().write((session) =>
        markWebhookGone(session, { userId: 'u', url: 'https://b.example/', at: NOON }),
      )
      expect(await read()).toMatchObject({ url, goneAt: null, secretVersion: 1, rotatedAt: null })
      await database().write((session) => markWebhookGone(session, { userId: 'u', url, at: NOON }))
      expect(await read()).toMatchObject({ goneAt: NOON })
      await database().write((session) => raiseSecretVersion(session, 'u', at(1)))
      await database().write((session) => putWebhookUrl(session, 'u', null))
      expect(await read()).toMatchObject({ url: null, goneAt: null, secretVersion: 2, rotatedAt: at(1) })
    })

    test('rotating before anything is set is the second secret', async () => {
      await user('u')
      await database().write((session) => raiseSecretVersion(session, 'u', at(1)))
      expect(await findWebhook(database().read, 'u')).toMatchObject({ url: null, secretVersion: 2 })
    })

    test('those a picture’s requests named are handed out once, and go with the picture', async () => {
      const { id } = await database().write((session) => insertPicture(session, pictureRow()))
      const name = (url: string) => database().write((session) => insertPictureWebhook(session, { pictureId: id, url }))
      const take = () => database().write((session) => takePictureWebhooks(session, id))
      for (const url of ['https://a.example/', 'https://b.example/', 'https://a.example/']) await name(url)
      expect((await take()).sort()).toEqual(['https://a.example/', 'https://b.example/'])
      expect(await take()).toEqual([])
      await name('https://a.example/')
      await database().write((session) => deletePicture(session, id))
      expect(await take()).toEqual([])
    })
  })

  describe('push subscriptions', () => {
    const put = (id: string, owner: string, ms = 0, keep = 3) => {
      const row = {
        id,
        owner,
        userId: null,
        endpoint: `https://push.example/${id}`,
        p256dh: 'k',
        auth: 'a',
        locale: 'en',
      }
      return database().write((session) => putPushSubscription(session, { ...row, createdAt: at(ms) }, keep))
    }

    test('a browser’s belongs to whoever used it last, and goes only by its owner', async () => {
      await put('s', 'visitor:a')
      await put('s', 'user:b')
      expect(await listPushIds(database().read, 'visitor:a')).toEqual([])
      expect(await listPushIds(database().read, 'user:b')).toEqual(['s'])
      await database().write((session) => deletePushSubscription(session, 's', 'visitor:a'))
      expect(await findPushSubscription(database().read, 's')).toMatchObject({ owner: 'user:b' })
      await database().write((session) => deletePushSubscription(session, 's', 'user:b'))
      expect(await findPushSubscription(database().read, 's')).toBeUndefined()
    })

    test('an owner’s oldest make room', async () => {
      for (const [index, id] of ['a', 'b', 'c', 'd'].entries()) await put(id, 'user:b', index)
      await put('other', 'user:c')
      expect((await listPushIds(database().read, 'user:b')).sort()).toEqual(['b', 'c', 'd'])
      expect(await listPushIds(database().read, 'user:c')).toEqual(['other'])
    })
  })

  test('how an account wants to be told is kept, and changed', async () => {
    await user('u')
    expect(await readNoticeSettings(database().read, 'u')).toBeUndefined()
    for (const sound of [true, false]) {
      const settings = { tab: true, sound, browser: false }
      await database().write((session) => putNoticeSettings(session, 'u', settings))
      expect(await readNoticeSettings(database().read, 'u')).toEqual(settings)
    }
  })
}
