'use client'

import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useEffect } from 'react'
import { isSettled, type Picture } from '../picture/picture'
import { problemOf } from '../problem'
import { useTRPC } from '../trpc'
import { useOnline } from './use-online'
import { useWake } from './use-wake'

const RETRY_MS = 2_000
const POLL_MS = 5_000

/**
 * A picture, live until it is settled. Snapshots of the stream go into React Query's cache, the only place it is
 * kept; while the stream is away the picture is polled, and the stream is opened again.
 */
export function usePicture(id: string | null, initial?: Picture) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const online = useOnline()

  const query = useQuery({
    ...trpc.pictures.get.queryOptions(id ? { id } : skipToken),
    initialData: initial?.id === id ? initial : undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const live = query.data !== undefined && !isSettled(query.data)

  const watch = useSubscription(
    trpc.pictures.watch.subscriptionOptions(id && live ? { id } : skipToken, {
      onData: (picture) => {
        queryClient.setQueryData(trpc.pictures.get.queryKey({ id: picture.id }), picture)
        if (!isSettled(picture)) return
        for (const part of [trpc.limits.status, trpc.pictures.list, trpc.pictures.preview]) {
          void queryClient.invalidateQueries(part.pathFilter())
        }
      },
    }),
  )
  const { status, error, reset } = watch
  const away = live && (status === 'error' || (status === 'connecting' && Boolean(error)) || !online)

  useEffect(() => {
    if (status !== 'error' || problemOf(error)) return
    const timer = setTimeout(reset, RETRY_MS)
    return () => clearTimeout(timer)
  }, [status, error, reset])
  const { refetch } = query
  useEffect(() => {
    if (!away) return
    const timer = setInterval(() => void refetch(), POLL_MS)
    return () => clearInterval(timer)
  }, [away, refetch])
  useWake(() => {
    if (live) reset()
  })

  return {
    picture: query.data,
    told: query.dataUpdatedAt,
    loading: query.isLoading,
    error: query.error,
    reload: refetch,
    reconnecting: away,
  }
}
