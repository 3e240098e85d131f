'use client'

import { useMutation } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl'
import { useTRPC } from '../trpc'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { FormNotice } from './form-notice'
import { TextLink } from './text-link'
import { useLinkSecret } from './use-link-secret'
import { useSessionChange } from './use-session-change'

/** Confirms an address at a press: programs that open every link of a mail confirm nothing. */
export function ConfirmEmailForm() {
  const t = useTranslations('confirmEmail')
  const trpc = useTRPC()
  const locale = useLocale()
  const changed = useSessionChange()
  const secret = useLinkSecret()
  const { mutate, data, error, isPending, submittedAt } = useMutation(
    trpc.account.confirmEmail.mutationOptions({ networkMode: 'always', onSuccess: () => changed() }),
  )
  if (data) {
    return (
      <Notice tone="success" title={t('doneTitle', data)}>
        <p>
          {t('doneBody')} <TextLink href="/account">{t('toAccount')}</TextLink>
        </p>
      </Notice>
    )
  }
  if (secret === '') {
    return (
      <Notice tone="error" title={t('noSecret')}>
        {t('noSecretBody')}
      </Notice>
    )
  }
  return (
    <div className="grid gap-5">
      <FormNotice error={error} told={submittedAt} fieldless />
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Button
          variant="primary"
          busy={isPending}
          onClick={() => secret !== undefined && !isPending && mutate({ secret, locale })}
        >
          {t('submit')}
        </Button>
        <p className="text-sm">
          <TextLink href="/account">{t('toAccount')}</TextLink>
        </p>
      </div>
    </div>
  )
}
