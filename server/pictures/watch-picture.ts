import type { Caller } from '../identity/caller.ts'
import type { PictureView } from './view.ts'
import type { Watchers } from './watchers.ts'

/**
 * The picture now, then again whenever it or its place changes, until it is finished or the signal aborts. A slow reader
 * finds the newest snapshot, not those in between. Throws `not-found` when it may not be seen, or is deleted meanwhile.
 */
export async function* watchPicture(
  { watchers }: { watchers: Watchers },
  caller: Caller,
  id: string,
  signal?: AbortSignal,
): AsyncGenerator<PictureView, void, undefined> {
  if (signal?.aborted) return
  const mail = createMail()
  const stop = watchers.watch(caller, id, mail)
  signal?.addEventListener('abort', mail.close, { once: true })
  try {
    for (let view = await mail.next(); view; view = await mail.next()) yield view
  } finally {
    signal?.removeEventListener('abort', mail.close)
    stop()
  }
}

/** Keeps the newest snapshot until it is asked for. */
function createMail() {
  let newest: PictureView | undefined
  let failure: { error: unknown } | undefined
  let over = false
  let wake = () => {}
  return {
    show(view: PictureView, _json: string, last: boolean) {
      newest = view
      over ||= last
      wake()
    },
    fail(error: unknown) {
      failure = { error }
      wake()
    },
    close() {
      newest = undefined
      over = true
      wake()
    },
    /** The newest snapshot that was not taken yet; undefined after the last. */
    async next(): Promise<PictureView | undefined> {
      while (!newest && !failure && !over) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      if (failure) throw failure.error
      const view = newest
      newest = undefined
      return view
    },
  }
}
