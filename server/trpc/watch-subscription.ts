import type { PictureView } from '../pictures/view.ts'
import { watchPicture } from '../pictures/watch-picture.ts'
import type { Watching } from '../pictures/watchers.ts'
import type { Context } from './context.ts'
import { toTrpcError } from './init.ts'

/** What `pictures.watch` returns: tRPC's adapter reads it as an iterable, the quick way is told without one in between. */
export class WatchSubscription implements AsyncIterable<PictureView, void, undefined> {
  readonly #ctx: Context
  readonly #id: string
  readonly #signal: AbortSignal | undefined

  constructor(ctx: Context, id: string, signal: AbortSignal | undefined) {
    this.#ctx = ctx
    this.#id = id
    this.#signal = signal
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<PictureView, void, undefined> {
    const { services, caller } = this.#ctx
    try {
      yield* watchPicture(services, caller, this.#id, this.#signal)
    } catch (error) {
      throw toTrpcError(error)
    }
  }

  /** Tells `watching` from now on, until the returned function is called. */
  attach(watching: Watching): () => void {
    const { services, caller } = this.#ctx
    return services.watchers.watch(caller, this.#id, watching)
  }
}
