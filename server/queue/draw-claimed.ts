import type { Database } from '../../db/database.ts'
import { returnClaim } from '../../db/queries/queue.ts'
import type { Picture } from '../../db/tables.ts'
import type { Clock } from '../clock.ts'
import { AppError, type Reason } from '../errors.ts'
import type { Events } from '../events/types.ts'
import type { Storage } from '../storage/types.ts'
import type { Log } from '../telemetry/log.ts'
import { type DrawnPicture, type Upstream, UpstreamError, type UpstreamErrorKind } from '../upstream/types.ts'
import type { Backoff } from './backoff.ts'
import { MAX_ATTEMPTS } from './leases.ts'
import type { Answer, Pacer, Slot } from './pacer.ts'
import { settleFailed, settleReady } from './settle.ts'

type Parts = {
  db: Database
  clock: Clock
  pacer: Pacer
  backoff: Backoff
  upstream: Upstream
  storage: Storage
  events: Events
  log: Log
  cacheTtlMs: number
  /** How long a call that brought a picture took, from sending. */
  onDrawn: (tookMs: number) => void
}

type Call = { claimed: Picture; slot: Slot; signal: AbortSignal }

/** Errors no second try can mend, and the reason their asker reads. */
const FINAL: Partial<Record<UpstreamErrorKind | 'ours', Reason>> = {
  refused: 'moderation',
  'bad-request': 'upstream-failed',
}

/**
 * One claimed picture's call and everything it leads to: kept, given back to the queue, or given up with every charge
 * returned; and its slot settled. Rejects only if the outcome could not be written: the claim then ends with its lease.
 */
export async function drawClaimed(parts: Parts, call: Call): Promise<void> {
  const result = await callUpstream(parts, call)
  const logged = parts.pacer.settle(call.slot, result.answer).catch((error) => {
    // In memory it is settled; on disk it stays unanswered, which a restart counts as late as can be.
    parts.log.error({ room: 'queue', picture: call.claimed.id, error }, 'the slot log could not be written')
  })
  try {
    if (result.drawn) await keep(parts, call, result.drawn)
    else await giveBack(parts, call, result.error)
  } finally {
    await logged
  }
}

type Result = { answer: Answer | undefined } & (
  | { drawn: DrawnPicture; error?: undefined }
  | { drawn?: undefined; error: unknown }
)

async function callUpstream({ upstream, clock, onDrawn }: Parts, { claimed, slot, signal }: Call): Promise<Result> {
  const { width, height, style, seed } = claimed.params
  try {
    if (signal.aborted) throw new UpstreamError('aborted', 'stopped before it was sent')
    const drawn = await upstream.draw({ words: claimed.words, seed, width, height, style, signal })
    onDrawn(clock.monotonic() - slot.sentAt)
    return { drawn, answer: answerOf(drawn) }
  } catch (error) {
    return { error, answer: error instanceof UpstreamError ? answerOf(error) : undefined }
  }
}

const answerOf = ({ serverProcessingMs, headersReceivedAt }: Answer): Answer => ({
  serverProcessingMs,
  headersReceivedAt,
})

async function keep(parts: Parts, call: Call, drawn: DrawnPicture) {
  const { db, clock, storage, events } = parts
  try {
    const hash = await storage.put(drawn.bytes)
    const now = new Date(clock.now())
    const changed = await db.write((session) =>
      settleReady(session, call.claimed, {
        image: {
          hash,
          mime: 'image/webp',
          bytes: drawn.bytes.length,
          width: drawn.width,
          height: drawn.height,
          source: parts.upstream.model,
          createdAt: now,
        },
        now,
        expiresAt: new Date(now.getTime() + parts.cacheTtlMs),
      }),
    )
    parts.backoff.succeeded()
    for (const id of changed) events.publish(`picture:${id}`)
    // The same bytes may have been removed, as nobody's, between put and commit; from here on they are somebody's.
    if (!(await storage.stat(hash, 'webp'))) await storage.put(drawn.bytes)
  } catch (error) {
    await giveBack(parts, call, error)
  }
}

/** What an error means for the picture: its place back and another try, or the end of it and everybody's charge returned. */
async function giveBack(parts: Parts, { claimed, signal }: Call, error: unknown) {
  const { db, clock, events, log } = parts
  const kind = kindOf(error, signal)
  if (kind === 'aborted') {
    await db.write((session) => returnClaim(session, claimed, { countAttempt: false }))
  } else {
    log.warn({ room: 'upstream', picture: claimed.id, kind, attempt: claimed.attempts, error }, 'a call failed')
    slowDown(parts, claimed.id, kind, error)
    const reason = FINAL[kind] ?? (tooOften(claimed, kind) ? lastReason(error) : undefined)
    if (reason) {
      const changed = await db.write((s) => settleFailed(s, claimed, { reason, now: new Date(clock.now()) }))
      for (const id of changed) events.publish(`picture:${id}`)
    } else {
      await db.write((session) => returnClaim(session, claimed, { countAttempt: kind !== 'rate-limited' }))
    }
  }
  events.publish(`picture:${claimed.id}`)
  events.publish('queue')
}

/** `aborted` only if we did abort: a call that ends itself is one that failed, or it would be tried for ever. */
function kindOf(error: unknown, signal: AbortSignal): UpstreamErrorKind | 'ours' {
  const kind = error instanceof UpstreamError ? error.kind : 'ours'
  if (signal.aborted && !FINAL[kind]) return 'aborted'
  return kind === 'aborted' ? 'unavailable' : kind
}

/** A 429 is our model's fault, so it counts against nobody. */
const tooOften = (claimed: Picture, kind: UpstreamErrorKind | 'ours') =>
  kind !== 'rate-limited' && claimed.attempts >= MAX_ATTEMPTS

const lastReason = (error: unknown): Reason =>
  error instanceof AppError && error.reason === 'storage' ? 'storage' : 'upstream-failed'

function slowDown({ pacer, backoff, log }: Parts, pictureId: string, kind: UpstreamErrorKind | 'ours', error: unknown) {
  if (kind === 'rate-limited') {
    const retryAfterMs = (error instanceof UpstreamError ? (error.retryAfterSeconds ?? 0) : 0) * 1000
    const pauseMs = Math.max(retryAfterMs, pacer.limit?.windowMs ?? 60_000)
    pacer.freeze(pauseMs)
    backoff.pause(pauseMs)
    log.error({ room: 'upstream', pauseMs, limit: pacer.limit }, 'the upstream says we call too often: check its limit')
  } else if (!FINAL[kind]) {
    backoff.failed(pictureId)
  }
}
