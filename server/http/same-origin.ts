import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a state-changing request that brings a cookie comes from our own pages. Browsers say so themselves
 * (Sec-Fetch-Site, else Origin); a program without cookies has nothing another site could ride on.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin } = headers
  if (origin === undefined) return true
  return origin === publicUrl || (URL.canParse(origin) && new URL(origin).host === headers.host)
}
