'use client'

import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { SelectField } from '../../ui/select-field'
import { nameFault, onlyFaults, refusedField } from '../form-faults'
import { FormNotice } from '../form-notice'
import { useCheckedForm } from '../use-checked-form'
import { useFaultWords } from '../use-fault-words'
import type { TokenChanges } from './use-own-tokens'

type Wanted = Parameters<TokenChanges['create']['mutate']>[0]
type Props = { onCreate: (wanted: Wanted, done: () => void) => void; error: unknown; told: number; busy: boolean }

const SCOPES = ['draw', 'read'] as const
const DAYS = [7, 30, 90, 365]
const USUAL_DAYS = 90

/** What a new token is called, what it may do, and for how long. */
export function NewTokenForm({ onCreate, error, told, busy }: Props) {
  const t = useTranslations('account.tokens')
  const words = useFaultWords()
  const refused = refusedField(error)
  const { faults, formProps } = useCheckedForm({
    fields: ['name', 'days', ...SCOPES],
    check: ({ name, draw, read }) =>
      onlyFaults({
        name: nameFault(name),
        draw: draw || read ? undefined : 'scopes-none',
        read: undefined,
        days: undefined,
      }),
    send: ({ name, days, ...scopes }) =>
      onCreate(
        {
          name,
          scopes: SCOPES.filter((scope) => scopes[scope] !== ''),
          days: days === '' ? null : Number(days),
        },
        () => formProps.ref.current?.reset(),
      ),
    refused: refused && { [refused.field]: refused.fault },
    busy,
  })
  return (
    <form {...formProps} className="grid gap-5">
      <FormNotice error={error} told={told} />
      <Field
        label={t('name')}
        hint={t('nameHint')}
        name="name"
        required
        autoComplete="off"
        maxLength={200}
        error={words(faults.name)}
      />
      <fieldset className="grid gap-2" aria-describedby={faults.draw && 'scopes-fault'}>
        <legend className="mb-1.5 text-sm font-semibold">{t('scopes')}</legend>
        {SCOPES.map((scope) => (
          <label key={scope} className="flex min-h-9 items-start gap-3">
            <input
              type="checkbox"
              name={scope}
              value="yes"
              defaultChecked
              aria-invalid={faults.draw ? true : undefined}
              className="mt-0.5 size-5 shrink-0 accent-ink"
            />
            <span>{t(`scopeHint.${scope}`)}</span>
          </label>
        ))}
        {faults.draw && (
          <p id="scopes-fault" className="flex items-start gap-1.5 text-sm font-medium text-lamp-ink">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span>{words(faults.draw)}</span>
          </p>
        )}
      </fieldset>
      <SelectField label={t('days')} name="days" defaultValue={USUAL_DAYS}>
        {DAYS.map((days) => (
          <option key={days} value={days}>
            {t('daysOption', { days })}
          </option>
        ))}
        <option value="">{t('daysNone')}</option>
      </SelectField>
      <div>
        <Button type="submit" busy={busy}>
          {t('create')}
        </Button>
      </div>
    </form>
  )
}
