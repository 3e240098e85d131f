import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { clientAddress, clientAddressOf, parseTrustedProxies } from './client-address.ts'

const NOBODY = parseTrustedProxies('')
const PROXIES = parseTrustedProxies('10.0.0.0/8, 192.0.2.7 fd00::/8')
const keyOf = (socket: string | undefined, forwarded?: string | string[], trusted = PROXIES) =>
  clientAddress(socket, forwarded, trusted).key

describe('the address of a visitor', () => {
  test('is the socket when no proxy is trusted, whatever a header says', () => {
    expect(keyOf('198.51.100.4', '203.0.113.9', NOBODY)).toBe('198.51.100.4')
    expect(keyOf('127.0.0.1', '203.0.113.9', NOBODY)).toBe('127.0.0.1')
    expect(clientAddressOf('198.51.100.4', { 'x-forwarded-for': '203.0.113.9' }, PROXIES).key).toBe('198.51.100.4')
    expect(clientAddressOf('10.0.0.1', { 'x-forwarded-for': '203.0.113.9' }, PROXIES).key).toBe('203.0.113.9')
  })

  test('is the first untrusted hop from the right', () => {
    expect(keyOf('10.0.0.1', '203.0.113.9')).toBe('203.0.113.9')
    expect(keyOf('10.0.0.1', '8.8.8.8, 203.0.113.9')).toBe('203.0.113.9')
    expect(keyOf('10.0.0.1', '8.8.8.8, 203.0.113.9, fd00::5,192.0.2.7')).toBe('203.0.113.9')
    expect(keyOf('10.0.0.1', ['8.8.8.8', '203.0.113.9, 10.9.9.9'])).toBe('203.0.113.9')
  })

  test('is the last trusted hop when all are trusted, or when what is left of it is no address', () => {
    expect(keyOf('10.0.0.1')).toBe('10.0.0.1')
    expect(keyOf('10.0.0.1', '')).toBe('10.0.0.1')
    expect(keyOf('10.0.0.1', '10.0.0.3, 10.0.0.2')).toBe('10.0.0.3')
    for (const junk of [
      'unknown',
      '',
      '_hidden',
      '1.2.3',
      '0x7f.1',
      '010.1.1.1',
      '1.2.3.4.5',
      '999.1.1.1',
      '::g',
      '%',
      '[',
      '1.2.3.4:x',
    ])
      expect([junk, keyOf('10.0.0.1', `203.0.113.9, ${junk}, 10.0.0.2`)]).toEqual([junk, '10.0.0.2'])
  })

  test('loses port, brackets, zone and v4 mapping', () => {
    for (const written of [
      '203.0.113.9',
      '203.0.113.9:4711',
      '::ffff:203.0.113.9',
      '::FFFF:cb00:7109',
      '[::ffff:203.0.113.9]:80',
    ])
      expect([written, keyOf('::ffff:10.0.0.1', written)]).toEqual([written, '203.0.113.9'])
    for (const written of ['2001:db8::1', '2001:DB8:0:0::2', '[2001:db8::3]', '[2001:db8::4]:443', '2001:db8::5%eth0'])
      expect([written, keyOf('10.0.0.1', written)]).toEqual([written, '2001:db8::/64'])
    expect(keyOf('fe80::1%eth0.5', undefined)).toBe('fe80::/64')
  })

  test('is an IPv6 network of 64 bits, known also by its 56 and 48', () => {
    expect(clientAddress('2001:db8:12:34ff:a:b:c:d', undefined, NOBODY)).toEqual({
      key: '2001:db8:12:34ff::/64',
      net56: '2001:db8:12:3400::/56',
      net48: '2001:db8:12::/48',
      address: '2001:db8:12:34ff:a:b:c:d',
    })
    expect(clientAddress('203.0.113.9', undefined, NOBODY)).toEqual({ key: '203.0.113.9', address: '203.0.113.9' })
  })

  test('is the IPv4 host behind NAT64 and 6to4', () => {
    expect(clientAddress('64:ff9b::cb00:7109', undefined, NOBODY)).toMatchObject({ key: '203.0.113.9' })
    expect(clientAddress('2002:cb00:7109::1', undefined, NOBODY)).toMatchObject({ key: '203.0.113.9' })
    expect(clientAddress('2002:cb00:7109::1', undefined, NOBODY).net48).toBeUndefined()
  })

  test('that only carries a trusted IPv4 address inside is not trusted', () => {
    for (const disguise of ['2002:a00:1::1', '64:ff9b::a00:1'])
      expect([disguise, keyOf(disguise, '203.0.113.9')]).toEqual([disguise, '10.0.0.1'])
  })

  test('of a socket without one is one visitor, unknown, who cannot forge any', () => {
    for (const socket of [undefined, '', 'localhost']) expect(keyOf(socket, '203.0.113.9')).toBe('unknown')
  })
})

