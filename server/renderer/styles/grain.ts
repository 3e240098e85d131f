import { createRandom } from '../random.ts'

/** Side of a tile of texture, a power of two: it repeats beyond. */
export const TILE = 512

/** Smooth noise over the tile, -1 to 1, that joins at the edges; `cell` is the size of its spots in pixels. */
export function smoothNoise(seed: string, cellX: number, cellY = cellX): Float32Array {
  const random = createRandom(seed)
  const columns = TILE / cellX
  const rows = TILE / cellY
  const knots = Float32Array.from({ length: columns * rows }, () => random.next() * 2 - 1)
  const knot = (x: number, y: number) => knots[(y % rows) * columns + (x % columns)] ?? 0
  const out = new Float32Array(TILE * TILE)
  const ease = (t: number) => t * t * (3 - 2 * t)
  for (let y = 0; y < TILE; y++) {
    const ky = Math.floor(y / cellY)
    const ty = ease(y / cellY - ky)
    for (let x = 0; x < TILE; x++) {
      const kx = Math.floor(x / cellX)
      const tx = ease(x / cellX - kx)
      const top = knot(kx, ky) * (1 - tx) + knot(kx + 1, ky) * tx
      const low = knot(kx, ky + 1) * (1 - tx) + knot(kx + 1, ky + 1) * tx
      out[y * TILE + x] = top * (1 - ty) + low * ty
    }
  }
  return out
}

/** A tile of several noises added up and rounded, made when it is first asked for. */
export function createTexture(parts: () => readonly (readonly [Float32Array, number])[]): () => Int8Array {
  let tile: Int8Array | undefined
  return () => {
    if (tile) return tile
    const made = new Int8Array(TILE * TILE)
    const sum = new Float32Array(TILE * TILE)
    for (const [noise, weight] of parts())
      noise.forEach((value, i) => {
        sum[i] = (sum[i] ?? 0) + value * weight
      })
    sum.forEach((value, i) => {
      made[i] = Math.round(value)
    })
    tile = made
    return made
  }
}

/** White noise, -1 to 1. */
export function whiteNoise(seed: string): Float32Array {
  const random = createRandom(seed)
  return Float32Array.from({ length: TILE * TILE }, () => random.next() * 2 - 1)
}
