'use client'

import { useTranslations } from 'use-intl'
import { useDuration } from '../hooks/use-duration'
import { useLimits } from '../hooks/use-limits'
import { useSecondsLeft } from '../hooks/use-seconds-left'
import { useWake } from '../hooks/use-wake'

/** Above this many a day, single marks say nothing; the number does. */
const MOST_MARKS = 10

/** "4 of 5 left · resets in 6 h 12 m", as a gauge by the water. Ears hear it when the count changes, not each second. */
export function QuotaBadge() {
  const t = useTranslations('quota')
  const { data, dataUpdatedAt, refetch } = useLimits()
  useWake(() => void refetch())
  return (
    <div role="status" aria-label={t('label')} className="figures flex min-h-6 items-center gap-2.5 text-sm text-muted">
      {data && <Left {...data.daily} told={dataUpdatedAt} />}
    </div>
  )
}

type LeftProps = { limit: number; remaining: number; resetsInSeconds: number; told: number }

function Left({ limit, remaining, resetsInSeconds, told }: LeftProps) {
  const t = useTranslations('quota')
  const duration = useDuration()
  const seconds = useSecondsLeft(resetsInSeconds, told)
  return (
    <>
      {limit <= MOST_MARKS && <Marks limit={limit} remaining={remaining} />}
      <span className="sr-only">{t('left', { remaining, limit, time: duration.rough(seconds) })}</span>
      <span aria-hidden className="whitespace-nowrap">
        {t('left', { remaining, limit, time: duration.exact(seconds) })}
      </span>
    </>
  )
}

function Marks({ limit, remaining }: { limit: number; remaining: number }) {
  return (
    <span aria-hidden className="flex items-end gap-[3px]">
      {Array.from({ length: limit }, (_, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: marks are places on a gauge, nothing else tells them apart
          key={index}
          className={`w-[5px] border ${index < remaining ? 'h-4 border-ink bg-ink' : 'h-2 border-edge bg-transparent'}`}
        />
      ))}
    </span>
  )
}
