import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { settle } from '../clock.fake.ts'
import { openReceiver } from '../notices/receiver.fixture.ts'
import { until } from '../queue/until.fixture.ts'
import { openWebhookHouse } from './webhook-house.fixture.ts'

type House = Awaited<ReturnType<typeof openWebhookHouse>>
type Received = Awaited<ReturnType<typeof openReceiver>>['received'][number]

const secretOf = async ({ services, person }: House) => (await services.webhooks.read(person.userId)).secret
const parsed = ({ body }: Received) => JSON.parse(body.toString())
const arrived = (receiver: { received: Received[] }, count: number) =>
  until(`${count} have arrived`, () => receiver.received.length >= count)
const over = (house: House) =>
  until('all is delivered', async () => (await house.deliveries()).every(({ state }) => state !== 'waiting'))

/** Verified by the standard's own library, at the time of the house's clock. */
function verify(house: House, secret: string, { headers, body }: Received) {
  const signedAt = Number(headers['webhook-timestamp'])
  expect(Math.abs(signedAt - house.clock.now() / 1000)).toBeLessThan(2)
  const drift = Date.now
  try {
    Date.now = house.clock.now // the library reads the time itself
    return new Webhook(secret).verify(body.toString(), headers as Record<string, string>)
  } finally {
    Date.now = drift
  }
}

describe('a request that names a webhook', () => {
  test('has it told once when the picture is ready, with a signature that the standard’s library accepts', async () => {
    const house = await openWebhookHouse()
    const receiver = await openReceiver()
    const asked = await house.ask({ words: 'a red fox', webhookUrl: `${receiver.url}/hooks` })
    expect(asked.status).toBe(202)
    await until('it is sent', () => house.upstream.open().length > 0)
    house.upstream.open()[0]?.answer()
    await arrived(receiver, 1)
    await over(house)
    const [message] = receiver.received
    if (!message) throw new Error('nothing came')
    expect(message.path).toBe('/hooks')
    expect(message.headers).toMatchObject({ 'content-type': 'application/json' })
    expect(message.headers['webhook-id']).toMatch(/^msg_[\w-]+$/)
    verify(house, await secretOf(house), message)
    expect(() => verify(house, `whsec_${Buffer.alloc(32).toString('base64')}`, message)).toThrow()
    const read = await (await house.call(`/pictures/${asked.body.id}`, { headers: house.person.headers })).json()
    expect(parsed(message)).toEqual({
      type: 'picture.ready',
      timestamp: new Date(house.clock.now()).toISOString(),
      data: read,
    })
    expect(read.image.webp).toMatch(/^http:/)
    expect(await house.deliveries()).toMatchObject([
      { state: 'sent', answer: 204, attempts: 1, pictureId: asked.body.id },
    ])
    await settle()
    expect(receiver.received).toHaveLength(1)
  })

  test('has it told of a failure, and of calling it off', async () => {
    const house = await openWebhookHouse({ UPSTREAM_CONCURRENCY: '1' })
    const receiver = await openReceiver()
    const webhookUrl = receiver.url
    await house.ask({ words: 'what nobody draws', webhookUrl })
    const { body } = await house.ask({ words: 'second thoughts', webhookUrl })
    await house.call(`/pictures/${body.id}`, { method: 'DELETE', headers: house.person.headers })
    await until('it is sent', () => house.upstream.open().length > 0)
    house.upstream.open()[0]?.fail('refused')
    await arrived(receiver, 2)
    expect(receiver.received.map((one) => [parsed(one).type, parsed(one).data.status]).sort()).toEqual([
      ['picture.cancelled', 'cancelled'],
      ['picture.failed', 'failed'],
    ])
  })

  test('has it told at once of a picture that is there', async () => {
    const house = await openWebhookHouse()
    const receiver = await openReceiver()
    await house.ask({ words: 'a red fox' })
    await until('it is sent', () => house.upstream.open().length > 0)
    house.upstream.open()[0]?.answer()
    await until('it is there', async () => (await house.ask({ words: 'a red fox' })).status === 200)
    const again = await house.ask({ words: 'a red fox', webhookUrl: receiver.url })
    expect(again.status).toBe(200)
    await arrived(receiver, 1)
    expect(receiver.received.map(parsed)).toMatchObject([{ type: 'picture.ready', data: { id: again.body.id } }])
  })

  test('is refused for a visitor, and for an address of our own network, and costs nothing', async () => {
    const house = await openWebhookHouse()
    const refused = await house.ask({ words: 'a fox', webhookUrl: 'https://example.org/' }, {})
    expect([refused.status, refused.body.reason]).toEqual([401, 'sign-in'])
    const inside = await house.ask({ words: 'a fox', webhookUrl: 'http://10.0.0.1/' })
    expect([inside.status, inside.body.field]).toEqual([400, 'webhookUrl'])
    expect(house.upstream.calls).toHaveLength(0)
  })
})

