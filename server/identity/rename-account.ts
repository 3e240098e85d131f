import { recordAudit } from '../../db/queries/audit.ts'
import { updateUser } from '../../db/queries/users.ts'
import { AppError } from '../errors.ts'
import type { AccountServices } from './account-services.ts'
import type { Caller } from './caller.ts'
import { requireSession } from './require-session.ts'

const LONGEST = 60

/** Gives the account a name, or none. Throws AppError `invalid/input` (facts.field name) and what requireSession throws. */
export async function renameAccount(
  { db, clock, invalidate }: AccountServices,
  caller: Caller,
  input: { name: string },
): Promise<{ name: string | null }> {
  const userId = requireSession(caller)
  const plain = input.name.normalize('NFKC').trim()
  if ([...plain].length > LONGEST || /\p{C}/u.test(plain)) {
    throw new AppError('invalid', 'input', `Use at most ${LONGEST} characters that can be seen.`, { field: 'name' })
  }
  const name = plain || null
  const actor = `user:${userId}`
  await db.write(async (tx) => {
    await updateUser(tx, userId, { name })
    await recordAudit(tx, { actor, action: 'account.rename', target: actor }, new Date(clock.now()))
  })
  invalidate(userId)
  return { name }
}
