import type { Caller } from '../identity/caller.ts'
import { readPicture } from './read-picture.ts'
import type { PictureServices } from './services.ts'
import type { PictureView } from './view.ts'

/**
 * The picture now, then again whenever it or its place changes, until it is finished. Subscribes before the first look, so
 * that nothing happens unseen in between. Throws `not-found` when it may not be seen, or is deleted meanwhile.
 */
export async function* watchPicture(
  services: Pick<PictureServices, 'db' | 'dispatcher' | 'events'>,
  caller: Caller,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<PictureView, void> {
  const changes = createChangeSignal(signal)
  const unsubscribe = services.events.subscribe([`picture:${id}`, 'queue'], changes.notify)
  try {
    let shown = ''
    while (!signal.aborted) {
      const view = await readPicture(services, caller, id)
      const snapshot = JSON.stringify(view)
      if (snapshot !== shown) yield view
      shown = snapshot
      if (view.status === 'ready' || view.status === 'failed' || view.status === 'cancelled') return
      await changes.next()
    }
  } finally {
    unsubscribe()
    changes.close()
  }
}

/** Joins any number of notifications into one wake-up; an abort wakes as well. */
function createChangeSignal(signal: AbortSignal) {
  let pending = false
  let wake: (() => void) | undefined
  const notify = () => {
    pending = true
    wake?.()
  }
  signal.addEventListener('abort', notify, { once: true })
  return {
    notify,
    close: () => signal.removeEventListener('abort', notify),
    async next() {
      if (!pending)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      pending = false
      wake = undefined
    },
  }
}
