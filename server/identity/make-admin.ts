import { updateUser } from '../../db/queries/users.ts'
import type { AccountServices } from './account-services.ts'
import { changeAccount } from './change-account.ts'

/** Gives an account the admin role, from its next request on. Throws as changeAccount. */
export async function makeAdmin(
  services: AccountServices,
  actor: string,
  { email }: { email: string },
): Promise<{ userId: string }> {
  return await changeAccount(services, { actor, action: 'role.admin', email }, (tx, { id }) =>
    updateUser(tx, id, { role: 'admin' }),
  )
}
