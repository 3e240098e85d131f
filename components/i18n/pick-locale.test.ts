import { expect, test } from 'vitest'
import { pickLocale } from './pick-locale'

test('a browser is answered in the language it likes best of those we speak', () => {
  expect(pickLocale({ accepted: 'fr-CA, en;q=0.8' })).toBe('fr')
  expect(pickLocale({ accepted: 'en-GB,en;q=0.9,fr;q=0.8' })).toBe('en')
  expect(pickLocale({ accepted: 'de, fr;q=0.3, en;q=0.2' })).toBe('fr')
  expect(pickLocale({ accepted: 'en;q=0.2, FR;q=0.9' })).toBe('fr')
})

test('a language that is refused, unknown or garbled is passed by, and English is spoken when none is left', () => {
  expect(pickLocale({ accepted: 'fr;q=0, en;q=0.1' })).toBe('en')
  for (const accepted of ['', '*', 'de-DE', 'fr;q=much', ',,;;', undefined, null]) {
    expect(pickLocale({ accepted })).toBe('en')
  }
})

test('what was chosen counts more than the browser, and the address more than both', () => {
  expect(pickLocale({ chosen: 'en', accepted: 'fr' })).toBe('en')
  expect(pickLocale({ asked: 'fr', chosen: 'en', accepted: 'en' })).toBe('fr')
  expect(pickLocale({ asked: 'xx', chosen: '../en', accepted: 'fr' })).toBe('fr')
})
