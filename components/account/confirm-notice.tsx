'use client'

import { useMutation } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl'
import { useTRPC } from '../trpc'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { FormNotice } from './form-notice'

/** Stands on the account page until its address is confirmed, with a way to get the link again. */
export function ConfirmNotice({ email }: { email: string }) {
  const t = useTranslations('account.confirm')
  const trpc = useTRPC()
  const locale = useLocale()
  const { mutate, data, error, isPending, submittedAt } = useMutation(
    trpc.account.sendConfirmation.mutationOptions({ networkMode: 'always' }),
  )
  return (
    <div className="grid max-w-3xl gap-4">
      <Notice tone="warning" title={t('title')}>
        <p>{t('body', { email })}</p>
        <div className="pt-2">
          <Button size="small" busy={isPending} onClick={() => !isPending && mutate({ locale })}>
            {t('again')}
          </Button>
        </div>
      </Notice>
      <FormNotice error={error} told={submittedAt} fieldless />
      {data && <Notice tone="success" title={t('sent', data)} />}
    </div>
  )
}
