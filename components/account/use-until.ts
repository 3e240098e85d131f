'use client'

import { useFormatter, useTranslations } from 'use-intl'

/** Tells a moment (ISO 8601) in the page's language, in UTC as all times here: "October 27, 2026 at 14:05 UTC". */
export function useUntil() {
  const t = useTranslations('account')
  const format = useFormatter()
  return (iso: string) =>
    t('untilDate', {
      date: format.dateTime(new Date(iso), { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' }),
    })
}
