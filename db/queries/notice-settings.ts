import { eq } from 'drizzle-orm'
import type { Session } from '../database.ts'

export type NoticeSettings = { tab: boolean; sound: boolean; browser: boolean }

/** How an account wants to be told; undefined until it said so. */
export async function readNoticeSettings(
  { db, tables: { noticeSettings } }: Session,
  userId: string,
): Promise<NoticeSettings | undefined> {
  const { tab, sound, browser } = noticeSettings
  const [row] = await db.select({ tab, sound, browser }).from(noticeSettings).where(eq(noticeSettings.userId, userId))
  return row
}

export async function putNoticeSettings(
  { db, tables: { noticeSettings } }: Session,
  userId: string,
  set: NoticeSettings,
) {
  await db
    .insert(noticeSettings)
    .values({ userId, ...set })
    .onConflictDoUpdate({ target: noticeSettings.userId, set })
}
