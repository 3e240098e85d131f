import type { ServerResponse } from 'node:http'
import { type AnyTRPCRouter, getTRPCErrorShape, type TRPCError } from '@trpc/server'
import type { PictureView } from '../pictures/view.ts'
import type { Watching } from '../pictures/watchers.ts'
import type { Pings } from './pings.ts'
import type { WatchSubscription } from './watch-subscription.ts'

/** tRPC ends an event with two empty lines. */
const END = '\n\n\n'
const RETURN = `event: return\ndata: ${END}`
export const PING = `event: ping\ndata: ${END}`

export const connectedFrame = (client: object = {}) => `event: connected\ndata: ${JSON.stringify(client)}${END}`

export function errorFrame(config: AnyTRPCRouter['_def']['_config'], error: TRPCError, path: string): string {
  const shape = getTRPCErrorShape({ config, error, type: 'subscription', path, input: undefined, ctx: undefined })
  return `event: serialized-error\ndata: ${JSON.stringify(shape)}${END}`
}

type Parts = {
  connected: string
  /** What the watcher is told of an error, as a frame. */
  refuse(error: unknown): string
  pings: Pings
}

/** One watcher's open response. A reader too slow for every snapshot gets the newest when it has taken what was sent. */
export class WatchStream implements Watching {
  readonly #res: ServerResponse
  readonly #parts: Parts
  #greeted = false
  #newest: string | undefined
  /** Whether nothing was sent since the pings last came round. */
  quiet = false

  private constructor(res: ServerResponse, parts: Parts) {
    this.#res = res
    this.#parts = parts
  }

  /** Whoever is `attached` is told until the response closes. */
  static open(res: ServerResponse, subscription: Pick<WatchSubscription, 'attach'>, parts: Parts) {
    const stream = new WatchStream(res, parts)
    // As long as the stream is open its request is kept, whose headers nobody reads again.
    res.req.headers = {}
    res.req.rawHeaders = []
    const stop = subscription.attach(stream)
    parts.pings.add(stream)
    res.once('close', () => {
      stop()
      parts.pings.delete(stream)
    })
  }

  show(_view: PictureView, json: string, last: boolean) {
    if (last) this.#end(`data: ${json}${END}${RETURN}`)
    else if (this.#res.writableNeedDrain) this.#later(json)
    else this.#write(`data: ${json}${END}`)
  }

  fail(error: unknown) {
    this.#end(this.#parts.refuse(error))
  }

  /** A word so that nobody in between takes the silence for the end; whoever has not even read the last one needs none. */
  ping() {
    if (!this.#res.writableNeedDrain) this.#write(PING)
  }

  #write(frames: string) {
    this.quiet = false
    this.#res.write(this.#greeting() + frames)
  }

  #end(frames: string) {
    this.#newest = undefined
    this.#parts.pings.delete(this)
    this.#res.end(this.#greeting() + frames)
  }

  #greeting() {
    if (this.#greeted) return ''
    this.#greeted = true
    return this.#parts.connected
  }

  #later(json: string) {
    const waits = this.#newest !== undefined
    this.#newest = json
    if (waits) return
    this.#res.once('drain', () => {
      if (this.#newest === undefined || this.#res.destroyed) return
      const frame = `data: ${this.#newest}${END}`
      this.#newest = undefined
      this.#write(frame)
    })
  }
}
