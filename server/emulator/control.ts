import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import type { FaultRates } from './faults.ts'
import type { Stats } from './tally.ts'

export type Controls = {
  stats(): Stats
  setFaults(rates: FaultRates): void
  hold(): void
  release(count?: number): void
  open(): void
  reset(): void
}

const ratesForm = z.record(z.string(), z.number())
const countForm = z.coerce.number().int().min(1)

/**
 * GET /stats, and POST /control/{hold,release?n=1,open,faults,reset} for tests in other processes, from this machine only.
 * Undefined for other calls.
 */
export function control(
  controls: Controls,
  call: { method: string; url: URL; body: string; from: string | undefined },
): { status: number; value: unknown } | undefined {
  const { pathname } = call.url
  if (call.method === 'GET' && pathname === '/stats') return { status: 200, value: controls.stats() }
  if (call.method !== 'POST' || !pathname.startsWith('/control/')) return undefined
  if (!isLoopback(call.from)) return { status: 403, value: { error: 'only from this machine' } }
  try {
    if (!steer(controls, call)) return undefined
  } catch (error) {
    return { status: 400, value: { error: error instanceof Error ? error.message : String(error) } }
  }
  return { status: 200, value: controls.stats() }
}

function steer(controls: Controls, { url, body }: { url: URL; body: string }): boolean {
  switch (url.pathname.slice('/control/'.length)) {
    case 'hold':
      controls.hold()
      break
    case 'release':
      controls.release(countForm.parse(url.searchParams.get('n') ?? 1))
      break
    case 'open':
      controls.open()
      break
    case 'faults':
      controls.setFaults(ratesForm.parse(JSON.parse(body || '{}')))
      break
    case 'reset':
      controls.reset()
      break
    default:
      return false
  }
  return true
}

function isLoopback(address: string | undefined) {
  return address !== undefined && ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback'
}
