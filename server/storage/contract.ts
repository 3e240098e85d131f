import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { STORED_FORMATS, type Storage } from './types.ts'

export const UNKNOWN_HASH = 'ab'.repeat(32)

/** Names that must never reach a file: wrong length, wrong case, other signs, ways out of the directory. */
export const WRONG_HASHES = [
  '',
  'abc',
  'AB'.repeat(32),
  `${'ab'.repeat(32)}\n`,
  `${'ab'.repeat(31)}/.`,
  `../../../../etc/passwd`,
  `..%2f..%2f${'ab'.repeat(27)}`,
  `${'ab'.repeat(31)}\0a`,
]

/** A small picture, different for each red. */
export function webpOf(red: number): Promise<Buffer> {
  const background = { r: red, g: 120, b: 40 }
  return sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .webp()
    .toBuffer()
}

/** What every storage must do; `create` makes an empty one. */
export function describeStorage(name: string, create: () => Promise<Storage>) {
  describe(`${name} keeps the promises of a storage`, () => {
    let storage: Storage
    let webp: Buffer
    beforeAll(async () => {
      webp = await webpOf(200)
    })
    beforeEach(async () => {
      storage = await create()
    })

    test('bytes come back as they were, under the SHA-256 of them', async () => {
      const hash = await storage.put(webp)
      expect(hash).toBe(createHash('sha256').update(webp).digest('hex'))
      expect(await storage.stat(hash, 'webp')).toEqual({ bytes: webp.length })
      expect(await buffer(storage.read(hash, 'webp'))).toEqual(webp)
    })

    test('the same bytes put by many at once are one picture', async () => {
      const other = await webpOf(10)
      const puts = Array.from({ length: 40 }, (_, i) => storage.put(i % 2 ? webp : other))
      expect(new Set(await Promise.all(puts)).size).toBe(2)
      expect(await buffer(storage.read(await storage.put(webp), 'webp'))).toEqual(webp)
    })

    test('a part is read by its first and last byte', async () => {
      const hash = await storage.put(webp)
      expect(await buffer(storage.read(hash, 'webp', { start: 3, end: 9 }))).toEqual(webp.subarray(3, 10))
      const png = await buffer(storage.read(hash, 'png'))
      expect(await buffer(storage.read(hash, 'png', { start: 1, end: 3 }))).toEqual(png.subarray(1, 4))
    })

    test('the AVIF is the same picture, made on first use and kept', async () => {
      const hash = await storage.put(webp)
      const avif = await buffer(storage.read(hash, 'avif'))
      expect(await sharp(avif).metadata()).toMatchObject({ format: 'heif', compression: 'av1', width: 64, height: 48 })
      expect(await storage.stat(hash, 'avif')).toEqual({ bytes: avif.length })
      expect((await storage.list(hash.slice(0, 2))).get(hash)?.bytes).toBe(webp.length + avif.length)
    })

    test('the PNG is the same picture, made on first use whoever asks first', async () => {
      const hashes = [await storage.put(webp), await storage.put(await webpOf(77))]
      const pngs = await Promise.all(
        hashes.map(async (hash, i) => {
          if (i === 0) await storage.stat(hash, 'png')
          return buffer(storage.read(hash, 'png'))
        }),
      )
      for (const [i, png] of pngs.entries()) {
        expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 64, height: 48 })
        expect(await storage.stat(hashes[i] ?? '', 'png')).toEqual({ bytes: png.length })
      }
      const pixels = (bytes: Buffer) => sharp(bytes).removeAlpha().raw().toBuffer()
      expect(await pixels(pngs[0] ?? Buffer.of())).toEqual(await pixels(webp))
    })

    test('what is not stored is not found, in any form', async () => {
      for (const format of STORED_FORMATS) {
        expect(await storage.stat(UNKNOWN_HASH, format)).toBeUndefined()
        await expect(async () => buffer(storage.read(UNKNOWN_HASH, format))).rejects.toThrow('not stored')
      }
    })

    test('what is no hash is not found, and no way out of the directory', async () => {
      for (const wrong of WRONG_HASHES) {
        expect(await storage.stat(wrong, 'webp')).toBeUndefined()
        await expect(async () => buffer(storage.read(wrong, 'png'))).rejects.toThrow('not stored')
        await storage.remove(wrong)
      }
    })

    test('a removed picture is gone in every form, and can be put again', async () => {
      const hash = await storage.put(webp)
      await storage.stat(hash, 'webp')
      await storage.stat(hash, 'png')
      await storage.remove(hash)
      await storage.remove(hash)
      for (const format of STORED_FORMATS) {
        expect(await storage.stat(hash, format)).toBeUndefined()
        await expect(async () => buffer(storage.read(hash, format))).rejects.toThrow('not stored')
      }
      expect(await storage.put(webp)).toBe(hash)
      expect(await buffer(storage.read(hash, 'webp'))).toEqual(webp)
    })

    test('what is stored is listed by the beginning of its hash, whole, with its age and all its bytes', async () => {
      const hash = await storage.put(webp)
      const other = await storage.put(await webpOf(77))
      expect((await storage.list(hash.slice(0, 2))).get(hash)).toMatchObject({ whole: true, bytes: webp.length })
      const png = await storage.stat(hash, 'png')
      const listed = await storage.list(hash.slice(0, 2))
      expect(listed.get(hash)?.bytes).toBe(webp.length + (png?.bytes ?? 0))
      expect(listed.get(hash)?.ageMs).toBeLessThan(60_000)
      expect(listed.has(other)).toBe(hash.slice(0, 2) === other.slice(0, 2))
      await storage.remove(hash)
      expect((await storage.list(hash.slice(0, 2))).has(hash)).toBe(false)
      for (const wrong of ['', '..', 'A0', hash]) expect([...(await storage.list(wrong))]).toEqual([])
    })

    test('a picture removed while its PNG is drawn leaves nothing behind', async () => {
      const hash = await storage.put(webp)
      const drawing = storage.stat(hash, 'png')
      await storage.remove(hash)
      await drawing
      expect(await storage.stat(hash, 'png')).toBeUndefined()
      expect(await storage.stat(hash, 'webp')).toBeUndefined()
    })

    test('putting, drawing and removing the same picture at once ends in one of both states, whole', async () => {
      const hash = await storage.put(webp)
      for (let i = 0; i < 10; i++) {
        const work = [storage.remove(hash), storage.put(webp), storage.stat(hash, 'png'), storage.remove(hash)]
        if (i % 2) work.push(storage.put(webp))
        await Promise.all(work)
        if (i % 2) expect(await buffer(storage.read(hash, 'webp'))).toEqual(webp)
        else expect(await storage.stat(hash, 'webp')).toBeUndefined()
      }
    })
  })
}
