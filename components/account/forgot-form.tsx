'use client'

import { useMutation } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl'
import { useTRPC } from '../trpc'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Notice } from '../ui/notice'
import { emailFault, onlyFaults, refusedField } from './form-faults'
import { FormNotice } from './form-notice'
import { TextLink } from './text-link'
import { useCheckedForm } from './use-checked-form'
import { useFaultWords } from './use-fault-words'

/** Asks for a link. What is told afterwards is the same whether the address has an account or not. */
export function ForgotForm() {
  const t = useTranslations('forgot')
  const words = useFaultWords()
  const trpc = useTRPC()
  const locale = useLocale()
  const { mutate, variables, error, isPending, isSuccess, reset, submittedAt } = useMutation(
    trpc.account.requestReset.mutationOptions({ networkMode: 'always' }),
  )
  const refused = refusedField(error)
  const { faults, formProps } = useCheckedForm({
    fields: ['email'],
    check: ({ email }) => onlyFaults({ email: emailFault(email) }),
    send: ({ email }) => mutate({ email: email.trim(), locale }),
    refused: refused && { [refused.field]: refused.fault },
    busy: isPending,
  })
  if (isSuccess) {
    return (
      <div className="grid gap-5">
        <Notice tone="success" title={t('sentTitle')}>
          <p className="wrap-anywhere">{t('sentBody', { email: variables.email })}</p>
        </Notice>
        <div>
          <Button onClick={reset}>{t('another')}</Button>
        </div>
      </div>
    )
  }
  return (
    <form {...formProps} className="grid gap-5">
      <FormNotice error={error} told={submittedAt} />
      <Field
        label={t('email')}
        name="email"
        type="email"
        autoComplete="username"
        required
        maxLength={254}
        error={words(faults.email)}
      />
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Button type="submit" variant="primary" busy={isPending}>
          {t('submit')}
        </Button>
        <p className="text-sm">
          <TextLink href="/sign-in">{t('back')}</TextLink>
        </p>
      </div>
    </form>
  )
}
