import { describe, expect, test } from 'vitest'
import { limitHeaders } from './headers.ts'
import { createTiers } from './tiers.ts'

const { free } = createTiers({ freePerDay: 5, premiumPerDay: 100 })
const FIVE_PM = Date.parse('2026-03-01T17:00:00.300Z')
const usedUp = { policy: 'free-day', limit: 5, used: 5, remaining: 0, resetsInSeconds: 25_200 }
const decision = (set: object = {}) => ({
  ...{ allowed: true, limit: 20, remaining: 19, retryAfterSeconds: 0, resetSeconds: 60, ...set },
})

/** A list of strings with integer parameters, by RFC 9651's grammar and no wider; throws on anything else. */
function parseList(text: string): { name: string; params: Record<string, number> }[] {
  return text.split(', ').map((member) => {
    const match = /^"([\x20-\x21\x23-\x5b\x5d-\x7e]*)"((?:;[a-z*][a-z0-9_.*-]*=-?\d{1,15})*)$/.exec(member)
    if (!match) throw new Error(`no structured field: ${member}`)
    const pairs = (match[2] ?? '').split(';').slice(1)
    const params = Object.fromEntries(pairs.map((pair) => [pair.split('=')[0], Number(pair.split('=')[1])]))
    return { name: match[1] ?? '', params }
  })
}

describe('the headers', () => {
  test('are the ones limits.md shows', () => {
    const minutes = [{ policy: free.burst, decision: decision() }]
    const headers = limitHeaders({ daily: usedUp, minutes, retryAfterSeconds: 25_200 }, FIVE_PM)
    expect(headers).toEqual({
      'RateLimit-Policy': '"free-day";q=5;w=86400, "free-burst";q=20;w=60',
      RateLimit: '"free-day";r=0;t=25200, "free-burst";r=19;t=60',
      'X-RateLimit-Limit': '5',
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Used': '5',
      'X-RateLimit-Reset': String(Date.parse('2026-03-02T00:00:00Z') / 1000),
      'X-RateLimit-Resource': 'pictures',
      'Retry-After': '25200',
    })
    expect(limitHeaders({ daily: usedUp, minutes: [] }, FIVE_PM).RateLimit).toBe('"free-day";r=0;t=25200')
  })

  test('are structured fields: each policy has its quota and window, each state what is left and until when', () => {
    const minutes = [
      { policy: free.burst, decision: decision({ allowed: false, remaining: 0, retryAfterSeconds: 7 }) },
      { policy: free.reads, decision: decision({ remaining: -3 }) },
    ]
    const headers = limitHeaders({ daily: usedUp, minutes }, FIVE_PM)
    const [policies, states] = [parseList(headers['RateLimit-Policy'] ?? ''), parseList(headers.RateLimit ?? '')]
    expect(policies.map(({ name }) => name)).toEqual(['free-day', 'free-burst', 'free-reads'])
    expect(states.map(({ name }) => name)).toEqual(policies.map(({ name }) => name))
    for (const { params } of states) expect(Object.keys(params)).toEqual(['r', 't'])
    expect(states.map(({ params }) => params.r)).toEqual([0, 0, 0])
  })

  test('never say Retry-After earlier than the t of what refused', () => {
    const refused = decision({ allowed: false, remaining: 0, retryAfterSeconds: 7, resetSeconds: 55 })
    const headers = limitHeaders(
      { minutes: [{ policy: free.burst, decision: refused }], retryAfterSeconds: 3 },
      FIVE_PM,
    )
    const [state] = parseList(headers.RateLimit ?? '')
    expect(state?.params.t).toBe(7)
    expect(Number(headers['Retry-After'])).toBeGreaterThanOrEqual(state?.params.t ?? 0)
  })

  test('say the reset as the second the day really ends, at any fraction of a second', () => {
    for (const ms of [0, 1, 499, 500, 999]) {
      const nowMs = Date.parse('2026-03-01T17:00:00Z') + ms
      const daily = { ...usedUp, resetsInSeconds: Math.ceil((Date.parse('2026-03-02T00:00:00Z') - nowMs) / 1000) }
      const reset = Number(limitHeaders({ daily, minutes: [] }, nowMs)['X-RateLimit-Reset'])
      expect(reset).toBe(Date.parse('2026-03-02T00:00:00Z') / 1000)
    }
  })

  test('are none when nothing was learnt', () => {
    expect(limitHeaders({ minutes: [] }, FIVE_PM)).toEqual({})
  })
})
