import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { renderPicture } from './render-picture.ts'

const input = { words: 'a red car at sunset', seed: 1, width: 256, height: 256, style: 'illustration' }

/** Mean difference of two pictures, 0 to 255. */
async function difference(a: Buffer, b: Buffer): Promise<number> {
  const [x, y] = await Promise.all([a, b].map((bytes) => sharp(bytes).raw().toBuffer()))
  if (!x || !y || x.length !== y.length) return 255
  return x.reduce((sum, value, i) => sum + Math.abs(value - (y[i] ?? 0)), 0) / x.length
}

describe('a drawn picture', () => {
  it('is the same bytes for the same words and seed', async () => {
    const [one, two] = await Promise.all([renderPicture(input), renderPicture(input)])
    expect(one.bytes.equals(two.bytes)).toBe(true)
  })

  it('is visibly another one for another seed', async () => {
    const [one, two] = await Promise.all([renderPicture(input), renderPicture({ ...input, seed: 2 })])
    expect(await difference(one.bytes, two.bytes)).toBeGreaterThan(3)
  })

  it.each([
    [64, 64],
    [1024, 1024],
    [640, 360],
    [300, 700],
  ])('is WebP of exactly the size asked for: %i x %i', async (width, height) => {
    const picture = await renderPicture({ ...input, width, height })
    expect(await sharp(picture.bytes).metadata()).toMatchObject({ format: 'webp', width, height })
    expect(picture).toMatchObject({ width, height })
  })

  it('can be PNG', async () => {
    const picture = await renderPicture(input, 'png')
    expect(await sharp(picture.bytes).metadata()).toMatchObject({ format: 'png', width: 256, height: 256 })
  })

  it('has no colour left in the style noir, and differs in every style', async () => {
    const styles = await Promise.all(
      ['illustration', 'vivid', 'pastel', 'noir'].map((style) => renderPicture({ ...input, style })),
    )
    expect(new Set(styles.map(({ bytes }) => bytes.toString('base64'))).size).toBe(4)
    const { channels } = await sharp(styles[3]?.bytes).stats()
    expect(Math.abs((channels[0]?.mean ?? 0) - (channels[2]?.mean ?? 255))).toBeLessThan(2)
  })

  it.each([
    ['300 emoji', '😀'.repeat(300)],
    ['emoji joined with joiners', '👨‍👩‍👧‍👦'.repeat(40)],
    ['stacked accents', `Z${'\u0321\u0335\u034b'.repeat(90)}algo`],
    ['direction marks', '\u202e\u2066abc\u2069\u200f\u202d'.repeat(20)],
    ['SVG markup', '</text><image href="file:///etc/passwd"/><script>alert(1)</script>]]>&amp;&bogus;'],
    ['300 commas', ','.repeat(300)],
    ['one endless word', 'w'.repeat(300)],
    ['lone surrogates and noncharacters', '\ud800 \udfff \ufffe \uffff x'],
    ['only spaces', '   '],
    ['words of every object', 'constructor __proto__ toString hasOwnProperty'],
  ])('comes out of %s', async (_, words) => {
    const picture = await renderPicture({ ...input, words })
    expect((await sharp(picture.bytes).stats()).entropy).toBeGreaterThan(2)
  })
})
