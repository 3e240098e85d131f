'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { useTRPC } from '../trpc'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { Panel } from '../ui/panel'
import { newPasswordFault, onlyFaults, refusedField, SHORTEST_PASSWORD } from './form-faults'
import { FormNotice } from './form-notice'
import { signInWith } from './next-auth'
import { PasswordField } from './password-field'
import { useCheckedForm } from './use-checked-form'
import { useFaultWords } from './use-fault-words'
import { useSessionChange } from './use-session-change'

/** Changing the password ends every session; this browser signs in again with the new one, without asking. */
export function PasswordPanel({ email }: { email: string }) {
  const t = useTranslations('account')
  const words = useFaultWords()
  const trpc = useTRPC()
  const router = useRouter()
  const changed = useSessionChange()
  const { mutate, error, isPending, isSuccess, submittedAt } = useMutation(
    trpc.account.changePassword.mutationOptions({
      networkMode: 'always',
      onSuccess: async (_, { next }) => {
        try {
          await signInWith({ kind: 'password', email, password: next })
        } catch {
          return router.replace('/sign-in?error=password-changed&next=%2Faccount')
        }
        formProps.ref.current?.reset()
        await changed()
      },
    }),
  )
  const refused = refusedField(error)
  const { faults, formProps } = useCheckedForm({
    fields: ['current', 'password'],
    check: ({ current, password }) =>
      onlyFaults({
        current: current === '' ? 'password-empty' : undefined,
        password: newPasswordFault(password, email),
      }),
    send: ({ current, password }) => mutate({ current, next: password }),
    refused: refused && { [refused.field]: refused.fault },
    busy: isPending,
  })
  return (
    <Panel title={t('password')} intro={t('passwordIntro')}>
      <form {...formProps} className="grid gap-5">
        <FormNotice error={error} told={submittedAt} />
        {isSuccess && (
          <Notice tone="success" title={t('passwordDone')}>
            {t('passwordDoneBody')}
          </Notice>
        )}
        <input type="text" name="email" autoComplete="username" value={email} readOnly hidden />
        <PasswordField
          label={t('current')}
          name="current"
          autoComplete="current-password"
          required
          error={words(faults.current)}
        />
        <PasswordField
          label={t('next')}
          hint={t('nextHint', { shortest: SHORTEST_PASSWORD })}
          name="password"
          autoComplete="new-password"
          required
          error={words(faults.password)}
        />
        <div>
          <Button type="submit" busy={isPending}>
            {t('passwordSubmit')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}
