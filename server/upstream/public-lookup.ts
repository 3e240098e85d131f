import { type LookupAddress, lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Whether an address is one of the open internet: not loopback, private, link-local (cloud metadata) or reserved. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'
}

/**
 * A DNS lookup that finds public addresses only, so that an answer's `url` cannot make us knock inside our own network.
 * It runs for the very connection, so a name cannot answer differently the second time.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error) return callback(error, '')
    const open = found.filter(({ address }) => isPublicAddress(address))
    const first = open[0]
    if (!first) return callback(Object.assign(new Error('no public address'), { code: 'EPRIVATE' }), '')
    if (options.all) return callback(null, open)
    callback(null, first.address, first.family)
  })
}
