import { expect, test } from 'vitest'
import { FakeClock } from '../clock.fake.ts'
import { takeBurst } from './burst.ts'
import { createMemoryRateLimiter } from './memory.ts'
import { createTiers } from './tiers.ts'

const services = () => {
  const clock = new FakeClock()
  const tiers = createTiers({ freePerDay: 5, premiumPerDay: 100 })
  return { clock, tiers, burst: createMemoryRateLimiter(clock) }
}
const visitor = { subject: 'ip:a', tier: 'free' } as const

test('a visitor asks twenty times a minute; the next is told when it will succeed, and then it does', async () => {
  const { clock, ...rest } = services()
  for (let i = 0; i < 20; i++) await takeBurst(rest, visitor, 'burst', { minutes: [] })
  await clock.advance(10_000)
  const error = await takeBurst(rest, visitor, 'burst', { minutes: [] }).catch((e) => e)
  expect(error).toMatchObject({
    ...{ kind: 'limit', reason: 'burst' },
    facts: { violatedPolicies: ['free-burst'], limit: 20, remaining: 0, retryAfterSeconds: 50 },
  })
  await clock.advance(50_000)
  await takeBurst(rest, visitor, 'burst', { minutes: [] })
})

test('asking and looking are counted apart, and a new tier counts at once', async () => {
  const { clock: _, ...rest } = services()
  for (let i = 0; i < 20; i++) await takeBurst(rest, visitor, 'burst', { minutes: [] })
  await takeBurst(rest, visitor, 'reads', { minutes: [] })
  await takeBurst(rest, { ...visitor, tier: 'premium' }, 'burst', { minutes: [] })
  await expect(takeBurst(rest, visitor, 'burst', { minutes: [] })).rejects.toThrow('Nothing was charged.')
})

test('a response tells of each policy once, the latest take, refused ones too', async () => {
  const { clock: _, ...rest } = services()
  const told: Parameters<typeof takeBurst>[3] = { minutes: [] }
  for (let i = 0; i < 20; i++) await takeBurst(rest, visitor, 'burst', told)
  await takeBurst(rest, visitor, 'reads', told)
  await takeBurst(rest, visitor, 'burst', told).catch(() => {})
  expect(told.minutes.map(({ policy, decision }) => [policy.name, decision.allowed])).toEqual([
    ['free-reads', true],
    ['free-burst', false],
  ])
})
