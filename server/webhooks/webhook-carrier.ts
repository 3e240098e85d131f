import type { Database } from '../../db/database.ts'
import { giveUpNotices } from '../../db/queries/notices.ts'
import { findWebhook, markWebhookGone } from '../../db/queries/webhooks.ts'
import type { Notice } from '../../db/tables.ts'
import type { Clock } from '../clock.ts'
import type { Attempt, Carrier } from '../notices/courier.ts'
import type { Outbound } from '../notices/outbound.ts'
import { FIRST_SECRET, signedHeaders } from './signing.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
/** Nine attempts over a day. */
const PAUSES_MS = [5000, 30_000, 2 * MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 3 * HOUR_MS, 8 * HOUR_MS, 12 * HOUR_MS]
/** A receiver may ask for a longer pause than ours, but not for ever. */
const LONGEST_PAUSE_SECONDS = 43_200
/** How many deliveries an account can look back on. */
export const DELIVERIES_KEPT = 20
const GONE = 410

type Parts = {
  db: Database
  clock: Clock
  outbound: Outbound
  serviceSecret: string
  /** The picture as its owner may read it now; undefined once it is deleted. */
  pictureFor: (pictureId: string) => Promise<object | undefined>
}

/** Sends notices to the addresses of accounts, signed by Standard Webhooks. */
export function createWebhookCarrier({ db, clock, outbound, serviceSecret, pictureFor }: Parts): Carrier {
  async function send(notice: Notice, signal: AbortSignal): Promise<Attempt> {
    const { id, userId, target, type, createdAt } = notice
    if (!userId) return { outcome: 'never', fault: 'nobody' }
    const data = await dataOf(notice)
    if (!data) return { outcome: 'never', fault: 'deleted' }
    const body = JSON.stringify({ type, timestamp: createdAt.toISOString(), data })
    const secrets = (await findWebhook(db.read, userId)) ?? FIRST_SECRET
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Drawbridge-Webhooks/1',
      ...signedHeaders(serviceSecret, userId, secrets, { id, body, nowMs: clock.now() }),
    }
    const result = await outbound.post(target, { headers, body, signal })
    if ('aborted' in result) return { outcome: 'aborted' }
    if ('fault' in result) return { outcome: 'again', fault: result.fault }
    const { status, retryAfterSeconds = 0 } = result
    if (status === GONE) {
      await switchOff(notice, userId)
      return { outcome: 'never', answer: status }
    }
    if (status >= 200 && status < 300) return { outcome: 'sent', answer: status }
    const pause = Math.min(retryAfterSeconds, LONGEST_PAUSE_SECONDS)
    return { outcome: 'again', answer: status, retryAfterSeconds: pause }
  }

  const dataOf = async ({ type, pictureId }: Notice) =>
    type === 'webhook.test' ? { message: 'It works.' } : pictureId ? await pictureFor(pictureId) : undefined

  /** Its receiver says that there is nobody any more, and means all that is still to come. */
  async function switchOff({ id, owner, target }: Notice, userId: string) {
    const at = new Date(clock.now())
    await db.write(async (session) => {
      await markWebhookGone(session, { userId, url: target, at })
      await giveUpNotices(session, { owner, target, fault: 'gone', at, except: id })
    })
  }

  return { send, pausesMs: PAUSES_MS, keep: DELIVERIES_KEPT }
}
