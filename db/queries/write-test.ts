import { eq } from 'drizzle-orm'
import type { Session } from '../database.ts'

/** Writes a row and takes it away again: committed, it shows that the disk can be written. */
export async function writeAndErase({ db, tables: { auditLog } }: Session, id: string, at: Date) {
  await db.insert(auditLog).values({ id, actor: 'service', action: 'write-test', target: 'disk', at })
  await db.delete(auditLog).where(eq(auditLog.id, id))
}
