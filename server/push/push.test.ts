import { statSync } from 'node:fs'
import { join } from 'node:path'
import { jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { listPushIds } from '../../db/queries/push-subscriptions.ts'
import { openReceiver } from '../notices/receiver.fixture.ts'
import { until } from '../queue/until.fixture.ts'
import { openWebhookHouse } from '../webhooks/webhook-house.fixture.ts'
import { createSubscriber } from './open-push.fixture.ts'

type House = Awaited<ReturnType<typeof openWebhookHouse>>

/** A house, an account in a browser of which one has allowed notifications, and the push service it subscribed at. */
async function opened(answer?: Parameters<typeof openReceiver>[0], locale = 'en', settings = {}) {
  const house = await openWebhookHouse(settings)
  const service = await openReceiver(answer ?? ((res) => void res.writeHead(201).end()))
  const browser = createSubscriber()
  await house.services.browsers.subscribe(house.person, { endpoint: `${service.url}/a`, ...browser.keys, locale })
  return { house, service, browser }
}

async function draw({ ask, upstream }: House, body: object, end: 'answer' | 'fail' = 'answer') {
  const asked = await ask(body)
  await until('it is sent', () => upstream.open().length > 0)
  const [call] = upstream.open()
  if (end === 'answer') call?.answer()
  else call?.fail('refused')
  return asked.body.id
}

const waiting = async ({ services: { db } }: House) =>
  (await db.read.db.select().from(db.read.tables.notices)).filter(({ state }) => state === 'waiting')
const subscriptions = ({ services, person }: House) => listPushIds(services.db.read, person.owner)

describe('a browser that has allowed notifications', () => {
  test('is told when a picture is ready, in words only it can read, by a service it knows', async () => {
    const { house, service, browser } = await opened()
    const id = await draw(house, { words: 'a red fox' })
    await until('it is told', () => service.received.length > 0)
    const [push] = service.received
    if (!push) throw new Error('nothing came')
    const told = JSON.parse(browser.open(push.body))
    expect(told).toEqual({
      title: 'Your picture is ready',
      body: 'a red fox',
      tag: id,
      url: `/p/${id}`,
      image: expect.stringMatching(/^\/i\/[0-9a-f]{64}\.png$/),
    })
    expect(push.headers).toMatchObject({ ttl: '3600', urgency: 'high', 'content-encoding': 'aes128gcm' })
    expect(push.body.toString('latin1')).not.toContain('fox')
    await expectVapid(house, push.headers.authorization ?? '', service.url)
    await until('it is done', async () => (await waiting(house)).length === 0)
    expect(await house.services.db.read.db.select().from(house.services.db.read.tables.notices)).toEqual([])
  })

  test('is told of a failure, in its own language', async () => {
    const { house, service, browser } = await opened(undefined, 'fr')
    const id = await draw(house, { words: 'une grue' }, 'fail')
    await until('it is told', () => service.received.length > 0)
    const [push] = service.received
    expect(JSON.parse(browser.open(push?.body ?? Buffer.alloc(0)))).toMatchObject({
      title: 'Votre image n’a pas pu être dessinée',
      tag: id,
    })
  })

  test('hears nothing of a picture that its owner called off', async () => {
    const { house, service } = await opened(undefined, 'en', { UPSTREAM_CONCURRENCY: '1' })
    await house.ask({ words: 'being drawn' })
    const { body } = await house.ask({ words: 'second thoughts' })
    await house.call(`/pictures/${body.id}`, { method: 'DELETE', headers: house.person.headers })
    await house.clock.advance(1000)
    expect(await waiting(house)).toEqual([])
    expect(service.received).toEqual([])
  })

  test('hears nothing of other people’s pictures', async () => {
    const { house, service } = await opened()
    const stranger = await house.open()
    await house.ask({ words: 'somebody else’s' }, stranger.headers)
    await until('it is sent', () => house.upstream.open().length > 0)
    house.upstream.open()[0]?.answer()
    await house.clock.advance(60_000)
    expect(service.received).toHaveLength(0)
  })

  test.each([404, 410])('whose subscription is over (%i) is forgotten', async (status) => {
    const { house, service } = await opened((res) => void res.writeHead(status).end())
    await draw(house, { words: 'a red fox' })
    await until('it is told', () => service.received.length > 0)
    await until('it is forgotten', async () => (await subscriptions(house)).length === 0)
  })

  test('is told again when its service was away for a moment', async () => {
    const { house, service } = await opened((res) => void res.writeHead(503).end())
    await draw(house, { words: 'a red fox' })
    await until('it was tried', async () => service.received.length > 0 && (await waiting(house))[0]?.answer === 503)
    await house.clock.advance(6001)
    await until('it was tried again', () => service.received.length === 2)
    expect(await subscriptions(house)).toHaveLength(1)
  })

  test('is told nothing once its account turned that off', async () => {
    const { house, service } = await opened()
    await house.services.browsers.setSettings(house.person.userId, { tab: true, sound: false, browser: false })
    await draw(house, { words: 'a red fox' })
    await until('it would have been told', async () => house.upstream.open().length === 0)
    await house.clock.advance(60_000)
    expect(service.received).toHaveLength(0)
    expect(await waiting(house)).toEqual([])
  })

  test('is not subscribed at an address of our own network, nor with keys that are none', async () => {
    const { house, browser } = await opened()
    const subscribe = (set: object) =>
      house.services.browsers.subscribe(house.person, {
        ...{ endpoint: 'https://push.example/', ...browser.keys, locale: 'en' },
        ...set,
      })
    await expect(subscribe({ endpoint: 'https://10.0.0.1/' })).rejects.toMatchObject({ facts: { field: 'endpoint' } })
    await expect(subscribe({ p256dh: 'short' })).rejects.toMatchObject({ facts: { field: 'p256dh' } })
    await expect(subscribe({ auth: '' })).rejects.toMatchObject({ facts: { field: 'auth' } })
  })

  test('finds the same keys after a restart, kept where only the service’s user reads them', async () => {
    const { house } = await opened()
    const { services } = house
    const key = await services.browsers.publicKey()
    expect(await services.browsers.publicKey()).toBe(key)
    const file = join(services.config.dataDir, 'vapid.json')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const { openPushCrypto } = await import('./push-crypto.ts')
    expect((await openPushCrypto(services.config.dataDir, 'mailto:a@b.example')).publicKey).toBe(key)
  })
})

/** Signed with the key the browser subscribed to, for this push service and nobody else (RFC 8292). */
async function expectVapid({ services }: House, header: string, audience: string) {
  const [, jwt = '', key] = /^vapid t=([^,]+), k=(.+)$/.exec(header) ?? []
  expect(key).toBe(await services.browsers.publicKey())
  const point = Buffer.from(key ?? '', 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'))
  const { payload } = await jwtVerify(
    jwt,
    await crypto.subtle.importKey(
      'jwk',
      { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' },
      { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['verify'],
    ),
  )
  expect(payload).toMatchObject({ aud: audience, sub: expect.stringMatching(/^mailto:|^https:/) })
}
