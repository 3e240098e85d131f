import type { ServerResponse } from 'node:http'
import type { Caller } from '../identity/caller.ts'
import type { PictureView } from '../pictures/view.ts'
import type { Services } from '../services.ts'

const isFinished = ({ status }: PictureView) => status !== 'queued' && status !== 'drawing'

/**
 * The pictures once all of them are finished, or as they are when the time is up or the client has left: they keep their
 * places then. Throws what watching throws.
 */
export async function untilFinished(
  { watchers, clock }: Pick<Services, 'watchers' | 'clock'>,
  caller: Caller,
  pictures: readonly PictureView[],
  { waitSeconds, res }: { waitSeconds: number; res: ServerResponse },
): Promise<PictureView[]> {
  const seen = new Map(pictures.map((picture) => [picture.id, picture]))
  const all = () => pictures.map((picture) => seen.get(picture.id) ?? picture)
  if (waitSeconds === 0 || pictures.every(isFinished)) return all()
  const stops: (() => void)[] = []
  try {
    await new Promise<void>((resolve, reject) => {
      stops.push(clock.timer(waitSeconds * 1000, resolve))
      const leave = () => resolve()
      res.once('close', leave)
      stops.push(() => res.off('close', leave))
      const show = (view: PictureView) => {
        seen.set(view.id, view)
        if (all().every(isFinished)) resolve()
      }
      for (const { id } of pictures.filter((picture) => !isFinished(picture))) {
        stops.push(watchers.watch(caller, id, { show, fail: reject }))
      }
    })
  } finally {
    for (const stop of stops) stop()
  }
  return all()
}
