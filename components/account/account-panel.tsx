'use client'

import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Notice } from '../ui/notice'
import { Panel } from '../ui/panel'
import { TextLink } from './text-link'
import type { Account } from './use-me'
import { useUntil } from './use-until'

/** Who is signed in, with which tier, and until when. */
export function AccountPanel({ account }: { account: Account }) {
  const t = useTranslations('account')
  const until = useUntil()
  const { email, emailConfirmed, sendsMail, name, tier, premiumUntil } = account
  return (
    <Panel title={t('who')}>
      <dl className="grid gap-4">
        {email !== null && (
          <Entry term={t('email')}>
            {email}
            {sendsMail && (
              <span className="flex items-center gap-1.5 text-sm font-normal text-muted">
                {emailConfirmed ? (
                  <CircleCheck aria-hidden className="size-4 text-good" />
                ) : (
                  <TriangleAlert aria-hidden className="size-4 text-lamp-ink" />
                )}
                {t(emailConfirmed ? 'emailConfirmed' : 'emailUnconfirmed')}
              </span>
            )}
          </Entry>
        )}
        {name !== null && <Entry term={t('name')}>{name}</Entry>}
        {email === null && <Entry term={t('signedInWith')}>{t('withToken')}</Entry>}
        <Entry term={t('tier')}>
          <span className="sign text-3xl">{t(`tierName.${tier}`)}</span>
        </Entry>
        {tier === 'premium' && (
          <Entry term={t('until')}>{premiumUntil === null ? t('untilAlways') : until(premiumUntil)}</Entry>
        )}
      </dl>
      {email === null && <Notice tone="info" title={t('tokenOnly')} />}
      <p className="text-sm">
        <TextLink href="/docs/limits">{t('limits')}</TextLink>
      </p>
    </Panel>
  )
}

function Entry({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-0.5">
      <dt className="text-sm text-muted">{term}</dt>
      <dd className="min-w-0 font-medium wrap-anywhere">{children}</dd>
    </div>
  )
}
