import type { ReactNode } from 'react'
import type { AccountDescription } from '@/server/identity/describe-account'
import { formatter } from '../i18n/formatter'
import { translator } from '../i18n/translator'
import { Panel } from '../ui/panel'

type Props = Pick<AccountDescription, 'providers' | 'openedAt'> & { hasPassword: boolean }

/** With what one signs in to this account, and since when. */
export async function WaysPanel({ providers, openedAt, hasPassword }: Props) {
  const [t, format] = [await translator(), await formatter()]
  const date = (at: Date) => format.dateTime(at, { dateStyle: 'medium' })
  const nameOf = (provider: string) =>
    provider === 'github' || provider === 'google' ? t(`account.providers.${provider}`) : provider
  return (
    <Panel title={t('account.providers.title')}>
      <ul className="grid">
        {hasPassword && <Way name={t('account.providers.password')} />}
        {providers.map(({ provider, since }) => (
          <Way
            key={provider}
            name={nameOf(provider)}
            since={t('account.providers.since', { date: date(new Date(since)) })}
          />
        ))}
        {!hasPassword && providers.length === 0 && <Way name={t('account.providers.token')} />}
      </ul>
      <p className="text-sm text-muted">{t('account.providers.opened', { date: date(new Date(openedAt)) })}</p>
    </Panel>
  )
}

function Way({ name, since }: { name: ReactNode; since?: ReactNode }) {
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-t border-rule py-3 last:border-b">
      <span className="font-medium">{name}</span>
      {since && <span className="text-sm text-muted">{since}</span>}
    </li>
  )
}
