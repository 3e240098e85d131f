'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { toast } from 'sonner'
import { useTranslations } from 'use-intl'
import { useTRPC } from '../trpc'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { newPasswordFault, onlyFaults, refusedField, SHORTEST_PASSWORD } from './form-faults'
import { FormNotice } from './form-notice'
import { signInWith } from './next-auth'
import { PasswordField } from './password-field'
import { TextLink } from './text-link'
import { useCheckedForm } from './use-checked-form'
import { useFaultWords } from './use-fault-words'
import { useLinkSecret } from './use-link-secret'
import { useSessionChange } from './use-session-change'

/** Sets a new password by the link this page was opened with, and signs in with it. */
export function ResetForm() {
  const t = useTranslations('reset')
  const words = useFaultWords()
  const trpc = useTRPC()
  const router = useRouter()
  const changed = useSessionChange()
  const secret = useLinkSecret()
  const { mutate, error, isPending, isSuccess, submittedAt } = useMutation(
    trpc.account.resetPassword.mutationOptions({
      networkMode: 'always',
      onSuccess: async ({ email }, { password }) => {
        try {
          if (email === null) throw new Error('an account without an email signs in another way')
          await signInWith({ kind: 'password', email, password })
        } catch {
          return router.replace('/sign-in?next=%2Faccount')
        }
        await changed('/account')
        toast(t('done'))
      },
    }),
  )
  const busy = isPending || isSuccess
  const refused = refusedField(error)
  const { faults, formProps } = useCheckedForm({
    fields: ['password'],
    check: ({ password }) => onlyFaults({ password: newPasswordFault(password, null) }),
    send: ({ password }) => mutate({ secret: secret ?? '', password }),
    refused: refused && { [refused.field]: refused.fault },
    busy,
  })
  if (secret === '') {
    return (
      <Notice tone="error" title={t('noSecret')}>
        {t('noSecretBody')} <TextLink href="/forgot-password">{t('again')}</TextLink>
      </Notice>
    )
  }
  return (
    <form {...formProps} className="grid gap-5">
      <FormNotice error={error} told={submittedAt} />
      <PasswordField
        label={t('password')}
        hint={t('passwordHint', { shortest: SHORTEST_PASSWORD })}
        name="password"
        autoComplete="new-password"
        required
        error={words(faults.password)}
      />
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Button type="submit" variant="primary" busy={busy}>
          {t('submit')}
        </Button>
        {error && (
          <p className="text-sm">
            <TextLink href="/forgot-password">{t('again')}</TextLink>
          </p>
        )}
      </div>
    </form>
  )
}
