import { hkdfSync } from 'node:crypto'
import type { JWTPayload } from 'jose'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import { TIERS } from '../limits/tiers.ts'
import { type RefusedWhy, refuseCredential } from './refuse-credential.ts'
import { SCOPES } from './scopes.ts'

/** How long an access token lives. */
export const ACCESS_TOKEN_SECONDS = 900
const TYPE = 'at+jwt'
/** Ours are a third of it. */
const LONGEST = 2048
/** How far apart the clocks of two machines of one house may be. */
const SKEW_SECONDS = 5

const claimsSchema = z.object({
  sub: z.string(),
  /** As it was then: a hint for the client, which never decides. */
  tier: z.enum(TIERS),
  scopes: z.array(z.enum(SCOPES)),
  /** The account's session version: "sign out everywhere" ends it. */
  sv: z.number().int(),
  /** The API token it was made from: it ends with it. */
  tid: z.string(),
  exp: z.number().int(),
})

export type AccessClaims = z.infer<typeof claimsSchema>

export type AccessTokens = {
  /** A JWT (HS256) of these claims, which ends at `exp` (epoch seconds). */
  sign(claims: AccessClaims): Promise<string>
  /** The claims of one that this house signed and that is not over. Throws AppError `unauthenticated/credentials`. */
  verify(jwt: string): Promise<AccessClaims> | AccessClaims
}

/** Whether somebody meant this as a JWT, signed or sealed: wrong ones are refused then, not ignored. */
export const looksLikeJwt = (text: string) => /^eyJ[\w-]*(\.[\w-]*){2,4}$/.test(text)

/**
 * Access tokens, signed by a key of their own derived from the house's secret: NextAuth's sessions, derived by another
 * name, are never taken for one, nor the other way round. A verified one is remembered until it ends.
 */
export function createAccessTokens({
  secret,
  publicUrl,
  clock,
}: {
  secret: string
  publicUrl: string
  clock: Pick<Clock, 'now'>
}): AccessTokens {
  const known = new LRUCache<string, AccessClaims>({ max: 5_000 })
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'drawbridge access token, HS256, 1', 32))
  const audience = `${publicUrl}/api/v1`
  // Loaded with the first access token: most houses never see one.
  let opened: Promise<{ jose: typeof import('jose'); hmac: CryptoKey }> | undefined
  const open = () => {
    opened ??= Promise.all([
      import('jose'),
      crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']),
    ]).then(([jose, hmac]) => ({ jose, hmac }))
    return opened
  }

  const check = async (jwt: string): Promise<AccessClaims> => {
    if (jwt.length > LONGEST) throw wrong('malformed')
    const { jose, hmac } = await open()
    let payload: JWTPayload
    try {
      const verified = await jose.jwtVerify(jwt, hmac, {
        algorithms: ['HS256'],
        ...{ typ: TYPE, issuer: publicUrl, audience, requiredClaims: ['exp', 'nbf'] },
        currentDate: new Date(clock.now()),
      })
      payload = verified.payload
    } catch (error) {
      throw wrong(whyOf(error, jose.errors))
    }
    const parsed = claimsSchema.safeParse(payload)
    if (!parsed.success) throw wrong('foreign')
    known.set(jwt, parsed.data)
    return parsed.data
  }

  return {
    async sign({ sub, exp, ...claims }) {
      const { jose, hmac } = await open()
      const now = Math.floor(clock.now() / 1000)
      return await new jose.SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', typ: TYPE })
        .setSubject(sub)
        .setIssuer(publicUrl)
        .setAudience(audience)
        .setIssuedAt(now)
        .setNotBefore(now - SKEW_SECONDS)
        .setExpirationTime(exp)
        .sign(hmac)
    },
    verify(jwt) {
      const claims = known.get(jwt)
      if (!claims) return check(jwt)
      if (claims.exp * 1000 > clock.now()) return claims
      known.delete(jwt)
      throw wrong('expired')
    },
  }
}

type JoseErrors = typeof import('jose')['errors']

function whyOf(error: unknown, errors: JoseErrors): RefusedWhy {
  if (error instanceof errors.JWTExpired) return 'expired'
  if (error instanceof errors.JWTClaimValidationFailed) return error.claim === 'nbf' ? 'not-yet' : 'foreign'
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'forged'
  if (error instanceof errors.JOSEAlgNotAllowed) return 'algorithm'
  return 'malformed'
}

function wrong(why: RefusedWhy) {
  const what =
    why === 'expired' ? 'This access token has ended' : 'This is not an access token of this service that holds now'
  return refuseCredential(why, `${what}: exchange your API token for a new one at POST /api/v1/token.`)
}
