import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/router'

/** A picture as it arrives over the wire: dates are ISO strings. */
export type Picture = inferRouterOutputs<AppRouter>['pictures']['get']

/** A page of the history as it arrives over the wire. */
export type PicturePage = inferRouterOutputs<AppRouter>['pictures']['list']

/** Whether nothing about it will change any more by itself. */
export function isSettled(picture: Pick<Picture, 'status'>): boolean {
  return picture.status !== 'queued' && picture.status !== 'drawing'
}

/** What a server component hands to the client: the same shape a browser would have got over the wire. */
export function toWire<View extends { createdAt: Date }>(view: View): Omit<View, 'createdAt'> & { createdAt: string } {
  return { ...view, createdAt: view.createdAt.toISOString() }
}
