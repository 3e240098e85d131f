'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { v4 as newKey } from 'uuid'
import type { Picture } from '../picture/picture'
import type { LookWish } from '../studio/looks/look'
import { useTRPC } from '../trpc'

/** How long after an answer the next press is taken. */
const COOLING_MS = 1_000

type Order = LookWish & {
  words: string
  fresh?: boolean
  visibility?: Picture['visibility']
  idempotencyKey: string
}

/**
 * The one paid action. `press` makes a key of its own each time and ignores presses while one is on its way or just
 * answered; `retry` sends the last press again under its own key, so a lost answer is never paid for twice.
 */
export function useDraw(onAccepted: (picture: Picture) => void) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const locked = useRef(false)
  const [cooling, setCooling] = useState(false)
  const [retried, setRetried] = useState(false)

  const mutation = useMutation(
    trpc.pictures.request.mutationOptions({
      // Offline it fails at once and says so, rather than spend a picture whenever the line comes back.
      networkMode: 'always',
      onSuccess: (picture) => {
        queryClient.setQueryData(trpc.pictures.get.queryKey({ id: picture.id }), picture)
        void queryClient.invalidateQueries(trpc.pictures.list.pathFilter())
        onAccepted(picture)
      },
      onSettled: () => {
        void queryClient.invalidateQueries(trpc.limits.status.pathFilter())
        setCooling(true)
        setTimeout(() => {
          locked.current = false
          setCooling(false)
        }, COOLING_MS)
      },
    }),
  )

  function send(order: Order, again = false) {
    if (locked.current) return
    locked.current = true
    setRetried(again)
    mutation.mutate(order)
  }

  return {
    press: (order: Omit<Order, 'idempotencyKey'>) => send({ ...order, idempotencyKey: newKey() }),
    retry: () => mutation.variables && send(mutation.variables, true),
    dismiss: mutation.reset,
    sending: mutation.isPending,
    cooling,
    error: mutation.error,
    /** The picture that the last press got for free, because it was there already. New ones are never ready at once. */
    gotFree: mutation.data?.status === 'ready' && !mutation.variables?.fresh && !retried ? mutation.data.id : undefined,
    refusedAt: mutation.submittedAt,
  }
}
