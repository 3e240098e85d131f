import type { ServerResponse } from 'node:http'
import { toProblem } from '../limits/problem.ts'
import type { PictureView } from '../pictures/view.ts'
import type { Watching } from '../pictures/watchers.ts'
import type { Pings } from '../trpc/pings.ts'

const RETRY_MS = 3_000
const HEADERS = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
  Connection: 'keep-alive',
}

type Parts = {
  pings: Pings
  write(view: PictureView): string
  watch(watching: Watching): () => void
}

/** Whether a client that comes back has read the last event there will be: then it is told to rest. */
export function isLastEvent(lastEventId: string | string[] | undefined, { status }: Pick<PictureView, 'status'>) {
  const over = status === 'ready' || status === 'failed' || status === 'cancelled'
  return over && lastEventId === status
}

/** One client's open stream of a picture's states. A reader too slow for every one gets the newest when it has taken what was sent. */
export class EventStream implements Watching {
  readonly #res: ServerResponse
  readonly #parts: Parts
  #count = 0
  #newest: PictureView | undefined
  /** Whether nothing was sent since the pings last came round. */
  quiet = false

  private constructor(res: ServerResponse, parts: Parts) {
    this.#res = res
    this.#parts = parts
  }

  /** Answers with the stream; it watches until the picture is finished or the client leaves. */
  static open(res: ServerResponse, parts: Parts) {
    const stream = new EventStream(res, parts)
    res.writeHead(200, HEADERS)
    res.write(`retry: ${RETRY_MS}\n\n`)
    const stop = parts.watch(stream)
    parts.pings.add(stream)
    res.once('close', () => {
      stop()
      parts.pings.delete(stream)
    })
  }

  show(view: PictureView, _json: string, last: boolean) {
    if (last) this.#end(this.#frame(view, view.status))
    else if (this.#res.writableNeedDrain) this.#later(view)
    else this.#write(this.#frame(view, `${view.status}-${++this.#count}`))
  }

  fail(error: unknown) {
    this.#end(`event: problem\ndata: ${JSON.stringify(toProblem(error))}\n\n`)
  }

  /** A word so that nobody in between takes the silence for the end; whoever has not even read the last one needs none. */
  ping() {
    if (!this.#res.writableNeedDrain) this.#write(': still here\n\n')
  }

  #frame(view: PictureView, id: string) {
    return `id: ${id}\ndata: ${this.#parts.write(view)}\n\n`
  }

  #write(frame: string) {
    this.quiet = false
    this.#res.write(frame)
  }

  #end(frame: string) {
    this.#newest = undefined
    this.#parts.pings.delete(this)
    this.#res.end(frame)
  }

  #later(view: PictureView) {
    const waits = this.#newest !== undefined
    this.#newest = view
    if (waits) return
    this.#res.once('drain', () => {
      const newest = this.#newest
      this.#newest = undefined
      if (newest && !this.#res.destroyed) this.#write(this.#frame(newest, `${newest.status}-${++this.#count}`))
    })
  }
}
