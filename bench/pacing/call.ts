import { systemClock } from '../../server/clock.ts'
import { createHttpCaller } from '../../server/upstream/http-call.ts'
import { retryAfterSeconds, serverProcessingMs } from '../../server/upstream/response-headers.ts'

/** What came of a call; monotonic milliseconds. */
export type Answered = {
  refused: boolean
  /** When it was given to the network, and when its last byte was written. */
  sentAt: number
  writtenAt: number | undefined
  headersReceivedAt: number | undefined
  serverProcessingMs: number | undefined
  retryAfterSeconds: number | undefined
}

const MAX_BYTES = 64 * 1024
const DEADLINE_MS = 60_000

/** Calls an emulator by the product's own HTTP caller, over warm sockets; every contender uses this one. */
export function createCaller(url: string) {
  const http = createHttpCaller(systemClock)
  return {
    async call(id: string): Promise<Answered> {
      const sentAt = systemClock.monotonic()
      const {
        status,
        headers,
        headersReceivedAt,
        sentAt: writtenAt,
      } = await http.call(
        { method: 'GET', url: new URL(`${url}/word/${id}?width=16&height=16&seed=1`), headers: {} },
        { deadline: sentAt + DEADLINE_MS, signal: new AbortController().signal, maxBytes: MAX_BYTES },
      )
      if (status !== 200 && status !== 429) throw new Error(`the emulator answered ${status}`)
      return {
        ...{ refused: status === 429, sentAt, writtenAt, headersReceivedAt },
        serverProcessingMs: serverProcessingMs(headers),
        retryAfterSeconds: retryAfterSeconds(headers, systemClock.now()),
      }
    },
    close: () => http.close(),
  }
}
