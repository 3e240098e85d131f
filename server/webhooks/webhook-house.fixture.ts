import { randomUUID } from 'node:crypto'
import { FakeClock } from '../clock.fake.ts'
import { createOwnToken } from '../identity/create-own-token.ts'
import { openAccount } from '../identity/open-account.ts'
import { ALL_SCOPES } from '../identity/scopes.ts'
import { openRestHouse } from '../rest/rest-house.fixture.ts'

/** A house in which webhooks may call this machine, with an account, its token, and pictures drawn when the test says so. */
export async function openWebhookHouse(settings: Record<string, string> = {}) {
  const clock = new FakeClock()
  const house = await openRestHouse({ clock, settings: { WEBHOOK_ALLOWED_HOSTS: '127.0.0.1', ...settings } })
  const { db, identity } = house.services
  const open = async () => {
    const address = { subject: `ip:${randomUUID()}` } as const
    const userId = await db.write((tx) =>
      openAccount(tx, address, { via: 'test', email: `${randomUUID()}@people.example` }, clock.now()),
    )
    const subject = `user:${userId}` as const
    const who = { subject, owner: subject, userId, tier: 'free', via: 'session', scopes: ALL_SCOPES, address } as const
    const { token } = await createOwnToken(identity, who, { name: 'test', scopes: ALL_SCOPES, days: null })
    return { ...who, headers: { authorization: `Bearer ${token}` } }
  }
  const person = await open()
  const ask = async (body: object, headers: Record<string, string> = person.headers) => {
    const response = await house.post('/pictures', body, headers)
    return { status: response.status, body: await response.json() }
  }
  const deliveries = async () => (await house.services.webhooks.read(person.userId)).deliveries
  return { ...house, clock, person, open, ask, deliveries }
}
