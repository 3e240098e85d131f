import type { RateLimiter } from '../limits/types.ts'
import type { LetterBox } from '../mail/letter-box.ts'
import type { AccessTokens } from './access-tokens.ts'
import type { AccountServices } from './account-services.ts'
import type { Account } from './accounts.ts'
import type { Log } from './log.ts'
import type { Passwords } from './passwords.ts'
import type { RefusedAttempts } from './refused-attempts.ts'
import type { Tokens } from './tokens.ts'

/** What the verbs of this room work with; `createIdentity` makes it. */
export type IdentityServices = AccountServices & {
  burst: RateLimiter
  passwords: Passwords
  tokens: Tokens
  accessTokens: AccessTokens
  refused: RefusedAttempts
  /** Absent where no mail is sent. */
  letters?: LetterBox | undefined
  /** The account as it is now, through a 30 s cache that every change invalidates, whichever process made it. */
  accountOf(userId: string): Promise<Account | undefined>
}

type OAuthClient = { clientId: string; clientSecret: string }

/** The providers people may sign in with; undefined where none is configured. */
export type OAuthClients = { github: OAuthClient | undefined; google: OAuthClient | undefined }

/** What NextAuth must be told besides. `publicUrl` has no trailing slash; https makes cookies Secure. */
export type SignInSettings = { secret: string; publicUrl: string; oauth: OAuthClients; log: Log }
