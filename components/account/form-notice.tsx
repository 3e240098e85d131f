'use client'

import { useTranslations } from 'use-intl'
import { useOnline } from '../hooks/use-online'
import { problemOf } from '../problem'
import { Notice } from '../ui/notice'
import { refusedField } from './form-faults'
import { withNext } from './safe-next'
import { TextLink } from './text-link'
import { TimedNotice } from './timed-notice'

/** Refusals of an account's forms that have words of their own; any other is our fault. */
const TOLD = [
  ...(['burst', 'accounts-per-address', 'sign-in', 'input', 'origin'] as const),
  ...(['token-count', 'token-of-operator', 'too-late', 'link', 'no-mail', 'email-taken'] as const),
]

type Props = {
  error: unknown
  /** When it was sent. */
  told: number
  /** The form has no fields at which it could be told. */
  fieldless?: boolean
}

/** Why a form was refused, unless that is told at one of its fields. */
export function FormNotice({ error, told, fieldless = false }: Props) {
  const t = useTranslations('formRefusal')
  const online = useOnline()
  if (!error || (!fieldless && refusedField(error))) return null
  const problem = problemOf(error)
  const reason = TOLD.find((known) => known === problem?.reason) ?? (problem || online ? 'unknown' : 'offline')
  if (problem?.retryAfterSeconds !== undefined) {
    return (
      <TimedNotice
        title={t(`${reason}.title`)}
        body={(time) => t(`${reason}.body`, { time })}
        seconds={problem.retryAfterSeconds}
        told={told}
      />
    )
  }
  return (
    <Notice tone="error" title={t(`${reason}.title`)}>
      {t(`${reason}.body`)}{' '}
      {reason === 'sign-in' && <TextLink href={withNext('/sign-in', '/account')}>{t('sign-in.link')}</TextLink>}
    </Notice>
  )
}
