import { createHash } from 'node:crypto'
import sharp from 'sharp'

export type Draw = (words: string, seed: number, width: number, height: number) => Promise<Buffer>

/** A PNG of two colours that the words and the seed decide: the same ones give the same bytes. */
export const plainDraw: Draw = (words, seed, width, height) => {
  const hash = createHash('sha256').update(`${seed}:${words}`).digest()
  const colour = (at: number) => ({ r: hash.readUInt8(at), g: hash.readUInt8(at + 1), b: hash.readUInt8(at + 2) })
  const half = {
    width: Math.ceil(width / 2),
    height: Math.ceil(height / 2),
    channels: 3,
    background: colour(0),
  } as const
  return sharp({ create: { width, height, channels: 3, background: colour(3) } })
    .composite([{ input: { create: half }, gravity: 'centre' }])
    .png({ compressionLevel: 3 })
    .toBuffer()
}
