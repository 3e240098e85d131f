import { type LookupAddress, type LookupAllOptions, lookup as lookUp } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { mayCall } from './outbound-url.ts'
import { isPublicAddress } from './public-address.ts'

const PATIENCE_MS = 10_000
/** An answer's body tells us nothing: this much is read so that a friendly receiver is not cut off. */
const MOST_BYTES = 64 * 1024

/** Why a call had no answer. */
export type CallFault = 'address' | 'unreachable' | 'timeout'

export type CallResult =
  | { status: number; retryAfterSeconds: number | undefined }
  | { fault: CallFault }
  /** Given up because `signal` was. */
  | { aborted: true }

type Call = { headers: Record<string, string>; body: string | Uint8Array; signal?: AbortSignal }

/** The one way in which this service calls addresses that strangers gave it. */
export interface Outbound {
  /** Hosts the operator allows, though they are not public. */
  readonly allowedHosts: ReadonlySet<string>
  /** POSTs, follows no redirect, keeps nothing of the answer but its status. Never throws. */
  post(url: string, call: Call): Promise<CallResult>
}

type LookUp = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

class AddressRefused extends Error {}

export function createOutbound({
  allowedHosts,
  lookup = lookUp,
  patienceMs = PATIENCE_MS,
}: {
  allowedHosts: ReadonlySet<string>
  lookup?: LookUp
  patienceMs?: number
}): Outbound {
  /** Asked by the socket that is about to connect, which then connects to what was checked and to nothing else. */
  const lookupPublic: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '')
      const [first] = addresses
      const refused = !allowedHosts.has(hostname) && addresses.some(({ address }) => !isPublicAddress(address))
      if (!first || refused) return callback(new AddressRefused(`${hostname} is not on the public internet`), '')
      if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }

  return {
    allowedHosts,
    post(text, { headers, body, signal }) {
      const url = new URL(text)
      if (!mayCall(url, allowedHosts)) return Promise.resolve({ fault: 'address' })
      const patience = AbortSignal.timeout(patienceMs)
      return new Promise((resolve) => {
        const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
          method: 'POST',
          agent: false, // a connection of its own: nothing is reused that was checked for another
          lookup: lookupPublic,
          signal: signal ? AbortSignal.any([patience, signal]) : patience,
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        })
        request.on('error', (error) => resolve(faultOf(error)))
        request.on('response', (response) => {
          const retryAfterSeconds = secondsOf(response.headers['retry-after'])
          const done = () => resolve({ status: response.statusCode ?? 0, retryAfterSeconds })
          let bytes = 0
          response.on('data', (chunk: Buffer) => {
            bytes += chunk.length
            if (bytes > MOST_BYTES) response.destroy()
          })
          response.on('error', done)
          response.on('close', done)
        })
        request.end(body)
      })

      function faultOf(error: Error): CallResult {
        if (signal?.aborted) return { aborted: true }
        if (patience.aborted) return { fault: 'timeout' }
        return { fault: error instanceof AddressRefused ? 'address' : 'unreachable' }
      }
    },
  }
}

const secondsOf = (header: string | undefined) => (header && /^\d{1,6}$/.test(header) ? Number(header) : undefined)
