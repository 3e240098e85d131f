import type { Clock } from '../clock.ts'
import { type Upstream, UpstreamError, type UpstreamErrorKind } from '../upstream/types.ts'

/** How a call ended: with a picture, as an upstream fails, or by an error of our own. */
export type CallResult = 'drawn' | UpstreamErrorKind | 'broken'

/** The same upstream; `onCall` hears how each call ended, and after how many seconds. */
export function watchUpstream(
  upstream: Upstream,
  clock: Clock,
  onCall: (result: CallResult, seconds: number) => void,
): Upstream {
  return {
    ...upstream,
    kind: upstream.kind,
    model: upstream.model,
    async draw(request) {
      const begun = clock.monotonic()
      const tell = (result: CallResult) => onCall(result, (clock.monotonic() - begun) / 1000)
      try {
        const drawn = await upstream.draw(request)
        tell('drawn')
        return drawn
      } catch (error) {
        tell(error instanceof UpstreamError ? error.kind : 'broken')
        throw error
      }
    },
    ...(upstream.warmUp && { warmUp: () => upstream.warmUp?.() }),
    close: () => upstream.close(),
  }
}
