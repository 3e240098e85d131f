import { describe, expect, it } from 'vitest'
import { createCanvas } from '../compose.ts'
import { setAsSubject } from '../compositions/typographic.ts'
import { drawSvg } from '../draw-svg.ts'
import { createRandom } from '../random.ts'
import { createDefs } from '../svg.ts'
import { arc } from './arc.ts'
import { blocks } from './blocks.ts'
import { caption } from './caption.ts'
import { cleanForType } from './clean.ts'
import { clustersOf } from './clusters.ts'
import { echo } from './echo.ts'
import { iconOf } from './emoji.ts'
import { fontMetrics, fontsFor } from './fonts.ts'
import { createInlineIcons } from './inline-icons.ts'
import { lettering } from './lettering.ts'
import { typePalettes } from './palettes.ts'
import { stack } from './stack.ts'
import { fontsUsed } from './typeset.ts'

const plan = { scene: { place: 'rays', time: 'day', weather: 'clear' } } as const
const LAYOUTS = { stack, blocks, echo, arc }

const SCRIPTS = [
  ['Latin', 'Straße ça été łódź'],
  ['Greek', 'Καλημέρα κόσμε'],
  ['Cyrillic', 'красная машина'],
  ['Chinese', '夕阳下的红色汽车'],
  ['Japanese', '夕焼けの赤い車'],
  ['Korean', '노을 속 빨간 자동차'],
  ['Arabic', 'قطة جميلة'],
  ['Hebrew', 'שלום עולם'],
  ['Devanagari', 'नमस्ते दुनिया'],
] as const

