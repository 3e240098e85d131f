import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { FakeClock } from '../clock.fake.ts'
import { describeRateLimiter } from './contract.ts'
import { createMemoryRateLimiter } from './memory.ts'
import { type RedisServer, redisInstalled, startRedisServer } from './redis-server.fixture.ts'
import { createUpstashRateLimiter, type UpstashConfig } from './upstash.ts'
import { startUpstashRest } from './upstash-rest.fixture.ts'

const POLICY = { name: 'free-burst', limit: 20, windowSeconds: 60 }
const SLOW_MACHINE_MS = 5000
/** Time in Redis is its own, so the test lets it pass by making everything counted so far older. */
const AGE_EVERYTHING = `
for _, key in ipairs(redis.call('KEYS', 'drawbridge:burst:*')) do
  for i, at in ipairs(redis.call('LRANGE', key, 0, -1)) do
    redis.call('LSET', key, i - 1, string.format('%.0f', at - ARGV[1] * 1000000))
  end
end`

describe.skipIf(!redisInstalled())('the limiter in Redis (skipped only where redis-server is not installed)', () => {
  let server: RedisServer
  let admin: Redis
  let rest: Awaited<ReturnType<typeof startUpstashRest>>
  beforeAll(async () => {
    server = await startRedisServer()
    admin = new Redis(server.url)
    admin.on('error', () => {})
    rest = await startUpstashRest(admin, 'secret')
  })
  afterAll(async () => {
    await rest.close()
    admin.disconnect()
    await server.close()
  })

  const create = (config: UpstashConfig) => async () => {
    await admin.flushall()
    const clock = new FakeClock()
    const logged: string[] = []
    const log = { warn: (_: object, m: string) => logged.push(m), info: (_: object, m: string) => logged.push(m) }
    const limiter = createUpstashRateLimiter(config, clock, createMemoryRateLimiter(clock), log)
    const pass = async (seconds: number) => void (await admin.eval(AGE_EVERYTHING, 0, seconds))
    const close = async () => {
      await limiter.close()
      expect(logged).toEqual([])
    }
    return { limiter, pass, close }
  }

  describeRateLimiter('the limiter in a plain Redis', () =>
    create({ kind: 'redis', url: server.url, timeoutMs: SLOW_MACHINE_MS })(),
  )
  describeRateLimiter('the limiter over the REST protocol', () =>
    create({ kind: 'upstash', url: rest.url, token: 'secret', timeoutMs: SLOW_MACHINE_MS })(),
  )

  test('two servers on one Redis share one limit', async () => {
    await admin.flushall()
    const config = { kind: 'redis', url: server.url, timeoutMs: SLOW_MACHINE_MS } as const
    const [a, b] = [await create(config)(), await create(config)()]
    const takes = Array.from({ length: 100 }, (_, i) => (i % 2 ? a : b).limiter.take(POLICY, 'ip:a'))
    expect((await Promise.all(takes)).filter((d) => d.allowed)).toHaveLength(20)
    await Promise.all([a.close(), b.close()])
  })

  test('a key nobody uses leaves Redis when its window is over', async () => {
    await admin.flushall()
    const { limiter, close } = await create({ kind: 'redis', url: server.url, timeoutMs: SLOW_MACHINE_MS })()
    await limiter.take(POLICY, 'ip:a')
    const [key] = await admin.keys('*')
    expect(key).toBe('drawbridge:burst:free-burst:ip:a')
    expect(await admin.pttl(key ?? '')).toBeGreaterThan(59_000)
    expect(await admin.pttl(key ?? '')).toBeLessThanOrEqual(60_000)
    await close()
  })

  describe('when the store goes away', () => {
    let clock: FakeClock
    let logged: string[]
    const createLimiter = (timeoutMs: number, config: { url: string } = server) => {
      const log = { warn: (_: object, m: string) => logged.push(m), info: (_: object, m: string) => logged.push(m) }
      return createUpstashRateLimiter(
        { kind: 'redis', url: config.url, timeoutMs },
        clock,
        createMemoryRateLimiter(clock),
        log,
      )
    }
    beforeEach(async () => {
      clock = new FakeClock()
      logged = []
      await admin.flushall()
    })
    afterEach(async () => {
      server.thaw()
      await server.stop()
      await server.start()
    })

    test('the limit still holds in this process, it is said once, and counting returns to the store by itself', async () => {
      const limiter = createLimiter(SLOW_MACHINE_MS)
      expect(await limiter.take(POLICY, 'ip:a', 15)).toMatchObject({ allowed: true, remaining: 5 })
      await server.stop()
      const takes = await Promise.all(Array.from({ length: 60 }, () => limiter.take(POLICY, 'ip:a')))
      expect(takes.filter((d) => d.allowed)).toHaveLength(20)
      expect(logged).toEqual([expect.stringContaining('is away')])

      await server.start()
      await until(async () => {
        await clock.advance(2001)
        await limiter.take(POLICY, 'ip:b', 0)
        return logged.length > 1
      })
      expect(logged).toEqual([expect.stringContaining('is away'), expect.stringContaining('answers again')])
      expect(await limiter.take(POLICY, 'ip:a', 0)).toMatchObject({ remaining: 20 })
      await limiter.close()
    })

    test('a store that hangs lets nobody through uncounted, and holds up one take in two seconds', async () => {
      const limiter = createLimiter(100)
      await until(async () => (await limiter.take(POLICY, 'ip:z', 0)) && (await admin.ping()) === 'PONG')
      logged.length = 0
      await clock.advance(2001)
      server.freeze()
      const takes = await Promise.all(Array.from({ length: 60 }, () => limiter.take(POLICY, 'ip:a')))
      expect(takes.filter((d) => d.allowed)).toHaveLength(20)
      expect(logged).toEqual([expect.stringContaining('is away')])
      const before = performance.now()
      for (let i = 0; i < 1000; i++) await limiter.take(POLICY, 'ip:a')
      expect(performance.now() - before).toBeLessThan(100)
      await limiter.close()
    })

    test('a limiter whose store was never there counts in this process from the first take', async () => {
      const limiter = createLimiter(SLOW_MACHINE_MS, { url: 'redis://127.0.0.1:1' })
      const takes = await Promise.all(Array.from({ length: 60 }, () => limiter.take(POLICY, 'ip:a')))
      expect(takes.filter((d) => d.allowed)).toHaveLength(20)
      expect(logged).toEqual([expect.stringContaining('is away')])
      await limiter.close()
    })
  })
})

/** Real sockets reconnect in real time: asks again every turn of the event loop and 20 ms. */
async function until(done: () => Promise<boolean>) {
  while (!(await done())) await new Promise((resolve) => setTimeout(resolve, 20))
}
