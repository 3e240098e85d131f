'use client'

import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useTRPC } from '../trpc'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { Panel } from '../ui/panel'
import { onlyFaults, refusedField, tokenFault } from './form-faults'
import { FormNotice } from './form-notice'
import { TokenField } from './token-field'
import { useCheckedForm } from './use-checked-form'
import { useFaultWords } from './use-fault-words'
import { useSessionChange } from './use-session-change'
import { useUntil } from './use-until'

/** Turns a premium token into premium time of this account. */
export function RedeemPanel() {
  const t = useTranslations('account')
  const words = useFaultWords()
  const until = useUntil()
  const trpc = useTRPC()
  const changed = useSessionChange()
  const { mutate, data, error, isPending, submittedAt } = useMutation(
    trpc.account.redeemToken.mutationOptions({
      networkMode: 'always',
      onSuccess: async () => {
        formProps.ref.current?.reset()
        await changed()
      },
    }),
  )
  const refused = refusedField(error)
  const { faults, formProps } = useCheckedForm({
    fields: ['token'],
    check: ({ token }) => onlyFaults({ token: tokenFault(token) }),
    send: ({ token }) => mutate({ token: token.trim() }),
    refused: refused && { [refused.field]: refused.fault },
    busy: isPending,
  })
  return (
    <Panel title={t('redeem')} intro={t('redeemIntro')}>
      <form {...formProps} className="grid gap-5">
        <FormNotice error={error} told={submittedAt} />
        {data && <Notice tone="success" title={sentence(data)} />}
        <TokenField label={t('token')} hint={t('tokenHint')} error={words(faults.token)} />
        <div>
          <Button type="submit" busy={isPending}>
            {t('redeemSubmit')}
          </Button>
        </div>
      </form>
    </Panel>
  )

  function sentence({ premiumUntil, alreadyYours }: NonNullable<typeof data>) {
    if (premiumUntil === null) return t(alreadyYours ? 'alreadyYoursAlways' : 'redeemedAlways')
    return t(alreadyYours ? 'alreadyYours' : 'redeemed', { date: until(premiumUntil) })
  }
}
