import type { IncomingHttpHeaders } from 'node:http'
import { AppError } from '../errors.ts'
import type { AccessTokens } from './access-tokens.ts'
import type { Account, Accounts } from './accounts.ts'
import type { AddressSubjects } from './address-subjects.ts'
import { type Bearer, readBearer } from './bearer.ts'
import type { Caller } from './caller.ts'
import { refuseCredential } from './refuse-credential.ts'
import type { RefusedAttempts } from './refused-attempts.ts'
import { ALL_SCOPES } from './scopes.ts'
import type { SessionClaims } from './session-cookie.ts'
import type { Tokens } from './tokens.ts'
import { readVisitorId } from './visitor-cookie.ts'

export type IdentifyParts = {
  accounts: Accounts
  tokens: Tokens
  accessTokens: AccessTokens
  refused: RefusedAttempts
  addressOf: AddressSubjects
  sessionClaims(cookie: string | undefined): Promise<SessionClaims | undefined>
}

export type IdentifiedRequest = { headers: IncomingHttpHeaders; socketAddress?: string }

/**
 * Who asks. An API token or access token comes first, and a wrong one is refused (AppError `unauthenticated/credentials`):
 * a program must not find itself a visitor. Then the session cookie, where anything wrong means signed out. Else a
 * visitor, by address.
 */
export async function identify(parts: IdentifyParts, { headers, socketAddress }: IdentifiedRequest): Promise<Caller> {
  const address = parts.addressOf(headers, socketAddress)
  const bearer = readBearer(headers.authorization)
  if (bearer) return await programOf(parts, bearer, address)

  const visitorId = readVisitorId(headers)
  const visitor = { address, scopes: ALL_SCOPES, ...(visitorId === undefined ? {} : { visitorId }) }
  const account = await accountOfSession(parts, headers)
  if (account) return accountCaller(account, { via: 'session', ...visitor })
  const owner = visitorId === undefined ? address.subject : `visitor:${visitorId}`
  return { subject: address.subject, tier: 'free', owner, via: 'visitor', ...visitor }
}

/** The account a session cookie stands for; undefined if signed out here, everywhere, or by the operator. */
export async function accountOfSession(
  { accounts, sessionClaims }: Pick<IdentifyParts, 'accounts' | 'sessionClaims'>,
  { cookie }: Pick<IncomingHttpHeaders, 'cookie'>,
): Promise<Account | undefined> {
  const claims = await sessionClaims(cookie)
  const account = claims && (await accounts.of(claims.sub))
  return account && !account.disabled && account.sessionVersion === claims.sv ? account : undefined
}

async function programOf(parts: IdentifyParts, { kind, text }: Bearer, address: Caller['address']): Promise<Caller> {
  try {
    return kind === 'token' ? await callerOfToken(parts, text, address) : await callerOfJwt(parts, text, address)
  } catch (error) {
    if (error instanceof AppError && error.reason === 'credentials') {
      parts.refused.note({ by: kind, why: String(error.cause), address })
    }
    throw error
  }
}

async function callerOfToken({ accounts, tokens }: IdentifyParts, token: string, address: Caller['address']) {
  const row = await tokens.verify(token)
  const account = enabled(await accounts.of(row.userId))
  tokens.used(row)
  return accountCaller(account, { via: 'token', tokenId: row.id, scopes: row.scopes, address })
}

/** An access token lasts no longer than its API token, nor than the account's sessions of its time. */
async function callerOfJwt({ accounts, tokens, accessTokens }: IdentifyParts, jwt: string, address: Caller['address']) {
  const { sub, sv, tid, scopes } = accessTokens.verify(jwt)
  const row = await tokens.verifyId(tid)
  if (row.userId !== sub) throw refuseCredential('revoked', 'The API token of this access token has another owner now.')
  const account = enabled(await accounts.of(sub))
  if (account.sessionVersion !== sv) {
    const detail = 'This access token was ended: exchange your API token for a new one at POST /api/v1/token.'
    throw refuseCredential('session-ended', detail)
  }
  tokens.used(row)
  const both = scopes.filter((scope) => row.scopes.includes(scope))
  return accountCaller(account, { via: 'jwt', tokenId: row.id, scopes: both, address })
}

function enabled(account: Account | undefined): Account {
  if (account && !account.disabled) return account
  throw refuseCredential('disabled', 'The account of this API token is disabled: ask the operator.')
}

function accountCaller(
  { userId, tier }: Account,
  how: Pick<Caller, 'via' | 'tokenId' | 'scopes' | 'address' | 'visitorId'>,
): Caller {
  const subject = `user:${userId}` as const
  return { subject, tier, owner: subject, userId, ...how }
}
