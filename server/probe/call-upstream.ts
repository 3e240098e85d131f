import { type Upstream, UpstreamError } from '../upstream/types.ts'
import type { ProbeAnswer, SendCall } from './types.ts'

const SIZE = 1024

/**
 * One picture asked of the upstream, as the service asks. Each has words of its own, so that nobody answers from a
 * cache. The call throws `UpstreamError` where more calls would tell nothing: a wrong key or address, a call it cannot draw.
 */
export function callUpstream(upstream: Upstream): SendCall {
  let count = 0
  return async () => {
    const seed = ++count
    const words = `a plain grey square, number ${seed}`
    const signal = new AbortController().signal
    try {
      const drawn = await upstream.draw({ words, seed, width: SIZE, height: SIZE, style: 'illustration', signal })
      return answerOf('taken', drawn)
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      switch (error.kind) {
        case 'rate-limited':
          return { ...answerOf('refused', error), retryAfterSeconds: error.retryAfterSeconds }
        case 'bad-response':
        case 'refused':
          // It looked at the words or drew something: the limit had let the call through.
          return answerOf('taken', error)
        case 'unavailable':
        case 'aborted':
          return answerOf('unclear', error)
        case 'bad-request':
        case 'misconfigured':
          throw error
      }
    }
  }
}

function answerOf(
  outcome: ProbeAnswer['outcome'],
  facts: { headersReceivedAt?: number | undefined; serverProcessingMs?: number | undefined },
): ProbeAnswer {
  const { headersReceivedAt, serverProcessingMs } = facts
  return { outcome, headersReceivedAt, serverProcessingMs }
}
