import { expect, test } from 'vitest'
import { emailFault, newPasswordFault, onlyFaults, refusedField, tokenFault } from './form-faults'

const refusal = (reason: string, field?: string) => ({ data: { problem: { reason, field } } })

test('an email needs something on both sides of one @', () => {
  expect(emailFault(' ada@example.org ')).toBeUndefined()
  expect(emailFault('  ')).toBe('email-empty')
  for (const wrong of ['ada', 'ada@', '@example.org', 'a da@example.org', 'a@b@c']) {
    expect(emailFault(wrong)).toBe('email-shape')
  }
})

test('a password of ten characters will do, however they are written', () => {
  expect(newPasswordFault('abcdefghij', null)).toBeUndefined()
  expect(newPasswordFault('🐱🐶🐭🐹🐰🦊🐻🐼🐨🐯', null)).toBeUndefined()
  expect(newPasswordFault('🐱🐶🐭🐹🐰', null)).toBe('password-short')
  expect(newPasswordFault('', null)).toBe('password-empty')
  expect(newPasswordFault('x'.repeat(201), null)).toBe('password-long')
})

test('a password that is the email is refused, in any case', () => {
  expect(newPasswordFault('Ada@Example.org', ' ada@example.org')).toBe('password-email')
})

test('a token is whole or it is not', () => {
  const token = `drawbridge_${'a1B'.repeat(12)}`
  expect(tokenFault(` ${token}\n`)).toBeUndefined()
  expect(tokenFault(token.slice(0, -1))).toBe('token-shape')
  expect(tokenFault('hunter2')).toBe('token-shape')
  expect(tokenFault('')).toBe('token-empty')
})

test('what the service refuses is told at the field it is about', () => {
  expect(refusedField(refusal('email-taken', 'email'))).toEqual({ field: 'email', fault: 'email-taken' })
  expect(refusedField(refusal('credentials', 'current'))).toEqual({ field: 'current', fault: 'current-wrong' })
  expect(refusedField(refusal('input', 'next'))).toEqual({ field: 'password', fault: 'password-weak' })
  expect(refusedField(refusal('token-redeemed'))).toEqual({ field: 'token', fault: 'token-redeemed' })
})

test('a refusal about no field, and no refusal at all, belong to the whole form', () => {
  expect(refusedField(refusal('burst'))).toBeUndefined()
  expect(refusedField(refusal('input'))).toBeUndefined()
  expect(refusedField(new TypeError('fetch failed'))).toBeUndefined()
})

test('fields without fault are not faults', () => {
  expect(onlyFaults({ email: undefined, password: 'password-short' })).toEqual({ password: 'password-short' })
})
