import type { Clock } from '../clock.ts'

const FIRST_MS = 1_000
const LONGEST_MS = 30_000
/** So many different pictures that fail with nothing well in between are the upstream's trouble, not theirs. */
const OPEN_AFTER = 3
/** So is one that fails so often with nothing well in between, until another one fares better. */
const OPEN_AFTER_ONE = 2
/** Failures in a row that are not held against a picture while others fail as well: two minutes of outage at the least. */
const SPARED = 12
/** The same while no other was tried: a stumble is sat out, but whoever's words break the upstream is told within the minute. */
const SPARED_ALONE = 4
/** Once so many calls at a time may be out, it is as before. */
const RECOVERED_AT = 32
/** Pictures whose last failure is remembered. */
const REMEMBERED = 100

/** A call as the breaker knows it. `probe`: sent alone, to see whether the upstream is back. */
export type Ticket = { readonly probe: boolean }

/**
 * Leaves a struggling upstream alone. Closed: calls go out; a picture that fails makes all wait a moment, and two failures of
 * one or three of different ones with nothing well in between open it. Open: nothing goes out, for two seconds at first and
 * double after each failed probe, to 30, with jitter. Half open: one probe at a time. After that 2, 4, 8, … may be out at
 * once as they come back well: no herd meets what has just come back. By the monotonic clock, so no clock step opens it.
 */
export interface Breaker {
  /** Milliseconds until something may be sent; Infinity while as many are out as may be, for their end tells more. */
  leftMs(): number
  /** How many more calls may go out beside those that are out. */
  readonly room: number
  /** The same as `leftMs` for people: milliseconds until it is tried again, 0 while nothing is wrong. */
  pausedMs(): number
  /** Whether the upstream is in doubt: nothing goes out but one probe at a time. */
  readonly open: boolean
  /**
   * Whether the next probe is better spent on a picture that was not tried before: the last ones were of the same, and it may
   * be that one's trouble. Rarer with each that fails as well, for whoever is tried once waits for a slot of the retries.
   */
  readonly wantsAnother: boolean
  /** A call goes out. */
  sent(): Ticket
  /** It was answered as it should be, be it with a refusal. */
  succeeded(ticket: Ticket): void
  /**
   * It failed. `final`: no other picture should fare better. `retryAfterMs`: what the upstream asks for. Returns whether it
   * counts as a try of the picture: not while the upstream is what is in doubt, unless others fared better meanwhile.
   */
  failed(ticket: Ticket, pictureId: string, how?: { final?: boolean; retryAfterMs?: number | undefined }): boolean
  /** It was ended by us and says nothing. */
  ended(ticket: Ticket): void
  /** Nothing is sent for `ms`, then a probe. */
  pause(ms: number): void
}

export function createBreaker(clock: Pick<Clock, 'monotonic'>, random: () => number): Breaker {
  /** Who failed since something last went well, and who did so last, how often in a row. */
  const failing = new Set<string>()
  let last = { pictureId: '', times: 0 }
  /** How much had gone well when a picture last failed. */
  const failedAt = new Map<string, number>()
  let successes = 0
  let until = Number.NEGATIVE_INFINITY
  let failedProbes = 0
  let most = Number.POSITIVE_INFINITY
  /** Calls that are out since it last opened. */
  const out = new Set<Ticket>()

  function wait(ms: number) {
    until = Math.max(until, clock.monotonic() + ms)
  }

  const jittered = (doublings: number) => Math.min(LONGEST_MS, FIRST_MS * 2 ** doublings) * (0.5 + random() / 2)

  function open(ms: number) {
    most = 1
    out.clear() // what was sent before says nothing new
    wait(ms)
  }

  function remember(pictureId: string) {
    failing.add(pictureId)
    last = { pictureId, times: last.pictureId === pictureId ? last.times + 1 : 1 }
    failedAt.delete(pictureId)
    failedAt.set(pictureId, successes)
    const [oldest] = failedAt.keys()
    if (failedAt.size > REMEMBERED && oldest !== undefined) failedAt.delete(oldest)
  }

  const leftMs = () => (out.size >= most ? Number.POSITIVE_INFINITY : Math.max(0, until - clock.monotonic()))

  return {
    leftMs,
    pausedMs() {
      const ms = Math.max(0, until - clock.monotonic())
      return most === 1 && out.size > 0 ? Math.max(ms, FIRST_MS) : ms
    },
    get room() {
      return most - out.size
    },
    get open() {
      return most === 1
    },
    get wantsAnother() {
      return most === 1 && failing.size > 0 && last.times >= 2 ** failing.size
    },
    sent() {
      const ticket = { probe: most === 1 }
      out.add(ticket)
      return ticket
    },
    succeeded(ticket) {
      if (!out.delete(ticket)) return
      successes++
      failing.clear()
      last = { pictureId: '', times: 0 }
      failedProbes = 0
      most = most >= RECOVERED_AT ? Number.POSITIVE_INFINITY : most + 1
    },
    failed(ticket, pictureId, { final = false, retryAfterMs = 0 } = {}) {
      if (!out.delete(ticket)) return !final
      const othersFaredBetter = successes > (failedAt.get(pictureId) ?? successes)
      remember(pictureId)
      if (ticket.probe) failedProbes++
      most = Math.max(1, Math.floor(most / 2)) // endless stays endless
      const tripped = final || most === 1 || failing.size >= OPEN_AFTER || last.times >= OPEN_AFTER_ONE
      if (tripped || retryAfterMs > 0) open(Math.max(retryAfterMs, jittered(failedProbes + (tripped ? 1 : 0))))
      else wait(jittered(failing.size - 1))
      const spared = failing.size > 1 ? SPARED : SPARED_ALONE
      return othersFaredBetter || last.times > spared || !(ticket.probe || final)
    },
    ended(ticket) {
      out.delete(ticket)
    },
    pause: open,
  }
}
