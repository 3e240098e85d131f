'use client'

import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { TokenActions } from './token-actions'
import type { OwnToken } from './use-own-tokens'

type Changes = { onRotate: (token: OwnToken) => void; onRevoke: (token: OwnToken) => void }

/** Every token that was not revoked, newest first, or what to do when there is none. */
export function TokenList({ tokens, ...changes }: { tokens: readonly OwnToken[] } & Changes) {
  const t = useTranslations('account.tokens')
  if (tokens.length === 0) {
    return (
      <div className="grid gap-1 border border-dashed border-edge p-5">
        <p className="font-medium">{t('empty')}</p>
        <p className="text-sm text-muted">{t('emptyBody')}</p>
      </div>
    )
  }
  return (
    <ul className="grid">
      {tokens.map((token) => (
        <TokenRow key={token.id} token={token} {...changes} />
      ))}
    </ul>
  )
}

function TokenRow({ token, ...changes }: { token: OwnToken } & Changes) {
  const t = useTranslations('account.tokens')
  const format = useFormatter()
  const day = (iso: string | null) =>
    iso === null ? t('never') : format.dateTime(new Date(iso), { dateStyle: 'medium' })
  const { name, last4, scopes, state, createdAt, lastUsedAt, expiresAt } = token
  const over = state === 'expired'
  return (
    <li className="grid gap-3 border-t border-rule py-4 last:border-b">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h4 className={`min-w-0 font-medium wrap-anywhere ${over ? 'text-muted' : ''}`}>{name}</h4>
        <p className="text-sm text-muted">
          <span aria-hidden className="font-mono">
            …{last4}
          </span>
          <span className="sr-only">{t('ending', { last4: [...last4].join(' ') })}</span>
        </p>
      </div>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-2 text-sm sm:grid-cols-4">
        <Entry term={t('scopesOf')}>{scopes.map((scope) => t(`scope.${scope}`)).join(', ')}</Entry>
        <Entry term={t('created')}>{day(createdAt)}</Entry>
        <Entry term={t('lastUsed')}>{day(lastUsedAt)}</Entry>
        <Entry term={t('expires')}>{over ? t('ended', { date: day(expiresAt) }) : day(expiresAt)}</Entry>
      </dl>
      {token.ofOperator ? (
        <p className="text-sm text-muted">{t('ofOperator')}</p>
      ) : (
        <TokenActions token={token} {...changes} />
      )}
    </li>
  )
}

function Entry({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div className="grid content-start">
      <dt className="text-muted">{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
