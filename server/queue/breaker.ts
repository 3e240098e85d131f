import type { Clock } from '../clock.ts'

const FIRST_MS = 1_000
const LONGEST_MS = 30_000
/** So many different pictures that fail in a row are the upstream's trouble, not theirs. */
const OPEN_AFTER = 3
/** Probes one picture may fail before they are held against it: in a long outage the first in line would pay for all. */
const SPARED_PROBES = 6
/** Once so many calls at a time came back well, it is as before. */
const RECOVERED_AT = 64

/** A call as the breaker knows it. `probe`: sent alone, to see whether the upstream is back. */
export type Ticket = { readonly probe: boolean }

/**
 * Leaves a struggling upstream alone. Closed: calls go out; a picture that fails makes all wait a moment, and three different
 * ones in a row open it. Open: nothing goes out, for two seconds at first and double after each failed probe, to 30, with
 * jitter. Half open: one probe at a time. After that the calls out at once may double with each that comes back well, so
 * that no herd meets what has just come back. By the monotonic clock: a step of the other neither opens nor locks it.
 */
export interface Breaker {
  /** Milliseconds until something may be sent; Infinity while as many are out as may be, for their end tells more. */
  leftMs(): number
  /** The same for people: milliseconds until it is tried again, 0 while nothing is wrong. */
  pausedMs(): number
  /** A call goes out. */
  sent(): Ticket
  /** It was answered as it should be, be it with a refusal. */
  succeeded(ticket: Ticket): void
  /**
   * It failed. `final`: no other picture would fare better. `retryAfterMs`: what the upstream asks for. Returns whether it
   * counts as a try of the picture: not if it went out as a probe, for then the upstream is what is in doubt.
   */
  failed(ticket: Ticket, pictureId: string, how?: { final?: boolean; retryAfterMs?: number | undefined }): boolean
  /** It was ended by us and says nothing. */
  ended(ticket: Ticket): void
  /** Nothing is sent for `ms`, then a probe. */
  pause(ms: number): void
}

export function createBreaker(clock: Pick<Clock, 'monotonic'>, random: () => number): Breaker {
  const failing = new Set<string>()
  let until = Number.NEGATIVE_INFINITY
  let failedProbes = 0
  let probed = { pictureId: '', times: 0 }
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

  const leftMs = () => (out.size >= most ? Number.POSITIVE_INFINITY : Math.max(0, until - clock.monotonic()))

  return {
    leftMs,
    pausedMs() {
      const ms = Math.max(0, until - clock.monotonic())
      return most === 1 && out.size > 0 ? Math.max(ms, FIRST_MS) : ms
    },
    sent() {
      const ticket = { probe: most === 1 }
      out.add(ticket)
      return ticket
    },
    succeeded(ticket) {
      if (!out.delete(ticket)) return
      failing.clear()
      failedProbes = 0
      most = most >= RECOVERED_AT ? Number.POSITIVE_INFINITY : most * 2
    },
    failed(ticket, pictureId, { final = false, retryAfterMs = 0 } = {}) {
      if (!out.delete(ticket)) return true
      failing.add(pictureId)
      if (ticket.probe) {
        failedProbes++
        probed = { pictureId, times: probed.pictureId === pictureId ? probed.times + 1 : 1 }
      }
      const tripped = final || ticket.probe || most < Number.POSITIVE_INFINITY || failing.size >= OPEN_AFTER
      if (tripped || retryAfterMs > 0) open(Math.max(retryAfterMs, jittered(failedProbes + (tripped ? 1 : 0))))
      else wait(jittered(failing.size - 1))
      return !ticket.probe || probed.times > SPARED_PROBES
    },
    ended(ticket) {
      out.delete(ticket)
    },
    pause: open,
  }
}
