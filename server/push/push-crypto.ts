import type { PushSubscriptionRow } from '../../db/tables.ts'
import { readOrMakeVapidKeys } from './vapid-keys.ts'

type Keys = Pick<PushSubscriptionRow, 'endpoint' | 'p256dh' | 'auth'>

/** What pushing needs of cryptography (RFC 8291, 8292): messages only the browser can read, sent in our name. */
export interface PushCrypto {
  /** For browsers, which subscribe to whoever holds the other half. */
  publicKey: string
  seal(to: Keys, text: string, options: { ttlSeconds: number }): { headers: Record<string, string>; body: Uint8Array }
}

/** Loads web-push and the keys, which are made in `dataDir` if there are none. `contact`: whom push services write to, a mailto: or https: address. */
export async function openPushCrypto(dataDir: string, contact: string): Promise<PushCrypto> {
  const { default: webPush } = await import('web-push')
  const keys = readOrMakeVapidKeys(dataDir, webPush.generateVAPIDKeys)
  return {
    publicKey: keys.publicKey,
    seal({ endpoint, p256dh, auth }, text, { ttlSeconds }) {
      const details = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, text, {
        TTL: ttlSeconds,
        urgency: 'high',
        vapidDetails: { subject: contact, ...keys },
      })
      const headers = Object.entries(details.headers).map(([name, value]) => [name.toLowerCase(), String(value)])
      return { headers: Object.fromEntries(headers), body: details.body }
    },
  }
}
