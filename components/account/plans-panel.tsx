import type { AccountDescription } from '@/server/identity/describe-account'
import { formatter } from '../i18n/formatter'
import { translator } from '../i18n/translator'
import { Panel } from '../ui/panel'

/** Every stretch of premium the account had, has or will have; the latest first. */
export async function PlansPanel({ subscriptions }: Pick<AccountDescription, 'subscriptions'>) {
  const [t, format] = [await translator(), await formatter()]
  const date = (at: Date) => format.dateTime(at, { dateStyle: 'medium' })
  return (
    <Panel title={t('account.plans.title')}>
      {subscriptions.length === 0 ? (
        <p className="text-muted">{t('account.plans.none')}</p>
      ) : (
        <ul className="grid">
          {subscriptions.toReversed().map(({ from, startsAt, endsAt, state }) => (
            <li
              key={startsAt.toISOString()}
              className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-t border-rule py-3 last:border-b"
            >
              <div className="grid gap-0.5">
                <p className={state === 'over' ? 'text-muted' : 'font-medium'}>
                  {endsAt === null
                    ? t('account.plans.withoutEnd', { from: date(startsAt) })
                    : t('account.plans.withEnd', { from: date(startsAt), to: date(endsAt) })}
                </p>
                <p className="text-sm text-muted">{t(`account.plans.${from}`)}</p>
              </div>
              <p className={`text-sm ${state === 'running' ? 'font-semibold text-good' : 'text-muted'}`}>
                {t(`account.plans.${state}`)}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
