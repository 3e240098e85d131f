'use client'

import type { inferRouterOutputs } from '@trpc/server'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { AppRouter } from '@/server/trpc/router'
import { useDuration } from '../hooks/use-duration'
import { useLimits } from '../hooks/use-limits'
import { MAX_CHARACTERS } from './tidy-words'

/** From here on the sill says how many characters are left. */
const COUNT_FROM = MAX_CHARACTERS - 60

type Preview = inferRouterOutputs<AppRouter>['pictures']['preview']

type Props = {
  phase: 'sending' | 'cooling' | 'missing' | 'open'
  /** Characters typed. */
  length: number
  /** What is known about the typed words; undefined while it is not. */
  preview?: Preview
  /** A similar picture is offered instead of a new one. */
  offered?: boolean
}

/** The line on the window's sill: why the button waits, what is wrong with the words, or what they would cost. */
export function Sill({ phase, length, preview, offered }: Props) {
  const t = useTranslations('studio')
  const left = MAX_CHARACTERS - length
  if (phase === 'sending' || phase === 'cooling') return <p>{t(phase)}</p>
  if (phase === 'missing') return <Wrong>{t('empty')}</Wrong>
  if (left < 0) return <Wrong>{t('tooLong', { over: -left, max: MAX_CHARACTERS })}</Wrong>
  if (length >= COUNT_FROM) return <p className="figures">{t('counter', { left })}</p>
  if (length === 0 || !preview) return <p>{t('hint')}</p>
  if (preview.cached) return <Exists image={preview.image} />
  return <CostsOne startsInSeconds={preview.startsInSeconds} mine={offered} />
}

function Exists({ image }: { image: Preview['image'] }) {
  const t = useTranslations('studio')
  return (
    <>
      {image && (
        // biome-ignore lint/performance/noImgElement: the service makes its own sizes and formats
        <img src={image.webp} alt="" width={40} height={40} className="size-10 shrink-0 object-contain max-sm:hidden" />
      )}
      <p className="font-medium text-ink">{t('costsNothing')}</p>
    </>
  )
}

function CostsOne({ startsInSeconds, mine }: Pick<Preview, 'startsInSeconds'> & { mine: boolean | undefined }) {
  const t = useTranslations('studio')
  const duration = useDuration()
  const { data } = useLimits()
  const left = data?.daily.remaining
  if (left === undefined) return <p>{t('hint')}</p>
  if (left === 0) return <p>{t('noneLeft')}</p>
  if (startsInSeconds === undefined) return <p>{t(mine ? 'costsMine' : 'costsOne', { left })}</p>
  return <p>{t('costsOneLong', { left, time: duration.rough(startsInSeconds) })}</p>
}

function Wrong({ children }: { children: ReactNode }) {
  return (
    <p role="alert" className="font-semibold text-lamp-ink">
      {children}
    </p>
  )
}
