'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useDuration } from '../hooks/use-duration'
import { useSecondsLeft } from '../hooks/use-seconds-left'
import { Notice } from '../ui/notice'

type Props = {
  title: ReactNode
  /** The sentence that says how long, given the time in words. */
  body: (time: string) => ReactNode
  seconds: number
  /** When the seconds were given: a new value starts them anew. */
  told: number
}

/** A refusal that ends by itself, counting down. Ears hear how long once, and then that it is over. */
export function TimedNotice({ title, body, seconds, told }: Props) {
  const t = useTranslations('formRefusal')
  const duration = useDuration()
  const left = useSecondsLeft(seconds, told)
  if (left === 0) {
    return (
      <Notice tone="success" title={t('open.title')}>
        {t('open.body')}
      </Notice>
    )
  }
  return (
    <Notice tone="error" title={title}>
      <p className="sr-only">{body(duration.rough(seconds))}</p>
      <p aria-hidden className="figures">
        {body(duration.exact(left))}
      </p>
    </Notice>
  )
}
