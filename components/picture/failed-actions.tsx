'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Download, RefreshCw } from 'lucide-react'
import { toast } from 'sonner'
import { useTranslations } from 'use-intl'
import { problemOf } from '../problem'
import { useTRPC } from '../trpc'
import { Button } from '../ui/button'
import { downloadPath } from './download-path'
import type { Picture } from './picture'

const SNUG = 'min-h-11 max-sm:px-2.5'

type Props = {
  picture: Picture
  onAgain?: (order: { fresh: boolean }) => void
  busy?: boolean
}

/** What is left to do about a picture that could not be drawn: take its sketch for it, or ask once more. */
export function FailedActions({ picture, onAgain, busy }: Props) {
  const t = useTranslations('picture')
  return (
    <>
      {picture.sketch && <KeepSketch picture={picture} />}
      {onAgain && picture.error?.reason !== 'moderation' && (
        <Button
          size="small"
          className={SNUG}
          aria-disabled={busy || undefined}
          onClick={() => onAgain({ fresh: picture.outcome === 'forced' })}
        >
          <RefreshCw aria-hidden className="size-4 max-sm:hidden" />
          {t('tryAgain')}
          <span className="text-muted">{t('againCost')}</span>
        </Button>
      )}
      {picture.sketch && (
        <Button asChild size="small" className={SNUG}>
          <a
            href={downloadPath(picture.sketch.webp, t('sketchAlt', { words: picture.words }))}
            download
            aria-label={t('downloadSketch')}
          >
            <Download aria-hidden className="size-4 max-sm:hidden" />
            {t('webp')}
          </a>
        </Button>
      )}
    </>
  )
}

function KeepSketch({ picture }: { picture: Picture }) {
  const t = useTranslations('picture')
  const refusal = useTranslations('refusal')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const keep = useMutation(
    trpc.pictures.keepSketch.mutationOptions({
      networkMode: 'always',
      onSuccess: (kept) => {
        queryClient.setQueryData(trpc.pictures.get.queryKey({ id: kept.id }), kept)
        void queryClient.invalidateQueries(trpc.pictures.list.pathFilter())
      },
      onError: (error) => toast.error(refusal(`${problemOf(error)?.reason ?? 'unknown'}.title`, { limit: 0 })),
    }),
  )
  return (
    <Button
      variant="primary"
      size="small"
      className={SNUG}
      busy={keep.isPending}
      onClick={() => keep.isPending || keep.mutate({ id: picture.id })}
    >
      {t('keepSketch')}
    </Button>
  )
}
