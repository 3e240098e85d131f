import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { renderPicture } from '../render-picture.ts'
import type { StyleName } from './names.ts'
import { styleNamed, styles } from './styles.ts'

const input = { words: 'a red car at sunset', seed: 1, width: 256, height: 256 }
const names = Object.keys(styles) as StyleName[]

const draw = async (style: string, more: Partial<typeof input> = {}) =>
  (await renderPicture({ ...input, ...more, style }, 'png')).bytes
const pixels = (bytes: Buffer | undefined) => sharp(bytes).removeAlpha().raw().toBuffer()

/** Mean difference of two pictures, 0 to 255. */
async function difference(a: Buffer | undefined, b: Buffer | undefined): Promise<number> {
  const [x, y] = await Promise.all([pixels(a), pixels(b)])
  return x.reduce((sum, value, i) => sum + Math.abs(value - (y[i] ?? 0)), 0) / x.length
}

function coloursOf(rgb: Buffer): Set<number> {
  const colours = new Set<number>()
  for (let at = 0; at < rgb.length; at += 3) colours.add(rgb.readUIntBE(at, 3))
  return colours
}

describe('a style', () => {
  const drawn = new Map<StyleName, Buffer>()
  beforeAll(async () => {
    for (const name of names) drawn.set(name, await draw(name))
  })

  it.each(names)('%s gives the same bytes for the same words and seed', async (name) => {
    expect((await draw(name)).equals(drawn.get(name) ?? Buffer.alloc(0))).toBe(true)
  })

  it.each(names)('%s looks like no other one', async (name) => {
    for (const other of names)
      if (other !== name) expect(await difference(drawn.get(name), drawn.get(other)), other).toBeGreaterThan(4)
  })

  it.each(names)('%s fills exactly the size asked for', async (name) => {
    const bytes = await draw(name, { width: 301, height: 173 })
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 301, height: 173 })
    expect((await pixels(bytes)).length).toBe(301 * 173 * 3)
  })

  it('poster prints with eight inks', async () => {
    expect(coloursOf(await pixels(drawn.get('poster'))).size).toBeLessThanOrEqual(8)
  })

  it('pixel is made of large squares in 24 colours, and WebP keeps every one of them', async () => {
    const picture = await renderPicture({ ...input, style: 'pixel' }, 'webp')
    const rgb = await pixels(picture.bytes)
    expect(coloursOf(rgb).size).toBeLessThanOrEqual(24)
    const at = (x: number, y: number) => rgb.readUIntBE((y * 256 + x) * 3, 3)
    for (let y = 0; y < 256; y += 2)
      for (let x = 0; x < 256; x += 2)
        expect([at(x + 1, y), at(x, y + 1), at(x + 1, y + 1)]).toEqual(Array(3).fill(at(x, y)))
  })

  it('flat is smooth: most neighbours are the same colour, as in no illustration', async () => {
    const smooth = async (name: StyleName) => {
      const rgb = await pixels(drawn.get(name))
      let same = 0
      for (let at = 3; at < rgb.length; at += 3) if (rgb.readUIntBE(at, 3) === rgb.readUIntBE(at - 3, 3)) same++
      return same / (rgb.length / 3)
    }
    expect(await smooth('flat')).toBeGreaterThan(0.8)
    expect(await smooth('illustration')).toBeLessThan(0.2)
  })

  it('night is dark and blue at whatever hour the words play', async () => {
    const { channels } = await sharp(await draw('night', { words: 'a sunny day at the beach at noon' })).stats()
    const [red, , blue] = channels.map(({ mean }) => mean)
    expect(blue).toBeLessThan(130)
    expect(blue).toBeGreaterThan((red ?? 255) * 1.3)
  })

  it('of a name nobody knows is the illustration', () => {
    expect(['cubist', 'constructor', ''].map(styleNamed)).toEqual(Array(3).fill(styles.illustration))
  })
})
