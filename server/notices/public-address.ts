import ipaddr from 'ipaddr.js'

const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96')
const GLOBAL_V6 = ipaddr.IPv6.parseCIDR('2000::/3')
/** Answers with secrets of a cloud's machines, from an address that looks like anybody's. */
const METADATA = new Set(['168.63.129.16'])

/**
 * Whether an address is on the public internet: not this machine, not a private, shared, link-local, multicast or reserved network,
 * and no IPv6 address behind which such an IPv4 one stands. What is no address is not public.
 */
export function isPublicAddress(text: string): boolean {
  const bare = text.replace(/^\[|\]$/g, '')
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return isPublicV4(ipaddr.IPv4.parse(bare))
  if (!bare.includes(':') || bare.includes('%') || !ipaddr.IPv6.isValid(bare)) return false
  const address = ipaddr.IPv6.parse(bare)
  if (address.isIPv4MappedAddress()) return isPublicV4(address.toIPv4Address())
  // Networks without IPv4 see all of it through this prefix.
  if (address.match(...NAT64)) return isPublicV4(new ipaddr.IPv4(address.toByteArray().slice(12)))
  return address.match(...GLOBAL_V6) && address.range() === 'unicast' && !isIsatap(address)
}

const isPublicV4 = (address: ipaddr.IPv4) => address.range() === 'unicast' && !METADATA.has(address.toString())

/** An IPv4 address in the last four bytes, to which a router of such a network would send it. */
function isIsatap(address: ipaddr.IPv6): boolean {
  const [first, ...rest] = address.toByteArray().slice(8, 12)
  return (first === 0 || first === 2) && rest.join() === '0,94,254'
}
