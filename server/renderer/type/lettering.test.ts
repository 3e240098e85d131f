import { renderAsync } from '@resvg/resvg-js'
import { describe, expect, it } from 'vitest'
import { createCanvas } from '../compose.ts'
import { cleanForType } from './clean.ts'
import { fontPath } from './fonts.ts'
import { lettering } from './lettering.ts'

const plan = { scene: { place: 'rays', time: 'day', weather: 'clear' } } as const

/** The painted box of a text on nothing: left, top, right, bottom in pixels of a 500 px square, and how much is painted. */
async function ink(words: string) {
  const canvas = createCanvas(plan, 'ink', 500, 500)
  const type = lettering(canvas, cleanForType(words))
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="500" height="500" viewBox="0 0 1000 1000">${canvas.defs.markup()}${type.markup}</svg>`
  const { pixels } = await renderAsync(svg, { font: { loadSystemFonts: false, fontFiles: type.fonts.map(fontPath) } })
  const box = { left: 500, right: -1, top: 500, bottom: -1, painted: 0 }
  for (let i = 0; i < 500 * 500; i++) {
    if ((pixels[i * 4 + 3] ?? 0) < 200) continue
    box.left = Math.min(box.left, i % 500)
    box.right = Math.max(box.right, i % 500)
    box.top = Math.min(box.top, Math.floor(i / 500))
    box.bottom = Math.max(box.bottom, Math.floor(i / 500))
    box.painted++
  }
  return box
}

describe('type on a picture', () => {
  it.each([
    ['Latin', 'Straße ça été łódź'],
    ['Greek', 'Καλημέρα κόσμε'],
    ['Cyrillic', 'красная машина'],
    ['Chinese', '夕阳下的红色汽车'],
    ['Japanese', '夕焼けの赤い車'],
    ['Korean', '노을 속 빨간 자동차'],
    ['Arabic', 'قطة جميلة'],
    ['Hebrew', 'שלום עולם'],
    ['Devanagari', 'नमस्ते दुनिया'],
  ])('shows %s whole, inside the picture', async (_, words) => {
    expect(cleanForType(words)).toBe(words.normalize('NFC'))
    const box = await ink(words)
    expect(box.painted).toBeGreaterThan(4000)
    expect(Math.min(box.left, box.top)).toBeGreaterThan(8)
    expect(Math.max(box.right, box.bottom)).toBeLessThan(492)
  })

  it.each([
    'i',
    'WWWWWWWWWWWWWWWWWWWW',
    'a b c d e f g h i j k l m n o p q r s t u v w x y z',
    'w'.repeat(300),
    'word '.repeat(60),
  ])('is never clipped: %s', async (words) => {
    const box = await ink(words)
    expect(Math.min(box.left, box.top)).toBeGreaterThan(4)
    expect(Math.max(box.right, box.bottom)).toBeLessThan(496)
  })

  it('leaves out emoji and characters no font has instead of drawing boxes', async () => {
    expect(cleanForType('cat 🐈‍⬛ 👩🏽‍🚀 dog 🇫🇷 𓀀 ok')).toBe('cat dog ok')
    expect(await ink('😀😀')).toMatchObject({ painted: 0 })
  })

  it('drops control and direction marks and stacked accents', () => {
    expect(cleanForType('\u202eabc\u0000\u200f d\u0301\u0302\u0303e')).toBe('abc d\u0301e')
  })
})
