'use client'

import { useTranslations } from 'use-intl'
import { useDuration } from '../hooks/use-duration'
import { useLimits } from '../hooks/use-limits'
import { useSecondsLeft } from '../hooks/use-seconds-left'

/** When a new day starts: the hour, and how long until then as soon as the service has said. */
export function ResetClock() {
  const t = useTranslations('limitsPage')
  const { data, dataUpdatedAt } = useLimits()
  return (
    <p className="figures text-lg">
      {data ? <Ticking seconds={data.daily.resetsInSeconds} told={dataUpdatedAt} /> : t('resetPlain')}
    </p>
  )
}

function Ticking({ seconds, told }: { seconds: number; told: number }) {
  const t = useTranslations('limitsPage')
  const duration = useDuration()
  const left = useSecondsLeft(seconds, told)
  return t('reset', { time: duration.exact(left) })
}
