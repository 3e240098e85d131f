import { createHash } from 'node:crypto'
import type { Database } from '../../db/database.ts'
import { type NoticeSettings, putNoticeSettings, readNoticeSettings } from '../../db/queries/notice-settings.ts'
import { deletePushSubscription, putPushSubscription } from '../../db/queries/push-subscriptions.ts'
import type { Clock } from '../clock.ts'
import { AppError } from '../errors.ts'
import { parseOutboundUrl } from '../notices/outbound-url.ts'
import type { PushCrypto } from './push-crypto.ts'

/** More browsers than a person has; the oldest make room. */
const MOST_BROWSERS = 10
const P256DH_BYTES = 65
const AUTH_BYTES = 16

export type { NoticeSettings }

/** Nothing makes a noise, or appears outside the page, that was not asked for. */
export const USUAL_SETTINGS: NoticeSettings = { tab: true, sound: false, browser: true }

export type BrowserSubscription = { endpoint: string; p256dh: string; auth: string; locale: string }
/** Whose pictures a browser wants to hear of: an account's, or those of the visitor that a cookie remembers. */
type Person = { owner: string; userId?: string | undefined; visitorId?: string | undefined }

/** Browsers that want to hear of pictures while no page is open, and how accounts want to be told. */
export interface Browsers {
  publicKey(): Promise<string>
  /** Throws AppError `invalid/input`. */
  subscribe(person: Person, subscription: BrowserSubscription): Promise<void>
  unsubscribe(person: Person, endpoint: string): Promise<void>
  settings(userId: string): Promise<NoticeSettings>
  setSettings(userId: string, settings: NoticeSettings): Promise<void>
}

type Parts = { db: Database; clock: Clock; allowedHosts: ReadonlySet<string>; crypto: () => Promise<PushCrypto> }

export function createBrowsers({ db, clock, allowedHosts, crypto }: Parts): Browsers {
  return {
    publicKey: async () => (await crypto()).publicKey,

    async subscribe({ owner, userId, visitorId }, { endpoint, p256dh, auth, locale }) {
      if (!userId && !visitorId) throw wrong('Open a page of ours in this browser first.', 'cookie')
      const url = parseOutboundUrl(endpoint, allowedHosts, 'endpoint')
      if (byteLength(p256dh) !== P256DH_BYTES) throw wrong('The key is not one of a push subscription.', 'p256dh')
      if (byteLength(auth) !== AUTH_BYTES) throw wrong('The secret is not one of a push subscription.', 'auth')
      const row = { id: idOf(url), owner, userId: userId ?? null, endpoint: url, p256dh, auth, locale }
      const createdAt = new Date(clock.now())
      await db.write((session) => putPushSubscription(session, { ...row, createdAt }, MOST_BROWSERS))
    },

    async unsubscribe({ owner }, endpoint) {
      if (!URL.canParse(endpoint)) return
      await db.write((session) => deletePushSubscription(session, idOf(new URL(endpoint).href), owner))
    },

    settings: async (userId) => (await readNoticeSettings(db.read, userId)) ?? USUAL_SETTINGS,

    async setSettings(userId, settings) {
      await db.write((session) => putNoticeSettings(session, userId, settings))
    },
  }
}

const wrong = (why: string, field: string) => new AppError('invalid', 'input', why, { field })
const byteLength = (base64url: string) => Buffer.from(base64url, 'base64url').length
const idOf = (endpoint: string) => createHash('sha256').update(endpoint).digest('hex')
