import { createHmac, hkdfSync } from 'node:crypto'
import type { Webhook } from '../../db/tables.ts'

/** After a rotation, messages carry the old signature besides, so that nobody need change both ends at one moment. */
export const OVERLAP_MS = 86_400_000
const KEY_BYTES = 32

type Secrets = Pick<Webhook, 'secretVersion' | 'rotatedAt'>

/** What an account signs with until it rotates. */
export const FIRST_SECRET: Secrets = { secretVersion: 1, rotatedAt: null }

/**
 * An account's signing secret as Standard Webhooks writes it: `whsec_` and base64. Derived from the service's own secret: the
 * database holds nothing to sign with.
 */
export function webhookSecret(serviceSecret: string, userId: string, version: number): string {
  const key = hkdfSync('sha256', serviceSecret, '', `drawbridge webhook ${userId} ${version}`, KEY_BYTES)
  return `whsec_${Buffer.from(key).toString('base64')}`
}

/** Until when the secret before this one still signs besides; undefined where none does. */
export function overlapUntil({ secretVersion, rotatedAt }: Secrets, nowMs: number): Date | undefined {
  if (secretVersion < 2 || !rotatedAt) return undefined
  const until = rotatedAt.getTime() + OVERLAP_MS
  return until > nowMs ? new Date(until) : undefined
}

/** The headers of a signed message (Standard Webhooks): its id, seconds since the epoch, a signature for each valid secret. */
export function signedHeaders(
  serviceSecret: string,
  userId: string,
  secrets: Secrets,
  { id, body, nowMs }: { id: string; body: string; nowMs: number },
): Record<string, string> {
  const timestamp = Math.floor(nowMs / 1000)
  const { secretVersion: newest } = secrets
  const versions = overlapUntil(secrets, nowMs) ? [newest, newest - 1] : [newest]
  const signatures = versions.map((version) => {
    const key = Buffer.from(webhookSecret(serviceSecret, userId, version).slice('whsec_'.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': `${timestamp}`, 'webhook-signature': signatures.join(' ') }
}
