import { expect, test } from 'vitest'
import { characterCount, tidyWords } from './tidy-words'

test('words pasted over several lines are sent as one, without control characters', () => {
  expect(tidyWords('  a red fox\r\n\tin a \u0000 boat ')).toBe('a red fox in a boat')
})

test('an emoji counts as one character of the three hundred', () => {
  expect(characterCount('🐱猫a')).toBe(3)
})
