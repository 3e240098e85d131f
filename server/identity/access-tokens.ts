import { createHmac, createSecretKey, hkdfSync, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import { TIERS } from '../limits/tiers.ts'
import { type RefusedWhy, refuseCredential } from './refuse-credential.ts'
import { SCOPES } from './scopes.ts'

/** How long an access token lives. */
export const ACCESS_TOKEN_SECONDS = 900
/** Ours are a third of it. */
const LONGEST = 2048
/** How far apart the clocks of two machines of one house may be. */
const SKEW_SECONDS = 5

/** Exactly this header and no other: what names another algorithm, or none, is not even looked at. */
const HEADER = { alg: 'HS256', typ: 'at+jwt' } as const
const HEAD = Buffer.from(JSON.stringify(HEADER)).toString('base64url')

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
  verify(jwt: string): AccessClaims
}

/** Whether somebody meant this as a JWT, signed or sealed: wrong ones are refused then, not ignored. */
export const looksLikeJwt = (text: string) => /^eyJ[\w-]*(\.[\w-]*){2,4}$/.test(text)

/**
 * Access tokens, signed by a key of their own derived from the house's secret: NextAuth's sessions, derived by another
 * name, are never taken for one, nor the other way round. Signed by jose, once in fifteen minutes; checked here, at every
 * request, because WebCrypto's way through the thread pool takes 0.1 ms and waits behind password hashes.
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
  const bytes = new Uint8Array(hkdfSync('sha256', secret, '', 'drawbridge access token, HS256, 1', 32))
  const key = createSecretKey(bytes)
  const audience = `${publicUrl}/api/v1`
  const payloadSchema = claimsSchema.extend({
    iss: z.literal(publicUrl),
    aud: z.literal(audience),
    nbf: z.number().int(),
  })

  return {
    async sign({ sub, exp, ...claims }) {
      const { SignJWT } = await import('jose') // most houses never make one
      const now = Math.floor(clock.now() / 1000)
      return await new SignJWT(claims)
        .setProtectedHeader(HEADER)
        .setSubject(sub)
        .setIssuer(publicUrl)
        .setAudience(audience)
        .setIssuedAt(now)
        .setNotBefore(now - SKEW_SECONDS)
        .setExpirationTime(exp)
        .sign(key)
    },
    verify(jwt) {
      const [head, body = '', signature = '', ...more] = jwt.length > LONGEST ? [] : jwt.split('.')
      if (head === undefined || more.length > 0) throw wrong('malformed')
      if (head !== HEAD) throw wrong('algorithm')
      const expected = createHmac('sha256', key).update(`${head}.${body}`).digest('base64url')
      if (!equal(signature, expected)) throw wrong('forged')
      const parsed = payloadSchema.safeParse(readJson(body))
      if (!parsed.success) throw wrong('foreign')
      const { iss: _iss, aud: _aud, nbf, ...claims } = parsed.data
      if (nbf * 1000 > clock.now()) throw wrong('not-yet')
      if (claims.exp * 1000 <= clock.now()) throw wrong('expired')
      return claims
    },
  }
}

/** In a time that says nothing of where they differ. */
const equal = (given: string, expected: string) =>
  given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected))

/** Signed by us, so JSON; all the same, what is not is nobody's claims. */
function readJson(body: string): unknown {
  try {
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

function wrong(why: RefusedWhy) {
  const what =
    why === 'expired' ? 'This access token has ended' : 'This is not an access token of this service that holds now'
  return refuseCredential(why, `${what}: exchange your API token for a new one at POST /api/v1/token.`)
}
