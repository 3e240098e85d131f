import type { Database } from '../../db/database.ts'
import { earliestLease, listExpiredClaims, renewLease, returnClaim } from '../../db/queries/queue.ts'
import type { Picture } from '../../db/tables.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../telemetry/log.ts'
import { createAlarm } from './alarm.ts'
import { settleFailed } from './settle.ts'

/** A claim is renewed every third of this; after a crash its picture is back in the queue this soon. */
export const LEASE_MS = 15_000
/** Claims of one picture that ended without a word, or failed, before it is given up. */
export const MAX_ATTEMPTS = 3
/** The latest date there is: every claim's lease ends before it. */
const END_OF_TIME = new Date(8.64e15)

/** Keeps the claims of this process alive, and puts back the pictures of one that died. */
export interface Leases {
  /** When a claim made now runs out. */
  until(): Date
  /** A first claim is out: renews all of `held` until none is left. */
  renew(): void
  /** Nothing is held any more: no timer either. */
  rest(): void
  /** Puts expired claims back in their places, or gives them up after the last attempt; then watches those still running. */
  recover(): Promise<void>
  /** Watches the leases of other processes too: each is recovered once it has run out. */
  watch(): Promise<void>
  /** Looks again after a lease: a claim of this process was left standing, because it could not be settled. */
  recoverLater(): void
  stop(): void
}

export function createLeases(parts: {
  db: Database
  clock: Clock
  log: Log
  /** The claims this process works on, by picture id: not expired, whatever a stepped clock says. */
  held: ReadonlyMap<string, { claimed: Picture }>
  leaseMs?: number
  /** Pictures went back to the queue, or were given up. */
  onRecovered: (pictureIds: string[]) => void
}): Leases {
  const { db, clock, log, held, leaseMs = LEASE_MS } = parts
  const until = () => new Date(clock.now() + leaseMs)
  /** Leases longer than any that is given: the clock was set back since. By claim, when each was first seen, monotonic. */
  const tooLong = new Map<string, number>()

  const renewal = createAlarm(clock, () => {
    if (held.size === 0) return
    const leaseUntil = until()
    db.write(async (session) => {
      for (const { claimed } of held.values()) await renewLease(session, claimed, leaseUntil)
    }).catch((error) => log.error({ room: 'queue', error }, 'leases could not be renewed'))
    renewal.set(leaseMs / 3)
  })

  const recovery = createAlarm(clock, () => {
    recover().catch((error) => {
      log.error({ room: 'queue', error }, 'expired claims could not be returned; trying again')
      recovery.set(leaseMs)
    })
  })

  async function recover() {
    const now = new Date(clock.now())
    const recovered = await db.write(async (session) => {
      const others = (await listExpiredClaims(session, END_OF_TIME)).filter((picture) => !held.has(picture.id))
      const expired = others.filter(hasRunOut)
      const changed = new Set(expired.map((picture) => picture.id))
      for (const picture of expired) {
        if (picture.attempts < MAX_ATTEMPTS) await returnClaim(session, picture, { countAttempt: true })
        else for (const id of await settleFailed(session, picture, { reason: 'upstream-failed', now })) changed.add(id)
      }
      return [...changed]
    })
    if (recovered.length > 0) parts.onRecovered(recovered)
    await watch(leaseMs / 3) // one that has run out by now is held here, and renewed before that
  }

  /** One that is alive renews its lease by today's clock: one that is still too long after as long as a lease is dead. */
  function hasRunOut({ id, fence, leaseUntil }: Picture) {
    const leftMs = (leaseUntil?.getTime() ?? 0) - clock.now()
    if (leftMs <= leaseMs) return leftMs < 0
    const claim = `${id} ${fence} ${leaseUntil?.getTime()}`
    const seenAt = tooLong.get(claim) ?? clock.monotonic()
    tooLong.set(claim, seenAt)
    return clock.monotonic() - seenAt >= leaseMs
  }

  async function watch(soonestMs = 0) {
    const next = await earliestLease(db.read)
    if (!next) return tooLong.clear()
    const leftMs = Math.min(next.getTime() - clock.now(), leaseMs) + 1
    recovery.set(Math.max(leftMs > 0 ? 0 : soonestMs, leftMs))
  }

  return {
    until,
    renew: () => renewal.set(leaseMs / 3),
    rest: () => renewal.clear(),
    recover,
    watch: () => watch(),
    recoverLater: () => recovery.set(leaseMs + 1),
    stop() {
      renewal.close()
      recovery.close()
    },
  }
}
