'use client'

import { Copy } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '../ui/button'
import { ConfirmDialog } from '../ui/confirm-dialog'
import type { Webhook } from './use-webhook'

type Props = { webhook: Pick<Webhook, 'secret' | 'overlapUntil'>; onRotate: () => void }

/** What messages are signed with: hidden until its owner wants to see it. */
export function WebhookSecret({ webhook: { secret, overlapUntil }, onRotate }: Props) {
  const t = useTranslations('notifications.webhook')
  const format = useFormatter()
  const [shown, setShown] = useState(false)

  async function copy() {
    try {
      await navigator.clipboard.writeText(secret)
      toast.success(t('copied'))
    } catch {
      setShown(true)
      toast.error(t('copyFailed'), { duration: 20_000 })
    }
  }

  return (
    <section className="grid content-start gap-3">
      <h3 className="font-semibold">{t('secret')}</h3>
      <code className="border border-edge bg-stone px-3 py-2.5 font-mono text-[0.95rem] wrap-anywhere select-all">
        {shown ? secret : `whsec_${'•'.repeat(12)}`}
      </code>
      <p className="text-sm text-muted">{t('secretHint')}</p>
      {overlapUntil && (
        <p className="text-sm">
          {t('overlap', { date: format.dateTime(new Date(overlapUntil), { dateStyle: 'medium', timeStyle: 'short' }) })}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button size="small" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {t(shown ? 'hide' : 'show')}
        </Button>
        <Button size="small" onClick={() => void copy()}>
          <Copy aria-hidden className="size-4" />
          {t('copy')}
        </Button>
        <ConfirmDialog
          trigger={<Button size="small">{t('rotate')}</Button>}
          title={t('rotateTitle')}
          body={t('rotateBody')}
          confirm={t('rotateConfirm')}
          cancel={t('cancel')}
          onConfirm={onRotate}
        />
      </div>
    </section>
  )
}
