'use client'

import { useTranslations } from 'use-intl'
import { exactDuration, roughDuration } from '../time/duration'

/** Tells seconds in the page's language: `exact` for eyes ("6 h 12 m"), `rough` for ears ("about 6 hours"). */
export function useDuration() {
  const t = useTranslations('time')
  return {
    exact(seconds: number): string {
      const parts = exactDuration(seconds)
      return t(parts.key, parts.values)
    },
    rough(seconds: number): string {
      const parts = roughDuration(seconds)
      return t(parts.key, parts.values)
    },
  }
}