describe('the list of trusted proxies', () => {
  test('takes addresses and CIDRs of both families, also v4 written as v6', () => {
    const list = parseTrustedProxies('10.1.2.3/8 127.0.0.1,\n::1, ::ffff:192.168.0.0/112, fd12:3456::/32')
    expect(list.entries).toEqual(['10.0.0.0/8', '127.0.0.1/32', '::1/128', '192.168.0.0/16', 'fd12:3456::/32'])
    expect(keyOf('192.168.4.4', '203.0.113.9', list)).toBe('203.0.113.9')
    expect(keyOf('192.169.4.4', '203.0.113.9', list)).toBe('192.169.4.4')
    expect(parseTrustedProxies('  , ').entries).toEqual([])
  })

  test('refuses whatever would trust everybody, naming it', () => {
    for (const wide of [
      '0.0.0.0/0',
      '::/0',
      '1.2.3.4/0',
      '0.0.0.0/1',
      '128.0.0.0/1',
      '2000::/3',
      '::ffff:0:0/96',
      '::ffff:0.0.0.0/96',
      '0:0:0:0:0:ffff::/97',
      '::ffff:1.2.3.4/0',
      '8000::/1',
      '0::0/000',
    ])
      expect(() => parseTrustedProxies(`10.0.0.0/8, ${wide}`)).toThrow(`"${wide}" in TRUSTED_PROXIES trusts strangers`)
  })

  test('refuses what is no CIDR, naming it', () => {
    for (const wrong of [
      'loopback',
      '10.0.0.0/33',
      '::1/129',
      '10.0.0/8',
      '10.0.0.0/8/8',
      '10.0.0.0/',
      '10.0.0.0/-1',
      '10.0.0.0/8.5',
      '[::1]',
      '10.0.0.1:80',
      'fe80::1%eth0',
      '0x0a.0.0.0/8',
      '::ffff:10.0.0.0/129',
    ]) {
      expect(() => parseTrustedProxies(wrong)).toThrow(AppError)
      expect(() => parseTrustedProxies(wrong)).toThrow(`"${wrong}" in TRUSTED_PROXIES`)
    }
  })
})

describe('a forged header', () => {
  const v4 = fc.ipV4().filter((ip) => !/^(10\.|192\.0\.2\.7$)/.test(ip))
  const v6 = fc.ipV6().filter((ip) => !/^fd/i.test(ip))
  const client = fc.oneof(v4, v6)
  const proxy = fc.oneof(
    fc.nat(0xffffff).map((n) => `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`),
    fc.nat(0xffff).map((n) => `fd00::${n.toString(16)}`),
    fc.constant('192.0.2.7'),
  )
  const entry = fc.oneof(
    client,
    proxy,
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('unknown', '', ' ', ','),
  )
  const forged = fc.oneof(
    fc.string(),
    fc.array(entry, { maxLength: 30 }).map((entries) => entries.join(', ')),
  )
  const spelling = fc.constantFrom(
    (ip: string) => ip,
    (ip: string) => (ip.includes(':') ? `[${ip}]:4711` : `${ip}:4711`),
    (ip: string) => (ip.includes(':') ? `[${ip}]` : `::ffff:${ip}`),
  )

  test('never changes who is counted, in 2,000 forgeries through 0 to 3 proxies', () => {
    const lines = fc.array(forged, { maxLength: 3 })
    const route = fc.array(proxy, { maxLength: 3 })
    fc.assert(
      fc.property(client, route, lines, spelling, fc.boolean(), (client, route, lines, spell, joined) => {
        // Each proxy adds whom it heard from; the last one is the socket.
        const hops = [client, ...route]
        const heard = hops.slice(0, -1).map(spell)
        const header = heard.length > 0 ? [...lines, heard.join(', ')] : lines
        const seen = keyOf(hops.at(-1), joined ? header.join(',') : header)
        expect(seen).toBe(keyOf(client, undefined, NOBODY))
      }),
      { seed: 20_260_301, numRuns: 2000, interruptAfterTimeLimit: 10_000, markInterruptAsFailure: true },
    )
  })
})

describe('forwarding headers', () => {
  test('are read by this module and no other', () => {
    const root = fileURLToPath(new URL('../../', import.meta.url))
    const header = /['"`](x-forwarded-for|forwarded|x-real-ip|x-client-ip|true-client-ip|[a-z]+-connecting-ip)['"`]/i
    const found = ['server', 'app', 'components', 'db']
      .flatMap((room) => filesUnder(join(root, room)))
      .filter((file) => /\.[cm]?[jt]sx?$/.test(file) && !/\.(test|fixture)\.|identity\/client-address\.ts$/.test(file))
      .filter((file) => header.test(readFileSync(file, 'utf8')))
    expect(found.map((file) => file.slice(root.length))).toEqual([])
  })
})

function filesUnder(dir: string): string[] {
  const entries = readdirSync(dir, { withFileTypes: true, recursive: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}
