'use client'

import { useTranslations } from 'use-intl'
import { Notice } from '../ui/notice'
import type { SignInRefusal } from './sign-in-refusal'
import { TimedNotice } from './timed-notice'

type Props = {
  refusal: SignInRefusal
  /** When it was told. */
  told: number
  /** What was offered: what is wrong with a token is not told in words for a password. */
  by?: 'token'
}

/** Why a sign-in did not succeed, in the catalogue's words. */
export function SignInNotice({ refusal, told, by }: Props) {
  const t = useTranslations('signInRefusal')
  if (refusal.why === 'throttled') {
    return (
      <TimedNotice
        title={t('throttled.title')}
        body={(time) => t('throttled.body', { time })}
        seconds={refusal.retryAfterSeconds}
        told={told}
      />
    )
  }
  const why = by === 'token' && refusal.why === 'credentials' ? 'token' : refusal.why
  return (
    <Notice tone="error" title={t(`${why}.title`)}>
      {t(`${why}.body`)}
    </Notice>
  )
}
