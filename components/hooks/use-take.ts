'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { useTranslations } from 'use-intl'
import { v4 as newKey } from 'uuid'
import type { Picture } from '../picture/picture'
import { problemOf } from '../problem'
import type { LookWish } from '../studio/looks/look'
import { useTRPC } from '../trpc'
import { useOnline } from './use-online'

/** Takes the similar picture that was offered: free, and there at once. Taking the same one twice is one picture. */
export function useTake(onTaken: (picture: Picture) => void) {
  const refusal = useTranslations('refusal')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const online = useOnline()
  const mutation = useMutation(
    trpc.pictures.takeSimilar.mutationOptions({
      networkMode: 'always',
      onSuccess: (picture) => {
        queryClient.setQueryData(trpc.pictures.get.queryKey({ id: picture.id }), picture)
        void queryClient.invalidateQueries(trpc.pictures.list.pathFilter())
        onTaken(picture)
      },
      onError: (error) => {
        const reason = problemOf(error)?.reason ?? (online ? 'unknown' : 'offline')
        toast.error(refusal(`${reason}.title`, { limit: 0 }))
        void queryClient.invalidateQueries(trpc.pictures.similar.pathFilter())
      },
    }),
  )
  return {
    taking: mutation.isPending,
    take: ({ id, ...asked }: LookWish & { id: string; words: string }) =>
      mutation.isPending || mutation.mutate({ ...asked, offerId: id, idempotencyKey: newKey() }),
  }
}
