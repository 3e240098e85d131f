import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCookie } from './read-cookie.ts'

test('a cookie is found wherever it stands', () => {
  for (const header of ['a=1', 'b=2; a=1', 'a=1; b=2', 'xa=3; a=1;b=2', 'b=a=3;a=1']) {
    expect(readCookie(header, 'a')).toBe('1')
  }
})

test('a cookie of another name, or its name inside a value, is not it', () => {
  for (const header of [undefined, '', 'aa=1', 'b=a=1', 'b="x a=1"', 'a', '__Secure-a=1']) {
    expect(readCookie(header, 'a')).toBeUndefined()
  }
})

test('whatever the other cookies are, the value comes back as it was sent', () => {
  const word = fc.stringMatching(/^[\w.=-]{0,12}$/)
  const others = fc.array(fc.tuple(fc.stringMatching(/^[b-z]{1,5}$/), word))
  fc.assert(
    fc.property(others, others, word, (before, after, value) => {
      const pairs = [...before, ['a', value], ...after].map(([name, v]) => `${name}=${v}`)
      expect(readCookie(pairs.join('; '), 'a')).toBe(value)
    }),
  )
})
