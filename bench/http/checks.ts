import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqlite } from '../../db/sqlite.ts'
import { systemClock } from '../../server/clock.ts'
import { parseTrustedProxies } from '../../server/identity/client-address.ts'
import { createToken } from '../../server/identity/create-token.ts'
import { createIdentity } from '../../server/identity/identity.ts'
import { createMemoryRateLimiter } from '../../server/limits/memory.ts'
import { createLog } from '../../server/telemetry/log.ts'

/** Milliseconds a check, one a round. */
export type Checks = Record<'baseline' | 'token' | 'jwt', number[]>

const REPEATED = 20_000
const JWTS = 2_000

/** Who asks, by API token and by access token, in this process and one after the other, beside one SHA-256 and a look in a Map. */
export async function measureChecks(rounds: number): Promise<Checks> {
  const dir = mkdtempSync(join(tmpdir(), 'drawbridge-bench-'))
  const db = openSqlite(join(dir, 'drawbridge.sqlite'))
  const clock = systemClock
  const identity = createIdentity({
    ...{ db, clock, secret: 's'.repeat(32), publicUrl: 'http://localhost:3000', log: createLog('silent') },
    ...{ oauth: { github: undefined, google: undefined }, trustedProxies: parseTrustedProxies('') },
    burst: createMemoryRateLimiter(clock),
  })
  const { token, id: tid } = await createToken(identity, 'bench', { name: 'bench' })
  const identify = (text: string) =>
    identity.identify({ headers: { authorization: `Bearer ${text}` }, socketAddress: '203.0.113.7' })
  const { userId: sub = '' } = await identify(token)
  const exp = Math.floor(clock.now() / 1000) + 10_000
  const jwts: string[] = []
  for (let i = 0; i < JWTS; i++) {
    jwts.push(await identity.accessTokens.sign({ sub, tier: 'premium', scopes: ['draw'], sv: 1, tid, exp: exp + i }))
  }

  const known = new Map([[createHash('sha256').update(token).digest('hex'), { userId: sub }]])
  const checks: Checks = { baseline: [], token: [], jwt: [] }
  for (let round = -1; round < rounds; round++) {
    const measured: Record<keyof Checks, number> = {
      baseline: await msEach(() => known.get(createHash('sha256').update(token).digest('hex'))),
      token: await msEach(() => identify(token)),
      jwt: await msEach((i) => identify(jwts[i % JWTS] ?? '')),
    }
    if (round < 0) continue // compilers take their time
    for (const [what, ms] of Object.entries(measured)) checks[what as keyof Checks].push(ms)
  }
  await identity.close()
  await db.close()
  rmSync(dir, { recursive: true, force: true })
  return checks
}

async function msEach(check: (i: number) => unknown): Promise<number> {
  const from = performance.now()
  for (let i = 0; i < REPEATED; i++) await check(i)
  return (performance.now() - from) / REPEATED
}
