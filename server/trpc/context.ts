import type { Caller } from '../identity/caller.ts'
import type { LimitsTold } from '../limits/headers.ts'
import type { Services } from '../services.ts'

/** What a procedure is given: who asks, the services, and what its response will tell about limits. */
export type Context = {
  services: Services
  caller: Caller
  told: LimitsTold
}
