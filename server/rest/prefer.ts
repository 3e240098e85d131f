export type Preference = { waitSeconds: number; applied?: string }

const DEFAULT_SECONDS = 120
const MOST_SECONDS = 600

/**
 * How long an answer may wait for pictures, by `Prefer` (RFC 7240): `respond-async` not at all, `wait=SECONDS` so long, up to ten
 * minutes; two minutes where nothing, or nothing legible, was preferred. `applied` is what Preference-Applied says.
 */
export function readPreference(header: string | string[] | undefined): Preference {
  const wishes = String(header ?? '')
    .split(',')
    .map((wish) => wish.trim().toLowerCase())
  if (wishes.includes('respond-async')) return { waitSeconds: 0, applied: 'respond-async' }
  for (const wish of wishes) {
    const [, seconds] = /^wait\s*=\s*"?(\d{1,9})"?$/.exec(wish) ?? []
    if (seconds === undefined) continue
    const waitSeconds = Math.min(Number(seconds), MOST_SECONDS)
    return { waitSeconds, applied: `wait=${waitSeconds}` }
  }
  return { waitSeconds: DEFAULT_SECONDS }
}
