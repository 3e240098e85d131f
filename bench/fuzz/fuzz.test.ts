import { expect, test } from 'vitest'
import { createOwnToken } from '../../server/identity/create-own-token.ts'
import { openAccount } from '../../server/identity/open-account.ts'
import { ALL_SCOPES } from '../../server/identity/scopes.ts'
import { createTiers, type TierLimits } from '../../server/limits/tiers.ts'
import { openRestHouse } from '../../server/rest/rest-house.fixture.ts'
import type { People } from './draft.ts'
import { newPlayed, play } from './play.ts'
import { listTargets } from './targets.ts'

const PLENTY = 1_000_000
const generous = (tier: TierLimits): TierLimits => ({
  ...tier,
  burst: { ...tier.burst, limit: PLENTY },
  reads: { ...tier.reads, limit: PLENTY },
})

/** The house without its pages, with limits nobody reaches, and who may ask. */
async function openHouse() {
  const { free, premium } = createTiers({ freePerDay: PLENTY, premiumPerDay: PLENTY })
  const overrides = { tiers: { free: generous(free), premium: generous(premium) } }
  const { url, port, services, upstream } = await openRestHouse({ overrides })
  const { identity, db, clock } = services
  const address = { subject: 'ip:fuzz' } as const
  const email = 'fuzz@people.example'
  const userId = await db.write((tx) => openAccount(tx, address, { via: 'test', email }, clock.now()))
  const caller = { subject: `user:${userId}`, owner: `user:${userId}`, userId, tier: 'free', via: 'session' } as const
  const asked = { name: 'fuzz', scopes: ALL_SCOPES, days: null }
  const { token } = await createOwnToken(identity, { ...caller, scopes: ALL_SCOPES, address }, asked)
  const people: People = { visitor: {}, program: { authorization: `Bearer ${token}` } }
  return { url, port, people, upstream }
}

test('400 malformed requests to every procedure and endpoint: no 5xx, every refusal is told, nothing is drawn', async () => {
  const { url, port, people, upstream } = await openHouse()
  const all = await listTargets(url)
  const targets = all.filter(({ family }) => family === 'procedure' || family === 'endpoint')
  const played = newPlayed()
  await play({ port, seed: 5, from: 0, count: 400, targets, people }, played)
  expect(
    played.found.map(({ fault, kind, target, index, answer }) => ({ fault, kind, target, index, answer })),
  ).toEqual([])
  expect(played.targets.size).toBe(targets.length)
  expect(upstream.calls).toHaveLength(0)
  expect((await fetch(`${url}/livez`)).status).toBe(200)
})
