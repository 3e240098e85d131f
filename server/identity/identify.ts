import type { IncomingHttpHeaders } from 'node:http'
import { AppError } from '../errors.ts'
import type { Account, Accounts } from './accounts.ts'
import type { AddressSubjects } from './address-subjects.ts'
import type { Caller } from './caller.ts'
import { ALL_SCOPES } from './scopes.ts'
import type { SessionClaims } from './session-cookie.ts'
import { looksLikeToken } from './token-format.ts'
import type { Tokens } from './tokens.ts'
import { readVisitorId } from './visitor-cookie.ts'

export type IdentifyParts = {
  accounts: Accounts
  tokens: Tokens
  addressOf: AddressSubjects
  sessionClaims(cookie: string | undefined): Promise<SessionClaims | undefined>
}

export type IdentifiedRequest = { headers: IncomingHttpHeaders; socketAddress?: string }

/**
 * Who asks. An API token comes first, and a wrong one is refused (AppError `unauthenticated/credentials`): a program must
 * not find itself a visitor. Then the session cookie, where anything wrong means signed out. Else a visitor, by address.
 */
export async function identify(parts: IdentifyParts, { headers, socketAddress }: IdentifiedRequest): Promise<Caller> {
  const address = parts.addressOf(headers, socketAddress)
  const token = bearerToken(headers.authorization)
  if (token !== undefined) {
    const { account, scopes } = await accountOfToken(parts, token)
    return accountCaller(account, { via: 'token', scopes, address })
  }

  const visitorId = readVisitorId(headers)
  const visitor = { address, ...(visitorId === undefined ? {} : { visitorId }) }
  const account = await accountOfSession(parts, headers)
  if (account) return accountCaller(account, { via: 'session', scopes: ALL_SCOPES, ...visitor })
  const owner = visitorId === undefined ? address.subject : `visitor:${visitorId}`
  return { subject: address.subject, tier: 'free', owner, via: 'visitor', scopes: ALL_SCOPES, ...visitor }
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

async function accountOfToken({ accounts, tokens }: IdentifyParts, token: string) {
  const row = await tokens.verify(token)
  const account = await accounts.of(row.userId)
  if (!account || account.disabled) {
    throw new AppError('unauthenticated', 'credentials', 'The account of this API token is disabled: ask the operator.')
  }
  tokens.used(row)
  return { account, scopes: row.scopes }
}

function accountCaller(
  { userId, tier }: Account,
  how: Pick<Caller, 'via' | 'scopes' | 'address' | 'visitorId'>,
): Caller {
  const subject = `user:${userId}` as const
  return { subject, tier, owner: subject, userId, ...how }
}

/** Other keys are no business of ours: a client library may insist on one where a visitor needs none. */
function bearerToken(authorization: string | undefined): string | undefined {
  if (!authorization) return undefined
  const [scheme, token] = authorization.trim().split(/\s+/, 2)
  return scheme?.toLowerCase() === 'bearer' && token && looksLikeToken(token) ? token : undefined
}