/** The painted box of markup on nothing: left, top, right, bottom in pixels of a 500 px wide page, and how much is painted. */
async function ink(markup: string, defs: { markup(): string }, tall = 1000) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="500" height="${tall / 2}" viewBox="0 0 1000 ${tall}">${defs.markup()}${markup}</svg>`
  const { rgba, width, height } = await drawSvg(svg)
  const box = { left: width, right: -1, top: height, bottom: -1, painted: 0 }
  for (let i = 0; i < width * height; i++) {
    if ((rgba[i * 4 + 3] ?? 0) < 200) continue
    box.left = Math.min(box.left, i % width)
    box.right = Math.max(box.right, i % width)
    box.top = Math.min(box.top, Math.floor(i / width))
    box.bottom = Math.max(box.bottom, Math.floor(i / width))
    box.painted++
  }
  return box
}

async function inkOfSign(words: string) {
  const canvas = createCanvas(plan, 'ink', 500, 500)
  return ink(lettering(canvas, cleanForType(words)), canvas.defs)
}

describe('type on a picture', () => {
  it.each(SCRIPTS)('shows %s whole, inside the picture', async (_, words) => {
    expect(cleanForType(words)).toBe(words.normalize('NFC'))
    const box = await inkOfSign(words)
    expect(box.painted).toBeGreaterThan(4000)
    expect(Math.min(box.left, box.top)).toBeGreaterThan(8)
    expect(Math.max(box.right, box.bottom)).toBeLessThan(492)
  })

  it.each(SCRIPTS)('has a glyph for every character of %s', (_, words) => {
    const text = cleanForType(words)
    const fonts = fontsFor(text).map(fontMetrics)
    expect([...text].filter((char) => !fonts.some((font) => font.has(char.codePointAt(0) ?? 0)))).toEqual([])
  })

  it.each([
    'i',
    'WWWWWWWWWWWWWWWWWWWW',
    'a b c d e f g h i j k l m n o p q r s t u v w x y z',
    'w'.repeat(300),
    'word '.repeat(60),
  ])('is never clipped: %s', async (words) => {
    const box = await inkOfSign(words)
    expect(Math.min(box.left, box.top)).toBeGreaterThan(4)
    expect(Math.max(box.right, box.bottom)).toBeLessThan(496)
  })

  it('keeps emoji there is art for, and leaves out what no font has instead of drawing boxes', async () => {
    const text = cleanForType('cat 🐕 dog 🇽🇽 𓀀 ok')
    expect([...text].map(iconOf).filter((icon) => icon !== undefined)).toEqual(['dog'])
    expect(text.replace(/\p{Co}/gu, '*')).toBe('cat * dog ok')
    expect((await inkOfSign('🐕')).painted).toBeGreaterThan(4000)
  })

  it('takes no private characters from outside, and few emoji', () => {
    expect(cleanForType('a\u{f0001}b\ue000')).toBe('ab')
    expect([...cleanForType('🐕'.repeat(300))].filter((char) => iconOf(char)).length).toBeLessThanOrEqual(5)
  })

  it('drops control and direction marks and stacked accents', () => {
    expect(cleanForType('\u202eabc\u0000\u200f d\u0301\u0302\u0303e')).toBe('abc d\u0301e')
  })
})

describe('words as the subject', () => {
  const draw = (name: keyof typeof LAYOUTS, words: string, seed: number, width = 1000, tall = 1000) => {
    const canvas = { ...createCanvas(plan, 'ink', width, tall), width, height: tall, defs: createDefs() }
    const text = cleanForType(words)
    const fonts = fontsUsed(text)
    const scene = {
      canvas,
      text,
      fonts,
      palette: typePalettes[0],
      room: tall,
      drawIcon: createInlineIcons(canvas.defs),
    }
    return { markup: LAYOUTS[name]({ ...scene, random: createRandom(`${name}${seed}`) }), defs: canvas.defs }
  }

  it.each(SCRIPTS)('can be a poster or blocks in %s, nothing cut', async (_, words) => {
    for (const name of ['blocks', 'arc'] as const) {
      const picture = draw(name, words, 1)
      const box = await ink(picture.markup, picture.defs)
      expect(box.painted).toBeGreaterThan(20_000)
      expect(box.left).toBeGreaterThan(0)
      expect(box.right).toBeLessThan(499)
      expect(box.top).toBeGreaterThan(4)
      expect(box.bottom).toBeLessThan(496)
    }
  })

  it.each(['stack', 'echo'] as const)('%s fills a tall page, too', async (name) => {
    const picture = draw(name, 'hope', 3, 1000, 1780)
    const box = await ink(picture.markup, picture.defs, 1780)
    expect(box.bottom - box.top).toBeGreaterThan(445)
  })

  it('is in another layout for another seed', () => {
    const canvas = createCanvas(plan, 'ink', 500, 500)
    const markups = Array.from({ length: 12 }, (_, seed) => {
      const markup = setAsSubject(canvas, 'hope', createRandom(String(seed)), false, () => '')
      return markup.replace(/ d="[^"]*"|[\d.#-]+|url\([^)]*\)/g, '').slice(-400)
    })
    expect(new Set(markups).size).toBeGreaterThanOrEqual(4)
  })

  it('keeps joined scripts in whole words, and takes others letter by letter', () => {
    expect(clustersOf('قطة')).toEqual(['قطة'])
    expect(clustersOf('दुनिया')).toEqual(['दुनिया'])
    expect(clustersOf('hope!')).toEqual(['h', 'o', 'p', 'e!'])
    expect(clustersOf('שלום')).toHaveLength(4)
  })
})

describe('a caption', () => {
  it.each([
    [512, 512],
    [1536, 864],
    [864, 1536],
  ])('is small and whole at %i x %i, however long', (width, height) => {
    const canvas = createCanvas(plan, 'caption', width, height)
    const markup = caption(canvas, cleanForType('a very long sentence about a dog and a flurbwozzle '.repeat(5)))
    const outlines = [...markup.matchAll(/<path d="([^"]+)"/g)].map(([, path = '']) => path)
    const points = outlines
      .flatMap((path) => path.match(/-?[\d.]+ -?[\d.]+/g) ?? [])
      .map((pair) => Number(pair.split(' ')[1]))
    const [top, bottom] = [Math.min(...points), Math.max(...points)]
    expect(outlines).toHaveLength(2)
    expect(bottom - top).toBeLessThan(2 * 34 * 1.2)
    expect(bottom).toBeLessThan(canvas.height - 4)
  })
})
