import type { LookupAddress } from 'node:dns'
import { describe, expect, test } from 'vitest'
import { createOutbound } from './outbound.ts'
import { openReceiver } from './receiver.fixture.ts'

const call = { headers: { 'x-told': 'yes' }, body: '{"a":"é"}' }

/** A name server whose answers change with each question, as somebody does who rebinds a name. */
const answering = (...answers: string[][]) => {
  const asked: string[] = []
  const lookup: Parameters<typeof createOutbound>[0]['lookup'] = (hostname, _options, callback) => {
    asked.push(hostname)
    const addresses = answers[Math.min(asked.length, answers.length) - 1] ?? []
    callback(
      null,
      addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }
  return { asked, lookup }
}

describe('a call to an address that a stranger gave', () => {
  test('brings headers and body, and tells the status', async () => {
    const receiver = await openReceiver()
    const outbound = createOutbound({ allowedHosts: new Set(['127.0.0.1']) })
    expect(await outbound.post(`${receiver.url}/hooks?a=b`, call)).toMatchObject({ status: 204 })
    expect(receiver.received).toMatchObject([{ path: '/hooks?a=b', headers: { 'x-told': 'yes' } }])
    expect(receiver.received[0]?.body.toString()).toBe(call.body)
  })

  test.each([
    ['loopback', ['127.0.0.1']],
    ['a private network', ['10.0.0.8']],
    ['the metadata of a cloud', ['169.254.169.254']],
    ['loopback, mapped into IPv6', ['::ffff:127.0.0.1']],
    ['a public address and, besides, a private one', ['93.184.215.14', '127.0.0.1']],
    ['nothing', []],
  ])('a name that stands for %s is not connected to', async (_what, addresses) => {
    const receiver = await openReceiver()
    const { lookup, asked } = answering(addresses)
    const outbound = createOutbound({ allowedHosts: new Set(), lookup })
    expect(await outbound.post(`http://hooks.example:${receiver.port}/`, call)).toEqual({ fault: 'address' })
    expect(asked).toEqual(['hooks.example'])
    expect(receiver.received).toEqual([])
  })

  test('a name is asked for once a call: who rebinds it is connected to as judged, and judged anew the next time', async () => {
    const receiver = await openReceiver()
    const { lookup, asked } = answering(['127.0.0.1'], ['10.0.0.8'])
    const url = `http://hooks.example:${receiver.port}/`
    const trusting = createOutbound({ allowedHosts: new Set(['hooks.example']), lookup })
    expect(await trusting.post(url, call)).toMatchObject({ status: 204 })
    expect(asked).toHaveLength(1)
    expect(await createOutbound({ allowedHosts: new Set(), lookup }).post(url, call)).toEqual({ fault: 'address' })
    expect(asked).toHaveLength(2)
    expect(receiver.received).toHaveLength(1)
  })

  test('an address of our own is not called, however it is written', async () => {
    const receiver = await openReceiver()
    const outbound = createOutbound({ allowedHosts: new Set() })
    for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', 'localhost']) {
      expect(await outbound.post(`http://${host}:${receiver.port}/`, call)).toEqual({ fault: 'address' })
    }
    expect(receiver.received).toEqual([])
  })

  test('a host the operator allows is called whatever it stands for', async () => {
    const receiver = await openReceiver()
    const { lookup } = answering(['127.0.0.1'])
    const outbound = createOutbound({ allowedHosts: new Set(['hooks.internal']), lookup })
    expect(await outbound.post(`http://hooks.internal:${receiver.port}/`, call)).toMatchObject({ status: 204 })
    expect(receiver.received[0]?.headers.host).toBe(`hooks.internal:${receiver.port}`)
  })

  test('a redirect is an answer like any other, and is not followed', async () => {
    const target = await openReceiver()
    const receiver = await openReceiver((res) => void res.writeHead(307, { location: target.url }).end())
    const outbound = createOutbound({ allowedHosts: new Set(['127.0.0.1']) })
    expect(await outbound.post(receiver.url, call)).toMatchObject({ status: 307 })
    expect(target.received).toEqual([])
  })

  test('whoever does not answer in time, or is not there, is a fault', async () => {
    const silent = await openReceiver((res) => void res.writeHead(200).write('a'))
    const outbound = createOutbound({ allowedHosts: new Set(['127.0.0.1']), patienceMs: 150 })
    expect(await outbound.post(silent.url, call)).toEqual({ fault: 'timeout' })
    expect(await outbound.post('http://127.0.0.1:1/', call)).toEqual({ fault: 'unreachable' })
  })

  test('an endless answer is cut off, and its status stands', async () => {
    let sent = 0
    const receiver = await openReceiver((res) => {
      res.writeHead(200)
      const more = () => {
        while (!res.destroyed && sent < 100_000_000) {
          sent += 65_536
          if (!res.write(Buffer.alloc(65_536))) return void res.once('drain', more)
        }
      }
      more()
    })
    const outbound = createOutbound({ allowedHosts: new Set(['127.0.0.1']) })
    expect(await outbound.post(receiver.url, call)).toMatchObject({ status: 200 })
    expect(sent).toBeLessThan(20_000_000)
  })

  test('one that is given up says so', async () => {
    const stopping = new AbortController()
    const silent = await openReceiver((res) => {
      res.writeHead(200).write('a')
      stopping.abort()
    })
    const outbound = createOutbound({ allowedHosts: new Set(['127.0.0.1']) })
    expect(await outbound.post(silent.url, { ...call, signal: stopping.signal })).toEqual({ aborted: true })
  })
})
