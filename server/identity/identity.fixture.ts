import { encode } from 'next-auth/jwt'
import type { Database } from '../../db/database.ts'
import { temporaryDatabase } from '../../db/temporary.fixture.ts'
import { FakeClock } from '../clock.fake.ts'
import { createMemoryRateLimiter } from '../limits/memory.ts'
import type { Caller } from './caller.ts'
import { parseTrustedProxies } from './client-address.ts'
import { createIdentity, type IdentityParts } from './identity.ts'
import type { Log } from './log.ts'
import type { Hashing } from './passwords.ts'
import { ALL_SCOPES } from './scopes.ts'
import { signUp } from './sign-up.ts'

export const SECRET = 'a secret that only tests know'
export const PASSWORD = 'correct horse battery'

/** Identity on a real database, with a clock that stands still and hashing that is quick and counted. */
export function createTestIdentity(overrides: Partial<IdentityParts> & { db?: Database } = {}) {
  const db = overrides.db ?? temporaryDatabase()
  const clock = new FakeClock(Date.now()) // today, because next-auth reads the system's clock
  const hashing = countedHashing()
  const log = recordedLog()
  const identity = createIdentity({
    db,
    clock,
    secret: SECRET,
    publicUrl: 'http://localhost:3000',
    oauth: { github: undefined, google: undefined },
    burst: createMemoryRateLimiter(clock),
    trustedProxies: parseTrustedProxies(''),
    log,
    hashing,
    ...overrides,
  })
  return { identity, db, clock, hashing, log }
}

export type TestIdentity = ReturnType<typeof createTestIdentity>

export function addressOf(name: string): Caller['address'] {
  return { subject: `ip:${name}` }
}

let people = 0

/** A basic account, opened from an address of its own, as a signed-in caller. */
export async function signedUp({ identity }: TestIdentity, email = `person-${++people}@example.com`) {
  const address = addressOf(`home-${++people}`)
  const { userId } = await signUp(identity, address, { email, password: PASSWORD })
  return { userId, email, address, caller: sessionCaller(userId, address) }
}

export function sessionCaller(userId: string, address: Caller['address'] = addressOf('somewhere')): Caller {
  const subject = `user:${userId}` as const
  return { subject, owner: subject, userId, tier: 'free', via: 'session', scopes: ALL_SCOPES, address }
}

/** The Cookie header of a browser in which the account is signed in now. */
export async function sessionCookie({ identity }: Pick<TestIdentity, 'identity'>, userId: string, secret = SECRET) {
  const account = await identity.accountOf(userId)
  const token = await encode({ token: { sub: userId, sv: account?.sessionVersion ?? 1 }, secret })
  return `next-auth.session-token=${token}`
}

export function request(headers: Record<string, string> = {}, socketAddress = '203.0.113.7') {
  return { headers, socketAddress }
}

function countedHashing() {
  const counts = { hashes: 0, verifies: 0 }
  const hashing: Hashing & { counts: typeof counts } = {
    counts,
    hash: async (password) => {
      counts.hashes++
      return `hashed ${password}`
    },
    verify: async (hash, password) => {
      counts.verifies++
      return hash === `hashed ${password}`
    },
  }
  return hashing
}

function recordedLog() {
  const lines: string[] = []
  const entries: Record<string, unknown>[] = []
  const write = (fields: object, message: string) => {
    lines.push(message)
    entries.push({ ...fields })
  }
  const log: Log & { lines: string[]; entries: typeof entries } = {
    ...{ lines, entries, debug: () => {}, warn: write, error: write },
  }
  return log
}

/** A real database that counts the reads started on it and the transactions. */
export function countedDatabase() {
  const real = temporaryDatabase()
  let [queries, writes] = [0, 0]
  const read = {
    tables: real.read.tables,
    db: new Proxy(real.read.db, {
      get(target, name, receiver) {
        if (name === 'select') queries++
        return Reflect.get(target, name, receiver)
      },
    }),
  }
  const db: Database = {
    ...real,
    read,
    write: (fn) => {
      writes++
      return real.write(fn)
    },
  }
  return { db, queries: () => queries, writes: () => writes }
}
