'use client'

import { useTranslations } from 'use-intl'
import { useDuration } from '../hooks/use-duration'
import { useSecondsLeft } from '../hooks/use-seconds-left'
import type { Picture } from './picture'

/** A longer wait is said to be one (seconds). */
const LONG_WAIT = 120

/** Where a picture stands, in the page's language: `detail` ticks for eyes, `spoken` is calm enough for ears. */
export function useTurn(picture: Picture, told: number, gotFree: boolean) {
  const t = useTranslations('picture')
  const refusal = useTranslations('refusal')
  const duration = useDuration()
  const startsIn = useSecondsLeft(picture.startsInSeconds ?? 0, told)
  const atMost = useSecondsLeft(picture.startsInSecondsAtMost ?? 0, told)
  const pausedFor = useSecondsLeft(picture.pausedSeconds ?? 0, told)

  if (picture.status === 'queued') {
    const title = placeInLine()
    const tabTitle = t('titleQueued', { place: title })
    const long = startsIn > LONG_WAIT ? t(picture.sketch ? 'longWaitSketch' : 'longWait') : undefined
    if (picture.pausedSeconds !== undefined) {
      const spoken = [t('paused', { time: duration.rough(pausedFor) }), long].filter(Boolean).join(' ')
      return { title, tabTitle, detail: t('paused', { time: duration.exact(pausedFor) }), spoken, long }
    }
    if (picture.startsInSeconds === undefined || startsIn === 0) {
      return { title, tabTitle, detail: t('startsNow'), spoken: t('startsNow') }
    }
    const spoken = [startsInWords(duration.rough), long].filter(Boolean).join('. ')
    return { title, tabTitle, detail: startsInWords(duration.exact), spoken, long }
  }

  const detail = settledDetail()
  if (picture.sketched) return { title: t('sketched'), tabTitle: t('titleSketched'), detail, spoken: detail }
  const tabTitle = t(TAB_TITLES[picture.status], { words: picture.words })
  const words = picture.drawnFor
  const spoken = words === undefined ? detail : t('drawnForSpoken', { detail, words })
  return { title: t(picture.status), tabTitle, detail, spoken }

  /** A free picture may be overtaken: then both ends of its wait are told. */
  function startsInWords(words: (seconds: number) => string): string {
    const time = words(startsIn)
    return atMost > startsIn ? t('startsInUpTo', { time, most: words(atMost) }) : t('startsIn', { time })
  }

  function placeInLine(): string {
    if (picture.position === undefined) return t('queued')
    return picture.position === 1 ? t('queuedNext') : t('queuedAt', { position: picture.position })
  }

  function settledDetail(): string {
    if (picture.status === 'drawing') return t('drawingLead')
    if (picture.status === 'failed') {
      const cost = t(picture.charged === 0 ? 'refunded' : 'notRefunded')
      return [`${failure()} ${cost}`, picture.sketch && t('sketchStays')].filter(Boolean).join(' ')
    }
    if (picture.status === 'cancelled') return t(picture.charged === 0 ? 'cancelledRefunded' : 'notRefunded')
    if (!picture.image) return t('gone')
    if (picture.sketched) return t('sketchedDetail')
    const paidBefore = gotFree && picture.charged > 0
    return paidBefore ? t('repeat') : t(`outcome.${picture.outcome}`, { charged: picture.charged })
  }

  function failure(): string {
    return `${refusal(`${picture.error?.reason ?? 'upstream-failed'}.title`, { limit: 0 })}.`
  }
}

const TAB_TITLES = {
  drawing: 'titleDrawing',
  ready: 'titleReady',
  failed: 'titleFailed',
  cancelled: 'titleCancelled',
} as const
