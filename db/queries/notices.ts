import { and, asc, desc, eq, gt, lte, min, ne, notInArray, sql } from 'drizzle-orm'
import type { Session } from '../database.ts'
import { prepared } from '../prepared.ts'
import type { Notice, NoticeKind } from '../tables.ts'

export type NewNotice = Pick<Notice, 'id' | 'kind' | 'owner' | 'userId' | 'type' | 'pictureId' | 'target'> & {
  at: Date
}

/** Writes down that somebody is to be told, as part of the change it tells of. Due at once. */
export async function insertNotice({ db, tables: { notices } }: Session, { at, ...notice }: NewNotice) {
  await db.insert(notices).values({ ...notice, state: 'waiting', dueAt: at, createdAt: at })
}

/** Notices that are due, the longest due first, but none of the owners who are `busy`. */
export async function listDueNotices(
  { db, tables: { notices } }: Session,
  { now, busy, limit }: { now: Date; busy: readonly string[]; limit: number },
): Promise<Notice[]> {
  const others = busy.length > 0 ? notInArray(notices.owner, [...busy]) : undefined
  return await db
    .select()
    .from(notices)
    .where(and(eq(notices.state, 'waiting'), lte(notices.dueAt, now), others))
    .orderBy(asc(notices.dueAt), asc(notices.id))
    .limit(limit)
}

const nextDueOf = prepared(({ db, tables: { notices } }) =>
  db
    .select({ at: min(notices.dueAt) })
    .from(notices)
    .where(
      and(eq(notices.state, 'waiting'), gt(notices.dueAt, sql`${sql.param(sql.placeholder('now'), notices.dueAt)}`)),
    )
    .prepare(),
)

/** When the next notice is due that is not due at `now`; those being sent are due again when their lease ends. */
export async function nextNoticeDue(session: Session, now: Date): Promise<Date | undefined> {
  const [row] = await nextDueOf(session).execute({ now })
  return row?.at ?? undefined
}

/** Claims a notice for one attempt. False when somebody else was quicker, or when it is no longer to be sent. */
export async function takeNotice(
  { db, tables: { notices } }: Session,
  { id, dueAt }: Pick<Notice, 'id' | 'dueAt'>,
  leaseUntil: Date,
): Promise<boolean> {
  const rows = await db
    .update(notices)
    .set({ dueAt: leaseUntil, leaseUntil, attempts: sql`${notices.attempts} + 1` })
    .where(and(eq(notices.id, id), eq(notices.state, 'waiting'), eq(notices.dueAt, dueAt)))
    .returning({ id: notices.id })
  return rows.length > 0
}

type Result = Partial<Pick<Notice, 'answer' | 'fault'>>

/** A claimed notice will be tried again at `dueAt`. One whose lease was lost stays as its new holder made it. */
export async function putOffNotice(
  { db, tables: { notices } }: Session,
  { id, leaseUntil, ...set }: { id: string; leaseUntil: Date; dueAt: Date; attempts?: number } & Result,
) {
  await db
    .update(notices)
    .set({ ...set, leaseUntil: null })
    .where(and(eq(notices.id, id), eq(notices.leaseUntil, leaseUntil)))
}

/** A claimed notice is over. */
export async function finishNotice(
  { db, tables: { notices } }: Session,
  { id, leaseUntil, ...set }: { id: string; leaseUntil: Date; state: 'sent' | 'given-up'; finishedAt: Date } & Result,
) {
  await db
    .update(notices)
    .set({ ...set, leaseUntil: null })
    .where(and(eq(notices.id, id), eq(notices.leaseUntil, leaseUntil)))
}

/** Ends what still waits for this target of an owner, but for the notice `except`. */
export async function giveUpNotices(
  { db, tables: { notices } }: Session,
  { owner, target, fault, at, except }: Pick<Notice, 'owner' | 'target' | 'fault'> & { at: Date; except?: string },
) {
  const waiting = and(eq(notices.owner, owner), eq(notices.target, target), eq(notices.state, 'waiting'))
  await db
    .update(notices)
    .set({ state: 'given-up', fault, finishedAt: at, leaseUntil: null })
    .where(except === undefined ? waiting : and(waiting, ne(notices.id, except)))
}

/** An owner's notices of one kind, newest first. */
export async function listNotices(
  { db, tables: { notices } }: Session,
  { owner, kind, limit }: { owner: string; kind: NoticeKind; limit: number },
): Promise<Notice[]> {
  return await db
    .select()
    .from(notices)
    .where(and(eq(notices.owner, owner), eq(notices.kind, kind)))
    .orderBy(desc(notices.id))
    .limit(limit)
}

/** Forgets an owner's notices of one kind that are over, but for the `keep` newest of the kind. */
export async function forgetNotices(
  { db, tables: { notices } }: Session,
  { owner, kind, keep }: { owner: string; kind: NoticeKind; keep: number },
) {
  const ofKind = and(eq(notices.owner, owner), eq(notices.kind, kind))
  const kept = db.select({ id: notices.id }).from(notices).where(ofKind).orderBy(desc(notices.id)).limit(keep)
  const over = and(ofKind, ne(notices.state, 'waiting'))
  await db.delete(notices).where(keep === 0 ? over : and(over, notInArray(notices.id, kept)))
}

/** Whether the owner has a notice of this type on its way. */
export async function hasWaitingNotice(
  { db, tables: { notices } }: Session,
  { owner, type }: Pick<Notice, 'owner' | 'type'>,
): Promise<boolean> {
  const waiting = and(eq(notices.owner, owner), eq(notices.type, type), eq(notices.state, 'waiting'))
  return (await db.select({ id: notices.id }).from(notices).where(waiting).limit(1)).length > 0
}
