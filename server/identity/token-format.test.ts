import fc from 'fast-check'
import { expect, test } from 'vitest'
import { looksLikeToken, newToken, tokenHash } from './token-format.ts'

test('a token is drawbridge_ and 36 base62 digits, never twice the same, and passes its own check', () => {
  const tokens = Array.from({ length: 1000 }, newToken)
  expect(new Set(tokens).size).toBe(1000)
  for (const token of tokens) {
    expect(token).toMatch(/^drawbridge_[0-9A-Za-z]{36}$/)
    expect(tokenHash(token)).toMatch(/^[0-9a-f]{64}$/)
  }
})

test('one wrong character anywhere is noticed without asking anybody', () => {
  fc.assert(
    fc.property(fc.nat(46), fc.constantFrom(...'09AZaz_ -é'), (at, wrong) => {
      const token = newToken()
      fc.pre(token[at] !== wrong)
      expect(tokenHash(token.slice(0, at) + wrong + token.slice(at + 1))).toBeUndefined()
    }),
  )
})

test('any text can be checked, and none of it is a token', () => {
  fc.assert(fc.property(fc.string(), (text) => tokenHash(text) === undefined))
  expect(looksLikeToken('Drawbridge_x')).toBe(true)
  expect(looksLikeToken('sk-proj-x')).toBe(false)
})

test('the check digits are the CRC-32 of the 30 random digits in base62, so that any client can check them', () => {
  // zlib.crc32('123456789012345678901234567890') = 2,204,882,703 = 2PDSiF in base62 (0-9A-Za-z)
  expect(tokenHash('drawbridge_1234567890123456789012345678902PDSiF')).toBeDefined()
})
