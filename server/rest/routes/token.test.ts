import { expect, test } from 'vitest'
import { createOwnToken } from '../../identity/create-own-token.ts'
import { openAccount } from '../../identity/open-account.ts'
import { revokeToken } from '../../identity/revoke-token.ts'
import { ALL_SCOPES, type Scope } from '../../identity/scopes.ts'
import { openRestHouse } from '../rest-house.fixture.ts'

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

async function openWithToken(scopes: readonly Scope[] = ALL_SCOPES) {
  const house = await openRestHouse()
  const { identity, clock, db } = house.services
  const address = { subject: 'ip:home' } as const
  const userId = await db.write((tx) => openAccount(tx, address, { via: 'test', name: 'Ada' }, clock.now()))
  const subject = `user:${userId}` as const
  const caller = { subject, owner: subject, userId, tier: 'free', via: 'session', scopes: ALL_SCOPES, address } as const
  const made = await createOwnToken(identity, caller, { name: 'script', scopes, days: null })
  return { ...house, ...made, identity, userId }
}

test('an API token is exchanged, with or without a body, and the access token opens the same door', async () => {
  const { call, post, token } = await openWithToken()
  for (const answer of [
    await call('/token', { method: 'POST', headers: bearer(token) }),
    await post('/token', { scopes: ['draw', 'read'] }, bearer(token)),
  ]) {
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const { accessToken, ...rest } = await answer.json()
    expect(rest).toEqual({ tokenType: 'Bearer', expiresInSeconds: 900, scopes: ['draw', 'read'] })
    const limits = await call('/limits', { headers: bearer(accessToken) })
    expect(await limits.json()).toMatchObject({ known: 'account' })
  }
})

test('a narrower one is refused what it was not made for, by name', async () => {
  const { post, token } = await openWithToken()
  const { accessToken } = await (await post('/token', { scopes: ['read'] }, bearer(token))).json()
  const refused = await post('/pictures', { words: 'a harbour' }, bearer(accessToken))
  expect(refused.status).toBe(403)
  expect(await refused.json()).toMatchObject({ reason: 'scope', scope: 'draw' })
})

test('a wider one, an unknown scope and an unknown field are refused', async () => {
  const { post, token } = await openWithToken(['read'])
  const status = async (body: unknown) => (await post('/token', body, bearer(token))).status
  expect(await status({ scopes: ['draw'] })).toBe(403)
  expect(await status({ scopes: ['everything'] })).toBe(400)
  expect(await status({ scopes: [] })).toBe(400)
  expect(await status({ scope: 'draw' })).toBe(400)
})

test('nobody else gets one: no visitor, no access token; and each is told what to send', async () => {
  const { call, token } = await openWithToken()
  const exchange = (headers: Record<string, string>) => call('/token', { method: 'POST', headers })
  const { accessToken } = await (await exchange(bearer(token))).json()
  for (const headers of [{}, bearer('visitor'), bearer(accessToken)]) {
    const refused = await exchange(headers)
    expect(refused.status).toBe(401)
    expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer/)
    expect((await refused.json()).detail).toMatch(/Send an API token/)
  }
})

test('revoked, neither opens the door any more, at the next request', async () => {
  const { call, token, identity, id } = await openWithToken()
  const { accessToken } = await (await call('/token', { method: 'POST', headers: bearer(token) })).json()
  await revokeToken(identity, 'operator', { id })
  for (const text of [token, accessToken]) {
    expect((await call('/limits', { headers: bearer(text) })).status).toBe(401)
  }
})
