import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { temporaryDatabase } from '../../../db/temporary.fixture.ts'
import { FakeClock } from '../../clock.fake.ts'
import { systemClock } from '../../clock.ts'
import { type RedisServer, redisInstalled, startRedisServer } from '../../limits/redis-server.fixture.ts'
import { until } from '../../queue/until.fixture.ts'
import { createOwnToken } from '../create-own-token.ts'
import { createTestIdentity, request, signedUp } from '../identity.fixture.ts'
import { createReadCache } from '../read-cache.ts'
import { revokeOwnToken } from '../revoke-own-token.ts'
import { setTier } from '../set-tier.ts'
import { describeChanges } from './contract.ts'
import { createRedisChanges } from './redis.ts'
import { createFileChanges } from './sqlite.ts'

const silent = { debug: () => {}, warn: () => {}, error: () => {} }
/** A database that tells nothing of what others write, as Postgres does. */
const deaf = { outsideVersion: () => 0 }

describe.skipIf(!redisInstalled())('changes heard through Redis', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedisServer()
  })
  afterAll(() => server.close())

  const open = async () => {
    const changes = createRedisChanges({
      url: server.url,
      local: createFileChanges(deaf),
      clock: systemClock,
      log: silent,
    })
    await until('it hears', () => changes.version() !== undefined)
    return changes
  }

  describeChanges(async () => ({ open, change: async (by) => by.announce() }))

  test('a token revoked and a tier changed in one process act in another that shares nothing but database and Redis', async () => {
    const db = { ...temporaryDatabase(), ...deaf }
    const [a, b] = [
      createTestIdentity({ db, changes: await open() }),
      createTestIdentity({ db, changes: await open() }),
    ]
    onTestFinished(async () => void (await Promise.all([a.identity.close(), b.identity.close()])))
    const { caller, email } = await signedUp(a)
    const made = await createOwnToken(a.identity, caller, { name: 'script', scopes: ['read'], days: null })
    const inB = () => b.identity.identify(request({ authorization: `Bearer ${made.token}` }))
    expect((await inB()).tier).toBe('free')
    await setTier(a.identity, 'operator', { email, tier: 'premium' })
    await until('the tier is known', async () => (await inB()).tier === 'premium')
    await revokeOwnToken(a.identity, caller, made)
    await until('it is refused', async () => (await inB().catch((error: Error) => error.cause)) === 'revoked')
  })

  test.each(['gone', 'frozen'] as const)(
    'while Redis is %s nothing is remembered; when it is back all is read again, once',
    async (how) => {
      const b = await open()
      onTestFinished(() => b.close())
      let loads = 0
      const load = async () => ({ n: ++loads })
      const cache = createReadCache({ changes: b, clock: new FakeClock() }, load)
      await cache.get('key')
      await cache.get('key')
      expect(loads).toBe(1)
      if (how === 'gone') await server.stop()
      else server.freeze()
      await until('it is noticed', () => b.version() === undefined)
      await cache.get('key')
      await cache.get('key')
      expect(loads).toBe(3)
      if (how === 'gone') await server.start()
      else server.thaw()
      await until('it hears again', () => b.version() !== undefined)
      await cache.get('key')
      const before = loads
      await cache.get('key')
      expect(loads).toBe(before)
    },
  )
})
