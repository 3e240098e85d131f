'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from 'sonner'
import { useTranslations } from 'use-intl'
import { useTRPC } from '../trpc'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Panel } from '../ui/panel'
import { SureDialog } from '../ui/sure-dialog'
import { onlyFaults, refusedField } from './form-faults'
import { FormNotice } from './form-notice'
import { signOutHere } from './next-auth'
import { PasswordField } from './password-field'
import { useCheckedForm } from './use-checked-form'
import { useFaultWords } from './use-fault-words'
import type { Account } from './use-me'
import { useSessionChange } from './use-session-change'

/** The end of an account: what goes, what stays, a proof that its owner asks, and one more question. */
export function DeletePanel({ account: { email, hasPassword } }: { account: Account }) {
  const t = useTranslations('account.delete')
  const words = useFaultWords()
  const trpc = useTRPC()
  const changed = useSessionChange()
  /** What proves it, while the last question is open. */
  const [proof, setProof] = useState<{ password: string } | { typed: string }>()
  const { mutate, error, isPending, isSuccess, submittedAt } = useMutation(
    trpc.account.delete.mutationOptions({
      networkMode: 'always',
      onSuccess: async () => {
        await signOutHere().catch(() => {}) // the session is over already; this clears its cookie away
        await changed('/')
        toast(t('done'))
      },
    }),
  )
  const busy = isPending || isSuccess
  const wanted = email ?? t('theWord')
  const refused = refusedField(error)
  const { faults, formProps } = useCheckedForm({
    fields: ['current', 'typed'],
    check: ({ current, typed }) =>
      onlyFaults({
        current: hasPassword && current === '' ? 'password-again' : undefined,
        typed: hasPassword || typed.trim().toLowerCase() === wanted ? undefined : email ? 'email-other' : 'word-other',
      }),
    // The word is typed in the page's language; the service knows it in one.
    send: ({ current }) => setProof(hasPassword ? { password: current } : { typed: email ?? 'delete' }),
    refused: refused && { [refused.field]: refused.fault },
    busy,
  })
  return (
    <Panel title={t('title')} intro={t('intro')} className="content-start">
      <ul className="grid list-disc gap-1 pl-5 text-sm text-muted">
        <li>{t('gone')}</li>
        <li>{t('stays')}</li>
      </ul>
      <form {...formProps} className="grid max-w-md gap-4">
        <FormNotice error={error} told={submittedAt} />
        {hasPassword ? (
          <PasswordField
            label={t('password')}
            name="current"
            autoComplete="current-password"
            required
            error={words(faults.current)}
          />
        ) : (
          <Field
            label={email ? t('email') : t('word', { word: wanted })}
            hint={email && t('emailHint', { email })}
            name="typed"
            autoComplete="off"
            required
            error={words(faults.typed)}
          />
        )}
        <div>
          <Button type="submit" variant="danger" busy={busy}>
            {t('submit')}
          </Button>
        </div>
      </form>
      <SureDialog
        open={proof !== undefined}
        onClose={() => setProof(undefined)}
        title={t('sureTitle')}
        body={t('sureBody')}
        confirm={t('confirm')}
        cancel={t('cancel')}
        onConfirm={() => proof && !busy && mutate(proof)}
      />
    </Panel>
  )
}
