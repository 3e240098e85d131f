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

/**
 * One call of the experiment; the upstream counted it between `from` and `to`, ms since the probe began. `opens`: when
 * the next call would be taken, as its Retry-After told; calls on their way meanwhile may take that place.
 */
export type Observed = {
  from: number
  to: number
  outcome: 'taken' | 'refused' | 'unclear'
  opens?: { earliest: number; latest: number }
}

/** Calls sent as one step of the experiment. They may overtake each other: only how many were taken is evidence. */
export type Step = { calls: Observed[] }

export type Opening = NonNullable<Observed['opens']>

/** What the step's refusals said about when the next call is taken, earliest first. */
export function openings({ calls }: Step): Opening[] {
  return calls.flatMap(({ opens }) => (opens ? [opens] : [])).sort((a, b) => a.earliest - b.earliest)
}

export const takenIn = (step: Step) => step.calls.filter((call) => call.outcome === 'taken').length
export const refusedIn = (step: Step) => step.calls.filter((call) => call.outcome === 'refused').length
