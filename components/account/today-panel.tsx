'use client'

import { useTranslations } from 'use-intl'
import { useDuration } from '../hooks/use-duration'
import { useLimits } from '../hooks/use-limits'
import { useSecondsLeft } from '../hooks/use-seconds-left'
import { Panel } from '../ui/panel'

/** What of today is used. The gauge at the top of the page speaks; this one only shows. */
export function TodayPanel() {
  const t = useTranslations('account')
  const { data, dataUpdatedAt } = useLimits()
  return (
    <Panel title={t('today')} className="min-h-40 content-start">
      {data && (
        <>
          <Gauge {...data.daily} />
          <div className="grid gap-1 text-muted">
            <Resets seconds={data.daily.resetsInSeconds} told={dataUpdatedAt} />
            <p>{t('waiting', data.waiting)}</p>
          </div>
        </>
      )}
    </Panel>
  )
}

function Gauge({ used, limit }: { used: number; limit: number }) {
  const t = useTranslations('account')
  const share = limit === 0 ? 1 : Math.min(1, used / limit)
  return (
    <div className="grid gap-2">
      <p className="figures font-medium">{t('used', { used, limit })}</p>
      <div aria-hidden className="h-3 border border-edge">
        <div
          className="h-full origin-left bg-ink transition-transform duration-300 ease-settle"
          style={{ transform: `scaleX(${share})` }}
        />
      </div>
    </div>
  )
}

function Resets({ seconds, told }: { seconds: number; told: number }) {
  const t = useTranslations('account')
  const duration = useDuration()
  const left = useSecondsLeft(seconds, told)
  return <p className="figures">{t('resets', { time: duration.exact(left) })}</p>
}
