import type { OutcomeNumbers } from '@/server/limits/numbers'

type Outcome = keyof OutcomeNumbers

/** How a request can end, the free ways first. An offer is none: what was offered is asked for afterwards, or passed by. */
export const OUTCOMES = [
  { outcome: 'exact', free: true },
  { outcome: 'joined', free: true },
  { outcome: 'similar-taken', free: true },
  { outcome: 'miss', free: false },
  { outcome: 'forced', free: false },
] as const satisfies { outcome: Outcome; free: boolean }[]
