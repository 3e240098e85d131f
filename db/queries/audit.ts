import { v7 as uuid } from 'uuid'
import type { Session } from '../database.ts'

export type AuditEntry = { actor: string; action: string; target: string }

/** Writes down who did what to what; part of the same transaction as the deed. */
export async function recordAudit({ db, tables }: Session, entry: AuditEntry, at: Date) {
  await db.insert(tables.auditLog).values({ id: uuid(), ...entry, at })
}
