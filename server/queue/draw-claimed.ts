import type { Database } from '../../db/database.ts'
import { returnClaim } from '../../db/queries/queue.ts'
import type { Picture } from '../../db/tables.ts'
import { lookOf } from '../cache/similar/look.ts'
import type { SimilarPictures } from '../cache/similar/similar-pictures.ts'
import type { Clock } from '../clock.ts'
import { AppError, type Reason } from '../errors.ts'
import type { Events } from '../events/types.ts'
import type { Storage } from '../storage/types.ts'
import type { Log } from '../telemetry/log.ts'
import { type DrawnPicture, UpstreamError, type UpstreamErrorKind } from '../upstream/types.ts'
import type { Account } from './accounts.ts'
import type { Ticket } from './breaker.ts'
import { MAX_ATTEMPTS } from './leases.ts'
import type { Answer, Counted, Slot } from './pacer.ts'
import { type Offered, settleFailed, settleReady } from './settle.ts'

type Parts = {
  db: Database
  clock: Clock
  storage: Storage
  events: Events
  log: Log
  cacheTtlMs: number
  /** Absent where similar words are not looked for. */
  similar?: Pick<SimilarPictures, 'read'> | undefined
  /** How long a call that brought a picture took, from sending. */
  onDrawn: (tookMs: number) => void
}

/** A claim and what was taken for it: a slot of an account, and its breaker's leave. */
export type Call = { claimed: Picture; account: Account; slot: Slot; ticket: Ticket; signal: AbortSignal }

/** A call that is over, with its slot settled. */
type Ended = Call & { counted: Counted }

/** Errors no second try can mend, and the reason their asker reads. */
const FINAL: Partial<Record<UpstreamErrorKind | 'ours', Reason>> = {
  refused: 'moderation',
  'bad-request': 'upstream-failed',
}

/** What came to nothing before the picture was looked at: to send it again is no second try. */
const NO_TRY = new Set<UpstreamErrorKind | 'ours'>(['aborted', 'rate-limited', 'misconfigured'])

/**
 * One claimed picture's call and everything it leads to: kept, given back to the queue, or given up with every charge
 * returned; and its slot settled. Rejects only if the outcome could not be written: the claim then ends with its lease, and
 * on disk its slot stays unanswered, which a restart counts as late as can be.
 */
export async function drawClaimed(parts: Parts, call: Call): Promise<void> {
  const reading = offerLater(parts, call)
  const result = await callUpstream(parts, call)
  const ended = { ...call, counted: call.account.pacer.settle(call.slot, result.answer) }
  if (result.drawn) await keep(parts, ended, result.drawn, await reading)
  else await giveBack(parts, ended, result.error)
}

/** What the picture will be found by when others ask for much the same: read while it is drawn. Private ones are not found. */
async function offerLater({ similar }: Parts, { claimed, account }: Call): Promise<Offered | undefined> {
  if (!similar || claimed.kind !== 'new' || claimed.visibility !== 'public') return undefined
  const look = lookOf({ ...claimed.params, model: account.upstream.model })
  return { look, reading: await similar.read(claimed.words) }
}

type Result = { answer: Answer | undefined } & (
  | { drawn: DrawnPicture; error?: undefined }
  | { drawn?: undefined; error: unknown }
)

async function callUpstream({ clock, onDrawn }: Parts, { claimed, account, slot, signal }: Call): Promise<Result> {
  const { width, height, style, seed } = claimed.params
  try {
    if (signal.aborted) throw new UpstreamError('aborted', 'stopped before it was sent')
    const request = { words: claimed.words, seed, width, height, style, signal, sendBy: slot.sendBy }
    const drawn = await account.upstream.draw(request)
    onDrawn(clock.monotonic() - slot.sentAt)
    return { drawn, answer: answerOf(drawn) }
  } catch (error) {
    return { error, answer: error instanceof UpstreamError ? answerOf(error) : undefined }
  }
}

const answerOf = ({ sentAt, serverProcessingMs, headersReceivedAt }: Answer): Answer => ({
  sentAt,
  serverProcessingMs,
  headersReceivedAt,
})