describe('the webhook of an account', () => {
  const opened = async (answer?: Parameters<typeof openReceiver>[0]) => {
    const house = await openWebhookHouse()
    const receiver = await openReceiver(answer)
    await house.services.webhooks.setUrl(house.person.userId, receiver.url)
    const drawOne = async (words: string) => {
      await house.ask({ words })
      await until('it is sent', () => house.upstream.open().length > 0)
      house.upstream.open()[0]?.answer()
    }
    return { house, receiver, drawOne }
  }

  test('is told of its pictures and of nobody else’s', async () => {
    const { house, receiver, drawOne } = await opened()
    const stranger = await house.open()
    await house.ask({ words: 'somebody else’s' }, stranger.headers)
    await drawOne('mine')
    await until('it is sent', () => house.upstream.calls.length === 2)
    for (const call of house.upstream.open()) call.answer()
    await arrived(receiver, 1)
    await house.clock.advance(60_000)
    expect(receiver.received.map((one) => parsed(one).data.words)).toEqual(['mine'])
  })

  test('is tried again after 5 s, 30 s, 2 min … for a day, signed anew each time, and then given up', async () => {
    const { house, receiver, drawOne } = await opened((res) => void res.writeHead(500).end())
    await drawOne('a fox')
    const startedAt = house.clock.now()
    for (let attempt = 1; attempt < 9; attempt++) {
      await arrived(receiver, attempt)
      await until('it is put off', async () => (await house.deliveries())[0]?.attempts === attempt)
      await until('its answer is written down', async () => (await house.deliveries())[0]?.answer === 500)
      const waits = async () => ((await house.deliveries())[0]?.nextAt?.getTime() ?? 0) - house.clock.now()
      await until('the pause is written down', async () => (await house.deliveries())[0]?.state === 'waiting')
      const pause = [5, 30, 120, 600, 3600, 10_800, 28_800, 43_200][attempt - 1] ?? 0
      await until('the pause is about as promised', async () => {
        const ms = await waits()
        return ms >= pause * 799 && ms <= pause * 1201
      })
      await house.clock.advance(await waits())
    }
    await arrived(receiver, 9)
    await over(house)
    expect(await house.deliveries()).toMatchObject([{ state: 'given-up', attempts: 9, answer: 500 }])
    expect(house.clock.now() - startedAt).toBeGreaterThan(17 * 3_600_000)
    const ids = new Set(receiver.received.map(({ headers }) => headers['webhook-id']))
    expect(ids.size).toBe(1)
    const last = receiver.received.at(-1)
    if (last) verify(house, await secretOf(house), last)
    await house.clock.advance(7 * 86_400_000)
    expect(receiver.received).toHaveLength(9)
  })

  test('that answers 410 is switched off until its address is set again', async () => {
    const { house, receiver, drawOne } = await opened((res) => void res.writeHead(410).end())
    await drawOne('a fox')
    await arrived(receiver, 1)
    await over(house)
    expect(await house.services.webhooks.read(house.person.userId)).toMatchObject({
      goneAt: new Date(house.clock.now()),
      deliveries: [{ state: 'given-up', answer: 410 }],
    })
    await drawOne('a hare')
    await house.clock.advance(86_400_000)
    expect(receiver.received).toHaveLength(1)
    await house.services.webhooks.setUrl(house.person.userId, receiver.url)
    expect((await house.services.webhooks.read(house.person.userId)).goneAt).toBeNull()
  })

  test('can be tried out, and what came of the last 20 messages is kept, no more', async () => {
    const { house, receiver } = await opened()
    for (let count = 1; count <= 22; count++) {
      await house.services.webhooks.test(house.person.userId)
      await arrived(receiver, count)
      await over(house)
    }
    expect(parsed(receiver.received[0] as Received)).toMatchObject({ type: 'webhook.test' })
    expect(await house.deliveries()).toHaveLength(20)
    expect(await house.services.db.read.db.select().from(house.services.db.read.tables.notices)).toHaveLength(20)
  })

  test('keeps the old secret’s signature beside the new one’s for a day after a rotation', async () => {
    const { house, receiver } = await opened()
    const before = await secretOf(house)
    const { secret: after, overlapUntil } = await house.services.webhooks.rotate(house.person.userId)
    expect(after).not.toBe(before)
    expect(overlapUntil).toEqual(new Date(house.clock.now() + 86_400_000))
    await house.services.webhooks.test(house.person.userId)
    await arrived(receiver, 1)
    for (const secret of [before, after]) verify(house, secret, receiver.received[0] as Received)
    await over(house)
    await house.clock.advance(86_400_000)
    await house.services.webhooks.test(house.person.userId)
    await arrived(receiver, 2)
    const [, late] = receiver.received
    if (!late) throw new Error('nothing came')
    verify(house, after, late)
    expect(() => verify(house, before, late)).toThrow()
  })

  test('removed, is sent nothing that still waited for it', async () => {
    const { house, receiver, drawOne } = await opened((res) => void res.writeHead(503).end())
    await drawOne('a fox')
    await arrived(receiver, 1)
    await until('it is put off', async () => (await house.deliveries())[0]?.answer === 503)
    await house.services.webhooks.setUrl(house.person.userId, null)
    await house.clock.advance(60_000)
    expect(receiver.received).toHaveLength(1)
    expect(await house.deliveries()).toMatchObject([{ state: 'given-up', fault: 'removed' }])
  })
})
