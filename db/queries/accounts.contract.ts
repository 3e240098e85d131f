import { describe, expect, test } from 'vitest'
import type { Database } from '../database.ts'
import { at, NOON } from './rows.fixture.ts'
import { endSubscriptions, insertSubscription, readSubscriptions } from './subscriptions.ts'
import {
  countLiveTokens,
  findToken,
  findTokenByHash,
  insertToken,
  markTokenRevoked,
  markTokenUsed,
  readTokens,
  takeOverToken,
} from './tokens.ts'
import { findUser, findUserByEmail, insertUser, lockUser, raiseSessionVersion, updateUser } from './users.ts'

export function describeAccounts(database: () => Database) {
  const user = (id: string, email?: string) =>
    database().write((session) => insertUser(session, { id, email, createdAt: NOON }))

  describe('users', () => {
    test('an email is one account, accounts without one are many', async () => {
      expect(await user('u1', 'a@example.org')).toBe(true)
      expect(await user('u2', 'a@example.org')).toBe(false)
      expect(await user('u3')).toBe(true)
      expect(await user('u4')).toBe(true)
      expect((await findUserByEmail(database().read, 'a@example.org'))?.id).toBe('u1')
      expect(await findUser(database().read, 'u2')).toBeUndefined()
    })

    test('raising the session version moves nobody else, and columns change alone', async () => {
      await user('u1')
      await user('u2')
      await database().write((session) => raiseSessionVersion(session, 'u1'))
      await database().write((session) => updateUser(session, 'u1', { role: 'admin', disabledAt: at(1) }))
      expect(await findUser(database().read, 'u1')).toMatchObject({
        sessionVersion: 2,
        role: 'admin',
        disabledAt: at(1),
      })
      expect(await findUser(database().read, 'u2')).toMatchObject({ sessionVersion: 1, role: 'user', disabledAt: null })
    })
  })

  describe('subscriptions', () => {
    test('running ones end at once, by their source or all; past ones stay', async () => {
      await user('u1')
      const grants = [
        { source: 'operator', endsAt: null },
        { source: 'token:t1', endsAt: at(5000) },
        { source: 'token:t1', endsAt: at(-5000) },
      ]
      for (const grant of grants) {
        const row = { userId: 'u1', startsAt: at(-9000), ...grant }
        await database().write((session) => insertSubscription(session, row, NOON))
      }
      const ends = async () =>
        (await readSubscriptions(database().read, 'u1')).map(({ endsAt }) => endsAt?.getTime() ?? null)
      await database().write((session) => endSubscriptions(session, { userId: 'u1', source: 'token:t1', at: NOON }))
      expect(await ends()).toEqual([null, NOON.getTime(), at(-5000).getTime()])
      await database().write((session) => endSubscriptions(session, { userId: 'u1', at: NOON }))
      expect(await ends()).toEqual([NOON.getTime(), NOON.getTime(), at(-5000).getTime()])
    })
  })

  describe('tokens', () => {
    test('are found by hash, taken over once, used and revoked, and go with their account', async () => {
      await user('operator')
      await user('u1', 'a@example.org')
      const token = { name: 'newsroom', last4: 'abcd', scopes: ['draw' as const], expiresAt: null, createdAt: NOON }
      const insert = (id: string, hash: string) =>
        database().write((session) => insertToken(session, { id, hash, userId: 'operator', ...token }))
      await insert('t1', 'hash1')
      await expect(insert('t2', 'hash1')).rejects.toThrow()

      const takeOver = () => database().write((s) => takeOverToken(s, { id: 't1', userId: 'u1', at: at(1) }))
      const taken = await Promise.all([takeOver(), takeOver()])
      expect(taken.sort()).toEqual([false, true])
      await database().write((session) => markTokenUsed(session, 't1', at(2)))
      await database().write((session) => markTokenRevoked(session, 't1', at(3)))
      await database().write((session) => markTokenRevoked(session, 't1', at(4)))
      const expected = { userId: 'u1', scopes: ['draw'], redeemedAt: at(1), lastUsedAt: at(2), revokedAt: at(3) }
      expect(await findTokenByHash(database().read, 'hash1')).toMatchObject(expected)
      expect(await readTokens(database().read, 'u1')).toMatchObject([{ token: expected, email: 'a@example.org' }])
      expect(await readTokens(database().read, 'operator')).toEqual([])

      await database().write(({ db, tables }) => db.delete(tables.users))
      expect(await findToken(database().read, 't1')).toBeUndefined()
    })

    test('are counted while they may be used: not revoked, not ended', async () => {
      await user('u1')
      await user('u2')
      const token = { name: 'script', last4: 'abcd', scopes: ['read' as const], createdAt: NOON }
      const insert = (id: string, expiresAt: Date | null, userId = 'u1') =>
        database().write((session) => insertToken(session, { id, hash: id, userId, expiresAt, ...token }))
      for (const [id, expiresAt] of [
        ['a', null],
        ['b', null],
        ['c', at(1)],
        ['d', at(2)],
      ] as const)
        await insert(id, expiresAt)
      await insert('e', null, 'u2')
      const live = (moment: Date) => countLiveTokens(database().read, { userId: 'u1', at: moment })
      expect(await live(NOON)).toBe(4)
      expect(await live(at(1))).toBe(3)
      await database().write((session) => markTokenRevoked(session, 'a', NOON))
      expect(await live(at(2))).toBe(1)
    })

    test('a user can be locked for a change, and is told', async () => {
      await user('u1', 'a@example.org')
      const [found, missing] = await database().write(async (session) => [
        await lockUser(session, 'u1'),
        await lockUser(session, 'nobody'),
      ])
      expect(found).toMatchObject({ id: 'u1', email: 'a@example.org', role: 'user' })
      expect(missing).toBeUndefined()
    })
  })
}
