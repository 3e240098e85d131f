import type { Session } from '../../db/database.ts'
import { listFollowers, updatePicture } from '../../db/queries/pictures.ts'
import { refundCharges } from '../../db/queries/usage.ts'
import type { Picture } from '../../db/tables.ts'
import { AppError } from '../errors.ts'
import type { Caller } from '../identity/caller.ts'
import { chargePicture } from '../limits/quota.ts'
import { COSTS, tierOfLane } from '../limits/tiers.ts'
import { noteEnd } from '../notices/note-end.ts'
import { findOwn, viewPicture } from './read-picture.ts'
import type { PictureServices } from './services.ts'
import type { PictureView } from './view.ts'

/**
 * Takes a waiting picture out of the queue and returns its charge. Cancelling twice is no error. Throws `conflict/too-late`
 * once it is being drawn: the call is spent, and the picture is about to be there.
 */
export async function cancelPicture(services: PictureServices, caller: Caller, id: string): Promise<PictureView> {
  const { picture, changed } = await services.db.write(async (session) => {
    const own = await findOwn(session, caller, id)
    if (own.status === 'cancelled') return { picture: own, changed: [] }
    if (own.status !== 'queued') {
      const why = own.status === 'drawing' ? 'It is being drawn already' : 'It is finished already'
      throw new AppError('conflict', 'too-late', `${why}, so it cannot be cancelled.`)
    }
    const finishedAt = new Date(services.clock.now())
    const cancelled = await updatePicture(session, id, { status: 'cancelled', finishedAt })
    await refundCharges(session, id)
    await noteEnd(session, own, 'cancelled', finishedAt, { quietly: true })
    const heirs = await handOver(services, session, own)
    return { picture: cancelled ?? own, changed: [id, ...heirs] }
  })
  for (const changedId of changed) services.events.publish(`picture:${changedId}`)
  services.events.publish('queue')
  services.dispatcher.wake()
  return await viewPicture(services, caller, picture)
}

/**
 * Whoever joined keeps waiting in the same place: the first of them who can pay for it takes it over. Joining is free only
 * while somebody else pays; otherwise join-and-cancel would draw for nothing.
 */
export async function handOver(
  services: Pick<PictureServices, 'tiers' | 'dailyCap' | 'clock'>,
  session: Session,
  leader: Picture,
): Promise<string[]> {
  const followers = await listFollowers(session, leader.id)
  const changed: string[] = []
  let heir: Picture | undefined
  for (const follower of followers) {
    if (heir) {
      await updatePicture(session, follower.id, { leaderId: heir.id })
    } else if (await canPay(services, session, follower)) {
      const { lane, turn } = leader
      heir = await updatePicture(session, follower.id, { kind: 'new', leaderId: null, lane, turn })
    } else {
      const finishedAt = new Date(services.clock.now())
      await updatePicture(session, follower.id, { status: 'cancelled', error: 'withdrawn', finishedAt })
      await noteEnd(session, follower, 'cancelled', finishedAt)
    }
    changed.push(follower.id)
  }
  return changed
}

/** They pay as they asked: at their tier, and within the bounds on their address. */
async function canPay(
  services: Pick<PictureServices, 'tiers' | 'dailyCap' | 'clock'>,
  session: Session,
  follower: Picture,
): Promise<boolean> {
  const { subject, userId, address } = follower
  const payer = { subject, userId, address, tier: tierOfLane(services.tiers, follower.lane) }
  const charge = { pictureId: follower.id, units: COSTS.picture, nowMs: services.clock.now() }
  try {
    await chargePicture(session, services, payer, charge)
    return true
  } catch (error) {
    if (error instanceof AppError && error.kind === 'limit') return false
    throw error
  }
}
