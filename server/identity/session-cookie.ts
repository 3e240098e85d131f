import { LRUCache } from 'lru-cache'
import { decode } from 'next-auth/jwt'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import { readCookie } from './read-cookie.ts'

/** NextAuth's own names: with the prefix when the site is https, which then wins. */
const NAMES = ['__Secure-next-auth.session-token', 'next-auth.session-token']
/** Our claims fit in a tenth of it; NextAuth splits only longer ones over several cookies. */
const LONGEST = 4096

const claims = z.object({ sub: z.string(), sv: z.number().int(), exp: z.number() })

export type SessionClaims = z.infer<typeof claims>

/**
 * Reads the session out of a Cookie header: who (`sub`), with which session version (`sv`), until when (`exp`, epoch
 * seconds). Undefined for none, forged, foreign or expired. Decrypting costs 0.1 ms, so what was read is remembered until it expires.
 */
export function createSessionCookies({ secret, clock }: { secret: string; clock: Pick<Clock, 'now'> }) {
  const known = new LRUCache<string, SessionClaims>({ max: 5_000 })

  const decrypt = async (token: string): Promise<SessionClaims | undefined> => {
    const payload = await decode({ token, secret }).catch(() => null)
    const parsed = claims.safeParse(payload)
    if (!parsed.success) return undefined
    known.set(token, parsed.data)
    return parsed.data
  }

  return async (cookie: string | undefined): Promise<SessionClaims | undefined> => {
    for (const name of NAMES) {
      const token = readCookie(cookie, name)
      if (!token || token.length > LONGEST) continue
      const found = known.get(token) ?? (await decrypt(token))
      if (found && found.exp * 1000 > clock.now()) return found
    }
    return undefined
  }
}
