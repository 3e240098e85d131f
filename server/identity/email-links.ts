import { hash, randomBytes } from 'node:crypto'
import type { Session } from '../../db/database.ts'
import { recordAudit } from '../../db/queries/audit.ts'
import { insertEmailLink } from '../../db/queries/email-links.ts'
import type { LinkPurpose } from '../../db/tables.ts'
import { AppError } from '../errors.ts'

const MINUTE_MS = 60_000

/** Where each kind of link leads, and for how long. */
const LINKS = {
  reset: { path: '/reset-password', minutes: 30 },
  confirm: { path: '/confirm-email', minutes: 24 * 60 },
} as const satisfies Record<LinkPurpose, { path: string; minutes: number }>

const SECRET_BYTES = 32

export type MadeLink = { url: string; minutes: number }

/**
 * Makes a link that works once, inside the caller's transaction. Its secret is in the part behind `#`, which browsers send to
 * nobody: no log, no proxy and no other site sees it. Here only its hash is kept.
 */
export async function makeEmailLink(
  tx: Session,
  publicUrl: string,
  { actor, ...link }: { actor: string; userId: string; purpose: LinkPurpose; email: string | null },
  now: Date,
): Promise<MadeLink> {
  const { path, minutes } = LINKS[link.purpose]
  const secret = randomBytes(SECRET_BYTES).toString('base64url')
  const expiresAt = new Date(now.getTime() + minutes * MINUTE_MS)
  await insertEmailLink(tx, { ...link, hash: hashOfLink(secret), expiresAt, createdAt: now })
  await recordAudit(tx, { actor, action: `link.${link.purpose}`, target: `user:${link.userId}` }, now)
  return { url: `${publicUrl}${path}#${secret}`, minutes }
}

/** What a link is found by. */
export const hashOfLink = (secret: string) => hash('sha256', secret)

export const linkEnded = () =>
  new AppError(
    'not-found',
    'link',
    'This link was used already, has ended, or was not copied whole. Ask for a new one.',
  )
