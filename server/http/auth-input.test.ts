import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { requireAuthInput } from './auth-input.ts'

const asked = (url: string, cookie?: string) => ({ url, headers: { cookie } }) as IncomingMessage
const check = (url: string, cookie?: string) => {
  const req = asked(url, cookie)
  requireAuthInput(req, url.split('?', 1)[0] ?? '')
  return req.headers.cookie
}

test('a return address that is none is refused, and every real one is let through', () => {
  for (const address of ['javascript:alert(1)', '%ff%fe', 'x', 'data:,x']) {
    expect(() => check(`/api/auth/signin?callbackUrl=${address}`)).toThrow(/callbackUrl/)
  }
  for (const address of ['', '/account?a=1', 'https%3A%2F%2Fdraw.example%2F', 'http://localhost:3000/']) {
    expect(() => check(`/api/auth/signin?callbackUrl=${address}`)).not.toThrow()
  }
})

test('a path that cannot be read, or that steps up, is refused', () => {
  for (const path of ['/api/auth/signout%', '/api/auth/%2e%2e/etc', '/api/auth/./csrf', '/api/auth/..%5cetc'])
    expect(() => check(path)).toThrow(/path/)
  expect(() => check('/api/auth/callback/a.b..c')).not.toThrow()
})

test('a cookie with a return address that is none is taken away, and every other kept', () => {
  const good = 'a=b; next-auth.callback-url=https%3A%2F%2Fdraw.example%2F; c=%'
  expect(check('/api/auth/session', good)).toBe(good)
  const secure = '__Secure-next-auth.callback-url=%; a=b'
  expect(check('/api/auth/session', secure)).toBe('a=b')
  expect(check('/api/auth/session', 'a=b; next-auth.callback-url=javascript:alert(1)')).toBe('a=b')
})
