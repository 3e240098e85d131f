'use client'

import { useFormatter, useTranslations } from 'use-intl'
import type { Delivery } from './use-webhook'

/** As they are named in the catalogue, where a dot means something else. */
const NAMES = {
  'picture.ready': 'picture_ready',
  'picture.failed': 'picture_failed',
  'picture.cancelled': 'picture_cancelled',
  'webhook.test': 'webhook_test',
} as const

const FAULTS = [
  ...(['address', 'unreachable', 'timeout', 'deleted', 'removed', 'gone', 'internal', 'nobody', 'off'] as const),
]

/** The last messages to an account's webhooks, and what came of them. */
export function DeliveryList({ deliveries }: { deliveries: readonly Delivery[] }) {
  const t = useTranslations('notifications.webhook')
  if (deliveries.length === 0) {
    return <p className="border border-dashed border-edge p-5 text-muted">{t('empty')}</p>
  }
  return (
    <ol className="grid">
      {deliveries.map((delivery) => (
        <Row key={delivery.id} delivery={delivery} />
      ))}
    </ol>
  )
}

function Row({ delivery }: { delivery: Delivery }) {
  const t = useTranslations('notifications.webhook')
  const format = useFormatter()
  const { type, state, url, at } = delivery
  const tone = { sent: 'text-good', waiting: 'text-muted', 'given-up': 'text-lamp-ink' }[state]
  return (
    <li className="grid gap-1 border-t border-rule py-3 text-sm last:border-b">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p>
          <span className="font-medium">{t(`type.${NAMES[type]}`)}</span>{' '}
          <span className={`font-medium ${tone}`}>· {t(`state.${state}`)}</span>
        </p>
        <time dateTime={new Date(at).toISOString()} className="figures text-muted">
          {format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'medium' })}
        </time>
      </div>
      <p className="text-muted">
        <Outcome delivery={delivery} />
      </p>
      <p className="font-mono text-xs text-muted wrap-anywhere">{url}</p>
    </li>
  )
}

function Outcome({ delivery }: { delivery: Delivery }) {
  const t = useTranslations('notifications.webhook')
  const format = useFormatter()
  const { state, attempts, answer, fault, nextAt } = delivery
  const known = FAULTS.find((one) => one === fault)
  const why = answer !== null ? t('answered', { answer }) : known && t(`fault.${known}`)
  if (state === 'sent') return t('sentAnswer', { answer: answer ?? 0, attempts })
  if (state === 'given-up') return t('gaveUp', { why: why ?? t('fault.internal'), attempts })
  if (!why || !nextAt) return t('first')
  const time = format.dateTime(new Date(nextAt), { dateStyle: 'short', timeStyle: 'medium' })
  return t('retry', { why, time })
}
