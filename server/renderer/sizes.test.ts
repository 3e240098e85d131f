import { describe, expect, it } from 'vitest'
import { parseSize } from './sizes.ts'

describe('a size in words', () => {
  it.each([
    ['512', 512, 512],
    ['768', 768, 768],
    ['1024', 1024, 1024],
    ['1536', 1536, 1536],
    ['16:9', 1536, 864],
    ['9:16', 864, 1536],
    ['640x360', 640, 360],
    ['300X700', 300, 700],
    ['64', 64, 64],
    ['2048', 2048, 2048],
  ])('%s is %i by %i pixels', (text, width, height) => {
    expect(parseSize(text)).toEqual({ width, height })
  })

  it.each(['', 'large', '63', '2049', '10x1024', '1024x', 'x', '4:3', '1e3', '-512', '512.5', 'constructor'])(
    '%j is none',
    (text) => {
      expect(parseSize(text)).toBeUndefined()
    },
  )
})
