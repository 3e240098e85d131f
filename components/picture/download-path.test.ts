import { expect, test } from 'vitest'
import { downloadPath } from './download-path'

test('a picture is saved under its words, in any script', () => {
  expect(downloadPath('/i/ab.webp', 'A red fox, asleep!')).toBe('/i/ab.webp?download=a-red-fox-asleep.webp')
  expect(decodeURIComponent(downloadPath('/i/ab.png', '猫と魚'))).toBe('/i/ab.png?download=猫と魚.png')
})

test('words without a letter still give a file name', () => {
  expect(downloadPath('/i/ab.webp', '🐱')).toBe('/i/ab.webp?download=drawbridge.webp')
})
