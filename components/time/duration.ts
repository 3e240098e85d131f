const MINUTE = 60
const HOUR = 60 * MINUTE

/** A catalogue key under `time` and the numbers for it. */
export type DurationParts =
  | { key: 'hoursMinutes'; values: { hours: number; minutes: number } }
  | { key: 'minutesSeconds'; values: { minutes: number; seconds: number } }
  | { key: 'seconds'; values: { seconds: number } }

/** How a ticking duration is told: "6 h 12 m", under an hour "12 m 5 s", under a minute "42 s". */
export function exactDuration(seconds: number): DurationParts {
  const whole = Math.max(0, Math.floor(seconds))
  if (whole >= HOUR) {
    return {
      key: 'hoursMinutes',
      values: { hours: Math.floor(whole / HOUR), minutes: Math.floor((whole % HOUR) / MINUTE) },
    }
  }
  if (whole >= MINUTE) {
    return { key: 'minutesSeconds', values: { minutes: Math.floor(whole / MINUTE), seconds: whole % MINUTE } }
  }
  return { key: 'seconds', values: { seconds: whole } }
}

export type RoughParts =
  | { key: 'aboutHours'; values: { hours: number } }
  | { key: 'aboutMinutes'; values: { minutes: number } }
  | { key: 'aboutSeconds'; values: { seconds: number } }
  | { key: 'soon'; values: Record<string, never> }

/** The same for ears: coarse, so that a live region changes seldom and does not speak every second. */
export function roughDuration(seconds: number): RoughParts {
  if (seconds >= 1.5 * HOUR) return { key: 'aboutHours', values: { hours: Math.round(seconds / HOUR) } }
  if (seconds >= 90)
    return { key: 'aboutMinutes', values: { minutes: roundTo(seconds / MINUTE, seconds >= 600 ? 10 : 1) } }
  if (seconds >= 10) return { key: 'aboutSeconds', values: { seconds: Math.max(15, roundTo(seconds, 15)) } }
  return { key: 'soon', values: {} }
}

function roundTo(value: number, step: number): number {
  return Math.max(1, Math.round(value / step)) * step
}
