import { v7 as uuidv7 } from 'uuid'
import type { Session } from '../../db/database.ts'
import { insertNotice } from '../../db/queries/notices.ts'
import { listPushIds } from '../../db/queries/push-subscriptions.ts'
import { findWebhook, insertPictureWebhook, takePictureWebhooks } from '../../db/queries/webhooks.ts'
import type { NoticeType, Picture } from '../../db/tables.ts'

type Ended = Pick<Picture, 'id' | 'owner' | 'userId'>
export type End = 'ready' | 'failed' | 'cancelled'

/**
 * Writes down whom to tell that a picture they waited for has ended, in the transaction that ends it: a crash loses neither or
 * both. `quietly`: its owner ended it, and needs no word of it in their browser.
 */
export async function noteEnd(session: Session, picture: Ended, end: End, at: Date, { quietly = false } = {}) {
  const { id: pictureId, owner, userId } = picture
  const type: NoticeType = `picture.${end}`
  const about = { owner, userId, type, pictureId, at }
  if (userId) {
    for (const target of await webhooksFor(session, pictureId, userId)) {
      await insertNotice(session, { ...about, id: noticeId(), kind: 'webhook', target })
    }
  }
  if (quietly) return
  for (const target of await listPushIds(session, owner)) {
    await insertNotice(session, { ...about, id: noticeId(), kind: 'push', target })
  }
}

/** Those named with the request, and the account's own. */
async function webhooksFor(session: Session, pictureId: string, userId: string) {
  const named = await takePictureWebhooks(session, pictureId)
  const webhook = await findWebhook(session, userId)
  return new Set(webhook?.url && !webhook.goneAt ? [...named, webhook.url] : named)
}

/** A request names whom to tell: when the picture ends, or at once where it has. Only an account's requests do. */
export async function nameWebhook(
  session: Session,
  { id: pictureId, owner, userId, status }: Ended & Pick<Picture, 'status'>,
  { url, at }: { url: string; at: Date },
) {
  if (status === 'queued' || status === 'drawing') return await insertPictureWebhook(session, { pictureId, url })
  const type: NoticeType = `picture.${status}`
  await insertNotice(session, { id: noticeId(), kind: 'webhook', owner, userId, type, pictureId, target: url, at })
}

/** Receivers know a repeated message by it. */
export const noticeId = () => `msg_${uuidv7()}`
