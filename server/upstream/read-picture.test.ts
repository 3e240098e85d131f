import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { MAX_PICTURE_BYTES, readPicture } from './read-picture.ts'
import { sniffPicture } from './sniff.ts'

const blank = (width = 40, height = 20) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 60, b: 20 } } })

const kindOf = (bytes: Buffer) =>
  readPicture(bytes).then(
    () => 'a picture',
    (error) => error.kind,
  )

describe('reading a picture from outside', () => {
  test('PNG, JPEG, WebP and AVIF become WebP of the same size', async () => {
    for (const format of ['png', 'jpeg', 'webp', 'avif'] as const) {
      const bytes = await blank().toFormat(format).toBuffer()
      expect(sniffPicture(bytes)).toBe(format)
      const picture = await readPicture(bytes)
      expect(picture).toMatchObject({ width: 40, height: 20 })
      expect(sniffPicture(picture.bytes)).toBe('webp')
    }
  })

  test('a plain WebP is kept byte for byte; one with metadata is cleaned', async () => {
    const plain = await blank().webp().toBuffer()
    expect((await readPicture(plain)).bytes).toBe(plain)
    const named = await blank()
      .withExif({ IFD0: { Artist: 'Somebody' } })
      .webp()
      .toBuffer()
    expect(named.includes('Somebody')).toBe(true)
    expect((await readPicture(named)).bytes.includes('Somebody')).toBe(false)
  })

  test('a photo taken sideways is turned upright, and whatever else it told about itself is gone', async () => {
    const bytes = await blank()
      .withMetadata({ orientation: 6 })
      .withExifMerge({ IFD0: { Artist: 'Somebody' } })
      .jpeg()
      .toBuffer()
    expect(await sharp(bytes).metadata()).toMatchObject({ orientation: 6, width: 40 })
    expect(bytes.includes('Somebody')).toBe(true)
    const picture = await readPicture(bytes)
    expect(picture).toMatchObject({ width: 20, height: 40 })
    const { exif, icc, xmp, orientation } = await sharp(picture.bytes).metadata()
    expect([exif, icc, xmp, orientation]).toEqual([undefined, undefined, undefined, undefined])
  })

  test('see-through pictures stay see-through', async () => {
    const clear = await sharp({ create: { width: 8, height: 8, channels: 4, background: '#0000' } })
      .png()
      .toBuffer()
    expect(await sharp((await readPicture(clear)).bytes).metadata()).toMatchObject({ hasAlpha: true })
  })

  test('SVG, GIF, TIFF, HTML, HEIC and nothing at all are no pictures', async () => {
    const others = [
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'),
      Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
      await blank().gif().toBuffer(),
      await blank().tiff().toBuffer(),
      Buffer.from('<!doctype html>'),
      Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1'),
      Buffer.alloc(0),
      Buffer.from('RIFF'),
    ]
    for (const bytes of others) expect(await kindOf(bytes)).toBe('bad-response')
  })

  test('a picture cut short anywhere is refused, in every format', async () => {
    const noise = sharp(Buffer.from(Array.from({ length: 64 * 64 * 3 }, (_, i) => (i * i * 31) % 251)), {
      raw: { width: 64, height: 64, channels: 3 },
    })
    for (const format of ['png', 'jpeg', 'webp', 'avif'] as const) {
      const bytes = await noise.clone().toFormat(format).toBuffer()
      for (const part of [0.1, 0.5, 0.9]) {
        const cut = bytes.subarray(0, Math.floor(bytes.length * part))
        expect(await kindOf(cut), `${format} cut at ${part}`).toBe('bad-response')
      }
    }
  })

  test('a plain WebP whose sizes are patched to look whole is still refused', async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
    const create = { width: 256, height: 256, channels: 3, background: '#888', noise } as const
    const bytes = await sharp({ create }).webp().toBuffer()
    for (const part of [0.3, 0.6, 0.95]) {
      const cut = Buffer.from(bytes.subarray(0, Math.floor((bytes.length * part) / 2) * 2))
      cut.writeUInt32LE(cut.length - 8, 4)
      cut.writeUInt32LE(cut.length - 20, 16)
      expect(await kindOf(cut), `cut at ${part}`).toBe('bad-response')
    }
  })

  test('a small file that claims too many pixels is refused before it is decoded', async () => {
    const bomb = await blank(8000, 6000).png({ compressionLevel: 9 }).toBuffer()
    expect(bomb.length).toBeLessThan(1_000_000)
    const before = process.memoryUsage().rss
    expect(await kindOf(bomb)).toBe('bad-response')
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
  })

  test('more than 20 MB are refused unseen', async () => {
    expect(await kindOf(Buffer.alloc(MAX_PICTURE_BYTES + 1))).toBe('bad-response')
  })
})
