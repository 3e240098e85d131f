import { createTexture, smoothNoise, TILE, whiteNoise } from './grain.ts'
import type { Style } from './style.ts'

/** The tooth of the paper: fine grain that keeps long gradients from banding, and soft clouds of pigment. */
const tooth = createTexture(() => [
  [whiteNoise('grain'), 3.4],
  [smoothNoise('tooth', 2), 3],
  [smoothNoise('pigment', 16), 2],
  [smoothNoise('wash', 128), 3],
])

type Grade = { saturation: number; contrast: number; lift: number }

/**
 * An illustration graded as a whole: `contrast` turns around mid grey; `lift` (0 to 255) is added to every channel.
 * `grain` 0 leaves planes smooth.
 */
export function gradedStyle(looks: string, { saturation, contrast, lift }: Grade, grain: 0 | 1 = 1): Style {
  const own = contrast * saturation
  const rest = contrast * (1 - saturation)
  const base = 128 * (1 - contrast) + lift
  return {
    looks,
    finish({ rgba, width, height }) {
      const rgb = new Uint8ClampedArray(width * height * 3)
      const texture = tooth()
      let at = 0
      let out = 0
      for (let y = 0; y < height; y++) {
        const row = (y & (TILE - 1)) * TILE
        for (let x = 0; x < width; x++) {
          const r = rgba[at] ?? 0
          const g = rgba[at + 1] ?? 0
          const b = rgba[at + 2] ?? 0
          const add = (texture[row + (x & (TILE - 1))] ?? 0) * grain + base + rest * (0.299 * r + 0.587 * g + 0.114 * b)
          rgb[out] = r * own + add
          rgb[out + 1] = g * own + add
          rgb[out + 2] = b * own + add
          at += 4
          out += 3
        }
      }
      return { rgb: Buffer.from(rgb.buffer), width, height }
    },
  }
}
