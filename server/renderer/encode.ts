import sharp, { type Sharp } from 'sharp'

sharp.concurrency(1)
sharp.cache(false)

export type ImageFormat = 'webp' | 'png' | 'avif'

/** Finished pixels, three bytes each, row by row. `crisp`: few flat colours with hard edges, kept exactly. */
export type Raster = { rgb: Buffer; width: number; height: number; crisp?: boolean }

/** Bytes of a picture file. WebP and PNG are quick enough to wait for; AVIF takes about three times as long as WebP. */
export function encode({ rgb, width, height, crisp = false }: Raster, format: ImageFormat): Promise<Buffer> {
  const image = sharp(rgb, { raw: { width, height, channels: 3 } })
  if (format === 'png') return image.png({ compressionLevel: 6, adaptiveFiltering: !crisp }).toBuffer()
  if (format === 'avif') return encodeAvif(image)
  return image.webp(crisp ? { lossless: true, effort: 1 } : { quality: 80, effort: 0 }).toBuffer()
}

/** AVIF of pixels or of a file's bytes: smaller than WebP and slower to make, so for the background. Rejects what is no picture. */
export function encodeAvif(picture: Buffer | Sharp): Promise<Buffer> {
  const image = Buffer.isBuffer(picture) ? sharp(picture) : picture
  return image.avif({ quality: 60, effort: 0 }).toBuffer()
}
