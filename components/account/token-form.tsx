'use client'

import { useTranslations } from 'use-intl'
import { Button } from '../ui/button'
import { onlyFaults, tokenFault } from './form-faults'
import { SignInNotice } from './sign-in-notice'
import { TokenField } from './token-field'
import { useCheckedForm } from './use-checked-form'
import { useFaultWords } from './use-fault-words'
import { useSignIn } from './use-sign-in'

/** A premium token, which works without an account. */
export function TokenForm({ next }: { next: string }) {
  const t = useTranslations('signIn')
  const words = useFaultWords()
  const { signIn, refusal, told, busy } = useSignIn(next)
  const { faults, formProps } = useCheckedForm({
    fields: ['token'],
    check: ({ token }) => onlyFaults({ token: tokenFault(token) }),
    send: ({ token }) => signIn({ kind: 'token', token: token.trim() }),
    busy,
  })
  return (
    <form {...formProps} className="grid gap-5">
      {refusal && <SignInNotice refusal={refusal} told={told} by="token" />}
      <TokenField label={t('token')} hint={t('tokenHint')} error={words(faults.token)} />
      <div>
        <Button type="submit" busy={busy}>
          {t('tokenSubmit')}
        </Button>
      </div>
      <p className="text-sm text-muted">{t('tokenRedeem')}</p>
    </form>
  )
}
