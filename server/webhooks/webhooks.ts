import type { Database, Session } from '../../db/database.ts'
import { recordAudit } from '../../db/queries/audit.ts'
import { giveUpNotices, hasWaitingNotice, insertNotice, listNotices } from '../../db/queries/notices.ts'
import { findWebhook, putWebhookUrl, raiseSecretVersion } from '../../db/queries/webhooks.ts'
import type { NoticeState, NoticeType, Picture } from '../../db/tables.ts'
import type { Clock } from '../clock.ts'
import { AppError } from '../errors.ts'
import { nameWebhook, noticeId } from '../notices/note-end.ts'
import { parseOutboundUrl } from '../notices/outbound-url.ts'
import { FIRST_SECRET, overlapUntil, webhookSecret } from './signing.ts'
import { DELIVERIES_KEPT } from './webhook-carrier.ts'

/** What an account sees of one message to its webhooks. */
export type DeliveryView = {
  id: string
  type: NoticeType
  pictureId: string | null
  url: string
  state: NoticeState
  attempts: number
  /** The status it was last answered with, or why it had no answer. */
  answer: number | null
  fault: string | null
  at: Date
  /** While it waits: when it is tried next. */
  nextAt: Date | null
}

export type WebhookView = {
  url: string | null
  secret: string
  /** Until then messages are signed with the secret before as well. */
  overlapUntil: Date | null
  /** When its receiver answered that it is gone: nothing is sent to it since. */
  goneAt: Date | null
  /** Newest first. */
  deliveries: DeliveryView[]
}

/** What an account can do to its webhook. `userId` is somebody who was let in. */
export interface Webhooks {
  read(userId: string): Promise<WebhookView>
  /** Sets the address, or with null takes it away. Throws AppError `invalid/input`, field `url`. */
  setUrl(userId: string, url: string | null): Promise<WebhookView>
  /** A new secret; the one before signs besides for a day. */
  rotate(userId: string): Promise<WebhookView>
  /** Sends a message that says nothing but that it works. Throws AppError `conflict/input` without an address, or while one is on its way. */
  test(userId: string): Promise<WebhookView>
  /** The address a request names, as it will be called. Throws AppError: `unauthenticated/sign-in` without an account, `invalid/input`. */
  accept(userId: string | undefined, url: string): string
  /** Tells an accepted address of a picture that was there at once. */
  tell(
    asker: { owner: string; userId?: string | undefined },
    picture: Pick<Picture, 'id' | 'status'>,
    url: string,
  ): Promise<void>
}

type Parts = {
  db: Database
  clock: Clock
  serviceSecret: string
  allowedHosts: ReadonlySet<string>
  /** Something is due. */
  wake: () => void
}

export function createWebhooks({ db, clock, serviceSecret, allowedHosts, wake }: Parts): Webhooks {
  const now = () => new Date(clock.now())
  const audit = (session: Session, userId: string, action: string) =>
    recordAudit(session, { actor: `user:${userId}`, action, target: `user:${userId}` }, now())

  async function read(userId: string): Promise<WebhookView> {
    const webhook = await findWebhook(db.read, userId)
    const secrets = webhook ?? FIRST_SECRET
    const owner = `user:${userId}`
    const notices = await listNotices(db.read, { owner, kind: 'webhook', limit: DELIVERIES_KEPT })
    return {
      url: webhook?.url ?? null,
      secret: webhookSecret(serviceSecret, userId, secrets.secretVersion),
      overlapUntil: overlapUntil(secrets, clock.now()) ?? null,
      goneAt: webhook?.goneAt ?? null,
      deliveries: notices.map(({ id, type, pictureId, target, state, attempts, answer, fault, createdAt, dueAt }) => ({
        ...{ id, type, pictureId, url: target, state, attempts, answer, fault, at: createdAt },
        nextAt: state === 'waiting' ? dueAt : null,
      })),
    }
  }

  return {
    read,
    async setUrl(userId, text) {
      const url = text === null ? null : parseOutboundUrl(text, allowedHosts, 'url')
      await db.write(async (session) => {
        const before = await findWebhook(session, userId)
        if (before?.url && before.url !== url) {
          const owner = `user:${userId}`
          await giveUpNotices(session, { owner, target: before.url, fault: 'removed', at: now() })
        }
        await putWebhookUrl(session, userId, url)
        await audit(session, userId, url === null ? 'webhook.remove' : 'webhook.set')
      })
      return await read(userId)
    },

    async rotate(userId) {
      await db.write(async (session) => {
        await raiseSecretVersion(session, userId, now())
        await audit(session, userId, 'webhook.rotate')
      })
      return await read(userId)
    },

    async test(userId) {
      const owner = `user:${userId}`
      const type = 'webhook.test'
      await db.write(async (session) => {
        const webhook = await findWebhook(session, userId)
        if (!webhook?.url) throw new AppError('conflict', 'input', 'Set an address first.', { field: 'url' })
        if (await hasWaitingNotice(session, { owner, type })) {
          throw new AppError('conflict', 'input', 'A test is on its way already.')
        }
        const about = { owner, userId, type, pictureId: null, target: webhook.url, at: now() } as const
        await insertNotice(session, { ...about, id: noticeId(), kind: 'webhook' })
      })
      wake()
      return await read(userId)
    },

    accept(userId, url) {
      if (userId === undefined) {
        const why = 'Messages to a webhook are signed with the secret of an account: send a token.'
        throw new AppError('unauthenticated', 'sign-in', why, { signIn: '/sign-in', field: 'webhookUrl' })
      }
      return parseOutboundUrl(url, allowedHosts, 'webhookUrl')
    },

    async tell({ owner, userId = null }, { id, status }, url) {
      await db.write((session) => nameWebhook(session, { id, owner, userId, status }, { url, at: now() }))
      wake()
    },
  }
}
