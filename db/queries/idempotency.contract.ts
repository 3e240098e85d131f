import { describe, expect, test } from 'vitest'
import type { Database } from '../database.ts'
import { claimKey, noteKeyAnswer } from './idempotency.ts'
import { at } from './rows.fixture.ts'

export function describeIdempotency(database: () => Database) {
  const use = (set: object = {}) => ({
    owner: 'user:a',
    key: 'k',
    id: 'first',
    fingerprint: 'f',
    createdAt: at(0),
    ...set,
  })
  const claim = (set: object = {}, since = at(-1)) => database().write((session) => claimKey(session, use(set), since))

  describe('idempotency keys', () => {
    test('the first use of a key stands, with the pictures it was answered with', async () => {
      expect(await claim()).toMatchObject({ id: 'first', pictures: null })
      expect(await claim({ id: 'second', fingerprint: 'other' })).toMatchObject({ id: 'first', fingerprint: 'f' })
      await database().write((session) => noteKeyAnswer(session, use({ id: 'second' }), ['wrong']))
      await database().write((session) => noteKeyAnswer(session, use(), ['p', 'q']))
      expect(await claim({ id: 'third' })).toMatchObject({ id: 'first', pictures: ['p', 'q'] })
    })

    test('somebody else’s key of the same name is another', async () => {
      await claim()
      expect(await claim({ owner: 'user:b', id: 'theirs' })).toMatchObject({ id: 'theirs' })
      expect(await claim({ key: 'l', id: 'another' })).toMatchObject({ id: 'another' })
    })

    test('a use from before the day is forgotten', async () => {
      await claim()
      expect(await claim({ id: 'later', createdAt: at(10) }, at(0))).toMatchObject({ id: 'first' })
      expect(await claim({ id: 'later', createdAt: at(10) }, at(1))).toMatchObject({ id: 'later' })
    })
  })
}
