import { readdirSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LOCALES, loadMessages } from '../../i18n/locale'
import { readLook, shapeOf, shapesOf, USUAL, wishFor, writeLook } from './look'

const [square, wide, tall] = [
  { width: 1024, height: 1024 },
  { width: 1536, height: 864 },
  { width: 864, height: 1536 },
]
const looks = { sizes: [{ width: 512, height: 512 }, square, wide, tall], styles: ['illustration', 'pixel', 'noir'] }

describe('a look', () => {
  test('is asked for by saying only what is not as ever', () => {
    expect(wishFor(looks, USUAL)).toEqual({})
    expect(wishFor(looks, { ...USUAL, style: 'pixel' })).toEqual({ style: 'pixel' })
    expect(wishFor(looks, { ...wide, style: 'noir' })).toEqual({ size: '1536x864', style: 'noir' })
  })

  test('that nobody draws here is not asked for: a picture of another time can be drawn again', () => {
    expect(wishFor(looks, { width: 1792, height: 1024, style: 'oil' })).toEqual({})
    expect(wishFor({ sizes: [square], styles: ['illustration'] }, { ...tall, style: 'pixel' })).toEqual({})
  })

  test('outlasts a visit, as far as it can still be chosen', () => {
    const chosen = { ...tall, style: 'pixel' }
    expect(readLook(looks, writeLook(chosen))).toEqual(chosen)
    expect(readLook({ ...looks, styles: ['illustration'] }, writeLook(chosen))).toEqual({ ...tall, style: USUAL.style })
    expect(readLook({ ...looks, sizes: [square] }, writeLook(chosen))).toEqual({ ...square, style: 'pixel' })
  })

  test('that somebody else wrote is the usual one', () => {
    for (const kept of ['', '{}', 'oil 9x9', '1024x1024', ' '.repeat(9)]) expect(readLook(looks, kept)).toEqual(USUAL)
  })
})

test('shapes are those that are drawn here', () => {
  expect(shapesOf(looks).map(({ shape }) => shape)).toEqual(['square', 'wide', 'tall'])
  expect(shapesOf({ ...looks, sizes: [square, tall] }).map(({ shape }) => shape)).toEqual(['square', 'tall'])
  for (const { shape, size } of shapesOf(looks)) expect(shapeOf(size)).toBe(shape)
})

test('every style that has a name has a swatch, and all of them together are under 60 kB', async () => {
  const folder = resolve(import.meta.dirname, '../../../public/styles')
  const swatches = readdirSync(folder)
  const bytes = swatches.map((name) => statSync(resolve(folder, name)).size)
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000)
  for (const locale of LOCALES) {
    const names = Object.keys((await loadMessages(locale)).studio.looks.styles)
    expect(names.map((name) => `${name}.webp`).sort(), locale).toEqual(swatches.toSorted())
  }
})
