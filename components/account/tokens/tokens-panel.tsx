'use client'

import { useRef, useState } from 'react'
import { toast } from 'sonner'
import { useTranslations } from 'use-intl'
import { Panel } from '../../ui/panel'
import { FormNotice } from '../form-notice'
import { TextLink } from '../text-link'
import { FreshToken } from './fresh-token'
import { NewTokenForm } from './new-token-form'
import { TokenList } from './token-list'
import { type OwnToken, useOwnTokens, useTokenChanges } from './use-own-tokens'

/** As the service has it (server/identity/create-own-token.ts), which decides. */
const MOST = 10

/** The account's API tokens: what there is, and making, rotating and revoking them. */
export function TokensPanel({ className = '' }: { className?: string }) {
  const t = useTranslations('account.tokens')
  const { data: tokens, error } = useOwnTokens()
  const { create, rotate, revoke } = useTokenChanges()
  /** The one token that may be read now, until its owner says it is kept. */
  const [fresh, setFresh] = useState<{ name: string; token: string }>()
  const heading = useRef<HTMLHeadingElement>(null)
  const live = tokens?.filter(({ state }) => state === 'active').length ?? 0

  function onRotate({ id, name }: OwnToken) {
    if (!rotate.isPending) rotate.mutate({ id }, { onSuccess: ({ token }) => setFresh({ name, token }) })
  }

  function onRevoke({ id, name }: OwnToken) {
    if (revoke.isPending) return
    const onSuccess = () => {
      toast(t('revoked', { name }))
      heading.current?.focus() // the button that was pressed is gone with its row
    }
    revoke.mutate({ id }, { onSuccess })
  }

  return (
    <Panel title={t('title')} intro={t('intro')} className={`gap-6 ${className}`}>
      <p className="text-sm">
        <TextLink href="/docs/api">{t('docs')}</TextLink>
      </p>
      {fresh && (
        <FreshToken
          {...fresh}
          key={fresh.token}
          onKept={() => {
            setFresh(undefined)
            create.reset()
            rotate.reset()
            heading.current?.focus()
          }}
        />
      )}
      <FormNotice
        error={rotate.error ?? revoke.error ?? error}
        told={Math.max(rotate.submittedAt, revoke.submittedAt)}
      />
      <div className="grid gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <section className="grid content-start gap-3">
          <h3 ref={heading} tabIndex={-1} className="font-semibold">
            {t('list')}
          </h3>
          {tokens && <TokenList tokens={tokens} onRotate={onRotate} onRevoke={onRevoke} />}
        </section>
        <section className="grid content-start gap-4">
          <h3 className="font-semibold">{t('new')}</h3>
          {live >= MOST ? (
            <p className="text-muted">{t('full', { limit: MOST })}</p>
          ) : (
            <NewTokenForm
              error={create.error}
              told={create.submittedAt}
              busy={create.isPending}
              onCreate={(wanted, done) =>
                create.mutate(wanted, {
                  onSuccess: ({ token }) => {
                    setFresh({ name: wanted.name.trim(), token })
                    done()
                  },
                })
              }
            />
          )}
        </section>
      </div>
    </Panel>
  )
}
