import { createHmac, hkdfSync } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { LRUCache } from 'lru-cache'
import type { Caller } from './caller.ts'
import { clientAddressOf, type TrustedProxies } from './client-address.ts'

/** 22 base64url digits are 132 bits: two addresses never share a subject, and none can be read back without the secret. */
const SUBJECT_DIGITS = 22

export type AddressSubjects = (headers: IncomingHttpHeaders, socketAddress: string | undefined) => Caller['address']

/**
 * Turns a client's address into the subjects it is counted by: an HMAC of its prefix under a key derived from the secret.
 * The address itself is never stored; the ones seen lately stay in memory, because an HMAC a request would be dear.
 */
export function createAddressSubjects(secret: string, trusted: TrustedProxies): AddressSubjects {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'drawbridge address subjects', 32))
  const subjectOf = (prefix: string): `ip:${string}` =>
    `ip:${createHmac('sha256', key).update(prefix).digest('base64url').slice(0, SUBJECT_DIGITS)}`
  const known = new LRUCache<string, Caller['address']>({ max: 20_000 })
  const ofSocket = new LRUCache<string, Caller['address']>({ max: 20_000 })

  const addressOf: AddressSubjects = (headers, socketAddress) => {
    const { key: prefix, net56, net48 } = clientAddressOf(socketAddress, headers, trusted)
    const hit = known.get(prefix)
    if (hit) return hit
    const address: Caller['address'] = {
      subject: subjectOf(prefix),
      ...(net56 === undefined ? {} : { net56: subjectOf(net56) }),
      ...(net48 === undefined ? {} : { net48: subjectOf(net48) }),
    }
    known.set(prefix, address)
    return address
  }

  // Where no proxy is trusted the socket alone decides, and need not be parsed again (25 µs for an IPv6 address).
  if (trusted.entries.length > 0) return addressOf
  return (headers, socketAddress = '') => {
    const hit = ofSocket.get(socketAddress)
    if (hit) return hit
    const address = addressOf(headers, socketAddress)
    ofSocket.set(socketAddress, address)
    return address
  }
}
