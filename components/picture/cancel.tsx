'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { toast } from 'sonner'
import { useTranslations } from 'use-intl'
import { problemOf } from '../problem'
import { useTRPC } from '../trpc'
import { Button } from '../ui/button'
import type { Picture } from './picture'

/** Calls a waiting picture off; once it has been sent, says that it cannot be. */
export function Cancel({ picture }: { picture: Picture }) {
  const t = useTranslations('picture')
  const refusal = useTranslations('refusal')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const cancel = useMutation(
    trpc.pictures.cancel.mutationOptions({
      networkMode: 'always',
      onSuccess: (cancelled) => {
        queryClient.setQueryData(trpc.pictures.get.queryKey({ id: cancelled.id }), cancelled)
        void queryClient.invalidateQueries(trpc.limits.status.pathFilter())
      },
      onError: (error) => toast.error(refusal(`${problemOf(error)?.reason ?? 'unknown'}.title`, { limit: 0 })),
    }),
  )
  if (!picture.cancellable) return <p className="text-sm text-muted">{t('cancelHint')}</p>
  return (
    <Button busy={cancel.isPending} onClick={() => cancel.isPending || cancel.mutate({ id: picture.id })}>
      <X aria-hidden className="size-4" />
      {t('cancel')}
    </Button>
  )
}
