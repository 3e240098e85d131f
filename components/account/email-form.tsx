'use client'

import { useMutation } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl'
import { useTRPC } from '../trpc'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Notice } from '../ui/notice'
import { emailFault, onlyFaults, refusedField } from './form-faults'
import { FormNotice } from './form-notice'
import { PasswordField } from './password-field'
import { useCheckedForm } from './use-checked-form'
import { useFaultWords } from './use-fault-words'
import type { Account } from './use-me'

/** Asks for another address; it is the account's once the link sent there is used. Folded away: it is seldom wanted. */
export function EmailForm({ account: { email, hasPassword } }: { account: Account }) {
  const t = useTranslations('account.profile')
  const words = useFaultWords()
  const trpc = useTRPC()
  const locale = useLocale()
  const { mutate, data, error, isPending, submittedAt } = useMutation(
    trpc.account.changeEmail.mutationOptions({
      networkMode: 'always',
      onSuccess: () => {
        formProps.ref.current?.reset()
      },
    }),
  )
  const refused = refusedField(error)
  const { faults, formProps } = useCheckedForm({
    fields: ['email', 'current'],
    check: (values) =>
      onlyFaults({
        email: values.email.trim().toLowerCase() === email ? 'email-same' : emailFault(values.email),
        current: hasPassword && values.current === '' ? 'password-again' : undefined,
      }),
    send: (values) => mutate({ email: values.email, password: values.current, locale }),
    refused: refused && { [refused.field]: refused.fault },
    busy: isPending,
  })
  return (
    <details className="group border-t border-rule pt-3">
      <summary className="min-h-9 cursor-pointer font-medium">{t('change')}</summary>
      <form {...formProps} className="grid gap-4 pt-3">
        <FormNotice error={error} told={submittedAt} />
        {data && (
          <Notice tone="success" title={t('sentTitle', data)}>
            {t('sentBody')}
          </Notice>
        )}
        <Field
          label={t('newEmail')}
          hint={t('newEmailHint')}
          name="email"
          type="email"
          autoComplete="email"
          required
          maxLength={254}
          error={words(faults.email)}
        />
        {hasPassword && (
          <PasswordField
            label={t('password')}
            name="current"
            autoComplete="current-password"
            required
            error={words(faults.current)}
          />
        )}
        <div>
          <Button type="submit" busy={isPending}>
            {t('submit')}
          </Button>
        </div>
      </form>
    </details>
  )
}
