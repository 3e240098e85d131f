import type { IncomingHttpHeaders } from 'node:http'

const MAX_RETRY_AFTER_SECONDS = 86_400

/** Retry-After (RFC 9110 10.2.3) in whole seconds from now, at most a day; undefined when it is missing or garbage. */
export function retryAfterSeconds(headers: IncomingHttpHeaders, nowMs: number): number | undefined {
  const value = headers['retry-after']?.trim()
  if (!value) return undefined
  if (/^\d+$/.test(value)) return Math.min(Number(value), MAX_RETRY_AFTER_SECONDS)
  // Date.parse takes far more than HTTP dates ("-5", "5 apples"): only IMF-fixdate is meant.
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value)) return undefined
  const at = Date.parse(value)
  if (Number.isNaN(at)) return undefined
  return Math.min(Math.max(0, Math.ceil((at - nowMs) / 1000)), MAX_RETRY_AFTER_SECONDS)
}

/**
 * How long the upstream says it worked, ms; undefined where it does not say. The pacer believes it only if it fits
 * between our own send and receive times.
 */
export function serverProcessingMs(headers: IncomingHttpHeaders): number | undefined {
  return (
    milliseconds(headers['openai-processing-ms']) ??
    milliseconds(headers['x-envoy-upstream-service-time']) ??
    serverTiming(headers['server-timing'])
  )
}

/** The metric named `total`, else the longest one: metrics may overlap, so their sum could claim too much. */
function serverTiming(header: string | string[] | undefined): number | undefined {
  if (header === undefined) return undefined
  let longest: number | undefined
  for (const metric of String(header).split(',')) {
    const [name = '', ...params] = metric.split(';').map((part) => part.trim())
    const dur = params.find((param) => /^dur\s*=/i.test(param))
    const ms = milliseconds(dur?.replace(/^dur\s*=\s*"?|"$/gi, ''))
    if (ms === undefined) continue
    if (name.toLowerCase() === 'total') return ms
    longest = Math.max(longest ?? 0, ms)
  }
  return longest
}

function milliseconds(value: string | string[] | undefined): number | undefined {
  const text = String(value ?? '').trim()
  return /^\d{1,9}(\.\d+)?$/.test(text) ? Number(text) : undefined
}
