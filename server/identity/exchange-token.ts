import { ACCESS_TOKEN_SECONDS } from './access-tokens.ts'
import type { Caller } from './caller.ts'
import type { IdentityServices } from './identity-services.ts'
import { refuseCredential } from './refuse-credential.ts'
import { requireScope } from './require-scope.ts'
import type { Scope } from './scopes.ts'

export type Exchanged = { accessToken: string; expiresInSeconds: number; scopes: readonly Scope[] }

/**
 * An access token for the API token the caller came with: for 15 minutes, or until that one ends, with its scopes or
 * fewer. It stands for the account wherever the API token would. Throws AppError `unauthenticated/credentials` for
 * whoever came another way, and `forbidden/scope` for a scope the API token has not.
 */
export async function exchangeToken(
  { accessTokens, accountOf, tokens, clock }: Pick<IdentityServices, 'accessTokens' | 'accountOf' | 'tokens' | 'clock'>,
  caller: Caller,
  { scopes = caller.scopes }: { scopes?: readonly Scope[] } = {},
): Promise<Exchanged> {
  if (caller.via !== 'token' || caller.tokenId === undefined || caller.userId === undefined) {
    throw refuseCredential('malformed', 'Send an API token: Authorization: Bearer drawbridge_…')
  }
  for (const scope of scopes) requireScope(caller, scope)
  const row = await tokens.verifyId(caller.tokenId)
  const account = await accountOf(caller.userId)
  if (!account) throw refuseCredential('unknown', 'The account of this API token is gone.')
  const now = Math.floor(clock.now() / 1000)
  const exp = Math.min(
    now + ACCESS_TOKEN_SECONDS,
    Math.floor((row.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY) / 1000),
  )
  const { userId: sub, tier, sessionVersion: sv } = account
  const accessToken = await accessTokens.sign({ sub, tier, scopes: [...scopes], sv, tid: row.id, exp })
  return { accessToken, expiresInSeconds: exp - now, scopes }
}
