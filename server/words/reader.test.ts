import { expect, test } from 'vitest'
import { createReader } from './reader.ts'

/** Whether what was read as `cached` is found by what is asked: under one of the names of each or all but one thing. */
function isFound(asked: string, cached: string): boolean {
  const reader = createReader()
  const { terms } = reader.read(cached)
  const names = reader.ask(asked)?.names ?? []
  return names.some((group) => group.some((term) => terms.includes(term)))
}

test.each([
  ['a kitty', 'a cat'],
  ['an automobile', 'a red car'],
  ['ein Hund', 'a dog'],
  ['des niños', 'children'],
  ['a birthday', 'a birthday cake'],
  ['the sun rising', 'a sunrise'],
  ['stars', 'a starry night'],
])('%s is looked for where %s is kept', (asked, cached) => {
  expect(isFound(asked, cached)).toBe(true)
})

test.each([
  ['a horse', 'a cat'],
  ['a cat', 'no cat'],
  ['a zorblax', 'a vorblax'],
])('%s is not looked for where %s is kept', (asked, cached) => {
  expect(isFound(asked, cached)).toBe(false)
})

test('of many candidates the nearest are told, nearest first, and none that says something else', () => {
  const reader = createReader()
  const candidates = [
    'a cat',
    'a fluffy cat',
    'three cats',
    'a black cat',
    ...Array.from({ length: 90 }, (_, i) => `${i + 2} dogs`),
  ]
    .map((key) => ({ key, scene: reader.read(key).scene }))
    .reverse()
  const ranked = reader.rank(reader.read('the cat').scene, candidates, 0.7, 2)
  expect(ranked.map(({ key }) => key)).toEqual(['a cat', 'a fluffy cat'])
  expect(ranked[0]?.closeness).toBe(1)
})
