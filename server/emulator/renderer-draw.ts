import { createRendererPool } from '../renderer/pool.ts'
import type { Draw } from './plain-draw.ts'

/** The in-house renderer as the emulator's hand, on one thread; `close` ends that thread. */
export function createRendererDraw(): { draw: Draw; close(): Promise<void> } {
  const pool = createRendererPool({ threads: 1 })
  return {
    async draw(words, seed, width, height) {
      const { bytes } = await pool.render({ words, seed, width, height, style: 'illustration' })
      return bytes
    },
    close: () => pool.close(),
  }
}
