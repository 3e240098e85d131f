import type { IncomingHttpHeaders } from 'node:http'
import type { NextAuthOptions } from 'next-auth'
import type { Database } from '../../db/database.ts'
import type { Letter } from '../../db/tables.ts'
import type { Clock } from '../clock.ts'
import type { RateLimiter } from '../limits/types.ts'
import { createLetterBox } from '../mail/letter-box.ts'
import type { Mailer } from '../mail/types.ts'
import { createAccessTokens } from './access-tokens.ts'
import { type Account, createAccounts } from './accounts.ts'
import { type AddressSubjects, createAddressSubjects } from './address-subjects.ts'
import { createAuthOptions } from './auth-options.ts'
import type { Caller } from './caller.ts'
import { createFileChanges } from './changes/sqlite.ts'
import type { Changes } from './changes/types.ts'
import type { TrustedProxies } from './client-address.ts'
import { accountOfSession, type IdentifiedRequest, identify } from './identify.ts'
import type { IdentityServices, SignInSettings } from './identity-services.ts'
import { createPasswords, type Hashing } from './passwords.ts'
import { createRefusedAttempts } from './refused-attempts.ts'
import { createSessionCookies } from './session-cookie.ts'
import { createTokens } from './tokens.ts'
import { newVisitorCookie, readVisitorId } from './visitor-cookie.ts'
import { writeLetter } from './write-letter.ts'

export type IdentityParts = SignInSettings & {
  db: Database
  clock: Clock
  burst: RateLimiter
  trustedProxies: TrustedProxies
  /** Where mail is sent. */
  mailer?: Mailer | undefined
  /** How changes by other processes are heard of; the SQLite file itself tells unless there is something better. */
  changes?: Changes
  /** Argon2id unless a test counts. */
  hashing?: Hashing
}

/** The identity room: who asks, and what the verbs beside this file need. */
export type Identity = IdentityServices & {
  /** Who asks, once a request; see identify.ts for its errors. */
  identify(request: IdentifiedRequest): Promise<Caller>
  /** The subjects of the address a request came from; what ADDRESS_HEADER tells NextAuth's route. */
  addressOf: AddressSubjects
  /** For pages: the signed-in account, or undefined. */
  sessionFromCookies(headers: Pick<IncomingHttpHeaders, 'cookie'>): Promise<Account | undefined>
  newVisitorCookie(): { value: string; header: string }
  hasVisitorCookie(headers: Pick<IncomingHttpHeaders, 'cookie'>): boolean
  /** For NextAuth's route; `addressHeader` is the request's ADDRESS_HEADER. */
  authOptionsFor(addressHeader: string | null | undefined): NextAuthOptions
  /** Waits for the writes no request waited for. */
  close(): Promise<void>
}

export function createIdentity(parts: IdentityParts): Identity {
  const { db, clock, secret, publicUrl, burst, trustedProxies, log } = parts
  const changes = parts.changes ?? createFileChanges(db)
  const accounts = createAccounts({ db, clock, changes })
  const tokens = createTokens({ db, clock, log, changes })
  const sessionClaims = createSessionCookies({ secret, clock })
  const accessTokens = createAccessTokens({ secret, publicUrl, clock })
  const refused = createRefusedAttempts({ clock, log })
  const addressOf = createAddressSubjects(secret, trustedProxies)
  const identifyParts = { accounts, tokens, accessTokens, refused, sessionClaims, addressOf }
  const { mailer } = parts
  const write = (letter: Letter) => writeLetter({ db, clock, publicUrl }, letter)
  const letters = mailer && createLetterBox({ db, clock, log, mailer, write })
  const secure = publicUrl.startsWith('https:')

  const identity: Identity = {
    db,
    clock,
    burst,
    tokens,
    accessTokens,
    refused,
    letters,
    passwords: createPasswords(parts.hashing),
    invalidate(userId) {
      accounts.forget(userId)
      tokens.forget()
    },
    identify: (request) => identify(identifyParts, request),
    addressOf,
    accountOf: accounts.of,
    sessionFromCookies: (headers) => accountOfSession(identifyParts, headers),
    newVisitorCookie: () => newVisitorCookie({ secure }),
    hasVisitorCookie: (headers) => readVisitorId(headers) !== undefined,
    authOptionsFor: (addressHeader) => createAuthOptions(parts, identity, addressHeader),
    async close() {
      await letters?.close()
      await tokens.settled()
      await changes.close()
    },
  }
  return identity
}
