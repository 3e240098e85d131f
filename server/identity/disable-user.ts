import { raiseSessionVersion, updateUser } from '../../db/queries/users.ts'
import type { AccountServices } from './account-services.ts'
import { changeAccount } from './change-account.ts'

/** Shuts an account: its sessions end, its tokens are refused, its password no longer signs in. Throws as changeAccount. */
export async function disableUser(
  services: AccountServices,
  actor: string,
  { email }: { email: string },
): Promise<{ userId: string }> {
  return await changeAccount(services, { actor, action: 'account.disable', email }, async (tx, { id }, at) => {
    await updateUser(tx, id, { disabledAt: at })
    await raiseSessionVersion(tx, id)
  })
}
