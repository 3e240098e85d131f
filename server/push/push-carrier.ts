import type { Database } from '../../db/database.ts'
import { readNoticeSettings } from '../../db/queries/notice-settings.ts'
import { findPicture } from '../../db/queries/pictures.ts'
import { deletePushSubscription, findPushSubscription } from '../../db/queries/push-subscriptions.ts'
import type { Notice, Picture } from '../../db/tables.ts'
import type { Attempt, Carrier } from '../notices/courier.ts'
import type { Outbound } from '../notices/outbound.ts'
import type { PushCrypto } from './push-crypto.ts'
import { pushWords } from './push-words.ts'

/** News of a picture is worth little later: push services drop it after an hour, and we give up before. */
const TTL_SECONDS = 3600
const PAUSES_MS = [5000, 30_000, 120_000, 600_000, 1_800_000]
/** The subscription has ended, or is no longer ours to use. */
const OVER = new Set([404, 410])

/** What the service worker (public/sw.js) is told. */
export type PushMessage = { title: string; body: string; tag: string; url: string; image?: string }

type Parts = { db: Database; outbound: Outbound; crypto: () => Promise<PushCrypto> }

/** Sends notices to browsers through the push services they subscribed at. */
export function createPushCarrier({ db, outbound, crypto }: Parts): Carrier {
  async function send(notice: Notice, signal: AbortSignal): Promise<Attempt> {
    const { owner, userId, target, pictureId } = notice
    const subscription = await findPushSubscription(db.read, target)
    if (subscription?.owner !== owner) return { outcome: 'never', fault: 'nobody' }
    const settings = userId ? await readNoticeSettings(db.read, userId) : undefined
    if (settings && !settings.browser) return { outcome: 'never', fault: 'off' }
    const picture = pictureId ? await findPicture(db.read, pictureId) : undefined
    if (!picture) return { outcome: 'never', fault: 'deleted' }
    const message = await messageFor(picture, notice, subscription.locale)
    const { seal } = await crypto()
    const { headers, body } = seal(subscription, JSON.stringify(message), { ttlSeconds: TTL_SECONDS })
    const result = await outbound.post(subscription.endpoint, { headers, body, signal })
    if ('aborted' in result) return { outcome: 'aborted' }
    if ('fault' in result) return { outcome: 'again', fault: result.fault }
    const { status, retryAfterSeconds } = result
    if (status >= 200 && status < 300) return { outcome: 'sent', answer: status }
    if (OVER.has(status)) {
      await db.write((session) => deletePushSubscription(session, subscription.id))
      return { outcome: 'never', answer: status }
    }
    const passing = status === 429 || status >= 500
    return { outcome: passing ? 'again' : 'never', answer: status, retryAfterSeconds }
  }

  return { send, pausesMs: PAUSES_MS, keep: 0 }
}

/** No image of a private picture: the notice may lie on a locked screen. */
async function messageFor(picture: Picture, { type }: Notice, locale: string): Promise<PushMessage> {
  const { id, words, imageHash, visibility } = picture
  const title = await pushWords(locale, type === 'picture.ready' ? 'ready' : 'failed')
  const shown = imageHash && visibility === 'public' ? { image: `/i/${imageHash}.png` } : {}
  return { title, body: words, tag: id, url: `/p/${id}`, ...shown }
}
