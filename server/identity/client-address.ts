import type { IncomingHttpHeaders } from 'node:http'
import ipaddr from 'ipaddr.js'
import { AppError } from '../errors.ts'

type Address = ipaddr.IPv4 | ipaddr.IPv6

/** Who sends a request, as far as limits are concerned. All texts are canonical. */
export type ClientAddress = {
  /** What is counted: the IPv4 address, or the /64 of an IPv6 one (`2001:db8::/64`); `unknown` without any address. */
  key: string
  /** The wider IPv6 networks that are capped as a whole. */
  net56?: string
  net48?: string
  /** The address itself, for logs kept short; never stored. */
  address: string
}

export type TrustedProxies = {
  /** As they were understood: canonical CIDRs. */
  readonly entries: readonly string[]
  /** Whether this hop's word about the hop before it is believed. */
  includes(address: Address): boolean
}

/** The widest private networks are 10.0.0.0/8 and fc00::/7; whoever trusts a wider one trusts strangers. */
const WIDEST = { ipv4: 8, ipv6: 7 } as const
const UNKNOWN: ClientAddress = { key: 'unknown', address: 'unknown' }
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96')
const SIX_TO_FOUR = ipaddr.IPv6.parseCIDR('2002::/16')

/**
 * Reads a list of CIDRs or addresses, separated by commas or blanks; empty trusts nobody. Throws AppError `invalid` naming
 * the first entry that is none, or so wide (0.0.0.0/0, ::/0, ::ffff:0:0/96 …) that anybody could forge an address.
 */
export function parseTrustedProxies(list: string): TrustedProxies {
  const networks = list
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(parseNetwork)
  return {
    entries: networks.map(([address, prefix]) => networkText(address, prefix)),
    includes: (address) =>
      networks.some(([network, prefix]) => network.kind() === address.kind() && address.match(network, prefix)),
  }
}

/** The client of a request from its socket's address and its headers, of which only this module reads those about hops. */
export function clientAddressOf(
  socketAddress: string | undefined,
  headers: IncomingHttpHeaders,
  trusted: TrustedProxies,
): ClientAddress {
  return clientAddress(socketAddress, headers['x-forwarded-for'], trusted)
}

/**
 * Starts at the socket; while the hop is trusted, steps left in X-Forwarded-For; stops at the first hop that is not, or
 * before the first entry that is no address. So nobody gains by what they write there themselves.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | string[] | undefined,
  trusted: TrustedProxies,
): ClientAddress {
  let hop = parseAddress(socketAddress ?? '')
  if (!hop) return UNKNOWN
  const header = Array.isArray(forwardedFor) ? forwardedFor.join(',') : forwardedFor
  let end = header?.length ?? 0
  while (header && end >= 0 && trusted.includes(hop)) {
    const comma = end === 0 ? -1 : header.lastIndexOf(',', end - 1)
    const left = parseAddress(header.slice(comma + 1, end).trim())
    if (!left) break
    hop = left
    end = comma
  }
  return describeAddress(hop)
}

/** An address as sockets and proxies write it: perhaps with brackets, port or zone. Undefined for anything else. */
function parseAddress(text: string): Address | undefined {
  const bare = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(text)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(text)?.[1] ?? text
  return parsePlain(bare.includes(':') ? bare.replace(/%[\w.~-]+$/, '') : bare)
}

/** Nothing but an address; a v4-mapped one becomes IPv4. Octal, hexadecimal and short forms of IPv4 are none. */
function parsePlain(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text)
  if (!text.includes(':') || text.includes('%') || !ipaddr.IPv6.isValid(text)) return undefined
  const address = ipaddr.IPv6.parse(text)
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address
}

function parseNetwork(entry: string): [Address, number] {
  const wrong = (why: string) =>
    new AppError('invalid', 'input', `"${entry}" in TRUSTED_PROXIES ${why}`, { field: 'TRUSTED_PROXIES' })
  const [text = '', prefixText, ...more] = entry.split('/')
  const address = parsePlain(text)
  if (!address || more.length > 0) throw wrong('is no address and no CIDR')
  const kind = address.kind()
  const bits = kind === 'ipv4' ? 32 : 128
  if (prefixText !== undefined && !/^\d{1,3}$/.test(prefixText)) throw wrong('has no whole number after the slash')
  const written = prefixText === undefined ? bits : Number(prefixText)
  const isMapped = kind === 'ipv4' && text.includes(':') && prefixText !== undefined
  const prefix = isMapped ? written - 96 : written
  if (prefix > bits) throw wrong('has too many bits after the slash')
  if (prefix < WIDEST[kind])
    throw wrong(`trusts strangers: /${WIDEST[kind] + (isMapped ? 96 : 0)} is the widest allowed`)
  return [address, prefix]
}

function describeAddress(address: Address): ClientAddress {
  const text = address.toString()
  if (address.kind() === 'ipv4') return { key: text, address: text }
  const bytes = address.toByteArray()
  // Both kinds stand for one IPv4 host, which would otherwise be counted twice.
  if (address.match(...NAT64)) return { key: bytes.slice(12).join('.'), address: text }
  if (address.match(...SIX_TO_FOUR)) return { key: bytes.slice(2, 6).join('.'), address: text }
  const [key, net56, net48] = [networkText(address, 64), networkText(address, 56), networkText(address, 48)]
  return { key, net56, net48, address: text }
}

/** The network of an address as canonical text: `2001:db8::/64`. */
function networkText(address: Address, prefix: number): string {
  const kept = address
    .toByteArray()
    .map((byte, i) => byte & (0xff00 >> Math.min(8, Math.max(0, prefix - i * 8))) & 0xff)
  return `${ipaddr.fromByteArray(kept)}/${prefix}`
}
