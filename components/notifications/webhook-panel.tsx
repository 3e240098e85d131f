'use client'

import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import { useFormatter, useTranslations } from 'use-intl'
import { TextLink } from '../account/text-link'
import { problemOf } from '../problem'
import { Button } from '../ui/button'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { Field } from '../ui/field'
import { Notice } from '../ui/notice'
import { Panel } from '../ui/panel'
import { DeliveryList } from './delivery-list'
import { useWebhook, useWebhookChanges, type Webhook } from './use-webhook'
import { WebhookSecret } from './webhook-secret'

/** Whom the account's pictures are told to: the address, a test, the secret, and what was sent. */
export function WebhookPanel({ className = '' }: { className?: string }) {
  const t = useTranslations('notifications.webhook')
  const { data: webhook } = useWebhook()
  const { rotate } = useWebhookChanges()
  return (
    <Panel title={t('title')} intro={t('intro')} className={`gap-6 ${className}`}>
      <p className="text-sm">
        <TextLink href="/docs/webhooks">{t('docs')}</TextLink>
      </p>
      {webhook && (
        <div className="grid gap-x-16 gap-y-8 lg:grid-cols-2">
          <div className="grid content-start gap-8">
            <Address webhook={webhook} />
            <WebhookSecret
              webhook={webhook}
              onRotate={() => rotate.mutate(undefined, { onSuccess: () => toast.success(t('rotated')) })}
            />
          </div>
          <section className="grid content-start gap-3">
            <h3 className="font-semibold">{t('deliveries')}</h3>
            <DeliveryList deliveries={webhook.deliveries} />
          </section>
        </div>
      )}
    </Panel>
  )
}

function Address({ webhook }: { webhook: Webhook }) {
  const t = useTranslations('notifications.webhook')
  const format = useFormatter()
  const { set, test } = useWebhookChanges()
  const [fault, setFault] = useState<string>()
  const { url, goneAt } = webhook

  /** An emptied field takes the webhook away; what is wrong with an address the service says. */
  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const wanted = String(new FormData(event.currentTarget).get('url') ?? '').trim()
    setFault(undefined)
    if (set.isPending) return
    set.mutate(
      { url: wanted === '' ? null : wanted },
      {
        onSuccess: () => toast.success(t(wanted === '' ? 'removed' : 'saved')),
        onError: (error) => setFault(problemOf(error)?.field === 'url' ? t('urlFault') : t('failed')),
      },
    )
  }

  return (
    <form onSubmit={save} className="grid gap-4" noValidate>
      {goneAt && (
        <Notice
          tone="warning"
          title={t('gone', { date: format.dateTime(new Date(goneAt), { dateStyle: 'medium' }) })}
        />
      )}
      <Field
        key={url}
        label={t('url')}
        hint={t('urlHint')}
        name="url"
        type="url"
        inputMode="url"
        autoComplete="off"
        maxLength={2048}
        defaultValue={url ?? ''}
        error={fault}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" busy={set.isPending}>
          {t('save')}
        </Button>
        {url !== null && (
          <>
            <Button
              busy={test.isPending}
              onClick={() => {
                const onSuccess = () => void toast(t('testSent'))
                const onError = () => void toast.error(t('testFailed'))
                if (!test.isPending) test.mutate(undefined, { onSuccess, onError })
              }}
            >
              {t('test')}
            </Button>
            <ConfirmDialog
              trigger={<Button variant="danger">{t('remove')}</Button>}
              title={t('removeTitle')}
              body={t('removeBody')}
              confirm={t('removeConfirm')}
              cancel={t('cancel')}
              onConfirm={() => set.mutate({ url: null }, { onSuccess: () => void toast(t('removed')) })}
            />
          </>
        )}
      </div>
    </form>
  )
}
