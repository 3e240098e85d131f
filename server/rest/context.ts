import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { Caller } from '../identity/caller.ts'
import { requireScope } from '../identity/require-scope.ts'
import { type BurstReceipt, takeBurst } from '../limits/burst.ts'
import { type LimitsTold, limitHeaders } from '../limits/headers.ts'
import { readDaily } from '../limits/quota.ts'
import type { Services } from '../services.ts'

/** What every endpoint is given: who asks, and what the answer will tell about limits. */
export type RestEnv = { Bindings: HttpBindings; Variables: { caller: Caller; told: LimitsTold } }
export type RestContext = Context<RestEnv>

/** For what only looks: needs the scope `read`, takes one from the caller's reads of this minute. Returns the caller. */
export async function mayRead(services: Services, c: RestContext): Promise<Caller> {
  const caller = c.get('caller')
  requireScope(caller, 'read')
  await takeBurst(services, caller, 'reads', c.get('told'))
  return caller
}

/** For what changes something and asks for no picture: needs the scope `draw`, takes one from the reads. Returns the caller. */
export async function mayChange(services: Services, c: RestContext): Promise<Caller> {
  const caller = c.get('caller')
  requireScope(caller, 'draw')
  await takeBurst(services, caller, 'reads', c.get('told'))
  return caller
}

/**
 * For asking for `count` pictures: needs the scope `draw`, takes so many from the caller's burst, and tells with the answer,
 * whatever it is, what is left of the day once `ask` is through.
 */
export async function asking<T>(
  services: Services,
  c: RestContext,
  count: number,
  ask: (caller: Caller, receipt: BurstReceipt) => Promise<T>,
): Promise<T> {
  const caller = c.get('caller')
  requireScope(caller, 'draw')
  const told = c.get('told')
  try {
    return await ask(caller, await takeBurst(services, caller, 'burst', told, count))
  } finally {
    told.daily = await readDaily(services.db.read, services, caller, services.clock.now())
  }
}

/** Writes what was learnt of the caller's limits into the headers of the answer, which must not have begun. */
export function tellLimits({ clock }: Services, c: RestContext) {
  for (const [name, value] of Object.entries(limitHeaders(c.get('told'), clock.now())))
    c.env.outgoing.setHeader(name, value)
}
