import { expect, test } from 'vitest'
import { readSignInError } from './sign-in-refusal'

test('a wrong password and an unknown email are the same refusal', () => {
  expect(readSignInError('CredentialsSignin')).toEqual({ why: 'credentials' })
})

test('a throttled sign-in says for how many seconds', () => {
  expect(readSignInError('throttled:412')).toEqual({ why: 'throttled', retryAfterSeconds: 412 })
})

test('a made-up wait is never longer than a day', () => {
  expect(readSignInError('throttled:999999999')).toEqual({ why: 'throttled', retryAfterSeconds: 86_400 })
})

test.each(['OAuthAccountNotLinked', 'accounts-per-address', 'AccessDenied'])('%s has words of its own', (name) => {
  expect(readSignInError(name).why).not.toBe('unavailable')
})

test.each(['throttled:', 'throttled:-1', 'constructor', '__proto__', '<b>hello</b>', ''])(
  'a name nobody knows is our fault, and never shown: %j',
  (name) => expect(readSignInError(name)).toEqual({ why: 'unavailable' }),
)
