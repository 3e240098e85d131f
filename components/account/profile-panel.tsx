'use client'

import { useMutation } from '@tanstack/react-query'
import { toast } from 'sonner'
import { useTranslations } from 'use-intl'
import { useTRPC } from '../trpc'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Panel } from '../ui/panel'
import { EmailForm } from './email-form'
import { onlyFaults, ownNameFault, refusedField } from './form-faults'
import { FormNotice } from './form-notice'
import { useCheckedForm } from './use-checked-form'
import { useFaultWords } from './use-fault-words'
import type { Account } from './use-me'
import { useSessionChange } from './use-session-change'

/** What an account calls itself, and the address it is reached at. */
export function ProfilePanel({ account }: { account: Account }) {
  const t = useTranslations('account.profile')
  return (
    <Panel title={t('title')} className="gap-6">
      <NameForm name={account.name ?? ''} />
      {account.sendsMail && <EmailForm account={account} />}
    </Panel>
  )
}

function NameForm({ name }: { name: string }) {
  const t = useTranslations('account.profile')
  const words = useFaultWords()
  const trpc = useTRPC()
  const changed = useSessionChange()
  const { mutate, error, isPending, submittedAt } = useMutation(
    trpc.account.rename.mutationOptions({
      networkMode: 'always',
      onSuccess: async () => {
        await changed()
        toast(t('saved'))
      },
    }),
  )
  const refused = refusedField(error)
  const { faults, formProps } = useCheckedForm({
    fields: ['name'],
    check: (values) => onlyFaults({ name: ownNameFault(values.name) }),
    send: mutate,
    refused: refused && { [refused.field]: refused.fault },
    busy: isPending,
  })
  return (
    <form {...formProps} className="grid gap-4">
      <FormNotice error={error} told={submittedAt} />
      <Field
        label={t('name')}
        hint={t('nameHint')}
        name="name"
        autoComplete="name"
        defaultValue={name}
        error={words(faults.name)}
      />
      <div>
        <Button type="submit" busy={isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
