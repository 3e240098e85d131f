import type { Session } from '../../db/database.ts'
import { readSubscriptions } from '../../db/queries/subscriptions.ts'
import type { ApiToken, Subscription } from '../../db/tables.ts'

/** The source of a subscription that came with a token. */
export const grantSource = (tokenId: string) => `token:${tokenId}`

/**
 * The subscription an operator's token still carries on its service account; undefined for a token that was redeemed or
 * that an account made for itself. What has it can be redeemed and signed in with; what has not is only for programs.
 */
export async function findUnredeemedGrant(session: Session, token: ApiToken): Promise<Subscription | undefined> {
  if (token.redeemedAt) return undefined
  const subscriptions = await readSubscriptions(session, token.userId)
  return subscriptions.find((subscription) => subscription.source === grantSource(token.id))
}