async function keep(parts: Parts, call: Ended, drawn: DrawnPicture, offered: Offered | undefined) {
  const { db, clock, storage, events } = parts
  try {
    const hash = await storage.put(drawn.bytes)
    const now = new Date(clock.now())
    const changed = await db.write(async (session) => {
      await call.account.pacer.log(session, call.counted)
      return await settleReady(session, call.claimed, {
        image: {
          hash,
          mime: 'image/webp',
          bytes: drawn.bytes.length,
          width: drawn.width,
          height: drawn.height,
          source: call.account.upstream.model,
          createdAt: now,
        },
        now,
        expiresAt: new Date(now.getTime() + parts.cacheTtlMs),
        offered,
      })
    })
    call.account.breaker.succeeded(call.ticket)
    for (const id of changed) events.publish(`picture:${id}`)
    // The same bytes may have been removed, as nobody's, between put and commit; from here on they are somebody's.
    if (!(await storage.stat(hash, 'webp'))) await storage.put(drawn.bytes)
  } catch (error) {
    await giveBack(parts, call, error)
  }
}

/** What an error means for the picture: its place back and another try, or the end of it and everybody's charge returned. */
async function giveBack(parts: Parts, call: Ended, error: unknown) {
  const { db, clock, events, log } = parts
  const { claimed, account } = call
  const kind = kindOf(error, call.signal)
  const counts = await tellBreaker(parts, call, kind, error)
  if (kind !== 'aborted') {
    log.warn({ room: 'upstream', picture: claimed.id, kind, attempt: claimed.attempts, error }, 'a call failed')
  }
  const reason = FINAL[kind] ?? (counts && claimed.attempts >= MAX_ATTEMPTS ? lastReason(error) : undefined)
  const changed = await db.write(async (session) => {
    await account.pacer.log(session, call.counted)
    if (reason) return await settleFailed(session, claimed, { reason, now: new Date(clock.now()) })
    const failed = !NO_TRY.has(kind)
    await returnClaim(session, claimed, { countAttempt: counts, failed })
    return []
  })
  for (const id of [claimed.id, ...changed]) events.publish(`picture:${id}`)
  events.publish('queue')
}

/** `aborted` only if we did abort: a call that ends itself is one that failed, or it would be tried for ever. */
function kindOf(error: unknown, signal: AbortSignal): UpstreamErrorKind | 'ours' {
  const kind = error instanceof UpstreamError ? error.kind : 'ours'
  if (signal.aborted && !FINAL[kind]) return 'aborted'
  return kind === 'aborted' ? 'unavailable' : kind
}

const lastReason = (error: unknown): Reason =>
  error instanceof AppError && error.reason === 'storage' ? 'storage' : 'upstream-failed'

/** What the error says of the account, and whether it counts as one of the picture's tries. */
async function tellBreaker(
  parts: Parts,
  call: Ended,
  kind: UpstreamErrorKind | 'ours',
  error: unknown,
): Promise<boolean> {
  const { account, ticket, claimed } = call
  const { pacer, breaker } = account
  const retryAfterMs = error instanceof UpstreamError ? (error.retryAfterSeconds ?? 0) * 1000 : 0
  if (kind === 'aborted') {
    breaker.ended(ticket)
    return false
  }
  if (FINAL[kind]) {
    breaker.succeeded(ticket)
    return true
  }
  if (kind !== 'rate-limited') {
    const counts = breaker.failed(ticket, claimed.id, { final: kind === 'misconfigured', retryAfterMs })
    return counts || kind === 'ours' // what we cannot keep is paid for all the same: not again and again
  }
  // Our model of its limit is wrong, so it counts against nobody.
  const pauseMs = Math.max(retryAfterMs, pacer.limit?.windowMs ?? 60_000)
  breaker.pause(pauseMs)
  const facts = { room: 'upstream', account: account.name, pauseMs, limit: pacer.limit }
  parts.log.error(facts, 'the upstream says we call too often: check its limit')
  await pacer.freeze(pauseMs).catch((error) => {
    parts.log.error({ ...facts, error }, 'the pause could not be written down; a restart would forget it')
  })
  return false
}
