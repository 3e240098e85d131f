import { expect, test } from 'vitest'
import { requireGoodPassword } from './password-rules.ts'

const refusal = (password: string, email = 'ada@example.com') => {
  try {
    requireGoodPassword(password, email)
  } catch (error) {
    return error
  }
}

test('ten characters to two hundred are enough, whatever they are', () => {
  for (const password of [
    'moss gate 7',
    'ピカソ風の青い猫と月夜',
    '🐱🐶🦊🐻🐼🐨🐯🦁🐮🐷',
    'a quiet bridge over slow water '.repeat(6),
  ]) {
    expect(refusal(password)).toBeUndefined()
  }
})

test('what is too short, too long, the email or guessed first is refused with the reason', () => {
  const cases: [string, RegExp][] = [
    ['ninechars', /at least 10/],
    ['x'.repeat(100) + 'yz1'.repeat(34), /at most 200/],
    ['Ada@Example.com', /email/],
    ['Password123', /first that are guessed/],
    ['１２３４５６７８９０', /first that are guessed/],
    ['aaaaaaaaaaaaaa', /first that are guessed/],
  ]
  for (const [password, detail] of cases) {
    expect(refusal(password)).toMatchObject({ kind: 'invalid', reason: 'input', facts: { field: 'password' } })
    expect(refusal(password)).toMatchObject({ message: expect.stringMatching(detail) })
  }
})
