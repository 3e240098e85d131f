import type { RendererPool } from '../renderer/pool.ts'
import { sizes } from '../renderer/sizes.ts'
import { STYLE_NAMES } from '../renderer/styles/names.ts'
import { RENDERER_VERSION } from '../renderer/version.ts'
import { type DrawRequest, type Upstream, UpstreamError } from './types.ts'

/** The in-house renderer behind the interface of every upstream. `draw` throws UpstreamError `aborted` or `unavailable`. */
export function createRendererUpstream(pool: RendererPool): Upstream {
  return {
    kind: 'renderer',
    model: `renderer-${RENDERER_VERSION}`,
    looks: { sizes: Object.values(sizes), styles: STYLE_NAMES },
    async draw({ signal, words, seed, width, height, style }: DrawRequest) {
      try {
        return await pool.render({ words, seed, width, height, style }, signal)
      } catch (cause) {
        if (signal.aborted) throw new UpstreamError('aborted', 'the drawing was cancelled', { cause })
        throw new UpstreamError('unavailable', 'the renderer failed to draw these words', { cause })
      }
    },
    warmUp: () => pool.warmUp(),
    close: () => pool.close(),
  }
}
