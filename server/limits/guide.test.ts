import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import en from '../../messages/en.json'
import fr from '../../messages/fr.json'
import { limitsGuide } from './guide.ts'
import { LIMIT_HEADERS, limitHeaders } from './headers.ts'
import { REASON_KINDS } from './reason-kinds.ts'
import { createTiers } from './tiers.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const tiers = createTiers({ freePerDay: 7, premiumPerDay: 70 })
const guide = limitsGuide({ tiers, dailyCap: 500 })
const CATALOGUES = { en: en.limitsGuide, fr: fr.limitsGuide }

/** Reasons whose kind is not written beside them in the source. */
const COMPUTED = ['words', 'moderation', 'upstream-failed', 'withdrawn', 'sign-in']

/** `kind/reason` of every refusal in the sources. */
function refusalsInSources(): Set<string> {
  const found = new Set<string>()
  for (const room of ['server', 'db']) {
    for (const name of readdirSync(resolve(ROOT, room), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts') || /\.(test|fixture)\.ts$|contract\.ts$/.test(name)) continue
      const source = readFileSync(resolve(ROOT, room, name), 'utf8')
      for (const [, kind, reason] of source.matchAll(/new AppError\(\s*'([\w-]+)',\s*'([\w-]+)'/g)) {
        found.add(`${reason}/${kind}`)
      }
    }
  }
  return found
}

test('the kinds of refusal told for each reason are those of the sources', () => {
  const told = Object.entries(REASON_KINDS).flatMap(([reason, kinds]) => kinds.map((kind) => `${reason}/${kind}`))
  const inSources = refusalsInSources()
  expect(inSources.size).toBeGreaterThan(25)
  expect([...inSources].filter((pair) => !told.includes(pair))).toEqual([])
  const unfounded = told.filter((pair) => !inSources.has(pair) && !COMPUTED.includes(pair.split('/')[0] ?? ''))
  expect(unfounded).toEqual([])
})

test('every reason, header, policy, kind and field of a refusal is explained in every language, and nothing else is', () => {
  for (const [locale, catalogue] of Object.entries(CATALOGUES)) {
    const explained = (part: object) => [locale, Object.keys(part).sort()]
    const sorted = (names: Iterable<string>) => [locale, [...new Set(names)].sort()]
    expect(explained(catalogue.reasons)).toEqual(sorted(guide.reasons.map(({ reason }) => reason)))
    expect(explained(catalogue.kinds)).toEqual(sorted(guide.reasons.map(({ kind }) => kind)))
    expect(explained(catalogue.fields)).toEqual(sorted(guide.fields))
    expect(explained(catalogue.headers)).toEqual(sorted(LIMIT_HEADERS))
    expect(explained(catalogue.counts)).toEqual(sorted(guide.policies.map(({ counts }) => counts)))
  }
})

test('the headers it explains are all that a limited answer may carry', () => {
  const decision = { allowed: false, limit: 20, remaining: 0, retryAfterSeconds: 7, resetSeconds: 60 }
  const daily = { policy: 'free-day', limit: 7, used: 7, remaining: 0, resetsInSeconds: 60 }
  const all = limitHeaders({ daily, minutes: [{ policy: tiers.free.burst, decision }], retryAfterSeconds: 60 }, 0)
  expect(Object.keys(all).sort()).toEqual([...LIMIT_HEADERS].sort())
  for (const { name, example } of guide.headers) expect([name, example]).not.toEqual([name, ''])
})

test('the example of a refusal is one: its day is used up, and it says how long to sleep', () => {
  const { status, headers, problem } = guide.refused
  expect(status).toBe(429)
  expect(problem).toMatchObject({ reason: 'daily-quota', limit: 7, used: 7, remaining: 0, charged: false })
  expect(headers['Retry-After']).toBe(String(problem?.retryAfterSeconds))
  expect(headers.RateLimit).toContain('"free-day";r=0;t=25200')
  expect(guide.served.headers.RateLimit).toBe('"free-day";r=5;t=25200, "free-burst";r=18;t=60')
})
