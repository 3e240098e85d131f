'use client'

import { useTranslations } from 'use-intl'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { emailFault, onlyFaults } from './form-faults'
import { PasswordField } from './password-field'
import { withNext } from './safe-next'
import { SignInNotice } from './sign-in-notice'
import { TextLink } from './text-link'
import { useCheckedForm } from './use-checked-form'
import { useFaultWords } from './use-fault-words'
import { useSignIn } from './use-sign-in'

/** Email and password. A wrong password and an unknown email are told alike. */
export function SignInForm({ next, sendsMail }: { next: string; sendsMail: boolean }) {
  const t = useTranslations('signIn')
  const words = useFaultWords()
  const { signIn, refusal, told, busy } = useSignIn(next)
  const { faults, formProps } = useCheckedForm({
    fields: ['email', 'password'],
    check: ({ email, password }) =>
      onlyFaults({ email: emailFault(email), password: password === '' ? 'password-empty' : undefined }),
    send: (values) => signIn({ kind: 'password', ...values }),
    busy,
  })
  return (
    <form {...formProps} className="grid gap-5">
      {refusal && <SignInNotice refusal={refusal} told={told} />}
      <Field
        label={t('email')}
        name="email"
        type="email"
        autoComplete="username"
        required
        error={words(faults.email)}
      />
      <PasswordField
        label={t('password')}
        name="password"
        autoComplete="current-password"
        required
        error={words(faults.password)}
      />
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Button type="submit" variant="primary" busy={busy}>
          {t('submit')}
        </Button>
        <p className="text-sm text-muted">
          {t('new')} <TextLink href={withNext('/sign-up', next)}>{t('toSignUp')}</TextLink>
        </p>
      </div>
      <p className="text-sm text-muted">
        {sendsMail ? <TextLink href="/forgot-password">{t('forgot')}</TextLink> : t('askOperator')}
      </p>
    </form>
  )
}
