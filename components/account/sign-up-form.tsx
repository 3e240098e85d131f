'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { toast } from 'sonner'
import { useLocale, useTranslations } from 'use-intl'
import { useTRPC } from '../trpc'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { emailFault, newPasswordFault, onlyFaults, refusedField, SHORTEST_PASSWORD } from './form-faults'
import { FormNotice } from './form-notice'
import { signInWith } from './next-auth'
import { PasswordField } from './password-field'
import { withNext } from './safe-next'
import { TextLink } from './text-link'
import { useCheckedForm } from './use-checked-form'
import { useFaultWords } from './use-fault-words'
import { useSessionChange } from './use-session-change'

/** Opens an account, signs in with it, and goes on. */
export function SignUpForm({ next }: { next: string }) {
  const t = useTranslations('signUp')
  const words = useFaultWords()
  const trpc = useTRPC()
  const locale = useLocale()
  const router = useRouter()
  const changed = useSessionChange()
  const { mutate, error, isPending, isSuccess, submittedAt } = useMutation(
    trpc.account.signUp.mutationOptions({
      networkMode: 'always',
      onSuccess: async (_, { email, password }) => {
        try {
          await signInWith({ kind: 'password', email, password })
        } catch {
          // The account is open all the same; its owner signs in by hand.
          return router.replace(withNext('/sign-in', next))
        }
        await changed(next)
        toast(t('done'))
      },
    }),
  )
  const busy = isPending || isSuccess
  const refused = refusedField(error)
  const { faults, formProps } = useCheckedForm({
    fields: ['email', 'password'],
    check: ({ email, password }) =>
      onlyFaults({ email: emailFault(email), password: newPasswordFault(password, email) }),
    send: (credentials) => mutate({ ...credentials, locale }),
    refused: refused && { [refused.field]: refused.fault },
    busy,
  })
  return (
    <form {...formProps} className="grid gap-5">
      <FormNotice error={error} told={submittedAt} />
      <Field
        label={t('email')}
        hint={t('emailHint')}
        name="email"
        type="email"
        autoComplete="username"
        required
        maxLength={254}
        error={
          faults.email && (
            <>
              {words(faults.email)}{' '}
              {faults.email === 'email-taken' && <TextLink href={withNext('/sign-in', next)}>{t('toSignIn')}</TextLink>}
            </>
          )
        }
      />
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
        <p className="text-sm text-muted">
          {t('have')} <TextLink href={withNext('/sign-in', next)}>{t('toSignIn')}</TextLink>
        </p>
      </div>
    </form>
  )
}
