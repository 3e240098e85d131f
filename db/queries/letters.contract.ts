import { describe, expect, test } from 'vitest'
import type { Database } from '../database.ts'
import { findEmailLink, insertEmailLink, useEmailLink } from './email-links.ts'
import { deleteLetter, insertLetter, listDueLetters, nextLetterDue, putOffLetter, takeLetter } from './letters.ts'
import { at, NOON } from './rows.fixture.ts'
import { deleteUser, insertUser } from './users.ts'

export function describeLetters(database: () => Database) {
  const user = (id: string) => database().write((session) => insertUser(session, { id, createdAt: NOON }))

  describe('letters', () => {
    const post = (email: string, ms: number, userId?: string) =>
      database().write((tx) => insertLetter(tx, { kind: 'confirm', email, locale: 'en', userId }, at(ms)))
    const due = async (ms: number) => (await listDueLetters(database().read, at(ms), 9)).map(({ email }) => email)

    test('are due in their order, taken by one, put off, and gone when sent', async () => {
      await post('b@example.org', 20)
      await post('a@example.org', 10)
      expect(await due(9)).toEqual([])
      expect(await due(20)).toEqual(['a@example.org', 'b@example.org'])
      const [first] = await listDueLetters(database().read, at(20), 1)
      if (!first) throw new Error('nothing is due')
      const take = () => database().write((tx) => takeLetter(tx, first, at(100)))
      expect((await Promise.all([take(), take()])).sort()).toEqual([false, true])
      expect(await due(20)).toEqual(['b@example.org'])
      expect(await nextLetterDue(database().read)).toEqual(at(20))
      await database().write((tx) => putOffLetter(tx, first.id, at(50)))
      expect(await listDueLetters(database().read, at(50), 9)).toMatchObject([{ attempts: 0 }, { attempts: 1 }])
      await database().write((tx) => deleteLetter(tx, first.id))
      expect(await due(100)).toEqual(['b@example.org'])
    })

    test('go with the account they are about', async () => {
      await user('u1')
      await post('a@example.org', 0, 'u1')
      await database().write((tx) => deleteUser(tx, 'u1'))
      expect(await nextLetterDue(database().read)).toBeUndefined()
    })
  })

  describe('links', () => {
    const insert = (hash: string, userId: string, endsMs = 1000, createdMs = 0) =>
      database().write((tx) =>
        insertEmailLink(tx, {
          ...{ hash, userId, purpose: 'reset', email: null },
          ...{ expiresAt: at(endsMs), createdAt: at(createdMs) },
        }),
      )
    const sought = (hash: string, ms = 1) => ({ hash, purpose: 'reset' as const, now: at(ms) })
    const use = (hash: string, ms = 1) => database().write((tx) => useEmailLink(tx, sought(hash, ms)))

    test('are used once, with the account’s others of their purpose, and by their time', async () => {
      await user('u1')
      await user('u2')
      for (const hash of ['a', 'b']) await insert(hash, 'u1')
      await insert('c', 'u2')
      expect(await findEmailLink(database().read, { ...sought('a'), purpose: 'confirm' })).toBeUndefined()
      expect(await use('a', 1000)).toBeUndefined()
      const used = await Promise.all([use('a'), use('a')])
      expect(used.filter(Boolean)).toMatchObject([{ userId: 'u1', email: null }])
      expect(await findEmailLink(database().read, sought('b'))).toBeUndefined()
      expect(await findEmailLink(database().read, sought('c'))).toMatchObject({ userId: 'u2' })
    })

    test('that have ended are forgotten when another is made', async () => {
      await user('u1')
      await insert('a', 'u1', 1000)
      await insert('b', 'u1', 9000, 2000)
      const { db, tables } = database().read
      expect((await db.select().from(tables.emailLinks)).map(({ hash }) => hash)).toEqual(['b'])
    })
  })
}
