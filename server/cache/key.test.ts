import { expect, test } from 'vitest'
import { cacheKey, canonicalWords } from './key.ts'

const parts = { width: 1024, height: 1024, style: 'illustration', model: 'm1' }

test('case, spaces and punctuation do not make another picture', () => {
  expect(canonicalWords('  A Red car,   at sunset! ')).toBe('a red car at sunset')
})

test('words of other scripts and emoji have keys of their own', () => {
  const keys = ['猫', 'قطة', '🐱', 'cat', 'кот', '👩‍🚀', '👩'].map((words) => cacheKey({ ...parts, words }))
  expect(new Set(keys).size).toBe(keys.length)
})

test('size, style, model and a private asker are part of the key, and no words can imitate them', () => {
  const base = cacheKey({ ...parts, words: 'cat' })
  expect(cacheKey({ ...parts, words: 'cat', width: 512 })).not.toBe(base)
  expect(cacheKey({ ...parts, words: 'cat', style: 'flat' })).not.toBe(base)
  expect(cacheKey({ ...parts, words: 'cat', model: 'm2' })).not.toBe(base)
  expect(cacheKey({ ...parts, words: 'cat', only: 'user:1' })).not.toBe(base)
  expect(cacheKey({ ...parts, words: 'cat",1024' })).not.toBe(base)
})

test('words of punctuation alone are themselves', () => {
  expect(canonicalWords('?!')).toBe('?!')
  expect(canonicalWords('...')).not.toBe(canonicalWords('?!'))
})
