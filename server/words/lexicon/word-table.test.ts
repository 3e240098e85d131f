import { expect, it } from 'vitest'
import { createWordTable } from './word-table.ts'

it('finds every word of its lines, and no other', () => {
  const words = ['a', 'ant', 'ant eater', 'b', 'bee', 'z']
  const find = createWordTable(words.map((word) => `${word}\t${word.length} 7`).join('\n'))
  expect(words.map(find)).toEqual(words.map((word) => `${word.length} 7`))
  expect(['', 'an', 'ante', 'c', 'zz', 'constructor'].map(find)).toEqual(Array(6).fill(undefined))
  expect(createWordTable('')('a')).toBeUndefined()
})
