/**
 * What is asked of an upstream. `width` and `height` in pixels; `signal` aborts when the person cancels or time is up; after
 * `sendBy`, monotonic milliseconds, it must not be sent any more: its slot may be somebody else's by then.
 */
export type DrawRequest = {
  words: string
  seed: number
  width: number
  height: number
  style: string
  signal: AbortSignal
  sendBy?: number
}

/** A picture as it goes into storage: WebP bytes, checked and re-encoded where needed, with its size in pixels. */
export type DrawnPicture = {
  bytes: Buffer
  width: number
  height: number
  /** How long the upstream says it worked, ms, from a header it measures; absent where it does not say. */
  serverProcessingMs?: number
  /** `clock.monotonic()` when the call had left for the network: later than meant if the process stood still meanwhile. */
  sentAt?: number
  /** `clock.monotonic()` when the response headers arrived: proof that the call had been counted by then. */
  headersReceivedAt?: number
}

/** What pictures can look like: sizes in pixels, and styles by name. */
export type Looks = { sizes: readonly { width: number; height: number }[]; styles: readonly string[] }

/**
 * Who draws. One `draw` is one upstream call: no retries inside. Throws `UpstreamError` and nothing else.
 * `model` is part of the cache key, so it names everything that changes the picture.
 */
export interface Upstream {
  readonly kind: string
  readonly model: string
  /** Absent where pictures have one size and one style. */
  readonly looks?: Looks
  draw(request: DrawRequest): Promise<DrawnPicture>
  /** Gets ready for the first draw in the background, once the service has time for it. */
  warmUp?(): void
  close(): Promise<void>
}

/**
 * - `rate-limited`: 429. Our model of its limit is wrong: pause, widen, requeue.
 * - `unavailable`: refused, reset, timed out, 5xx, half a body: try again later.
 * - `refused`: its moderation said no: never again, refund.
 * - `bad-request`: it cannot draw this at all (other 4xx): never again, refund.
 * - `bad-response`: it answered with something that is no picture: try again.
 * - `misconfigured`: 401, 403, 404: the operator must act; nobody is charged.
 * - `aborted`: our own signal ended it.
 */
export type UpstreamErrorKind =
  | 'rate-limited'
  | 'unavailable'
  | 'refused'
  | 'bad-request'
  | 'bad-response'
  | 'misconfigured'
  | 'aborted'

export class UpstreamError extends Error {
  readonly kind: UpstreamErrorKind
  /** From Retry-After, as seconds or as a date; absent when missing or garbage. */
  readonly retryAfterSeconds: number | undefined
  readonly serverProcessingMs: number | undefined
  readonly sentAt: number | undefined
  readonly headersReceivedAt: number | undefined

  constructor(
    kind: UpstreamErrorKind,
    message: string,
    facts: {
      retryAfterSeconds?: number
      serverProcessingMs?: number
      sentAt?: number
      headersReceivedAt?: number
      cause?: unknown
    } = {},
  ) {
    super(message, { cause: facts.cause })
    this.name = 'UpstreamError'
    this.kind = kind
    this.retryAfterSeconds = facts.retryAfterSeconds
    this.serverProcessingMs = facts.serverProcessingMs
    this.sentAt = facts.sentAt
    this.headersReceivedAt = facts.headersReceivedAt
  }
}
