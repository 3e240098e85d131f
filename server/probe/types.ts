/** What one call to the upstream came to. */
export type ProbeAnswer = {
  /** `unclear`: no answer, or an error that says nothing about the limit; it may have been counted or not. */
  outcome: 'taken' | 'refused' | 'unclear'
  retryAfterSeconds?: number | undefined
  /** `clock.monotonic()` when the answer's headers came, and how long the upstream says it worked, ms. */
  headersReceivedAt?: number | undefined
  serverProcessingMs?: number | undefined
}

/** Sends one call. Throws only for what makes all further calls pointless: a wrong key, a wrong address. */
export type SendCall = () => Promise<ProbeAnswer>

/** One call of the experiment; the upstream counted it between `from` and `to`, ms since the probe began. */
export type Observed = { from: number; to: number; outcome: 'taken' | 'refused' | 'unclear' }

/**
 * Calls sent as one step of the experiment. Within it only the number taken is evidence, for they may overtake each
 * other. `opens`: the earliest and latest moment at which the next call is taken, if its Retry-After can be believed.
 */
export type Step = { calls: Observed[]; opens?: { earliest: number; latest: number } }

export const takenIn = (step: Step) => step.calls.filter((call) => call.outcome === 'taken').length
export const refusedIn = (step: Step) => step.calls.filter((call) => call.outcome === 'refused').length
