import { Readable } from 'node:stream'
import {
  listAudit,
  listChargesOf,
  listPicturesAfter,
  listProviders,
  readNotificationData,
  readUsedByDay,
} from '../../db/queries/account-data.ts'
import { recordAudit } from '../../db/queries/audit.ts'
import { readSubscriptions } from '../../db/queries/subscriptions.ts'
import { readTokens } from '../../db/queries/tokens.ts'
import { findUser } from '../../db/queries/users.ts'
import type { Picture } from '../../db/tables.ts'
import type { BurstPolicy } from '../limits/types.ts'
import type { Storage } from '../storage/types.ts'
import type { Caller } from './caller.ts'
import type { IdentityServices } from './identity-services.ts'
import { requireSession } from './require-session.ts'
import { takeByName } from './take-tries.ts'

const EXPORTS: BurstPolicy = { name: 'account-export', limit: 4, windowSeconds: 3600 }
const PAGE = 100
const LONGEST_NAME = 60

/** One file of the export; `open` starts to read it. */
export type ExportFile = { path: string; at: Date; kind: 'text' | 'picture'; open(): Readable }

type Services = Pick<IdentityServices, 'db' | 'clock' | 'burst'> & { storage: Storage }

/**
 * Everything kept about the signed-in account, a file at a time: data.json, then its pictures. At most a page of rows and
 * one open file are in memory. Throws AppError `limit/burst` and what requireSession throws, before the first file.
 */
export async function exportAccount(services: Services, caller: Caller): Promise<AsyncIterable<ExportFile>> {
  const { db, clock, burst } = services
  const userId = requireSession(caller)
  await takeByName(burst, EXPORTS, userId)
  const actor = `user:${userId}`
  const at = new Date(clock.now())
  await db.write((tx) => recordAudit(tx, { actor, action: 'account.export', target: actor }, at))
  return filesOf(services, userId, at)
}

async function* filesOf(services: Services, userId: string, at: Date): AsyncGenerator<ExportFile> {
  yield { path: 'data.json', at, kind: 'text', open: () => Readable.from(jsonOf(services, userId, at)) }
  for await (const page of pagesOf(services, userId)) {
    for (const picture of page) {
      const { imageHash, createdAt } = picture
      const path = await pathOf(services.storage, picture)
      if (path === null || imageHash === null) continue
      yield { path, at: createdAt, kind: 'picture', open: () => services.storage.read(imageHash, 'webp') }
    }
  }
}

/** The document in pieces: it may be long. */
async function* jsonOf(services: Services, userId: string, at: Date): AsyncGenerator<string> {
  const { db, storage } = services
  const subject = `user:${userId}`
  const user = await findUser(db.read, userId)
  const account = user && withoutSecrets(user)
  const subscriptions = await readSubscriptions(db.read, userId)
  const head = {
    exportedAt: at,
    account,
    signsInWith: await listProviders(db.read, userId),
    subscriptions: subscriptions.map(({ userId: _, ...subscription }) => subscription),
    tokens: (await readTokens(db.read, userId)).map(({ token: { hash: _, userId: __, ...token } }) => token),
    usedByDay: await readUsedByDay(db.read, subject, ''),
    notifications: await readNotificationData(db.read, userId),
    audit: await listAudit(db.read, subject),
  }
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "pictures": [`
  let first = true
  for await (const page of pagesOf(services, userId)) {
    const charges = await listChargesOf(db.read, { subject, pictureIds: page.map(({ id }) => id) })
    for (const picture of page) {
      const { id, words, drawnFor, kind, status, visibility, params, error, createdAt, finishedAt } = picture
      const told = { id, words, drawnFor, kind, status, visibility, params, error, createdAt, finishedAt }
      const cost = charges.filter(({ pictureId }) => pictureId === id).map(({ pictureId: _, ...charge }) => charge)
      const row = { ...told, file: await pathOf(storage, picture), charges: cost }
      yield `${first ? '' : ','}\n    ${JSON.stringify(row)}`
      first = false
    }
  }
  yield '\n  ]\n}\n'
}

const withoutSecrets = <U extends { passwordHash: string | null }>({ passwordHash, ...user }: U) => ({
  ...user,
  hasPassword: passwordHash !== null,
})

/** All pictures of an account, oldest first, a page at a time. */
async function* pagesOf({ db }: Pick<Services, 'db'>, userId: string): AsyncGenerator<Picture[]> {
  let after = ''
  for (;;) {
    const page = await listPicturesAfter(db.read, { owner: `user:${userId}`, after, limit: PAGE })
    yield page
    const last = page.at(-1)
    if (!last || page.length < PAGE) return
    after = last.id
  }
}

/** Where a picture is in the archive, under its day and words; null where there are no bytes. */
async function pathOf(storage: Storage, { id, words, imageHash, createdAt }: Picture): Promise<string | null> {
  if (imageHash === null || !(await storage.stat(imageHash, 'webp'))) return null
  const plain = words
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
  const name = [...plain].slice(0, LONGEST_NAME).join('').trim()
  return `pictures/${createdAt.toISOString().slice(0, 10)} ${name} ${id.slice(-12)}.webp`
}
