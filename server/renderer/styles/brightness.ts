/** Every so many pixels are enough to know how bright a picture is; a prime, so that no pattern hides between them. */
const STEP = 61

/** Mean brightness of RGBA pixels, 0 to 255. */
export function meanBrightness(rgba: Uint8Array): number {
  let sum = 0
  let count = 0
  for (let at = 0; at < rgba.length; at += 4 * STEP, count++)
    sum += 0.3 * (rgba[at] ?? 0) + 0.55 * (rgba[at + 1] ?? 0) + 0.15 * (rgba[at + 2] ?? 0)
  return count > 0 ? sum / count : 0
}
